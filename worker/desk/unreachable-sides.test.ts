import { beforeEach, expect, it } from 'vitest'
import { type AccessTeam, createDeskTeam } from '../../tests/support/access-team.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import {
  exampleParents,
  insertFamilyOfTwoParents,
  insertMatchTokensOfAnswers,
} from '../../tests/support/desk-families.ts'
import { openFile } from '../../tests/support/desk-file.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createCountingD1, type Visitor } from '../../tests/support/test-portal.ts'
import type { ContactRules } from '../contact/contact-rules.ts'
import { listContactChannels } from '../contact/contactability.ts'
import type { ParentSide } from './parent-side.ts'

const FILE = 'F11E-F11E'
const SAFE = exampleParents.other.rules

let team: AccessTeam
let camille: Visitor
let jules: Visitor
setUpPortal()
beforeEach(async () => {
  ;({ team, camille, jules } = await createDeskTeam())
})

interface Listed {
  readonly files: readonly { readonly unreachable: readonly ParentSide[] }[]
  readonly waiting: readonly { readonly unreachable: readonly ParentSide[] }[]
}
const readList = async (visitor = camille) => (await (await visitor.get('/desk/api/files')).json()) as Listed
const readFlags = async (visitor = camille) => {
  const header = await (await visitor.get(`/desk/api/files/${FILE}/header`)).json()
  return [(await readList(visitor)).files[0]?.unreachable, (header as { unreachable: unknown }).unreachable]
}

it.each<[what: string, rules: Partial<ContactRules>]>([
  ['nothing', {}],
  ['a number that is not safe', { phone: '613 555 0142', phoneSafe: 'no' }],
  ['a safe number', { phone: '613 555 0142', phoneSafe: 'yes' }],
  ['a time at which a call is safe', { phone: '613 555 0142', phoneSafe: 'no', safeCallTime: 'noon' }],
  ['a safe e-mail address', { email: 'someone@example.com' }],
  ['somebody they trust', { alternatePhone: '613 555 0143' }],
])('flags a parent in the list and on the file’s page exactly when no way is safe: %s', async (_, left) => {
  const rules: ContactRules = { mailSubject: 'reference', ...left }
  await insertFamilyOfTwoParents(FILE, { parents: { initiating: { rules }, other: { rules: SAFE } } })
  const expected = listContactChannels(rules).length === 0 ? ['initiating'] : []
  expect(await readFlags()).toEqual([expected, expected])
  // The same is said where the answers are, and in the waiting list of a file that nobody leads.
  const { contactability } = await openFile<{ contactability: { side: string; channels: string[] }[] }>(
    camille,
    FILE,
  )
  expect(contactability.flatMap(({ side, channels }) => (channels.length === 0 ? [side] : []))).toEqual(
    expected,
  )
  await queryRows("update files set lead_coordinator_id = null, stage = 'waiting'")
  expect((await readList(jules)).waiting).toMatchObject([{ unreachable: expected }])
})

it('opens every address without an error, and flags who has none but one that was given for the other parent too', async () => {
  const logs = captureConsole()
  const rules: ContactRules = { mailSubject: 'reference', email: 'both@example.com' }
  await insertFamilyOfTwoParents(FILE, { parents: { initiating: { rules }, other: { rules: SAFE } } })
  expect(await readFlags()).toEqual([[], []])
  await insertMatchTokensOfAnswers(FILE, { email: 'both@example.com', otherEmail: 'Both@Example.com' })
  expect(await readFlags()).toEqual([['initiating'], ['initiating']])
  expect(logs.eventsNamed('error')).toEqual([])
})

it('flags who left no way, and nobody who withdrew or did not come', async () => {
  const rules: ContactRules = { mailSubject: 'reference' }
  await insertFamilyOfTwoParents(FILE, { parents: { initiating: { rules }, other: { rules } } })
  expect(await readFlags()).toEqual(Array(2).fill(['initiating', 'other']))
  await queryRows("update parents set application_withdrawn_at = 1 where side = 'initiating'")
  await queryRows("update parents set status = null where side = 'other'")
  expect(await readFlags()).toEqual([[], []])
})

it('tells nothing of it in a closed file, nor to who neither leads nor assists', async () => {
  const rules: ContactRules = { mailSubject: 'reference' }
  await insertFamilyOfTwoParents(FILE, { parents: { initiating: { rules } } })
  const robin = await team.createVisitor('robin@lantern-street.example.com')
  expect((await readList(robin)).files).toMatchObject([{ unreachable: [] }])
  await queryRows("update files set stage = 'closed'")
  const closed = await (await camille.get('/desk/api/closed-files')).text()
  expect(closed).toContain(FILE)
  expect(closed).not.toContain('unreachable')
})

it('shows the list while contact rules do not open, in one call that changes nothing', async () => {
  await insertFamilyOfTwoParents(FILE)
  await queryRows("update parents set sealed_contact_rules = 'broken'")
  const { DB, calls } = createCountingD1()
  const visitor = await team.createVisitor('camille@lantern-street.example.com', { DB })
  await expectNoChange(200, () => visitor.get('/desk/api/files'))
  expect(calls).toHaveLength(1)
  const header = await expectNoChange(200, () => visitor.get(`/desk/api/files/${FILE}/header`))
  expect(await header.json()).toMatchObject({ unreachable: [] })
  expect(calls).toHaveLength(2)
})
