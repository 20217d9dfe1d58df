import { beforeEach, describe, expect, it } from 'vitest'
import { prefixCode } from '../content/code-prefixes.ts'
import { createFamilyWithInvitation } from '../tests/support/authorisation-and-invitation.ts'
import { createParentWithDraft } from '../tests/support/intake-drafts.ts'
import { createParentWithFile } from '../tests/support/parent-with-file.ts'
import { parsePage } from '../tests/support/parse-page.ts'
import { expectRedirect, withoutFloodLimits } from '../tests/support/requests.ts'
import { setUpPortal } from '../tests/support/set-up-portal.ts'
import { createVisitor } from '../tests/support/test-portal.ts'

setUpPortal()

/** The codes of a parent, by the page on which each is entered, and where that page leads then. */
const codes = new Map<string, { code: string; leadsTo: string }>()

beforeEach(async () => {
  const draft = await createParentWithDraft()
  const { slots } = await parsePage(await draft.post('/intake/resume-code/', { press: ['show'] }))
  const { code } = await createParentWithFile()
  const invitation = await createFamilyWithInvitation()
  codes.set('/intake/resume/', { code: slots.code ?? '', leadsTo: '/intake/tasks/' })
  codes.set('/file/', { code, leadsTo: '/file/' })
  codes.set('/invitation/', { code: invitation.code, leadsTo: '/invitation/yours/' })
})

const kindsByPath = { '/intake/resume/': 'resume', '/file/': 'file', '/invitation/': 'invitation' } as const

describe.each([
  ['/intake/resume/', '/intake/resume/'],
  ['/file/', '/file/'],
  ['/invitation/', '/invitation/'],
  ['/intake/resume/', '/code/'],
  ['/file/', '/code/'],
  ['/invitation/', '/code/'],
] as const)('a code of %s entered at %s', (path, enteredAt) => {
  const enter = (typed: string) =>
    createVisitor(withoutFloodLimits).post(enteredAt, { code: [typed], device: ['own'] })

  it.each<[string, (code: string) => string]>([
    ['a full stop at its end', (code) => `${code}.`],
    ['quotation marks around it', (code) => `« ${code} »,`],
    ['the address and the signs of a message around it', (code) => `<https://x.example/#${code}>`],
    ['a sentence around it', (code) => `Your code: *${code}*.\r\nSee you soon!`],
    ['a line end within it', (code) => code.replace('-', '\r\n')],
    ['no letter in front, as codes from before', (code) => code.replace(/^[A-Z]-/, '')],
    ['the letter of its kind in front', (code) => prefixCode(kindsByPath[path], code.replace(/^[A-Z]-/, ''))],
    [
      'letters of full width',
      (code) => code.replace(/\w/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
    ],
    [
      'small letters, odd dashes and hidden characters',
      (code) => `\u202a${code.toLowerCase().replaceAll('-', '\u200b – ')}\u202c`,
    ],
  ])('opens with %s', async (_, type) => {
    const { code, leadsTo } = codes.get(path) ?? { code: '', leadsTo: '' }
    expectRedirect(await enter(type(code)), leadsTo)
  })

  it('opens nothing when it is given twice', async () => {
    const { code } = codes.get(path) ?? { code: '' }
    for (const other of [code, 'K7Q4-9MX2-PT5H-W3ZC']) {
      const answer = await createVisitor(withoutFloodLimits).post(enteredAt, {
        code: [code, other],
        device: ['own'],
      })
      expect([answer.status, answer.headers.getSetCookie()]).toEqual([422, []])
    }
  })

  it.each(['\u200b', '\u3164\u2800', '...', '«»', 'my code'])(
    'opens nothing, and stays on the page: %j',
    async (typed) => {
      const page = await parsePage(await enter(typed))
      expect([page.status, page.filledFields.code]).toEqual([422, [typed]])
      expect(page.summary?.problems.map(({ href }) => href)).toEqual(['#code'])
    },
  )
})
