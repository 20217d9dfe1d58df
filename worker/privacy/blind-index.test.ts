import { base64url } from 'jose'
import { describe, expect, it } from 'vitest'
import { defineForm, defineSection } from '../../forms/form.ts'
import { ask } from '../../forms/questions/index.ts'
import { deriveMatchTokens } from './blind-index.ts'
import type { SealKey } from './key-ring.ts'
import { deriveSubkey } from './subkey.ts'

const wording = { en: 'Words', fr: 'Mots' }
const list = { one: wording, none: wording, add: wording, another: wording, remove: wording, full: wording }

const family = defineForm('family', 1, [
  defineSection('route', {
    title: wording,
    questions: {
      courtEmail: ask.email({ label: wording, match: 'email' }),
      judge: ask.name({ label: wording, match: 'lawyer' }),
    },
  }),
  defineSection('you', {
    title: wording,
    about: 'initiating',
    questions: {
      legalName: ask.name({ label: wording, match: 'person' }),
      usedName: ask.name({ label: wording }),
      birthDate: ask.date({ subject: 'any', label: wording, match: 'person' }),
      separatedOn: ask.date({ subject: 'any', label: wording }),
      email: ask.email({ label: wording, match: 'email' }),
      workEmail: ask.email({ label: wording, match: 'email' }),
      phone: ask.phone({ label: wording, match: 'phone' }),
      notes: ask.longText({ label: wording }),
      lawyer: ask.name({ label: wording, match: 'lawyer' }),
      lawyerEmail: ask.email({ label: wording, match: 'lawyer' }),
      lawyerPhone: ask.phone({ label: wording, match: 'lawyer' }),
    },
  }),
  defineSection('other-parent', {
    title: wording,
    about: 'other',
    questions: {
      otherName: ask.name({ label: wording, match: 'person' }),
      formerName: ask.name({ label: wording, match: 'person' }),
      otherBirthDate: ask.date({ subject: 'any', label: wording, match: 'person' }),
      otherEmail: ask.email({ label: wording, match: 'email' }),
      otherPhone: ask.phone({ label: wording, match: 'phone' }),
      otherLawyer: ask.name({ label: wording, match: 'lawyer' }),
      otherLawyerEmail: ask.email({ label: wording, match: 'lawyer' }),
    },
  }),
  defineSection('children', {
    title: wording,
    repeats: { ...list, most: 8, namedBy: 'childName' },
    questions: {
      childName: ask.name({ label: wording, match: 'child' }),
      childBirthDate: ask.date({ subject: 'any', label: wording, match: 'child' }),
      childPhone: ask.phone({ label: wording, match: 'phone' }),
    },
  }),
  defineSection('friends', {
    title: wording,
    about: 'other',
    repeats: { ...list, most: 8, namedBy: 'friendName' },
    questions: {
      friendName: ask.name({ label: wording, match: 'person' }),
      friendChildBirthDate: ask.date({ subject: 'any', label: wording, match: 'child' }),
      friendBirthDate: ask.date({ subject: 'any', label: wording, match: 'person' }),
    },
  }),
])

const secret: SealKey = { kid: 'index-1', secret: new Uint8Array(32).fill(1) }
const allTokensOf = (answers: Readonly<Record<string, unknown>>, key = secret) =>
  deriveMatchTokens([key], family, answers)

/** Gives the tokens that relate files, without those that find what was given for both parents. */
const tokensOf = async (answers: Readonly<Record<string, unknown>>, key = secret) =>
  (await allTokensOf(answers, key)).filter(({ kind }) => !kind.includes('-'))

/** Gives only the hashes, by which two files are found to be about one person. */
const hashesOf = async (answers: Readonly<Record<string, unknown>>) =>
  (await tokensOf(answers)).map(({ token }) => token)
const inCommon = async (one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>) => {
  const ownHashes = new Set(await hashesOf(one))
  return (await hashesOf(other)).filter((token) => ownHashes.has(token)).length
}
/** Describes the facts behind tokens without their hashes: `person of other`. */
const named = (tokens: Awaited<ReturnType<typeof tokensOf>>) =>
  [...new Set(tokens.map(({ kind, side }) => `${kind} of ${side}`))].toSorted()

