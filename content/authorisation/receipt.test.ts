import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Language, languages } from '../../forms/language.ts'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import { practice } from '../practice.ts'
import { callScript, listCallScriptLines } from './call-script.ts'
import { composeReceiptLines, normaliseReceiptText, type ReceiptFacts } from './receipt.ts'
import { receiptCheckPageWording } from './receipt-check-wording.ts'
import { receiptWording } from './receipt-wording.ts'

const composeReceipt = (facts: ReceiptFacts, language: Language) =>
  composeReceiptLines({ receiptWording, callScriptParts: callScript.parts }, facts, language)

const facts: ReceiptFacts = {
  reference: 'K7Q4-9MX2',
  route: 'one-parent',
  signedName: 'Morgan Ellis Tanaka',
  grantedAt: Date.parse('2026-11-22T21:15:09.120Z'),
  expiresAt: Date.parse('2027-01-21T21:15:09.120Z'),
  timeZone: 'America/Toronto',
  days: 60,
  ticked: ['voluntary', 'they-learn', 'no-messages', 'cannot-undo'],
  voicemail: 'call-back',
  wordingVersion: 1,
  wordingHash: 'a'.repeat(64),
  answersHash: 'b'.repeat(64),
  requestId: '0d5c1f1e-6a44-4c7e-9b37-2f6f1c8f5a10',
  formVersion: 1,
}

const groups = (letter: string) => Array.from({ length: 8 }, () => letter.repeat(8)).join(' ')

it('reads as a court could read it, in English', () => {
  const lines = composeReceipt(facts, 'en')
  const call = lines.indexOf('The words of the call')
  expect(lines.slice(0, call)).toEqual([
    'Receipt: authorisation to call the other parent',
    'Lantern Street, Parenting coordination',
    '',
    'Reference: K7Q4-9MX2',
    'How the file began: I’m asking on my own',
    'Signed by typing this name: “Morgan Ellis Tanaka”',
    'Signed: November 22, 2026, 4:15\u00a0p.m. (UTC−05:00, America/Toronto)',
    'Signed, in UTC: 2026-11-22T21:15:09.120Z',
    'In force until: January 21, 2027, 4:15\u00a0p.m. (UTC−05:00, America/Toronto)',
    'In force until, in UTC: 2027-01-21T21:15:09.120Z',
    'Length in days: 60',
    '',
    'Allowed: phone calls to the other parent, by a coordinator of this practice.',
    'Not allowed: e-mail or text messages that the other parent hasn’t asked for, and messages from one parent to the other.',
    'Calls tried at most, not counting a wrong number: 4',
    'If nobody answers: A name and a number, and nothing about why',
    'Box ticked: I do this of my own free will. If I said no, nothing else in my file would change',
    'Box ticked: The other parent will learn that I came to you',
    'Box ticked: You carry no messages from me',
    'Box ticked: I can stop this at any time, but what has already been said can’t be taken back',
    'Good times to call and times not to, if any: agreed as written, recorded with the authorisation, not printed here.',
    'The question about no-contact, protection and restraining orders: answered, and recorded with the authorisation, not printed here.',
    'Facts to keep private, if any: recorded with the authorisation, not printed here.',
    '',
    'Version of the form: 1',
    `SHA-256 of the answers kept: ${groups('b')}`,
    'Version of the wording: 1',
    `SHA-256 of the wording: ${groups('a')}`,
    'Request ID: 0d5c1f1e-6a44-4c7e-9b37-2f6f1c8f5a10',
    '',
  ])
  expect(lines.slice(call + 1).filter((line) => line !== '')).toEqual([
    ...listCallScriptLines('en'),
    'End of the receipt',
  ])
})

