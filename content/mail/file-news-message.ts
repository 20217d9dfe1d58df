import type { Language, Wording } from '../../forms/language.ts'
import {
  type CoordinatorMessageFacts,
  contactRulesReminderWording,
  standInWording,
  writeCoordinatorLetter,
} from './coordinator-message.ts'
import type { Letter } from './letter-html.ts'

/** News of a file that its coordinator must know before the next call. */
export type FileNews = keyof typeof fileNewsWording

/** All that the e-mail tells: the kind of news, and the file. */
export interface FileNewsFacts extends CoordinatorMessageFacts {
  readonly news: FileNews
  /** Whether the reader stands in for the lead, who is away. */
  readonly isStandIn?: boolean
}

const fileNewsWording = {
  authorised: {
    en: 'The parent has authorised the call to the other parent.',
    fr: 'Le parent a autorisé l’appel à l’autre parent.',
  },
  'authorised-on-hold': {
    en: 'The parent has authorised the call to the other parent, but it has to wait. Do not call: the file says why.',
    fr: 'Le parent a autorisé l’appel à l’autre parent, mais il faut attendre. N’appelez pas : le dossier dit pourquoi.',
  },
  withdrawn: {
    en: 'The parent has stopped the authorisation. Do not call the other parent.',
    fr: 'Le parent a mis fin à l’autorisation. N’appelez pas l’autre parent.',
  },
  declined: {
    en: 'The parent said no to the call. Do not call the other parent.',
    fr: 'Le parent a dit non à l’appel. N’appelez pas l’autre parent.',
  },
  'other-declined': {
    en: 'The other parent declined the invitation. Make no more attempts, and do not tell the first parent.',
    fr: 'L’autre parent a décliné l’invitation. Ne faites plus aucune tentative, et n’en parlez pas au premier parent.',
  },
  'hold-put-back': {
    en: 'Someone at the practice has put the hold on contact back. Do not call the other parent: the file says why.',
    fr: 'Quelqu’un du cabinet a rétabli la suspension des contacts. N’appelez pas l’autre parent : le dossier dit pourquoi.',
  },
  'order-expired': {
    en: 'An order that forbids contact has reached its last day. Contact stays on hold: find out whether another order replaces it, and record what you read.',
    fr: 'Une ordonnance qui interdit les contacts est échue. Les contacts restent suspendus : vérifiez si une autre la remplace, puis inscrivez ce que vous avez lu.',
  },
  'other-intake': {
    en: 'The other parent’s own intake has arrived.',
    fr: 'La demande de l’autre parent est arrivée.',
  },
  'told-more': {
    en: 'A parent has added to what they told us. The file has it.',
    fr: 'Un parent a ajouté quelque chose à ce qu’il nous a dit. C’est dans le dossier.',
  },
  'contact-rules-changed': {
    en: 'A parent has changed how to reach them safely, and the new rules apply at once. Read them before you call or write. If a number or an address is new, make sure it is theirs.',
    fr: 'Un parent a changé la façon de le joindre sans risque, et les nouvelles règles s’appliquent dès maintenant. Lisez-les avant d’appeler ou d’écrire. Si un numéro ou une adresse est nouveau, assurez-vous que c’est bien le sien.',
  },
  'email-returned': {
    en: 'E-mail to a parent of this file came back, or was marked as unwanted by whoever reads it, and no more is sent. The file says which. Tell them what they wait for another way that they called safe.',
    fr: 'Un courriel à un parent de ce dossier est revenu, ou a été signalé comme indésirable par la personne qui le lit, et aucun autre n’est envoyé. Le dossier dit lequel des deux. Dites à ce parent ce qu’il attend par un autre moyen qu’il a dit sûr.',
  },
  'application-withdrawn': {
    en: 'A parent has withdrawn their application. Do not tell the other parent. Make sure, in a way the parent called safe, that it was really them.',
    fr: 'Un parent a retiré sa demande. N’en parlez pas à l’autre parent. Assurez-vous, par un moyen que ce parent a dit sûr, que cela vient bien de lui.',
  },
  erased: {
    en: 'The practice’s privacy officer has erased what this file held about one parent or the whole family. Its record says why.',
    fr: 'La personne responsable de la protection des renseignements personnels a effacé ce que ce dossier contenait sur un parent ou sur toute la famille. Son historique dit pourquoi.',
  },
  urgent: {
    en: 'A parent says that something has become urgent. Open the file today.',
    fr: 'Un parent dit que quelque chose est devenu urgent. Ouvrez le dossier aujourd’hui.',
  },
  'appointment-booked': {
    en: 'A parent has booked a session. The desk shows when.',
    fr: 'Un parent a réservé une rencontre. Le bureau montre quand.',
  },
  'appointment-moved': {
    en: 'A parent has moved their session to another time.',
    fr: 'Un parent a déplacé sa rencontre.',
  },
  'appointment-cancelled': {
    en: 'A parent has cancelled a session. The time is free again.',
    fr: 'Un parent a annulé une rencontre. Le moment est de nouveau libre.',
  },
  'time-requested': {
    en: 'A parent found no time to book and says what would suit. The file has it.',
    fr: 'Un parent n’a pas trouvé de moment à réserver et dit ce qui lui conviendrait. C’est dans le dossier.',
  },
  'joint-consent-given': {
    en: 'A parent agrees to a joint session. Do not tell the other parent: a session is possible once each has agreed.',
    fr: 'Un parent accepte une rencontre conjointe. N’en parlez pas à l’autre parent : une rencontre est possible quand chacun a accepté de son côté.',
  },
  'joint-consent-withdrawn': {
    en: 'A parent no longer agrees to a joint session. Do not tell the other parent.',
    fr: 'Un parent n’est plus d’accord pour une rencontre conjointe. N’en parlez pas à l’autre parent.',
  },
} as const satisfies Record<string, Wording>

export const fileNewsKindKeys = Object.keys(fileNewsWording) as FileNews[]

const awayWording: Readonly<Record<Language, string>> = {
  en: 'You get this because the file’s coordinator is away and you stand in.',
  fr: 'Vous recevez ceci parce que la personne responsable du dossier est en absence et que vous assurez la relève.',
}

/** Writes to the lead of the file, or to whoever stands in. */
export const writeFileNewsLetter = (file: FileNewsFacts, language: Language): Letter =>
  writeCoordinatorLetter(
    file,
    {
      subject: { en: `News of file ${file.reference}`, fr: `Du nouveau au dossier ${file.reference}` }[
        language
      ],
      lines: [
        fileNewsWording[file.news][language],
        ...(file.isStandIn ? [awayWording[language], standInWording[language]] : []),
        // What was erased may have been all that told how to reach anybody.
        ...(file.news === 'erased' ? [] : [contactRulesReminderWording[language]]),
      ],
    },
    language,
  )
