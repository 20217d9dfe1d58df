import type { Wording } from '../../../forms/language.ts'
import type { FileAppointments } from '../queries.ts'

export const fileAppointmentsWording = {
  title: { en: 'Sessions', fr: 'Rencontres' },
  noAppointment: { en: 'No session yet.', fr: 'Aucune rencontre pour l’instant.' },
  noBookingCoordinator: {
    en: 'This parent is offered no times: there’s nobody they book with.',
    fr: 'Aucun moment n’est proposé à ce parent : il n’a personne avec qui réserver.',
  },
  takeOverBooking: { en: 'Let them book with me', fr: 'Lui proposer mes moments libres' },
  takeOverBookingMeans: {
    en: 'From then on, “Your file” offers this parent your times. A session they have already stays where it is.',
    fr: 'Dès lors, « Votre dossier » propose à ce parent vos moments libres. Une rencontre déjà prévue reste où elle est.',
  },
  takeOverBookingDone: {
    en: 'This parent books with you now.',
    fr: 'Ce parent réserve maintenant avec vous.',
  },
  timeRequest: { en: 'Asked for other times', fr: 'A demandé d’autres moments' },
  upcoming: { en: 'To come', fr: 'À venir' },
  past: { en: 'Over or cancelled', fr: 'Passées ou annulées' },
  answerTimeRequest: { en: 'I answered this', fr: 'J’y ai répondu' },
  timeRequestAnswered: { en: 'What they asked for is answered.', fr: 'La demande de moments est réglée.' },
  jointConsent: { en: 'Agreed to a joint session', fr: 'Accepte une rencontre conjointe' },
  noJointConsent: { en: 'Hasn’t agreed to a joint session', fr: 'N’a pas accepté de rencontre conjointe' },
  metAlone: {
    en: 'Came to an individual session',
    fr: 'S’est présenté à une rencontre individuelle',
  },
  notMetAlone: {
    en: 'No individual session yet that they came to',
    fr: 'Aucune rencontre individuelle n’a encore eu lieu',
  },
  jointWarning: {
    en: 'A joint session is to come, and something stands against it now. Speak with each parent alone, and cancel it if it can’t be mended.',
    fr: 'Une rencontre conjointe est à venir, et quelque chose s’y oppose maintenant. Parlez à chaque parent séparément et annulez-la si rien n’y remédie.',
  },
  book: { en: 'Book a session', fr: 'Réserver une rencontre' },
  bookMeans: {
    en: 'In your own calendar, at any quarter hour that is free, whatever hours you offer. Each parent who takes part is told by e-mail, where they gave a safe address.',
    fr: 'Dans votre propre calendrier, à n’importe quel quart d’heure libre, quelles que soient vos disponibilités. Chaque parent qui y participe en est avisé par courriel, s’il a donné une adresse sûre.',
  },
  withWhom: { en: 'With whom?', fr: 'Avec qui?' },
  both: { en: 'Both, in a joint session', fr: 'Les deux, en rencontre conjointe' },
  noWith: { en: 'Choose with whom', fr: 'Choisissez avec qui' },
  meetingMode: { en: 'How?', fr: 'Comment?' },
  noMode: { en: 'Choose how you’ll meet', fr: 'Choisissez comment se fera la rencontre' },
  needsNotLoaded: {
    en: 'What they need for meeting isn’t loaded yet. Look at it before you book.',
    fr: 'Ce qu’il faut pour se rencontrer n’est pas encore chargé. Consultez-le avant de réserver.',
  },
  noNeeds: { en: 'They named nothing.', fr: 'Rien n’a été indiqué.' },
  otherMode: {
    en: 'They didn’t say that they could meet in the way you chose.',
    fr: 'Le mode choisi ne figure pas parmi ceux que ce parent a indiqués.',
  },
  nextFreeTimes: { en: 'Next free times', fr: 'Prochains moments libres' },
  noFreeTime: {
    en: 'None of your open hours is free for this. Choose any other time.',
    fr: 'Aucune de vos heures ouvertes n’est libre pour cela. Choisissez un autre moment.',
  },
  bookNow: { en: 'Book it', fr: 'Réserver' },
  bookAnyway: { en: 'Book it anyway', fr: 'Réserver quand même' },
} as const satisfies Record<string, Wording>

