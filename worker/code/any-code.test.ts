import { beforeEach, describe, expect, it } from 'vitest'
import { type CodeKind, codePrefixes, prefixCode } from '../../content/code-prefixes.ts'
import { codeDetailsWording } from '../../content/site/code-details-wording.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { createFamilyWithInvitation } from '../../tests/support/authorisation-and-invitation.ts'
import { changesNothing, queryRows } from '../../tests/support/database-rows.ts'
import { createParentWithDraft } from '../../tests/support/intake-drafts.ts'
import { createParentWithFile } from '../../tests/support/parent-with-file.ts'
import { parsePage, parseVisiblePage } from '../../tests/support/parse-page.ts'
import { expectRedirect, withoutFloodLimits } from '../../tests/support/requests.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createCountingD1, createVisitor } from '../../tests/support/test-portal.ts'

setUpPortal()

const kinds = Object.keys(codePrefixes) as CodeKind[]

/** A code of each kind, of the right shape, that opens nothing. */
const wrongCodes: Readonly<Record<CodeKind, string>> = {
  file: prefixCode('file', 'K7Q4-9MX2-PT5H-W3ZC'),
  resume: prefixCode('resume', 'K7Q4-9MX2-PT5H-W3ZC'),
  invitation: prefixCode('invitation', 'K7Q49-MX2PT'),
}

const codes = new Map<CodeKind, string>()

beforeEach(async () => {
  const draft = await createParentWithDraft()
  const { slots } = await parsePage(await draft.post('/intake/resume-code/', { press: ['show'] }))
  codes.set('resume', slots.code ?? '')
  codes.set('file', (await createParentWithFile()).code)
  codes.set('invitation', (await createFamilyWithInvitation()).code)
})

const enter = (code: string, overrides: Readonly<Record<string, unknown>> = {}, device: string[] = []) =>
  createVisitor({ ...withoutFloodLimits, ...overrides }).post('/code/', { code: [code], device })

describe('the page for every kind of code', () => {
  it.each([
    ['file', '/file/'],
    ['resume', '/intake/tasks/'],
    ['invitation', '/invitation/yours/'],
  ] as const)('leads with a code of the kind %s to %s', async (kind, path) => {
    expectRedirect(await enter(codes.get(kind) ?? '', {}, ['own']), path)
  })

  it('shows a resume code with its letter, as the page tells what each letter is for', async () => {
    expect(codes.get('resume')).toMatch(/^R-/)
    const { text } = await parseVisiblePage(await createVisitor().get('/code/'))
    for (const kind of kinds) expect(text).toContain(`${codePrefixes[kind]}-…`)
  })

  it('asks whose device it is before it opens an unfinished form, and opens nothing until then', async () => {
    const page = await changesNothing(async () => parsePage(await enter(codes.get('resume') ?? '')))
    expect(page.summary?.problems.map(({ href }) => href)).toEqual(['#device'])
    expect(page.filledFields.code).toEqual([codes.get('resume')])
  })

  it.each(languages)(
    'says why a code of its kind may open nothing, whether or not it ever existed, in %s',
    async (language) => {
      const readDetails = async (code: string) =>
        (
          await parseVisiblePage(
            await createVisitor(withoutFloodLimits).post(localisePath(language, '/code/'), { code: [code] }),
          )
        ).text.replace(/\s+/g, ' ')
      const reasons = {
        ...Object.fromEntries(kinds.map((kind) => [wrongCodes[kind], kind])),
        kanari: 'unknown',
        ' ': 'empty',
      } as const
      for (const [code, reason] of Object.entries(reasons)) {
        const text = await readDetails(code)
        for (const other of ['unknown', 'empty', 'file', 'resume', 'invitation'] as const)
          expect(
            text.includes(codeDetailsWording[other][language].replace(/\s+/g, ' ')),
            `${code}: ${other}`,
          ).toBe(other === reason)
      }
      const used = prefixCode('invitation', codes.get('invitation') ?? '')
      await queryRows('update invitations set accepted_at = 1')
      expect(await readDetails(used)).toBe(await readDetails(wrongCodes.invitation))
    },
  )

  it('asks nothing about the device for the other kinds', async () => {
    expectRedirect(await enter(codes.get('file') ?? ''), '/file/')
    expectRedirect(await enter(codes.get('invitation') ?? ''), '/invitation/yours/')
  })

  it('answers a wrong code of every kind alike, with the same one call to the database', async () => {
    const answers = []
    for (const kind of kinds) {
      const { DB, calls } = createCountingD1()
      const answer = await enter(wrongCodes[kind], { DB })
      const { text, ...page } = await parsePage(answer)
      // The reason goes by the letter that was typed, and by nothing else.
      const reason = codeDetailsWording[kind].en.replace(/\s+/g, ' ')
      const alike = text.replace(/\s+/g, ' ').replaceAll(wrongCodes[kind], '').replace(reason, '')
      answers.push({ calls, text: alike, summary: page.summary })
    }
    expect(answers[0]?.calls).toHaveLength(1)
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })

  it('opens every right code after any number of wrong ones from the same connection', async () => {
    const guesser = createVisitor(withoutFloodLimits)
    for (let times = 0; times < 101; times++) await guesser.post('/code/', { code: [wrongCodes.file] })
    expect((await guesser.post('/code/', { code: [wrongCodes.file] })).status).toBe(429)
    for (const kind of kinds)
      expect((await guesser.post('/code/', { code: [codes.get(kind) ?? ''], device: ['own'] })).status).toBe(
        303,
      )
  })

  it('counts wrong codes that begin like an invitation against it, which then opens no more', async () => {
    const code = codes.get('invitation') ?? ''
    const last = code.endsWith('0') ? '1' : '0'
    for (let times = 0; times < 10; times++) await enter(code.slice(0, -1) + last)
    expect((await enter(code)).status).toBe(422)
  })
})
