import { appendColon, type Language, quoteText, type Wording } from '../../forms/language.ts'
import { getChosenWordings } from '../../forms/questions/choice.ts'
import { authoriseSection } from '../forms/contact-authorisation/index.ts'
import { startSection } from '../forms/intake/start.ts'
import { practice } from '../practice.ts'
import { formatInstantInZone } from '../time/local-time.ts'
import { callScript, type IntakeRoute, listScriptPartLines } from './call-script.ts'
import { type CodeConfirmationChannel, codeConfirmationChannelOptions } from './code-confirmation.ts'

/** The facts of an authorisation that its receipt states. Instants are in milliseconds, hashes in hexadecimal. */
export interface ReceiptFacts {
  readonly reference: string
  readonly route: IntakeRoute
  /** The name typed as a signature. */
  readonly signedName: string
  readonly grantedAt: number
  readonly expiresAt: number
  /** The IANA time zone in which local times are written. */
  readonly timeZone: string
  /** The number of days for which the authorisation was granted. */
  readonly days: number
  /** The keys of the ticked boxes. */
  readonly ticked: readonly string[]
  /** The key of the message that may be left when nobody answers; without one, no message may be left. */
  readonly voicemail?: string
  readonly wordingVersion: number
  readonly wordingHash: string
  readonly answersHash: string
  readonly requestId: string
  /** The version of the form that was signed. */
  readonly formVersion: number
  /** Missing when it was signed with the parent’s first access code. */
  readonly replacedAccessCode?: ReplacedAccessCodeFacts
}

/** An access code that a coordinator created, and how its parent confirmed that they have it. */
export interface ReplacedAccessCodeFacts {
  readonly replacedAt: number
  /** The coordinator’s name. */
  readonly replacedBy: string
  readonly confirmedAt: number
  readonly confirmedBy: string
  readonly confirmedThrough: CodeConfirmationChannel
}

/** Writes a receipt line by line, in words a court can rely on. The same facts always give the same lines. */
export function composeReceiptLines(facts: ReceiptFacts, language: Language): string[] {
  const { voicemail, understood } = authoriseSection.questions
  const inLanguage = (wording: Wording) => wording[language]
  const labelledLine = (label: Wording, value: string | number) =>
    `${appendColon(inLanguage(label), language)} ${value}`
  const chosen = getChosenWordings(voicemail.options, [facts.voicemail ?? 'nothing']).map(inLanguage)
  return [
    inLanguage(receiptWording.heading),
    `${practice.name}, ${inLanguage(practice.descriptor)}`,
    '',
    labelledLine(receiptWording.reference, facts.reference),
    labelledLine(receiptWording.route, inLanguage(startSection.questions.route.options[facts.route])),
    labelledLine(receiptWording.signedName, quoteName(facts.signedName, language)),
    ...replacedCodeLines(facts.replacedAccessCode),
    ...moments(receiptWording.granted, facts.grantedAt),
    ...moments(receiptWording.expires, facts.expiresAt),
    labelledLine(receiptWording.days, facts.days),
    '',
    inLanguage(receiptWording.allowed),
    inLanguage(receiptWording.notAllowed),
    labelledLine(receiptWording.attempts, practice.attempts),
    labelledLine(receiptWording.voicemail, chosen.join(', ')),
    ...getChosenWordings(understood.options, facts.ticked).map((box) =>
      labelledLine(receiptWording.ticked, inLanguage(box)),
    ),
    inLanguage(receiptWording.orders),
    inLanguage(receiptWording.withheld),
    '',
    labelledLine(receiptWording.formVersion, facts.formVersion),
    labelledLine(receiptWording.answersHash, groupHash(facts.answersHash)),
    labelledLine(receiptWording.wordingVersion, facts.wordingVersion),
    labelledLine(receiptWording.wordingHash, groupHash(facts.wordingHash)),
    labelledLine(receiptWording.requestId, facts.requestId),
    '',
    inLanguage(receiptWording.call),
    ...callScript.parts.flatMap((part) => ['', ...listScriptPartLines(part, language)]),
    '',
    inLanguage(receiptWording.end),
  ]

  function replacedCodeLines(code: ReplacedAccessCodeFacts | undefined): string[] {
    if (!code) return []
    const { replacedBy, replacedAt, confirmedBy, confirmedAt, confirmedThrough } = code
    const at = (instant: number) => formatInstantInZone(instant, facts.timeZone, language)
    return [
      labelledLine(receiptWording.codeReplaced, `${replacedBy}, ${at(replacedAt)}`),
      labelledLine(receiptWording.codeConfirmed, `${confirmedBy}, ${at(confirmedAt)}`),
      labelledLine(
        receiptWording.codeConfirmedThrough,
        inLanguage(codeConfirmationChannelOptions[confirmedThrough]),
      ),
    ]
  }

  function moments(label: Wording, at: number): string[] {
    return [
      labelledLine(label, formatInstantInZone(at, facts.timeZone, language)),
      labelledLine({ en: `${label.en}, in UTC`, fr: `${label.fr}, en UTC` }, new Date(at).toISOString()),
    ]
  }
}

