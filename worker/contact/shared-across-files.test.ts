import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { loadDeskFileHeader } from '../../db/desk-file-header.ts'
import { insertMatchTokensStatement } from '../../db/match-tokens.ts'
import { files, parents } from '../../db/schema.ts'
import { sharedEmailTokensSql } from '../../db/shared-contacts.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import { buildFileRow, buildParentRow } from '../../tests/support/file-rows.ts'
import { bindings, openTestDatabase, prepareDatabase } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import { deriveMatchTokens, hasEmailToken } from '../privacy/blind-index.ts'

const db = openTestDatabase()
const { keys } = parseEnvironment(bindings)
beforeEach(prepareDatabase)

type Answers = Readonly<Record<string, unknown>>

const MO = { legalName: 'Morgan Tanaka', birthDate: '1987-11-04' }
const ALEX = { legalName: 'Alexis Brandt', birthDate: '1985-02-03' }
const moAsOther = { otherName: MO.legalName, otherBirthDate: MO.birthDate }
const alexAsOther = { otherName: ALEX.legalName, otherBirthDate: ALEX.birthDate }
const child = { children: [{ childName: 'Noa Brandt', childBirthDate: '2016-03-17' }] }
const SAME = 'same@example.com'
const NUMBER = '+16135550142'

/** Inserts a file with what one parent wrote, and what the other one wrote in it by invitation. */
async function insertFile(id: string, written: Answers, byInvitation: Answers = {}): Promise<void> {
  await db.insert(files).values(buildFileRow(id))
  await db.insert(parents).values([buildParentRow(id, 'initiating'), buildParentRow(id, 'other')])
  for (const [answers, swapsSides] of [
    [written, false],
    [byInvitation, true],
  ] as const) {
    const tokens = await deriveMatchTokens(keys.index, intakeForm, answers)
    if (tokens.length > 0) await db.batch([insertMatchTokensStatement(db, id, tokens, { swapsSides })])
  }
}

const kindsAt = async (reference: string) =>
  (await loadDeskFileHeader(db, { reference, viewerId: 'robin', now: 1, maxAttempts: 4 }))?.file
    .sharedContactKinds

async function canMail(parentId: string, email: string): Promise<boolean> {
  const rows = await db.all<{ tokens: string }>(
    sql`select (${sharedEmailTokensSql(sql`${parentId}`)}) as tokens`,
  )
  return !(await hasEmailToken(keys.index, email, rows[0]?.tokens ?? '[]'))
}

describe('in one file', () => {
  it.each<[what: string, written: Answers, byInvitation: Answers, kinds: readonly string[]]>([
    ['one’s own address as the other’s', { email: SAME, otherEmail: SAME }, {}, ['email']],
    [
      'the person to ask, as the other’s number',
      { alternatePhone: NUMBER, otherPhone: NUMBER },
      {},
      ['phone'],
    ],
    ['one’s own number as the other’s lawyer’s', { phone: NUMBER, otherLawyerPhone: NUMBER }, {}, ['phone']],
    ['one’s lawyer’s address as the other’s', { ownLawyerEmail: SAME, otherEmail: SAME }, {}, ['email']],
    ['both parents’ own address', { email: SAME }, { email: SAME }, ['email']],
    [
      'one’s own number as the other’s person to ask',
      { phone: NUMBER },
      { alternatePhone: NUMBER },
      ['phone'],
    ],
    ['one person to ask for both', { alternatePhone: NUMBER }, { alternatePhone: NUMBER }, ['phone']],
    ['one’s own address as the other’s lawyer’s', { email: SAME }, { ownLawyerEmail: SAME }, ['email']],
    ['both', { email: SAME, phone: NUMBER }, { email: SAME, phone: NUMBER }, ['email', 'phone']],
    ['one lawyer for both', { ownLawyerEmail: SAME }, { ownLawyerEmail: SAME }, []],
    ['what each says of the other', { email: SAME }, { otherEmail: SAME }, []],
  ])('flags %s', async (_, written, byInvitation, kinds) => {
    await insertFile('file', written, byInvitation)
    expect(await kindsAt('file')).toEqual(kinds)
    expect(await canMail('initiating file', SAME)).toBe(written.email !== SAME || !kinds.includes('email'))
  })
})

describe('in two files, each with the other parent’s own intake', () => {
  it.each<[what: string, one: Answers, other: Answers, kinds: readonly string[]]>([
    [
      'names and dates of birth',
      { ...MO, ...alexAsOther, email: SAME },
      { ...ALEX, ...moAsOther, email: SAME },
      ['email'],
    ],
    [
      'one of them knows the other’s date of birth',
      { ...MO, ...alexAsOther, email: SAME },
      { ...ALEX, email: SAME },
      ['email'],
    ],
    [
      'a child, while two people wrote',
      { ...MO, ...child, email: SAME },
      { ...ALEX, ...child, email: SAME },
      ['email'],
    ],
    [
      'a number, in another spelling',
      { ...MO, ...child, phone: '+1 613 555 0142' },
      { ...ALEX, ...child, phone: NUMBER },
      ['phone'],
    ],
    [
      'a person to ask',
      { ...MO, ...child, alternatePhone: NUMBER },
      { ...ALEX, ...child, phone: NUMBER },
      ['phone'],
    ],
    [
      'the other parent’s, by the same writer',
      { ...MO, email: SAME },
      { ...MO, otherEmail: SAME },
      ['email'],
    ],
  ])('flags one that they share, and mails neither: %s', async (_, one, other, kinds) => {
    await insertFile('one', one)
    await insertFile('other', other)
    expect([await kindsAt('one'), await kindsAt('other')]).toEqual([kinds, kinds])
    for (const [id, answers] of [
      ['one', one],
      ['other', other],
    ] as const)
      if (answers.email) expect(await canMail(`initiating ${id}`, SAME)).toBe(false)
    await queryRows("update files set stage = 'not-genuine' where id = 'other'")
    expect([await kindsAt('one'), await canMail('initiating one', SAME)]).toEqual([[], true])
  })

  it.each<[what: string, one: Answers, other: Answers]>([
    ['the same writer sent two', { ...MO, ...child, email: SAME }, { ...MO, ...child, email: SAME }],
    [
      'each says what the other says',
      { ...MO, ...alexAsOther, email: SAME },
      { ...ALEX, ...moAsOther, otherEmail: SAME },
    ],
    ['another family', { ...MO, email: SAME }, { ...ALEX, email: SAME }],
    ['nobody knows who wrote', { ...child, email: SAME }, { ...child, email: SAME }],
    ['one lawyer', { ...MO, ...child, ownLawyerEmail: SAME }, { ...ALEX, ...child, ownLawyerEmail: SAME }],
  ])('flags none, and mails both: %s', async (_, one, other) => {
    await insertFile('one', one)
    await insertFile('other', other)
    expect([await kindsAt('one'), await kindsAt('other')]).toEqual([[], []])
    expect([await canMail('initiating one', SAME), await canMail('initiating other', SAME)]).toEqual([
      true,
      true,
    ])
  })
})
