import type { AddressProblem } from '../../../content/mail/email-problems.ts'
import type { Wording } from '../../../forms/language.ts'
import type { ParticipantSide } from '../queries.ts'

export const parentAnswersWording = {
  rulesFirst: { en: 'Read the contact rules first', fr: 'Lisez d’abord les règles de contact' },
  rules: { en: 'Contact rules', fr: 'Règles de contact' },
  notLoadedTitle: { en: 'Contact rules and answers', fr: 'Règles de contact et réponses' },
  notLoaded: {
    en: 'The contact rules are missing here. Do not call, write or leave a message until you’ve read them.',
    fr: 'Les règles de contact manquent ici. N’appelez pas, n’écrivez pas et ne laissez pas de message avant de les avoir lues.',
  },
  noRules: {
    en: 'This form didn’t ask what is safe. Do not call, write or leave a message until you know.',
    fr: 'Ce formulaire n’a pas demandé ce qui est sûr. N’appelez pas, n’écrivez pas et ne laissez pas de message avant de le savoir.',
  },
  askFirst: {
    en: 'Not answered. Take it as no until you have asked.',
    fr: 'Sans réponse. Considérez que c’est non tant que vous n’avez pas posé la question.',
  },
  notAnswered: { en: 'Not answered', fr: 'Sans réponse' },
  orderNotAnswered: {
    en: 'Not answered. Ask before anything reaches the other parent.',
    fr: 'Sans réponse. Posez la question avant toute communication avec l’autre parent.',
  },
  otherIsInitiating: {
    en: 'In these answers, “the other parent” is the initiating parent.',
    fr: 'Dans ces réponses, « l’autre parent » est le parent à l’origine de la demande.',
  },
  parts: { en: 'In this intake', fr: 'Dans cette demande' },
  openingRecorded: {
    en: 'The file’s record shows that you opened it.',
    fr: 'Votre consultation est inscrite à l’historique du dossier.',
  },
} as const satisfies Record<string, Wording>

/** Says what was answered at first about an order, if anything, and on which day one was told of since. */
export const buildOrderToldWording = (atFirst: string | undefined, day: string): Wording => ({
  en: `${atFirst ? `${atFirst} at first. ` : ''}An order was told of on ${day}.`,
  fr: `${atFirst ? `${atFirst} au départ. ` : ''}Une ordonnance a été signalée le ${day}.`,
})

/** Says what was answered at first about an order, while nobody can say whether one was told of since. */
export const buildOrderNotCheckedWording = (atFirst: string): Wording => ({
  en: `${atFirst} at first. Whether an order was told of since couldn’t be loaded: take it that one was.`,
  fr: `${atFirst} au départ. Impossible de charger ce qui a été signalé depuis : faites comme s’il y avait une ordonnance.`,
})

/** Names what was asked about the form itself, and what was agreed to in it. */
export const buildAboutFormWording = (count: number): Wording => ({
  en: `About the form: ${count} answered`,
  fr: `Sur le formulaire : ${count} avec réponse`,
})

/** What was added to an intake since it was sent. */
export const additionsWording = {
  title: { en: 'Added since', fr: 'Ajouté depuis' },
  byParent: { en: 'Written by the parent', fr: 'Écrit par le parent' },
  byCoordinator: { en: 'Said at the meeting, written down by', fr: 'Dit à la rencontre, noté par' },
  aboutSafety: {
    en: 'Kept closed with the safety answers. Open those to read it.',
    fr: 'Sous clé avec les réponses sur la sécurité. Ouvrez celles-ci pour le lire.',
  },
  earlier: { en: 'Earlier versions of this page', fr: 'Versions antérieures de cette page' },
} as const satisfies Record<string, Wording>

/** Says that a parent's contact details of the other one stay sealed, and until when. */
export const sealedOtherParentContactWording = {
  title: { en: 'The other parent’s contact details', fr: 'Les coordonnées de l’autre parent' },
  until: {
    initiating: {
      en: 'Closed. You can open them on the call sheet as long as the initiating parent authorises the call.',
      fr: 'Sous clé. Vous pouvez les ouvrir sur la feuille d’appel, tant que le parent à l’origine de la demande autorise l’appel.',
    },
    other: {
      en: 'Closed. That parent told us themself how to reach them.',
      fr: 'Sous clé. Ce parent a indiqué lui-même comment le joindre.',
    },
  } satisfies Record<ParticipantSide, Wording>,
} as const

export const contactChannelsWording = {
  none: {
    en: 'No safe way to reach this parent: don’t call, write or text. They call us.',
    fr: 'Aucun moyen sûr de joindre ce parent : n’appelez pas et n’écrivez pas. C’est lui qui nous appelle.',
  },
  some: { en: 'This parent can be reached by:', fr: 'Moyens de joindre ce parent :' },
  record: { en: 'Record a text message', fr: 'Inscrire un texto' },
  recordMeans: {
    en: 'You wrote it yourself, from the practice’s phone: only that you’d like to talk. The file’s record keeps that you did, and when.',
    fr: 'Vous l’avez écrit vous-même, du téléphone du cabinet : seulement que vous aimeriez lui parler. L’historique du dossier garde que vous l’avez fait, et quand.',
  },
  recordNow: { en: 'I sent it', fr: 'Je l’ai envoyé' },
  recorded: { en: 'Recorded that you sent a text message.', fr: 'L’envoi du texto est inscrit.' },
} as const satisfies Record<string, Wording>

export const mailStopWording = {
  mailAllowed: {
    en: 'E-mail goes to the address this parent called safe.',
    fr: 'Les courriels vont à l’adresse que ce parent a indiquée comme sûre.',
  },
  mailNotAllowed: {
    en: 'No e-mail goes to this parent.',
    fr: 'Aucun courriel n’est envoyé à ce parent.',
  },
  stopMail: { en: 'No e-mail to this parent any more', fr: 'Ne plus envoyer de courriel à ce parent' },
  stopMailMeans: {
    en: 'The practice forgets that the address is safe. E-mail that still waits doesn’t leave, and from now on you tell this parent everything another way. This can’t be undone here.',
    fr: 'Le cabinet cesse de considérer l’adresse comme sûre. Les courriels en attente ne partent pas, et dorénavant vous avisez ce parent de tout autrement. Il n’y a pas de retour en arrière ici.',
  },
  stopMailNow: { en: 'Stop e-mail', fr: 'Cesser les courriels' },
  mailStopped: {
    en: 'No e-mail goes to this parent any more.',
    fr: 'Plus aucun courriel n’est envoyé à ce parent.',
  },
} as const satisfies Record<string, Wording>

/** Says why nothing is sent to the address that a parent called safe. */
export const addressProblemWording: Readonly<Record<AddressProblem, Wording>> = {
  bounced: {
    en: 'E-mail to this parent came back, so no more is sent. Ask them for another address, another way.',
    fr: 'Un courriel à ce parent est revenu; aucun autre n’est envoyé. Demandez-lui une autre adresse, par un autre moyen.',
  },
  complained: {
    en: 'E-mail to this parent was marked as unwanted, so no more is sent. Ask them, another way, whether somebody else reads it.',
    fr: 'Un courriel à ce parent a été signalé comme indésirable; aucun autre n’est envoyé. Demandez-lui, par un autre moyen, si quelqu’un d’autre lit cette adresse.',
  },
}