/** The reasons why a joint appointment cannot be booked now, as the lead reads them. */
export const jointAppointmentStateWording: Record<FileAppointments['jointState'], Wording> = {
  possible: {
    en: 'Both parents agreed to a joint session, each was spoken with alone, and no order is left to read. Whether it is wise is yours to say.',
    fr: 'Les deux parents acceptent une rencontre conjointe, chacun a été entendu séparément et aucune ordonnance ne reste à lire. À vous de juger si elle est indiquée.',
  },
  closed: {
    en: 'No joint session: the file is closed.',
    fr: 'Pas de rencontre conjointe : le dossier est fermé.',
  },
  'one-parent': {
    en: 'A joint session needs both parents to have come to the practice.',
    fr: 'Pour une rencontre conjointe, les deux parents doivent s’être présentés au cabinet.',
  },
  'consent-missing': {
    en: 'A joint session needs both parents to agree to it themselves, in “Your file”.',
    fr: 'Pour une rencontre conjointe, chaque parent doit l’accepter lui-même dans « Votre dossier ».',
  },
  'not-met-alone': {
    en: 'No joint session yet: first speak with each parent alone, by phone if need be, in an individual session, and note that they came. Parents are promised that.',
    fr: 'Pas encore de rencontre conjointe : parlez d’abord à chaque parent séparément, au téléphone s’il le faut, dans une rencontre individuelle, et notez qu’elle a eu lieu. C’est ce qui est promis aux parents.',
  },
  'not-suitable': {
    en: 'No joint session: a talk with a parent alone found that it doesn’t suit.',
    fr: 'Pas de rencontre conjointe : selon l’entretien seul à seul avec un parent, elle ne convient pas.',
  },
  'more-needed': {
    en: 'No joint session yet: a talk with a parent alone found that more is needed first.',
    fr: 'Pas encore de rencontre conjointe : selon l’entretien seul à seul avec un parent, il faut d’abord en savoir plus.',
  },
  'not-screened': {
    en: 'No joint session yet: first note what you found when you talked with each parent alone.',
    fr: 'Pas encore de rencontre conjointe : notez d’abord votre constat de l’entretien seul à seul avec chaque parent.',
  },
  'screening-due': {
    en: 'No joint session yet: a parent told of an order, or sent something about safety, since you talked with them alone. Talk with them again first.',
    fr: 'Pas encore de rencontre conjointe : un parent a signalé une ordonnance ou envoyé une réponse sur la sécurité depuis votre entretien. Parlez-lui d’abord de nouveau.',
  },
  'order-forbids': {
    en: 'No joint session: an order forbids contact, or it isn’t certain that it doesn’t.',
    fr: 'Pas de rencontre conjointe : une ordonnance interdit les contacts, ou il n’est pas certain qu’elle ne le fait pas.',
  },
  'on-hold': {
    en: 'No joint session: an order has to be read first.',
    fr: 'Pas de rencontre conjointe : il faut d’abord lire une ordonnance.',
  },
  'related-file-on-hold': {
    en: 'No joint session: someone of this file is known in another one where an order has to be read.',
    fr: 'Pas de rencontre conjointe : quelqu’un de ce dossier figure dans un autre où une ordonnance doit être lue.',
  },
}

/** Says in which time zone the times are when nobody leads the file. */
export const buildFileTimeZoneWording = (zone: string): Wording => ({
  en: `Times are in ${zone}.`,
  fr: `Heures : ${zone}.`,
})

export const buildBookingCoordinatorWording = (name: string): Wording => ({
  en: `Books with ${name}`,
  fr: `Réserve avec ${name}`,
})

export const buildJointConsentWording = (at: string): Wording => ({
  en: `${fileAppointmentsWording.jointConsent.en}, ${at}`,
  fr: `${fileAppointmentsWording.jointConsent.fr}, ${at}`,
})

/** Says in whose calendar an appointment is, if it is not the lead’s. */
export const buildCalendarOwnerWording = (name: string): Wording => ({
  en: `In ${name}’s calendar`,
  fr: `Au calendrier de ${name}`,
})

export const buildDurationWording = (minutes: number): Wording => ({
  en: `${minutes} minutes`,
  fr: `${minutes} minutes`,
})
