import type { Wording } from '../../../forms/language.ts'
import type { LetterReader } from './queries.ts'

export const lettersWording = {
  title: { en: 'Letters to a parent', fr: 'Lettres à un parent' },
  lead: {
    en: 'Each goes to one parent, and a copy stays with the file.',
    fr: 'Chacune va à un seul parent, et une copie reste au dossier.',
  },
  waiting: {
    en: 'Tells the family that it’s on the waiting list. The file stays unopened.',
    fr: 'Dit à la famille qu’elle est sur la liste d’attente. Le dossier reste fermé.',
  },
  noAddress: {
    en: 'This parent left no safe e-mail address.',
    fr: 'Ce parent n’a laissé aucune adresse courriel sûre.',
  },
  write: { en: 'Write a letter', fr: 'Écrire une lettre' },
  side: { en: 'To whom?', fr: 'À qui?' },
  template: { en: 'Which letter?', fr: 'Quelle lettre?' },
  replaces: {
    en: 'Choosing another letter or parent discards what you changed.',
    fr: 'Choisir une autre lettre ou un autre parent efface ce que vous avez changé.',
  },
  text: { en: 'The letter', fr: 'La lettre' },
  textHint: {
    en: 'Send it as it is, or change it first. Name no child, nor the other parent, and repeat nothing that was told to you: whoever has this parent’s private code can read it.',
    fr: 'Envoyez-la telle quelle, ou modifiez-la d’abord. Ne nommez ni enfant ni autre parent, et ne répétez rien de ce qu’on vous a dit : toute personne qui a le code privé de ce parent peut la lire.',
  },
  noText: { en: 'Write the letter', fr: 'Écrivez la lettre' },
  delivery: { en: 'How does it reach them?', fr: 'Comment lui parvient-elle?' },
  noSafeAddress: {
    en: 'This parent left no safe e-mail address. Print the letter to hand it over, or phone instead if their contact rules allow it.',
    fr: 'Ce parent n’a laissé aucune adresse courriel sûre. Imprimez la lettre pour la remettre en main propre, ou téléphonez si ses règles de contact le permettent.',
  },
  logCall: { en: 'Log a call instead', fr: 'Inscrire plutôt un appel' },
  send: { en: 'Send the letter', fr: 'Envoyer la lettre' },
  sendMeans: {
    en: 'A neutral e-mail, under the subject this parent chose, says that there’s something to read in “Your file”. It can’t be taken back.',
    fr: 'Un courriel neutre, sous l’objet que ce parent a choisi, dit qu’il y a quelque chose à lire dans « Votre dossier ». L’envoi est définitif.',
  },
  sendNow: { en: 'Send it now', fr: 'Envoyer maintenant' },
  nobodyNamed: {
    en: 'These words name nobody: go ahead',
    fr: 'Ces mots ne nomment personne\u00a0: continuer',
  },
  saveToPrint: { en: 'Keep a copy to print', fr: 'Garder une copie à imprimer' },
  sent: {
    en: 'The letter is sent, and a copy is kept with the file.',
    fr: 'La lettre est envoyée, et une copie est gardée au dossier.',
  },
  printed: {
    en: 'A copy of the letter is kept with the file. Hand it over only in a way this parent called safe.',
    fr: 'Une copie de la lettre est gardée au dossier. Ne la remettez que d’une façon que ce parent a dite sûre.',
  },
  close: { en: 'Close', fr: 'Fermer' },
  open: { en: 'Open', fr: 'Ouvrir' },
  print: { en: 'Print', fr: 'Imprimer' },
} as const satisfies Record<string, Wording>

/** Why a parent can be sent no letter, by any means. */
export const letterRefusalWording: Readonly<Record<NonNullable<LetterReader['refusalReason']>, Wording>> = {
  closed: {
    en: 'The file is closed: a letter goes out before that.',
    fr: 'Le dossier est fermé : une lettre part avant la fermeture.',
  },
  'on-hold': {
    en: 'Contact is on hold. First, read the order and record what it says.',
    fr: 'Les contacts sont suspendus. Lisez d’abord l’ordonnance et inscrivez ce qu’elle dit.',
  },
  withdrawn: {
    en: 'This parent withdrew their application and was told that nothing more comes.',
    fr: 'Ce parent a retiré sa demande et sait qu’il ne recevra plus rien.',
  },
}

/** Asks about the words by which a letter seems to tell of somebody else. */
export const buildNamesOthersWording = (names: string): Wording => ({
  en: `This letter may name a child, the other parent or someone else: ${names}. Send it anyway?`,
  fr: `Cette lettre nomme peut-être un enfant, l’autre parent ou une autre personne\u00a0: ${names}. L’envoyer quand même?`,
})

/** Tells in which language a letter is, by its name within a line. */
export const buildLetterLanguageWording = (language: string): Wording => ({
  en: `In ${language}, the language of this parent.`,
  fr: `En ${language}, la langue de ce parent.`,
})