it('reads as a court could read it, in French', () => {
  const lines = composeReceipt(facts, 'fr')
  const call = lines.indexOf('Les mots de l’appel')
  expect(lines.slice(0, call)).toEqual([
    'Reçu\u00a0: autorisation d’appeler l’autre parent',
    'Lantern Street, Coordination parentale',
    '',
    'Référence\u00a0: K7Q4-9MX2',
    'Point de départ du dossier\u00a0: Je fais la démarche de mon côté',
    'Nom écrit en guise de signature\u00a0: «\u00a0Morgan Ellis Tanaka\u00a0»',
    'Moment de la signature\u00a0: 22 novembre 2026, 16\u00a0h\u00a015 (UTC−05:00, America/Toronto)',
    'Moment de la signature, en UTC\u00a0: 2026-11-22T21:15:09.120Z',
    'En vigueur jusqu’au\u00a0: 21 janvier 2027, 16\u00a0h\u00a015 (UTC−05:00, America/Toronto)',
    'En vigueur jusqu’au, en UTC\u00a0: 2027-01-21T21:15:09.120Z',
    'Durée en jours\u00a0: 60',
    '',
    'Permis\u00a0: des appels téléphoniques à l’autre parent, par l’équipe de coordination du cabinet.',
    'Non permis\u00a0: les courriels et les textos que l’autre parent n’a pas demandés, et les messages d’un parent à l’autre.',
    'Nombre maximal de tentatives, sans compter un mauvais numéro\u00a0: 4',
    'Si personne ne répond\u00a0: Un nom et un numéro, sans dire pourquoi',
    'Case cochée\u00a0: Je le fais de mon plein gré. Si je disais non, rien d’autre ne changerait dans mon dossier',
    'Case cochée\u00a0: L’autre parent apprendra que j’ai fait appel à vous',
    'Case cochée\u00a0: Vous ne transmettez aucun message de ma part',
    'Case cochée\u00a0: Je peux y mettre fin à tout moment, mais ce qui aura été dit ne pourra pas être repris',
    'Bons moments pour appeler et moments où ne pas appeler, s’il y en a\u00a0: convenus tels quels et consignés avec l’autorisation, sans être imprimés ici.',
    'La question sur les ordonnances de non-communication, de protection et d’éloignement\u00a0: réponse donnée et consignée avec l’autorisation, sans être imprimée ici.',
    'Faits à taire, s’il y en a\u00a0: consignés avec l’autorisation, sans être imprimés ici.',
    '',
    'Version du formulaire\u00a0: 1',
    `SHA-256 des réponses conservées\u00a0: ${groups('b')}`,
    'Version du texte\u00a0: 1',
    `SHA-256 du texte\u00a0: ${groups('a')}`,
    'Identifiant de l’envoi\u00a0: 0d5c1f1e-6a44-4c7e-9b37-2f6f1c8f5a10',
    '',
  ])
  expect(lines.slice(call + 1).filter((line) => line !== '')).toEqual([
    ...listCallScriptLines('fr'),
    'Fin du reçu',
  ])
})

it('says that no message is left where nothing was chosen', () => {
  const { voicemail: _, ...silent } = facts
  expect(composeReceipt(silent, 'en')).toContain('If nobody answers: No message')
  expect(composeReceipt({ ...facts, voicemail: 'nothing' }, 'en')).toEqual(composeReceipt(silent, 'en'))
})

it('lists only the boxes that were ticked', () => {
  const boxes = composeReceipt({ ...facts, ticked: ['no-messages'] }, 'en').filter((line) =>
    /^Box/.test(line),
  )
  expect(boxes).toEqual(['Box ticked: You carry no messages from me'])
})

it('names the last line as the check page does', () => {
  for (const language of languages) {
    const last = composeReceipt(facts, language).at(-1) ?? ''
    expect(receiptCheckPageWording.hint[language]).toContain(last)
    expect(composeReceipt(facts, language).join('\n')).toContain(practice.name)
  }
})

const receipt = composeReceipt(facts, 'fr').join('\n')
const space = fc.constantFrom(' ', '\n', '\r\n', '\t', '\n\n', '\u00a0', '\u202f', ' \u200b', '\ufeff \u2060')

it('recognises a receipt however its lines are broken, and without the signs that nobody sees', () => {
  fc.assert(
    fc.property(fc.array(space, { minLength: 40, maxLength: 40 }), (spaces) => {
      let index = 0
      const laidOut = receipt.replace(/\s+/g, () => spaces[index++ % spaces.length] ?? ' ')
      expect(normaliseReceiptText(`\n${laidOut}\r\n`)).toBe(normaliseReceiptText(receipt))
    }),
    { numRuns: countPropertyRuns(50) },
  )
  // Breaks lines where a browser may break a long word.
  expect(normaliseReceiptText(receipt.replace(/([-/])(?=\w)/g, '$1\n'))).toBe(normaliseReceiptText(receipt))
  expect(normaliseReceiptText(receipt.normalize('NFD'))).toBe(normaliseReceiptText(receipt))
  expect(normaliseReceiptText('con\ufb01dential')).toBe(normaliseReceiptText('confidential'))
  expect(normaliseReceiptText('e\u00ad\u0301')).toBe('é')
})

it('does not recognise a receipt when a letter or a number changed', () => {
  for (const [said, changed] of [
    ['60', '6 0'],
    ['60', '6⁰'],
    ['60', '\u202e60\u202c'],
    ['Morgan Ellis', 'MorganEllis'],
    ['K7Q4', 'K7Q5'],
    ['2026', '2027'],
    ['Tanaka', 'tanaka'],
    ['aaa', 'aa'],
  ] as const) {
    const other = receipt.replace(said, changed)
    expect(other).not.toBe(receipt)
    expect(normaliseReceiptText(other)).not.toBe(normaliseReceiptText(receipt))
  }
})

it('lets no name pass for lines of its own', () => {
  const signedName = 'Jo “Roy”\u202e\nLength in days: 9999'
  expect(composeReceipt({ ...facts, signedName }, 'en')).toContain(
    'Signed by typing this name: “Jo Roy Length in days: 9999”',
  )
})