const mo = {
  legalName: 'Morgan Ellis Tanaka',
  birthDate: '1987-11-04',
  email: 'mo.tanaka@example.com',
  phone: '+16135550142',
}
const moAsOther = {
  otherName: 'morgan tanaka',
  otherBirthDate: '1987-11-04',
  otherEmail: 'Mo.Tanaka+kids@example.com',
  otherPhone: '+16135550142;ext=7',
}
const theo = { childName: 'Théo Tanaka-Brandt', childBirthDate: '2017-02-11' }
const ines = { childName: 'Inès Tanaka', childBirthDate: '2019-06-30' }

describe('what has tokens', () => {
  it('is each parent on their side, the children as the family’s, and the lawyers', async () => {
    const lawyers = { lawyer: 'Priya Nair', lawyerPhone: '+16135550100', otherLawyerEmail: 'lee@example.com' }
    const tokens = await tokensOf({ ...mo, ...moAsOther, ...lawyers, children: [theo, ines] })
    expect(named(tokens)).toEqual([
      'child of family',
      'email of initiating',
      'email of other',
      'lawyer of initiating',
      'lawyer of other',
      'person of initiating',
      'person of other',
      'phone of initiating',
      'phone of other',
    ])
  })

  it('is nothing that was not declared to be matched, and nothing that was not given', async () => {
    expect(await tokensOf({})).toEqual([])
    expect(await tokensOf({ children: [] })).toEqual([])
    expect(await tokensOf({ email: undefined, phone: '', children: [{}] })).toEqual([])
    expect(await tokensOf({ usedName: 'Mo', notes: 'mo.tanaka@example.com', unheardOf: 'Mo' })).toEqual([])
  })

  it('is nothing on a page that is about nobody, beside the children', async () => {
    expect(await tokensOf({ courtEmail: 'court@example.com', judge: 'Lee Harrow' })).toEqual([])
    expect(named(await tokensOf({ children: [{ ...theo, childPhone: '+16135550100' }] }))).toEqual([
      'child of family',
    ])
  })

  it.each([
    { childBirthDate: '2017-XX-XX' },
    { childBirthDate: '2017-02-XX' },
    { childBirthDate: 'XXXX-02-11' },
    { childBirthDate: '2027-03-14', 'childBirthDate-instead': ['expected'] },
  ])('is nobody with a part of a date of birth, or before the birth: %j', async (birth) => {
    expect(await tokensOf({ children: [{ childName: 'Théo Roy', ...birth }] })).toEqual([])
  })

  it('is nobody without a date of birth on the same page: a name alone would match half a city', async () => {
    expect(await tokensOf({ legalName: 'Morgan Tanaka' })).toEqual([])
    expect(await tokensOf({ birthDate: '1987-11-04' })).toEqual([])
    expect(await tokensOf({ legalName: 'Morgan Tanaka', separatedOn: '2020-01-01' })).toEqual([])
    expect(await tokensOf({ legalName: 'Morgan Tanaka', otherBirthDate: '1987-11-04' })).toEqual([])
    const friends = [{ friendName: 'Lee Harrow', friendChildBirthDate: '2017-02-11' }]
    expect(await tokensOf({ friends })).toEqual([])
    expect(await tokensOf({ children: [{ childName: 'Théo' }, { childBirthDate: '2017-02-11' }] })).toEqual(
      [],
    )
  })

  it('is nobody whose name has no letter', async () => {
    expect(await tokensOf({ legalName: ' – ', birthDate: '1987-11-04', lawyer: '?' })).toEqual([])
    expect(await tokensOf({ legalName: '李小龍', birthDate: '1987-11-04' })).toHaveLength(1)
  })

  it('is the same fact once', async () => {
    const twice = { email: 'mo@example.com', workEmail: 'MO+work@example.com' }
    expect(await tokensOf(twice)).toEqual(await tokensOf({ email: 'mo@example.com' }))
    expect(await tokensOf({ children: [ines, ines] })).toEqual(await tokensOf({ children: [ines] }))
    expect(await tokensOf({ email: '+16135550142', phone: '+16135550142' })).toHaveLength(2)
    expect(await tokensOf({ ...twice, otherEmail: 'mo@example.com' })).toHaveLength(2)
  })

  it('is a person under each name they had', async () => {
    const others = { otherName: 'Alexis Brandt', formerName: 'Alexis Roy', otherBirthDate: '1986-04-30' }
    expect(
      await inCommon(others, { friends: [{ friendName: 'Alexis Roy', friendBirthDate: '1986-04-30' }] }),
    ).toBeGreaterThan(0)
  })
})

