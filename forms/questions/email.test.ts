import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import { parseForm } from '../parse.ts'
import { emailQuestionKind } from './email.ts'
import { ask } from './index.ts'
import { buildMisleadingCharactersProblem } from './plain-text.ts'
import { buildRefusal, createQuestionsReader } from './read-questions.fixture.ts'

const address = ask.email({ label: { en: 'E-mail', fr: 'Courriel' } })
const { form, read: readFields } = createQuestionsReader({ address })
const read = (typed: string) => readFields({ address: [typed] })

const fullAddress = {
  en: 'Enter a full e-mail address, like name@example.com',
  fr: 'Entrez une adresse courriel complète, par exemple nom@example.com',
}

it.each([
  ['as it is', 'mo.tanaka+intake@example.com', 'mo.tanaka+intake@example.com'],
  ['with capitals', 'Mo.Tanaka@EXAMPLE.Com', 'Mo.Tanaka@example.com'],
  ['with spaces around it and around its signs', '  mo @ example . com ', 'mo@example.com'],
  ['copied from a link', 'mailto:mo@example.com', 'mo@example.com'],
  ['in brackets', '<mo@example.com>', 'mo@example.com'],
  ['copied from a contact, with the name', 'Mo Tanaka <mo@example.com>, ', 'mo@example.com'],
  ['with the end of a sentence', 'mo@example.com.', 'mo@example.com'],
  ['with marks that copying left', '\u2068mo@exam\u200bple.com\u2069\ufeff', 'mo@example.com'],
  ['of another script', 'josé@exämple.ca', 'josé@exämple.ca'],
  ['with an apostrophe', 'o’neil@example.com', 'o’neil@example.com'],
])('accepts an address %s', (_, typed, answer) => {
  expect(read(typed)).toMatchObject({ ok: true, answers: { address: answer } })
})

it.each([
  ['no @', 'mo.tanaka at example.com'],
  ['nothing before the @', '@example.com'],
  ['nothing after the @', 'mo@'],
  ['a domain without a dot', 'mo@example'],
  ['an empty part in the domain', 'mo@example..com'],
  ['a comma in the domain', 'mo@example,com'],
  ['two addresses', 'mo@example.com, a@example.net'],
  ['words after it, which would be lost', 'mo@example.com call first'],
  ['a space inside, which may belong to somebody else when closed', 'mo tanaka@example.com'],
  ['a name without brackets closed', 'Mo <mo@example.com'],
  ['a remark', 'mo(home)@example.com'],
  ['more than 254 octets', `${'é'.repeat(64)}@${'a'.repeat(122)}.com`],
  ['a flood of spaces', `mo@example.com${' '.repeat(100_000)}x`],
])('refuses %s and shows what a full address looks like', (_, typed) => {
  expect(read(typed)).toEqual({ fields: { address: [typed] }, ...buildRefusal('address', fullAddress) })
})

it('takes an address of exactly 254 octets', () => {
  const longest = `${'é'.repeat(32)}@${'a'.repeat(185)}.com`
  expect(new TextEncoder().encode(longest)).toHaveLength(254)
  expect(read(longest)).toMatchObject({ ok: true, answers: { address: longest } })
})

it.each([
  ['an override that turns letters around', 'mo\u202e@moc.elpmaxe'],
  ['half a surrogate pair', 'mo\ud800@example.com'],
])('refuses %s', (_, typed) => {
  expect(read(typed)).toMatchObject(buildRefusal('address', buildMisleadingCharactersProblem(typed)))
  expect(parseForm(form, { address: [typed] }).ok).toBe(false)
})

it('gives the same address when its answer is typed again', () => {
  const part = fc.stringMatching(/^[A-Za-z0-9éÉ_'+-]{1,12}$/)
  const spaces = fc.stringMatching(/^[ \t\u200b]{0,3}$/)
  fc.assert(
    fc.property(part, part, part, spaces, (local, host, top, space) => {
      const reading = read(`${space}${local}${space}@${space}${host}.${top}${space}`)
      const answer = `${local}@${`${host}.${top}`.toLowerCase()}`
      // An apostrophe, + and _ may stand only before the @.
      const possible = !/['_+]/.test(host + top)
      expect(reading.ok).toBe(possible)
      if (!possible) return
      expect(reading).toMatchObject({ answers: { address: answer } })
      expect(read(answer)).toMatchObject({ answers: { address: answer } })
    }),
    { numRuns: countPropertyRuns(100) },
  )
})

it('never changes an answer that is typed again, whatever was typed first', () => {
  const nearly = fc.string({ unit: fc.constantFrom(...'aZé@@..<> ,;:"()+\u200b'), maxLength: 14 })
  fc.assert(
    fc.property(nearly, (typed) => {
      const reading = read(typed)
      if (!reading.ok || reading.answers.address === undefined) return
      expect(read(reading.answers.address)).toMatchObject({ answers: reading.answers })
    }),
    { numRuns: countPropertyRuns(2000) },
  )
})

it('reads back as it will be written to, in both languages', () => {
  expect(emailQuestionKind.readBack(address, 'Mo@example.com')).toEqual([
    { en: 'Mo@example.com', fr: 'Mo@example.com' },
  ])
})
