import { spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chooseCases } from '../tests/support/explored-cases.ts'

const root = join(import.meta.dirname, '..')
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}
/** The file that each of our own commands runs, by its name. What comes before another command is called by npm alone. */
const fileByCommand = Object.fromEntries(
  Object.entries(scripts).flatMap(([name, script]) => {
    const [, file] = /^node ((?:dev|tests)\/\S+\.ts)/.exec(script) ?? []
    return file ? [[name, file]] : []
  }),
)

/** The commands that change what a practice has: a wrong call of each stands for the others. */
const GRAVE = ['keys:new', 'keys:check', 'keys:remove', 'practice:new', 'deploy', 'backup', 'restore']
/** The commands that a practice runs, often as the first one on a computer. */
const OF_A_PRACTICE = [...GRAVE, 'start', 'keys:rotate', 'rollback-point']
/** The commands that take words of any kind beside their options. */
const TAKES_WORDS = ['screenshots', 'keys:remove']
const DATABASE = [
  ['--remote', "'--env' is missing"],
  ['--env production', "'--remote' is missing"],
  ['--remote --env staging', "'--env staging' is none of these: preview, production"],
] as const
const RESTORE = '--into preview --from backups/a --key key.txt'
/** What is wrong for one command alone, and what the command says of it. */
const wrongCalls: Record<string, readonly (readonly [args: string, says: string])[]> = {
  build: [['--gallery=yes', "'--gallery' does not take an argument"]],
  translated: [['never-written', "'never-written' is none of these: "]],
  bench: [['speed', "'speed' is none of these: sizes, "]],
  'keys:new': [
    ['answer --ring ring.json', "'answer' is none of these: answers, "],
    ['mail --ring', "'--ring <value>' argument missing"],
    ['mail --ring=', "'--ring' has no value"],
  ],
  'keys:rotate': DATABASE,
  'keys:check': [...DATABASE, ['--ring --remote --env production', "'--ring' argument is ambiguous"]],
  'keys:remove': [
    ['', 'Name the ids of the keys'],
    ...DATABASE.map(([args, says]) => [`answers-1 ${args}`, says] as const),
  ],
  'practice:new': [['--answers', "'--answers <value>' argument missing"]],
  deploy: [
    ['', "'--env' is missing"],
    ['--env', "'--env <value>' argument missing"],
    ['--env staging', "'--env staging' is none of these: preview, production"],
    ['--env preview --env production', "'--env' is given twice"],
    ['production', "Unexpected argument 'production'"],
  ],
  'rollback-point': [['', "'--env' is missing"]],
  backup: [
    ['', "'--env' is missing"],
    ['--env production', "'--to' is missing"],
    ['--env staging --to backups', "'--env staging' is none of these"],
    ['--new-key', "'--new-key <value>' argument missing"],
    ['--new-key key.txt --audit', "'--new-key' stands alone"],
  ],
  restore: [
    [RESTORE, "'--ring' is missing"],
    [RESTORE.replace('preview', 'staging'), "'--into staging' is none of these"],
    [`${RESTORE} --ring ring.json --anchor`, "'--anchor <value>' argument missing"],
  ],
}

const calls = Object.keys(fileByCommand).flatMap((command) => [
  [command, '--misspelt', "Unknown option '--misspelt'"] as const,
  ...(TAKES_WORDS.includes(command) ? [] : [[command, 'stray-word', "'stray-word'"] as const]),
  ...(wrongCalls[command] ?? []).map(([args, says]) => [command, args, says] as const),
])

/** Runs a command in a folder of its own, and gives what it left there. */
async function call(command: string, args: string) {
  const folder = mkdtempSync(join(tmpdir(), 'called-wrongly-'))
  // What the site says of Turnstile is read as its modules load.
  copyFileSync(join(root, 'wrangler.toml'), join(folder, 'wrangler.toml'))
  try {
    const child = spawn(
      process.execPath,
      [join(root, fileByCommand[command] ?? ''), ...args.split(' ').filter(Boolean)],
      { cwd: folder },
    )
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data))
    const code = await new Promise((resolve) => child.on('close', resolve))
    return { code, lines: said.trim().split('\n'), left: readdirSync(folder) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

it('finds our own commands', () => {
  expect(Object.keys(fileByCommand)).toEqual(expect.arrayContaining(['start', 'bench', 'screenshots']))
  for (const command of Object.keys(wrongCalls)) expect(fileByCommand).toHaveProperty([command])
})

it.each(OF_A_PRACTICE)('%s installs what it needs on a computer that has only the project', (command) => {
  expect(scripts[`pre${command}`]).toBe('node dev/setup.mjs')
})

describe.concurrent('a command that is called wrongly', () => {
  it.each(chooseCases(calls, ([command, args]) => GRAVE.includes(command) && args === '--misspelt'))(
    '%s %s',
    async (command, args, says) => {
      const { code, lines, left } = await call(command, args)
      expect(lines).toEqual([expect.stringContaining(says), expect.stringMatching(/^Usage: (npm|node) /)])
      expect(code).toBe(2)
      expect(left).toEqual(['wrangler.toml'])
    },
  )
})

describe.concurrent('a command that is asked for help', () => {
  const commands = chooseCases(Object.keys(fileByCommand), (command) => GRAVE.includes(command))
  it.each(commands)('%s --help shows how it is called', async (command) => {
    const { code, lines, left } = await call(command, '--help')
    expect(lines).toEqual([expect.stringMatching(/^Usage: (npm|node) /)])
    expect(code).toBe(0)
    expect(left).toEqual(['wrangler.toml'])
  })
})

describe.concurrent('a command that a file, a folder or another program fails', () => {
  it.each([
    ['keys:new', '--ring missing/ring.json', 'missing/ring.json.new: there is no such file or folder.'],
    ['keys:new', '--ring .', ': it is a folder, not a file.'],
    ['keys:new', '--ring wrangler.toml', 'wrangler.toml holds no ring (docs/keys.md).'],
    ['keys:new', '', 'This folder’s .dev.vars has no ring; npm start makes one.'],
    ['keys:check', '--ring .', ': it is a folder, not a file.'],
    ['backup', '--new-key missing/key.txt', 'missing/key.txt: there is no such file or folder.'],
  ])('%s %s says so in a line', async (command, args, says) => {
    const { code, lines, left } = await call(command, args)
    expect(lines).toEqual([expect.stringContaining(says)])
    expect(code).toBe(1)
    expect(left).toEqual(['wrangler.toml'])
  })
})