describe('who is known again', () => {
  it('is a parent who is the other parent in another file, by each fact', async () => {
    const { legalName, birthDate, email, phone } = mo
    const { otherName, otherBirthDate, otherEmail, otherPhone } = moAsOther
    expect(await inCommon({ legalName, birthDate }, { otherName, otherBirthDate })).toBe(1)
    expect(await inCommon({ email }, { otherEmail })).toBe(1)
    expect(await inCommon({ phone }, { otherPhone })).toBe(1)
  })

  it('is not somebody born on another day, or of another name', async () => {
    const { legalName, birthDate } = mo
    expect(await inCommon({ legalName, birthDate }, { legalName, birthDate: '1987-04-11' })).toBe(0)
    expect(await inCommon({ legalName, birthDate }, { legalName: 'Megan Tanaka', birthDate })).toBe(0)
  })

  it('is a child, each by their own date of birth, in whichever order', async () => {
    expect(await inCommon({ children: [theo] }, { children: [ines, theo] })).toBe(
      (await hashesOf({ children: [theo] })).length,
    )
    const swapped = [
      { ...theo, childBirthDate: ines.childBirthDate },
      { ...ines, childBirthDate: theo.childBirthDate },
    ]
    expect(await inCommon({ children: [theo, ines] }, { children: swapped })).toBe(0)
  })

  it('is nobody of another kind: a child is not a parent of the same name and day', async () => {
    const legalName = theo.childName
    expect(await inCommon({ legalName, birthDate: theo.childBirthDate }, { children: [theo] })).toBe(0)
    expect(await inCommon({ email: '+16135550142' }, { phone: '+16135550142' })).toBe(0)
  })

  it('is each of a list that is about one side', async () => {
    const friends = [
      { friendName: 'Lee Harrow', friendBirthDate: '1980-01-01' },
      { friendName: 'Sam Harrow', friendBirthDate: '1981-01-01' },
    ]
    expect(named(await tokensOf({ friends }))).toEqual(['person of other'])
    expect(await inCommon({ legalName: 'Sam Harrow', birthDate: '1981-01-01' }, { friends })).toBeGreaterThan(
      0,
    )
    expect(await inCommon({ legalName: 'Sam Harrow', birthDate: '1980-01-01' }, { friends })).toBe(0)
  })
})

describe('a lawyer', () => {
  it('is known again on either side, by name, e-mail or phone', async () => {
    expect(await inCommon({ lawyer: 'Anne-Marie Nair' }, { otherLawyer: 'ANNE MARIE NAIR' })).toBe(1)
    expect(
      await inCommon({ lawyerEmail: 'nair@example.com' }, { otherLawyerEmail: 'Nair@example.com' }),
    ).toBe(1)
    expect(await inCommon({ lawyerPhone: '+16135550100;ext=3' }, { lawyerPhone: '+16135550100' })).toBe(1)
  })

  it('is not a parent with the same address or number', async () => {
    expect(await inCommon({ email: 'nair@example.com' }, { lawyerEmail: 'nair@example.com' })).toBe(0)
    expect(await inCommon({ phone: '+16135550100' }, { lawyerPhone: '+16135550100' })).toBe(0)
  })

  it('is not known by accident: a name is not an address, and an address not a number', async () => {
    expect(await inCommon({ lawyer: 'x x' }, { lawyerEmail: 'xx' })).toBe(0)
    expect(await inCommon({ lawyerEmail: '+16135550100' }, { lawyerPhone: '+16135550100' })).toBe(0)
  })

  it('is not known by part of a name, since no date of birth stands beside it', async () => {
    expect(await inCommon({ lawyer: 'Priya Nair' }, { lawyer: 'Priya Devi Nair' })).toBe(0)
    expect(await tokensOf({ lawyer: 'Priya Nair' })).toHaveLength(1)
  })

  it.each(['Roy', 'none', 'Aucun', 'n.', '?', ''])(
    'is nobody when all that is written is “%s”',
    async (lawyer) => {
      expect(await tokensOf({ lawyer })).toEqual([])
    },
  )

  it.each(['李小龍', '김민준'])('is %s in a script that puts no space between names', async (lawyer) => {
    expect(await tokensOf({ lawyer })).toHaveLength(1)
  })
})

