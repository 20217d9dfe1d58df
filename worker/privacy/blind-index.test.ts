import { expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { type IntakeAnswers, intake } from '../../content/forms/intake/index.ts'
import { readForm } from '../../content/forms/read.ts'
import { matchTokensOf } from './blind-index.ts'

const secret = new Uint8Array(32).fill(1)

/** The tokens by kind that the answers of one section give. */
async function tokensOf(answers: IntakeAnswers, section = 'you', key = secret) {
  const tokens = await matchTokensOf(key, intake, section, answers)
  return Object.fromEntries(tokens.map(({ kind, token }) => [kind, token]))
}

const emailToken = async (email: string) => (await tokensOf({ email })).email
const phoneToken = async (phone: string) => (await tokensOf({ phone })).phone
const personToken = async (legalName: string, birthDate = '1987-11-04') =>
  (await tokensOf({ legalName, birthDate })).person

it.each([
  ['capitals', 'MO.TANAKA@example.com'],
  ['a plus-tag', 'mo.tanaka+intake@example.com'],
  ['two plus-tags', 'mo.tanaka+a+b@example.com'],
  ['full-width letters', 'ｍｏ.tanaka@example.com'],
])('knows an e-mail address again in spite of %s', async (_, email) => {
  expect(await emailToken(email)).toBe(await emailToken('mo.tanaka@example.com'))
})

it.each([
  'mo.tanaka@example.net',
  'motanaka@example.com',
  'tanaka@example.com',
  '+intake@example.com',
  '@example.com',
])('takes %s for another address', async (email) => {
  expect(await emailToken(email)).not.toBe(await emailToken('mo.tanaka@example.com'))
})

it('does not take two addresses that are all tag for one', async () => {
  expect(await emailToken('+mo@example.com')).not.toBe(await emailToken('+sam@example.com'))
})

it('knows a phone again in spite of an extension, and no other phone', async () => {
  expect(await phoneToken('+16135550142;ext=12')).toBe(await phoneToken('+16135550142'))
  expect(await phoneToken('+16135550142;ext=12')).toBe(await phoneToken('+16135550142;ext=7'))
  expect(await phoneToken('+16135550143')).not.toBe(await phoneToken('+16135550142'))
})

it.each([
  ['accents', 'Anne-Marie D’Aout'],
  ['accents written apart', 'Anne-Marie D’Aou\u0302t'],
  ['capitals', 'ANNE-MARIE D’AOÛT'],
  ['hyphens', 'Anne Marie D’Août'],
  ['another apostrophe', "Anne-Marie D'Août"],
  ['an apostrophe that counts as a letter', 'Anne-Marie D\u02bcAoût'],
  ['no apostrophe', 'anne marie daout'],
  ['spaces and full stops', '  Anne–Marie  D.Août. '],
])('knows a person again in spite of %s', async (_, name) => {
  expect(await personToken(name)).toBe(await personToken('Anne-Marie D’Août'))
})

it.each([
  ['Lebœuf', 'LEBOEUF'],
  ['Lætitia', 'Laetitia'],
  ['Weiß', 'Weiss'],
  ['ﬁona', 'Fiona'],
])('knows %s and %s for one name', async (one, other) => {
  expect(await personToken(one)).toBe(await personToken(other))
})

it.each(['Anne-Mary D’Août', 'Anne D’Août', 'D’Août Anne-Marie', '李'])(
  'takes %s for another person',
  async (name) => {
    expect(await personToken(name)).not.toBe(await personToken('Anne-Marie D’Août'))
  },
)

it('tells names of any script apart', async () => {
  expect(await personToken('佐々木')).not.toBe(await personToken('佐木'))
  expect(await personToken('سارة')).not.toBe(await personToken('李'))
})

it('takes nobody for a person without a date of birth: a name alone would match half a city', async () => {
  expect(await tokensOf({ legalName: 'Anne-Marie D’Août' })).toEqual({})
  expect(await tokensOf({ birthDate: '1987-11-04' })).toEqual({})
  expect(await personToken('Anne-Marie D’Août', '1987-11-05')).not.toBe(
    await personToken('Anne-Marie D’Août'),
  )
})

it('matches the name of one parent with their own date of birth only', async () => {
  const answers = { legalName: 'Morgan Tanaka', otherName: 'Alexis Brandt', otherBirthDate: '1986-04-30' }
  expect(await tokensOf(answers)).toEqual({})
  expect(Object.keys(await tokensOf(answers, 'other-parent'))).toEqual(['person'])
})

it('knows a parent again who is the other parent in another file', async () => {
  const answers = { email: 'mo@example.com', phone: '+16135550142', legalName: 'Mo', birthDate: '1987-11-04' }
  const asOther = {
    otherEmail: 'Mo@example.com',
    otherPhone: '+16135550142',
    otherName: 'MO',
    otherBirthDate: '1987-11-04',
  }
  const own = await tokensOf(answers)
  expect(Object.keys(own).sort()).toEqual(['email', 'person', 'phone'])
  expect(await tokensOf(asOther, 'other-parent')).toEqual(own)
})

it('gives tokens that differ by kind, for the same text', async () => {
  const text = '+16135550142'
  const tokens = await tokensOf({ email: text, phone: text })
  expect(new Set(Object.values(tokens)).size).toBe(2)
})

it('gives tokens that differ by secret, and reveal nothing without it', async () => {
  const answers = { email: 'mo@example.com', phone: '+16135550142', legalName: 'Mo', birthDate: '1987-11-04' }
  const one = Object.values(await tokensOf(answers))
  const other = Object.values(await tokensOf(answers, 'you', new Uint8Array(32).fill(2)))
  expect(new Set([...one, ...other]).size).toBe(6)
  for (const token of one) expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
})

it('makes tokens of nothing but what its questions declare', async () => {
  for (const { fields } of [intakeExamples.byOneParent, intakeExamples.byConsent]) {
    const reading = readForm(intake, fields)
    if (!reading.ok) throw new Error('A complete example is incomplete')
    const { email, phone, legalName, birthDate } = reading.answers
    expect(await tokensOf(reading.answers)).toEqual(
      await tokensOf({ email, phone, legalName, birthDate } as IntakeAnswers),
    )
    expect(await tokensOf(reading.answers, 'how-you-come')).toEqual({})
    expect(await tokensOf(reading.answers, 'no such section')).toEqual({})
  }
})

it('makes no token of an answer that was not given', async () => {
  expect(await tokensOf({})).toEqual({})
})