/**
 * Puts a name in quotation marks and removes any of its own, so that it cannot pass for another line. Joiners stay,
 * because many scripts need them; marks of direction could turn the quotation marks around.
 */
const quoteName = (name: string, language: Language): string => {
  const plain = name
    .replace(/[\p{Format}--[\u200c\u200d]]/gv, '')
    .replace(/["“”„«»\p{Control}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return quoteText(plain, language)
}

/** Splits a hash into groups of eight characters, so that a line breaks only between groups. */
const groupHash = (hash: string): string => hash.match(/.{1,8}/g)?.join(' ') ?? ''

const receiptWording = {
  heading: {
    en: 'Receipt: authorisation to call the other parent',
    fr: 'Reçu : autorisation d’appeler l’autre parent',
  },
  reference: { en: 'Reference', fr: 'Référence' },
  route: { en: 'How the file began', fr: 'Point de départ du dossier' },
  signedName: { en: 'Signed by typing this name', fr: 'Nom écrit en guise de signature' },
  codeReplaced: {
    en: 'Private code renewed for this parent by',
    fr: 'Code privé renouvelé pour ce parent par',
  },
  codeConfirmed: {
    en: 'That this parent has the new code was confirmed with them by',
    fr: 'Possession du nouveau code confirmée avec ce parent par',
  },
  codeConfirmedThrough: { en: 'How it was confirmed', fr: 'Moyen de la confirmation' },
  granted: { en: 'Signed', fr: 'Moment de la signature' },
  expires: { en: 'In force until', fr: 'En vigueur jusqu’au' },
  days: { en: 'Length in days', fr: 'Durée en jours' },
  allowed: {
    en: 'Allowed: phone calls to the other parent, by a coordinator of this practice.',
    fr: 'Permis : des appels téléphoniques à l’autre parent, par l’équipe de coordination du cabinet.',
  },
  notAllowed: {
    en: 'Not allowed: e-mail or text messages that the other parent hasn’t asked for, and messages from one parent to the other.',
    fr: 'Non permis : les courriels et les textos que l’autre parent n’a pas demandés, et les messages d’un parent à l’autre.',
  },
  attempts: {
    en: 'Calls tried at most, not counting a wrong number',
    fr: 'Nombre maximal de tentatives, sans compter un mauvais numéro',
  },
  voicemail: { en: 'If nobody answers', fr: 'Si personne ne répond' },
  ticked: { en: 'Box ticked', fr: 'Case cochée' },
  orders: {
    en: 'The question about no-contact, protection and restraining orders: answered, and recorded with the authorisation, not printed here.',
    fr: 'La question sur les ordonnances de non-communication, de protection et d’éloignement : réponse donnée et consignée avec l’autorisation, sans être imprimée ici.',
  },
  withheld: {
    en: 'Facts to keep private, if any: recorded with the authorisation, not printed here.',
    fr: 'Faits à taire, s’il y en a : consignés avec l’autorisation, sans être imprimés ici.',
  },
  formVersion: { en: 'Version of the form', fr: 'Version du formulaire' },
  answersHash: { en: 'SHA-256 of the answers kept', fr: 'SHA-256 des réponses conservées' },
  wordingVersion: { en: 'Version of the wording', fr: 'Version du texte' },
  wordingHash: { en: 'SHA-256 of the wording', fr: 'SHA-256 du texte' },
  requestId: { en: 'Number of the request', fr: 'Numéro de la requête' },
  call: { en: 'The words of the call', fr: 'Les mots de l’appel' },
  end: { en: 'End of the receipt', fr: 'Fin du reçu' },
} as const satisfies Record<string, Wording>

/**
 * Normalises the text of a receipt before it is hashed, so that a pasted copy gives the same hash. Each run of white
 * space becomes one space, invisible characters that copying adds are removed, and ligatures of a printed text become
 * letters. Nothing else changes: a direction mark, a raised digit or a number split in two gives another hash.
 */
export const normaliseReceiptText = (text: string): string =>
  text
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize('NFKC'))
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    // A browser may break a line after a hyphen or a slash, where the receipt has no space.
    .replace(/([-/]) /g, '$1')
    .trim()

export const receiptCheckPageWording = {
  title: { en: 'Check a receipt', fr: 'Vérifier un reçu' },
  lead: {
    en: 'Choose the file of the receipt, or paste its whole text. We’ll compare it with those we issued and keep nothing of it.',
    fr: 'Choisissez le fichier du reçu, ou collez tout son texte. Nous le comparerons à ceux que nous avons délivrés, sans rien en garder.',
  },
  file: { en: 'File of the receipt', fr: 'Fichier du reçu' },
  fileHint: {
    en: 'The text file that the parent downloaded, not a PDF or a picture.',
    fr: 'Le fichier texte que le parent a téléchargé, et non un PDF ou une image.',
  },
  unreadable: {
    en: 'We couldn’t read this as text. Choose the text file that the parent downloaded, or paste its text',
    fr: 'Nous n’avons pas pu lire ce texte. Choisissez le fichier texte que le parent a téléchargé, ou collez son texte',
  },
  text: { en: 'Or the text of the receipt', fr: 'Ou le texte du reçu' },
  hint: {
    en: 'All of it, from its first line to “End of the receipt”. Where lines break doesn’t matter. Every letter and number does.',
    fr: 'En entier, de la première ligne à « Fin du reçu ». Les retours à la ligne ne comptent pas. Chaque lettre et chaque chiffre compte.',
  },
  missing: {
    en: 'Choose the file of the receipt or paste its text, then check it',
    fr: 'Choisissez le fichier du reçu ou collez son texte, puis vérifiez-le',
  },
  tooManyUnknown: {
    en: 'Many texts that we don’t know were checked from this connection within an hour. A receipt of ours is still recognised. If you have one, paste all of it, or call us.',
    fr: 'Beaucoup de textes que nous ne connaissons pas ont été vérifiés depuis cette connexion en une heure. Un reçu de notre part est toujours reconnu. Si vous en avez un, collez-le en entier, ou appelez-nous.',
  },
  button: { en: 'Check it', fr: 'Vérifier' },
  genuine: {
    title: { en: 'We issued this receipt', fr: 'Nous avons délivré ce reçu' },
    lines: [
      {
        en: 'This practice issued exactly this text.',
        fr: 'Le cabinet a délivré exactement ce texte.',
      },
      {
        en: 'It doesn’t say whether the authorisation is still in force: it may have ended or been stopped since.',
        fr: 'Cela ne dit pas si l’autorisation est toujours en vigueur : elle a pu prendre fin depuis, d’elle-même ou parce que le parent l’a voulu.',
      },
    ],
  },
  unknown: {
    title: { en: 'We don’t know this text', fr: 'Nous ne connaissons pas ce texte' },
    lines: [
      {
        en: 'This practice issued no receipt with exactly this text. A letter may be missing, or something a printer adds may have come along, such as a page number.',
        fr: 'Le cabinet n’a délivré aucun reçu portant exactement ce texte. Il manque peut-être une lettre, ou la copie contient un ajout de l’imprimante, par exemple un numéro de page.',
      },
      {
        en: 'It doesn’t mean that someone changed it. Copy it again, or call us.',
        fr: 'Cela ne veut pas dire que quelqu’un l’a modifié. Copiez-le de nouveau, ou appelez-nous.',
      },
    ],
  },
} as const
