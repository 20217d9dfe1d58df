import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { crisisLines, practice, retentionSources } from '../../content/practice.ts'
import { findExampleSettings } from '../deploy/find-example-settings.ts'
import { copyProject } from '../deploy/own-practice.fixture.ts'
import { drawLogo } from './draw-logo.ts'
import answersOfJuniperHill from './juniper-hill.fixture.json' with { type: 'json' }

const SETTINGS = 'content/practice.ts'
const example = readFileSync(SETTINGS, 'utf8')
let folder: string
beforeAll(() => {
  folder = copyProject()
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs the command in the copy with these answers. */
function setUp(answers: object) {
  writeFileSync(join(folder, 'given.json'), JSON.stringify(answers))
  const run = runInCopy(['dev/practice-new/index.ts', '--answers', 'given.json'])
  return { ...run, settings: readFileSync(join(folder, SETTINGS), 'utf8') }
}

function runInCopy(args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  return { status, printed: `${stdout}${stderr}` }
}

describe('with the answers of a whole practice', () => {
  let run: ReturnType<typeof setUp>
  beforeAll(() => {
    writeFileSync(join(folder, SETTINGS), example)
    run = setUp(answersOfJuniperHill)
  })

  it('leaves nothing of the example but what the law of the place asks, which no question can tell', () => {
    const left = [...run.printed.matchAll(/^ {2}- (\w+)/gm)].map(([, setting]) => setting)
    expect(left).toEqual(retentionSources.map(() => 'retentionSources'))
    expect(run.status).toBe(0)
    expect(run.settings).not.toMatch(/Lantern Street|example\.com|555 01/)
  })

  it('writes settings that the portal’s schema takes, with what was answered', async () => {
    const written = (await import(
      pathToFileURL(join(folder, SETTINGS)).href
    )) as typeof import('../../content/practice.ts')
    expect(written.practice).toMatchObject({
      name: 'Juniper Hill',
      mailFrom: 'Juniper Hill <intake@juniper-hill.ca>',
      discreetMailFrom: 'J. H. Office <office@jh-office.ca>',
      provinces: ['BC', 'AB'],
      hourlyFee: 250,
      worksInPairs: false,
      changeWorkingDays: 3,
      officeProvinces: ['BC'],
      phoneAnswered: { from: '08:30', until: '16:00', timeZone: 'America/Vancouver' },
      phoneHours: { fr: 'Nous répondons en semaine de 8\u00a0h\u00a030 à 16\u00a0h, heure du Pacifique.' },
    })
    expect(written.fees.en).toContain('$250 an hour')
    expect(written.practice.coordinators.map(({ id, email }) => [id, email])).toEqual([
      ['noor-haddad', 'noor@juniper-hill.ca'],
      ['elise-o-neill', 'elise@juniper-hill.ca'],
    ])
    expect(
      written.practice.coordinators.map(({ administrator, privacyOfficer }) => [
        administrator,
        privacyOfficer,
      ]),
    ).toEqual([
      [true, false],
      [false, true],
    ])
    expect(written.practice.coordinators[0]?.availability.weekly).toHaveLength(11)
    expect(written.crisisLines.map(({ reach }) => reach)).toEqual([
      '911',
      '9-8-8',
      '1\u00a0800\u00a0668\u00a06868',
      '1\u00a0800\u00a0563\u00a00808',
      'sheltersafe.ca',
      '310-1818',
    ])
    expect(written.practiceColours.light).toMatchObject({ pine: '#2f4a7c', lantern: '#a8552a' })
    // What was not asked is as it was.
    expect(written.practice.retention).toEqual(practice.retention)
  })

  it('writes what the compiler takes and the formatter leaves', () => {
    writeFileSync(
      join(folder, 'tsconfig.settings.json'),
      JSON.stringify({ extends: './tsconfig.json', include: ['content/practice.ts'] }),
    )
    const compiled = runInCopy(['node_modules/typescript-7/bin/tsc', '-p', 'tsconfig.settings.json'])
    expect(compiled).toEqual({ status: 0, printed: '' })
    const checked = spawnSync('biome', ['format', `--stdin-file-path=${SETTINGS}`], {
      input: run.settings,
      encoding: 'utf8',
    })
    expect(checked.stdout).toBe(run.settings)
  })

  it('draws a first logo, and writes the holidays of the provinces', () => {
    expect(readFileSync(join(folder, 'site/public/logo.svg'), 'utf8')).toMatch(/fill="#2f4a7c".*>JH</s)
    const holidays = readFileSync(join(folder, 'content/time/public-holiday-rows.ts'), 'utf8')
    expect(holidays).toContain('  AB: {')
    expect(holidays).not.toContain('  ON: {')
  })

  it('writes the same again, and never over the practice’s own logo', () => {
    const logo = join(folder, 'site/public/logo.svg')
    writeFileSync(logo, '<svg/>')
    expect(setUp(answersOfJuniperHill).settings).toBe(run.settings)
    expect(readFileSync(logo, 'utf8')).toBe('<svg/>')
  })

  it('loses nobody who may have led a file', () => {
    const [first] = answersOfJuniperHill.coordinators
    const { settings, printed, status } = setUp({
      ...answersOfJuniperHill,
      coordinators: [{ ...first, privacyOfficer: 'yes', another: 'no' }],
    })
    expect(printed).toContain('Élise O’Neill, whom the answers lack')
    expect([status, settings]).toEqual([1, run.settings])
  })
})

describe('with few answers', () => {
  beforeAll(() => writeFileSync(join(folder, SETTINGS), example))

  it('lists what is still the example’s, as a deployment would, and draws its own logo again', () => {
    const logo = join(folder, 'site/public/logo.svg')
    writeFileSync(logo, drawLogo('Somebody else', { ground: '#000000', text: '#ffffff' }))
    const { printed, status, settings } = setUp({ practice: { name: 'Juniper Hill' } })
    expect(status).toBe(0)
    expect(settings).toContain("name: 'Juniper Hill'")
    const today = new Date().toISOString().slice(0, 10)
    const faults = findExampleSettings({ ...practice, crisisLines, retentionSources }, today).filter(
      (fault) => !/^(name|mailFrom):/.test(fault),
    )
    expect(faults.length).toBeGreaterThan(10)
    for (const fault of faults) expect(printed).toContain(fault)
    expect(printed).toContain('practice: hourlyFee has no answer yet')
    expect(readFileSync(logo, 'utf8')).toMatch(/fill="#1f5a52".*>JH</s)
  })

  it('changes nothing if one of them cannot be taken', () => {
    writeFileSync(join(folder, SETTINGS), example)
    const { printed, status, settings } = setUp({ practice: { name: 'Juniper Hill', hourlyFee: 'much' } })
    expect(printed).toContain('practice: hourlyFee: “much” cannot be taken.')
    expect([status, settings]).toEqual([1, example])
  })

  it('leaves nothing behind when the settings that they make are refused', () => {
    const faulty = `${example}\nif (import.meta.url.includes('.new.')) throw new Error('Too few hours')\n`
    writeFileSync(join(folder, SETTINGS), faulty)
    const { printed, status, settings } = setUp({ practice: { name: 'Juniper Hill' } })
    expect(printed).toContain('Too few hours')
    expect([status, settings]).toEqual([1, faulty])
    expect(existsSync(join(folder, 'content/practice.new.ts'))).toBe(false)
  })
})
