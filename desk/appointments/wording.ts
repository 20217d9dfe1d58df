import type { Wording } from '../../forms/language.ts'
import type {
  AppointmentCalendar,
  CalendarAppointment,
  FileAppointment,
  FileDetails,
} from '../app/api-client.ts'

/** Every sentence about appointments that stands alone. */
export const appointmentsWording = {
  title: { en: 'Appointments', fr: 'Rencontres' },
  loading: { en: 'Loading the appointments…', fr: 'Chargement des rencontres…' },
  views: { en: 'Which days', fr: 'Quels jours' },
  otherDays: { en: 'Other days', fr: 'D’autres jours' },
  today: { en: 'Today', fr: 'Aujourd’hui' },
  goTo: { en: 'Go to a day', fr: 'Aller à un jour' },
  whose: { en: 'Whose appointments', fr: 'Les rencontres de' },
  show: { en: 'Show', fr: 'Afficher' },
  nothingThatDay: { en: 'Nothing', fr: 'Rien' },
  openDay: { en: 'Open this day', fr: 'Ouvrir ce jour' },
  truncated: {
    en: 'There are more than fit here. Choose fewer days to see them all.',
    fr: 'Il y en a plus qu’il n’en tient ici. Choisissez moins de jours pour toutes les voir.',
  },
  to: { en: 'to', fr: 'à' },
  notYours: {
    en: 'You do not read this file, so only its reference and the time are shown. Whoever leads it knows more.',
    fr: 'Vous ne lisez pas ce dossier; seuls sa référence et le moment apparaissent. La personne responsable en sait plus.',
  },

  attended: { en: 'They came', fr: 'Elle a eu lieu' },
  missed: { en: 'They did not come', fr: 'Elle n’a pas eu lieu' },
  noteOutcome: { en: 'Did they come?', fr: 'La rencontre a-t-elle eu lieu?' },
  outcomeNoted: { en: 'It is noted.', fr: 'C’est noté.' },
  move: { en: 'Move', fr: 'Déplacer' },
  moveNow: { en: 'Move it there', fr: 'Déplacer à ce moment' },
  moveMeans: {
    en: 'Each parent who takes part is told by e-mail, where they gave a safe address.',
    fr: 'Chaque parent qui y participe en est avisé par courriel, s’il a donné une adresse sûre.',
  },
  takeOver: {
    en: 'Take it into my own calendar',
    fr: 'La prendre dans mon propre calendrier',
  },
  cancel: { en: 'Cancel', fr: 'Annuler' },
  cancelNow: { en: 'Cancel the session', fr: 'Annuler la rencontre' },
  cancelMeans: {
    en: 'The time is free again. Each parent who takes part is told by e-mail, where they gave a safe address, but not by whom or why.',
    fr: 'Le moment redevient libre. Chaque parent qui y participe en est avisé par courriel, s’il a donné une adresse sûre, sans savoir par qui ni pourquoi.',
  },

  when: { en: 'Day and time', fr: 'Jour et heure' },
  day: { en: 'Day', fr: 'Jour' },
  clock: { en: 'Time', fr: 'Heure' },
  noTime: {
    en: 'Enter a day and a time that are still to come, on a quarter hour, like 2:15 p.m.',
    fr: 'Entrez un jour et une heure à venir, au quart d’heure, comme 14 h 15',
  },

  panelTitle: { en: 'Sessions', fr: 'Rencontres' },
  noAppointment: { en: 'No session yet.', fr: 'Aucune rencontre pour l’instant.' },
  noBookingCoordinator: {
    en: 'This parent is offered no times: there is nobody they book with.',
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
  noJointConsent: { en: 'Has not agreed to a joint session', fr: 'N’a pas accepté de rencontre conjointe' },
  jointWarning: {
    en: 'A joint session is to come, and something stands against it now. Speak with each parent alone, and cancel it if it cannot be mended.',
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
  noMode: { en: 'Choose how you will meet', fr: 'Choisissez comment se fera la rencontre' },
  bookNow: { en: 'Book it', fr: 'Réserver' },
  forParent: { en: 'For this parent', fr: 'Pour ce parent' },

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
    en: 'The practice forgets that the address is safe. E-mail that still waits does not leave, and from now on you tell this parent everything another way. This cannot be undone here.',
    fr: 'Le cabinet cesse de considérer l’adresse comme sûre. Les courriels en attente ne partent pas, et dorénavant vous avisez ce parent de tout autrement. Il n’y a pas de retour en arrière ici.',
  },
  stopMailNow: { en: 'Stop e-mail', fr: 'Cesser les courriels' },
  mailStopped: {
    en: 'No e-mail goes to this parent any more.',
    fr: 'Plus aucun courriel n’est envoyé à ce parent.',
  },
} as const satisfies Record<string, Wording>

export const calendarViewWording: Record<AppointmentCalendar['view'], Wording> = {
  day: { en: 'Day', fr: 'Jour' },
  week: { en: 'Week', fr: 'Semaine' },
  list: { en: 'List of four weeks', fr: 'Liste de quatre semaines' },
}

/** The labels of the links to the days before and after, in each view. */
export const calendarStepWording: Record<
  AppointmentCalendar['view'],
  { readonly previous: Wording; readonly next: Wording }
> = {
  day: {
    previous: { en: 'The day before', fr: 'La veille' },
    next: { en: 'The day after', fr: 'Le lendemain' },
  },
  week: {
    previous: { en: 'The week before', fr: 'La semaine précédente' },
    next: { en: 'The week after', fr: 'La semaine suivante' },
  },
  list: {
    previous: { en: 'The four weeks before', fr: 'Les quatre semaines précédentes' },
    next: { en: 'The four weeks after', fr: 'Les quatre semaines suivantes' },
  },
}

/** The state of an appointment. */
export const appointmentStateWording: Record<CalendarAppointment['state'], Wording> = {
  held: { en: 'Being booked by a parent', fr: 'Un parent est en train de réserver' },
  'to-come': { en: 'To come', fr: 'À venir' },
  'to-note': { en: 'Begun: note whether they came', fr: 'Commencée : à noter' },
  attended: { en: 'They came', fr: 'A eu lieu' },
  missed: { en: 'They did not come', fr: 'N’a pas eu lieu' },
  cancelled: { en: 'Cancelled', fr: 'Annulée' },
}

/** `Cancelled by the parent`, `Cancelled by Robin Ashdown`. */
export const cancelledByWording = (who: NonNullable<FileAppointment['cancelledBy']>): Wording =>
  who === 'parent'
    ? { en: 'Cancelled by a parent', fr: 'Annulée par un parent' }
    : { en: `Cancelled by ${who.name}`, fr: `Annulée par ${who.name}` }

/** Why there can be no joint appointment now, for whoever would book one. */
export const jointStateWording: Record<FileDetails['jointState'], Wording> = {
  possible: {
    en: 'Both parents agreed to a joint session, and no order is left to read. Whether it is wise is yours to say.',
    fr: 'Les deux parents acceptent une rencontre conjointe et aucune ordonnance ne reste à lire. À vous de juger si elle est indiquée.',
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
  'on-hold': {
    en: 'No joint session: an order has to be read first.',
    fr: 'Pas de rencontre conjointe : il faut d’abord lire une ordonnance.',
  },
  'related-file-on-hold': {
    en: 'No joint session: somebody of this file is known in another one where an order has to be read.',
    fr: 'Pas de rencontre conjointe : quelqu’un de ce dossier figure dans un autre où une ordonnance doit être lue.',
  },
}

/** Whose clock the times are on. `zone` is in words, with its offset. */
export const coordinatorClockWording = (name: string, zone: string): Wording => ({
  en: `All times are on ${name}’s clock: ${zone}. Each shows its own offset from UTC.`,
  fr: `Toutes les heures sont celles de ${name} : ${zone}. Chacune indique son propre décalage par rapport à UTC.`,
})

/** The same without a name, for a file that nobody leads. */
export const fileClockWording = (zone: string): Wording => ({
  en: `Times are in ${zone}.`,
  fr: `Heures : ${zone}.`,
})

export const appointmentCountWording = (count: number): Wording => {
  if (count === 0) return { en: 'No appointments', fr: 'Aucune rencontre' }
  if (count === 1) return { en: '1 appointment', fr: '1 rencontre' }
  return { en: `${count} appointments`, fr: `${count} rencontres` }
}

export const bookingCoordinatorWording = (name: string): Wording => ({
  en: `Books with ${name}`,
  fr: `Réserve avec ${name}`,
})

export const jointConsentWording = (at: string): Wording => ({
  en: `${appointmentsWording.jointConsent.en}, ${at}`,
  fr: `${appointmentsWording.jointConsent.fr}, ${at}`,
})

/** Whose calendar an appointment is in, when it is not the lead’s. */
export const calendarOwnerWording = (name: string): Wording => ({
  en: `In ${name}’s calendar`,
  fr: `Au calendrier de ${name}`,
})

export const durationWording = (minutes: number): Wording => ({
  en: `${minutes} minutes`,
  fr: `${minutes} minutes`,
})

/** What was done with an appointment, and what is left to do when not every participant has a safe address. */
export const appointmentChangedWording: Record<
  'booked' | 'moved' | 'cancelled',
  (mailed: boolean) => Wording
> = {
  booked: (mailed) => ({
    en: `The session is booked. ${participantsToldWording(mailed).en}`,
    fr: `La rencontre est réservée. ${participantsToldWording(mailed).fr}`,
  }),
  moved: (mailed) => ({
    en: `The session is moved. ${participantsToldWording(mailed).en}`,
    fr: `La rencontre est déplacée. ${participantsToldWording(mailed).fr}`,
  }),
  cancelled: (mailed) => ({
    en: `The session is cancelled. ${participantsToldWording(mailed).en}`,
    fr: `La rencontre est annulée. ${participantsToldWording(mailed).fr}`,
  }),
}

const participantsToldWording = (mailed: boolean): Wording =>
  mailed
    ? {
        en: 'An e-mail is on its way to each parent who takes part.',
        fr: 'Un courriel part à l’intention de chaque parent qui y participe.',
      }
    : {
        en: 'Not every parent who takes part has a safe address: tell whoever gets no e-mail another way, by their contact rules.',
        fr: 'Les parents qui y participent n’ont pas tous une adresse sûre : avisez autrement quiconque ne reçoit pas de courriel, selon ses règles de contact.',
      }
