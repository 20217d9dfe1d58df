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

const specialLetters = {
  en: 'Check the part before the @: our e-mail can’t reach an address with accents or other special letters there',
  fr: 'Vérifiez la partie avant le @\u00a0: nos courriels ne peuvent pas atteindre une adresse qui contient là des accents ou d’autres lettres particulières',
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
  ['with the domain in another script', 'rowan@québec.example', 'rowan@xn--qubec-csa.example'],
  ['with the domain in capitals of another script', 'rowan@QUÉBEC.example', 'rowan@xn--qubec-csa.example'],
  ['with an accent apart from its letter', 'rowan@que\u0301bec.example', 'rowan@xn--qubec-csa.example'],
  ['with the domain in its network form', 'rowan@xn--qubec-csa.example', 'rowan@xn--qubec-csa.example'],
  ['with a Japanese domain', 'rowan@日本語。jp', 'rowan@xn--wgv71a119e.jp'],
  ['with a Cyrillic domain', 'rowan@пример.испытание', 'rowan@xn--e1afmkfd.xn--80akhbyknj4f'],
  ['with an Arabic domain', 'rowan@مثال.إختبار', 'rowan@xn--mgbh0fb.xn--kgbechtv'],
  ['with ß', 'rowan@straße.example', 'rowan@xn--strae-oqa.example'],
  ['in full width', 'ｍｏ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'mo@example.com'],
  ['with a full-width @', 'mo＠example.com', 'mo@example.com'],
  ['with the @ of a label', 'mo﹫example.com', 'mo@example.com'],
  ['with an apostrophe', "o'neil@example.com", "o'neil@example.com"],
  ['with the apostrophe that phones type', 'o’neil@example.com', "o'neil@example.com"],
  ['with a no-break hyphen', 'mo@exa‑mple.com', 'mo@exa-mple.com'],
  [
    'with every sign that is allowed',
    "a!#$%&'*+/=?^_`{|}~-9@example.com",
    "a!#$%&'*+/=?^_`{|}~-9@example.com",
  ],
  ['with digits alone', '123456@qq.com', '123456@qq.com'],
  ['below several names', 'mo@mail.dept.example.ca', 'mo@mail.dept.example.ca'],
  ['with a link’s subject', 'mailto:mo@example.com?subject=Hello', 'mo@example.com'],
  ['with a link in brackets', '<mailto:mo@example.com>', 'mo@example.com'],
  ['with a capital link', 'MAILTO:mo@example.com', 'mo@example.com'],
  ['with the name quoted', '"Tanaka, Mo" <mo@example.com>', 'mo@example.com'],
  ['with a label', 'E-mail: mo@example.com', 'mo@example.com'],
  ['with a French label', 'Courriel : mo@example.com', 'mo@example.com'],
  ['with a line end', 'mo@example.com\n', 'mo@example.com'],
  ['with a longer French label', 'Adresse courriel : mo@example.com', 'mo@example.com'],
  ['in quotation marks', '"mo@example.com"', 'mo@example.com'],
  ['in curly quotation marks', '“mo@example.com”.', 'mo@example.com'],
  ['in French quotation marks', '« mo@example.com »', 'mo@example.com'],
  ['in single quotation marks', "'mo@example.com'", 'mo@example.com'],
  ['with its own apostrophe in quotation marks', `"o'neil@example.com",`, "o'neil@example.com"],
  ['with an apostrophe at its start', "'t.mo@example.com.", "'t.mo@example.com"],
  ['in parentheses', '(mo@example.com)', 'mo@example.com'],
  ['with the full stop of a name server', 'mo@example.com.', 'mo@example.com'],
])('accepts an address %s', (_, typed, answer) => {
  expect(read(typed)).toMatchObject({ ok: true, answers: { address: answer } })
})

it.each([
  ['no @', 'mo.tanaka at example.com'],
  ['nothing before the @', '@example.com'],
  ['nothing after the @', 'mo@'],
  ['a domain without a dot', 'mo@example'],
  ['an empty part in the domain', 'mo@example..com'],
  ['two addresses', 'mo@example.com, a@example.net'],
  ['words after it, which would be lost', 'mo@example.com call first'],
  ['a space inside, which may belong to somebody else when closed', 'mo tanaka@example.com'],
  ['a name without brackets closed', 'Mo <mo@example.com'],
  ['a remark', 'mo(home)@example.com'],
  ['a remark around the name', '(home) mo@example.com'],
  ['a parenthesis that does not end', '(mo@example.com'],
  ['more than 254 octets', `${'a'.repeat(64)}@${'a.'.repeat(94)}com`],
  ['more than 64 octets before the @', `${'a'.repeat(65)}@example.com`],
  ['a label of more than 63 letters', `mo@${'a'.repeat(64)}.com`],
  ['a label too long in its network form', `mo@${'é'.repeat(60)}.com`],
  ['a quoted part before the @', '"mo tanaka"@example.com'],
  ['a quoted part without a space', '"mo"@example.com'],
  ['a remark behind the @', 'mo@(work)example.com'],
  ['a number for a domain', 'mo@[192.0.2.1]'],
  ['a number for a domain, without brackets', 'mo@192.0.2.1'],
  ['a number for a domain that browsers know', 'mo@0x7f.1'],
  ['a number for an ending', 'mo@example.123'],
  ['a number of version 6', 'mo@[IPv6:2001:db8::1]'],
  ['a port', 'mo@example.com:25'],
  ['a path', 'mo@example.com/mo'],
  ['a second @', 'mo@work@example.com'],
  ['a full stop before the @', 'mo..tanaka@example.com'],
  ['a full stop at the start', '.mo@example.com'],
  ['a hyphen at the start of the domain', 'mo@-example.com'],
  ['a hyphen at the end of the domain', 'mo@example-.com'],
  ['an underscore in the domain', 'mo@my_company.com'],
  ['a domain of this network alone', 'mo@printer.local'],
  ['a domain of this device', 'mo@localhost'],
  ['a domain that is never there', 'mo@example.invalid'],
  ['an ending of one letter', 'mo@example.c'],
  ['an emoji in the domain', 'mo@❤.example'],
  ['a flood of spaces', `mo@example.com${' '.repeat(100_000)}x`],
])('refuses %s and shows what a full address looks like', (_, typed) => {
  expect(read(typed)).toEqual({ fields: { address: [typed] }, ...buildRefusal('address', fullAddress) })
})