describe('a token', () => {
  it('differs by secret, and reveals nothing without it', async () => {
    const answers = { ...mo, lawyer: 'Priya Nair', children: [theo] }
    const tokens = await tokensOf(answers)
    const otherSecretTokens = await tokensOf(answers, { ...secret, secret: new Uint8Array(32).fill(2) })
    expect(named(otherSecretTokens)).toEqual(named(tokens))
    const hashes = [...tokens, ...otherSecretTokens].map(({ token }) => token)
    expect(new Set(hashes).size).toBe(2 * tokens.length)
    for (const hash of hashes) expect(hash).toMatch(/^index-1\.[\w-]{43}$/)
  })

  it('is derived under every key of the ring, so that what an older key stored is still found', async () => {
    const newer: SealKey = { kid: 'index-2', secret: new Uint8Array(32).fill(2) }
    const answers = { ...mo, lawyer: 'Priya Nair', children: [theo] }
    const old = await tokensOf(answers)
    const both = await deriveMatchTokens([newer, secret], family, answers)
    expect(both).toEqual([...(await allTokensOf(answers, newer)), ...(await allTokensOf(answers))])
    expect(both).toEqual(expect.arrayContaining(old))
  })

  it('has another for each address and number, whosever it is, and the same for one in another spelling', async () => {
    const describe = async (answers: Readonly<Record<string, unknown>>) =>
      (await allTokensOf(answers))
        .filter(({ kind }) => kind.includes('-'))
        .map(({ kind, side }) => `${side} ${kind}`)
    expect(
      await describe({
        ...{ email: 'mo@example.com', lawyerEmail: 'nair@example.com', lawyerPhone: '+16135550100' },
        ...{
          otherPhone: '+16135550142',
          otherLawyerEmail: 'roy@example.com',
          courtEmail: 'court@example.com',
        },
      }),
    ).toEqual([
      ...['initiating lawyer-email', 'initiating lawyer-phone', 'other lawyer-email'],
      ...['initiating reach-email', 'other reach-phone'],
    ])
    const [lawyers, own] = (
      await allTokensOf({ email: 'S.Am+a@Gmail.com', otherLawyerEmail: 'sam@googlemail.com' })
    ).slice(-2)
    expect(lawyers?.token).toBe(own?.token)
    expect([lawyers?.kind, own?.kind]).toEqual(['lawyer-email', 'reach-email'])
    // One's own number entered as one's lawyer's too counts as one's own.
    expect(await describe({ phone: '+16135550100', lawyerPhone: '+16135550100' })).toEqual([
      'initiating reach-phone',
    ])
  })

  it('stays what it was: what is stored already is still found', async () => {
    expect(await tokensOf({ email: 'mo@example.com' })).toEqual([
      { kind: 'email', side: 'initiating', token: await hmacOf('email:mo@example.com') },
    ])
    expect(await tokensOf({ legalName: 'Mo', birthDate: '1987-11-04' })).toEqual([
      { kind: 'person', side: 'initiating', token: await hmacOf('person:mo 1987-11-04') },
    ])
    expect(
      await hashesOf({ lawyer: 'Priya Nair', lawyerEmail: 'nair@example.com', lawyerPhone: '+16135550100' }),
    ).toEqual([
      await hmacOf('lawyer:name:priyanair'),
      await hmacOf('lawyer:email:nair@example.com'),
      await hmacOf('lawyer:phone:+16135550100'),
    ])
  })
})

async function hmacOf(text: string) {
  const subkey = await deriveSubkey(secret, 'match token')
  const key = await crypto.subtle.importKey('raw', subkey, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const bytes = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text))
  return `index-1.${base64url.encode(new Uint8Array(bytes))}`
}