it('takes an address of exactly 254 octets', () => {
  const longest = `${'a'.repeat(64)}@${`${'a'.repeat(61)}.`.repeat(3)}com`
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

it.each([
  'josé@example.com',
  'móirín@example.com',
  'мария@example.com',
  '田中@example.com',
  'mo😀@example.com',
])('says of %s that mail cannot be sent there, and where to look', (typed) => {
  expect(read(typed)).toMatchObject(buildRefusal('address', specialLetters))
})

it.each([
  ['mo@example,com', 'mo@example.com'],
  ['mo@videotron,ca', 'mo@videotron.ca'],
  ['mo@gmailcom', 'mo@gmail.com'],
  ['mo@gmail', 'mo@gmail.com'],
  ['mo@hotmailcom', 'mo@hotmail.com'],
  ['mo@yahooca', 'mo@yahoo.ca'],
  ['mo@sympatico.c', 'mo@sympatico.ca'],
])('refuses %s, to which nothing can be sent, and suggests %s', (typed, meant) => {
  const wording = {
    en: `${fullAddress.en}. Did you mean ${meant}?`,
    fr: `${fullAddress.fr}. Vouliez-vous écrire ${meant}?`,
  }
  expect(read(typed)).toMatchObject(buildRefusal('address', wording))
})

it.each([
  ['mo@gmial.com', 'mo@gmail.com'],
  ['Mo.T+a@GMIAL.com', 'Mo.T+a@gmail.com'],
  ['mo@gmai.com', 'mo@gmail.com'],
  ['mo@gmal.com', 'mo@gmail.com'],
  ['mo@gamil.com', 'mo@gmail.com'],
  ['mo@gnail.com', 'mo@gmail.com'],
  ['mo@ggmail.com', 'mo@gmail.com'],
  ['mo@gmail.co', 'mo@gmail.com'],
  ['mo@gmail.cm', 'mo@gmail.com'],
  ['mo@gmail.con', 'mo@gmail.com'],
  ['mo@gmail.comm', 'mo@gmail.com'],
  ['mo@gmail.ca', 'mo@gmail.com'],
  ['mo@gmail.fr', 'mo@gmail.com'],
  ['mo@icloud.ca', 'mo@icloud.com'],
  ['mo@icoud.com', 'mo@icloud.com'],
  ['mo@icould.com', 'mo@icloud.com'],
  ['mo@vidéotron.ca', 'mo@videotron.ca'],
  ['mo@gmáil.com', 'mo@gmail.com'],
  ['mo@www.hotmail.com', 'mo@hotmail.com'],
  ['mo@hotmial.com', 'mo@hotmail.com'],
  ['mo@hotmal.ca', 'mo@hotmail.ca'],
  ['mo@hotmil.fr', 'mo@hotmail.fr'],
  ['mo@hotmail.con', 'mo@hotmail.com'],
  ['mo@hotmail.co', 'mo@hotmail.com'],
  ['mo@outlok.com', 'mo@outlook.com'],
  ['mo@outloook.com', 'mo@outlook.com'],
  ['mo@yaho.ca', 'mo@yahoo.ca'],
  ['mo@yhaoo.com', 'mo@yahoo.com'],
  ['mo@yahoo.comm', 'mo@yahoo.com'],
  ['mo@videotorn.ca', 'mo@videotron.ca'],
  ['mo@vidoetron.ca', 'mo@videotron.ca'],
  ['mo@sympatco.ca', 'mo@sympatico.ca'],
  ['mo@roger.com', 'mo@rogers.com'],
  ['mo@telus.ner', 'mo@telus.net'],
  ['mo@protonmail.con', 'mo@protonmail.com'],
  ['mo@my-company.con', 'mo@my-company.com'],
  ['mo@my-company.vom', 'mo@my-company.com'],
  ['mo@my-company.cmo', 'mo@my-company.com'],
  ['mo@my-company.coom', 'mo@my-company.com'],
])('asks whether %s was meant to be %s, and takes it when it is left', (typed, meant) => {
  const wording = {
    en: `Did you mean ${meant}? Correct the address, or leave it as it is and continue`,
    fr: `Vouliez-vous écrire ${meant}? Corrigez l’adresse, ou laissez-la telle quelle et continuez`,
  }
  const asking = read(typed)
  expect(asking).toMatchObject({
    ok: false,
    fields: { address: [typed], 'address-confirmed': [typed] },
    problems: [{ question: 'address', field: 'address', wording, isDoubt: true }],
  })
  const pressed = readFields({ address: [typed], 'address-confirmed': [typed] })
  expect(pressed).toMatchObject({ ok: true, answers: { address: expect.stringMatching(/@/) } })
  // What was confirmed is one address, not whatever comes after it.
  expect(readFields({ address: ['mo@gmaul.com'], 'address-confirmed': [typed] }).ok).toBe(false)
  expect(readFields({ address: [meant], 'address-confirmed': [typed] }).ok).toBe(true)
})

it.each([
  ...'gmail.com hotmail.com hotmail.ca hotmail.fr hotmail.co.uk hotmail.de hotmail.ch hotmail.es outlook.com'.split(
    ' ',
  ),
  ...'outlook.de live.ca live.com live.cn live.fr live.co.uk msn.com yahoo.ca yahoo.com yahoo.fr yahoo.cn'.split(
    ' ',
  ),
  ...'yahoo.co.uk yahoo.com.br ymail.com mail.com email.com mail.ca icloud.com me.com mac.com aol.com'.split(
    ' ',
  ),
  ...'proton.me protonmail.com videotron.ca videotron.qc.ca sympatico.ca bell.net rogers.com shaw.ca'.split(
    ' ',
  ),
  ...'telus.net cogeco.ca eastlink.ca sasktel.net mts.net gmx.com gmx.net gmx.de qq.com 163.com'.split(' '),
  ...'example.com example.ca example.org example.co example.cam example.coop example.cat uottawa.ca'.split(
    ' ',
  ),
  ...'mail.utoronto.ca student.ubc.ca justice.gc.ca gov.bc.ca osei-law.example.com gmail.example.com'.split(
    ' ',
  ),
])('asks nothing of %s', (domain) => {
  expect(read(`mo@${domain}`)).toMatchObject({ ok: true, answers: { address: `mo@${domain}` } })
})

it('reads a network form back in letters too, for every script', () => {
  const label = fc.stringMatching(/^[\p{Ll}\p{Lo}]{1,12}$/u)
  let readBack = 0
  fc.assert(
    fc.property(label, (typed) => {
      const reading = read(`mo@${typed}.example`)
      if (!reading.ok || reading.answers.address === undefined) return
      const [shown] = emailQuestionKind.readBack(address, reading.answers.address)
      const [, readable = '', network] = /^mo@(\S+)\.example(?: \((.*)\))?$/.exec(shown?.en ?? '') ?? []
      if (network) readBack += 1
      expect(network ?? reading.answers.address).toBe(reading.answers.address)
      // The letters that are shown are those that mail is sent to.
      expect(new URL(`https://${readable}.example`).hostname).toBe(reading.answers.address.slice(3))
    }),
    { numRuns: countPropertyRuns(500) },
  )
  expect(readBack).toBeGreaterThan(10)
})

it('shows a network form as it is when it is no name in letters', () => {
  const label = fc.stringMatching(/^[a-z0-9-]{0,20}[a-z0-9]$/)
  fc.assert(
    fc.property(label, (typed) => {
      const answer = `mo@xn--${typed}.example`
      const [shown] = emailQuestionKind.readBack(address, answer)
      expect(shown?.en).toContain(answer)
    }),
    { numRuns: countPropertyRuns(500) },
  )
})

it('gives the same address when its answer is typed again', () => {
  const part = fc.stringMatching(/^[A-Za-z0-9_'+-]{1,12}$/)
  const name = fc.stringMatching(/^[A-Za-z0-9éÉ]{1,12}$/)
  const top = fc.stringMatching(/^[A-Za-z]{5,12}$/)
  const spaces = fc.stringMatching(/^[ \t\u200b]{0,3}$/)
  fc.assert(
    fc.property(part, name, top, spaces, (local, host, ending, space) => {
      const reading = read(`${space}${local}${space}@${space}${host}.${ending}${space}`)
      if (!reading.ok || reading.answers.address === undefined) throw new Error(`${local}@${host}.${ending}`)
      const network = new URL(`https://${host}.${ending}`).hostname
      expect(reading.answers.address).toBe(`${local}@${network}`)
      expect(read(reading.answers.address)).toMatchObject({ answers: reading.answers })
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
  expect(emailQuestionKind.readBack(address, 'Mo@xn--qubec-csa.example')).toEqual([
    {
      en: 'Mo@québec.example (Mo@xn--qubec-csa.example)',
      fr: 'Mo@québec.example (Mo@xn--qubec-csa.example)',
    },
  ])
})
