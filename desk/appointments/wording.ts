import type { Wording } from '../../forms/language.ts'
import type { PageFailureWording } from '../client/failure-wording.ts'
import { getCalendarPath } from '../client/routes.ts'
import type { AppointmentCalendar, Attendee, CalendarAppointment } from './queries.ts'

export const appointmentsWording = {
  loading: { en: 'Loading the appointments…', fr: 'Chargement des rencontres…' },
  views: { en: 'Which days', fr: 'Quels jours' },
  otherDays: { en: 'Other days', fr: 'D’autres jours' },
  today: { en: 'Today', fr: 'Aujourd’hui' },
  goTo: { en: 'Go to a day', fr: 'Aller à un jour' },
  whose: { en: 'Whose appointments', fr: 'Les rencontres de' },
  appointment: { en: 'Appointment', fr: 'Rendez-vous' },
  openHours: { en: 'Open hours are shaded.', fr: 'Les heures ouvertes sont ombrées.' },
  open: { en: 'open from', fr: 'ouvert de' },
  weekOf: { en: 'Week of', fr: 'Semaine du' },
  daysOfWeek: { en: 'Days of this week', fr: 'Jours de cette semaine' },
  closedDay: { en: 'Closed', fr: 'Fermé' },
  truncated: {
    en: 'There are more than fit here. Choose fewer days to see them all.',
    fr: 'Il y en a plus qu’il n’en tient ici. Choisissez moins de jours pour toutes les voir.',
  },
  to: { en: 'to', fr: 'à' },
  notYours: {
    en: 'You don’t read this file, so only its reference and the time are shown. Whoever leads it knows more.',
    fr: 'Vous ne lisez pas ce dossier; seuls sa référence et le moment apparaissent. La personne responsable en sait plus.',
  },
  move: { en: 'Move', fr: 'Déplacer' },
  moveNow: { en: 'Move it there', fr: 'Déplacer à ce moment' },
  moveAnyway: { en: 'Move it there anyway', fr: 'Déplacer quand même' },
  moveMeans: {
    en: 'Each parent who takes part is told by e-mail, where they gave a safe address.',
    fr: 'Chaque parent qui y participe en est avisé par courriel, s’il a donné une adresse sûre.',
  },
  takeOver: {
    en: 'Take it into my own calendar',
    fr: 'La prendre dans mon propre calendrier',
  },
  cancel: { en: 'Cancel the session', fr: 'Annuler la rencontre' },
  cancelNow: { en: 'Yes, cancel it', fr: 'Oui, l’annuler' },
  cancelMeans: {
    en: 'The time is free again. Each parent who takes part is told by e-mail, where they gave a safe address, but not by whom or why.',
    fr: 'Le moment redevient libre. Chaque parent qui y participe en est avisé par courriel, s’il a donné une adresse sûre, sans savoir par qui ni pourquoi.',
  },
  when: { en: 'Day and time', fr: 'Jour et heure' },
  day: { en: 'Day', fr: 'Jour' },
  clock: { en: 'Time', fr: 'Heure' },
  chooseClock: { en: 'Choose a time', fr: 'Choisissez l’heure' },
  quarters: { en: 'On the quarter hour', fr: 'Au quart d’heure' },
  noTime: {
    en: 'Enter a day and a time in the next two years, on a quarter hour, like 2:15 p.m.',
    fr: 'Entrez un jour et une heure à venir, d’ici deux ans, au quart d’heure, comme 14 h 15',
  },
  forParent: { en: 'For this parent', fr: 'Pour ce parent' },
} as const satisfies Record<string, Wording>

export const calendarViewWording: Record<AppointmentCalendar['view'], Wording> = {
  day: { en: 'Day', fr: 'Jour' },
  week: { en: 'Week', fr: 'Semaine' },
  list: { en: 'List of four weeks', fr: 'Liste de quatre semaines' },
}

/** The view of four weeks, where it stands beside the others. Its whole name begins so. */
export const shortListViewWording: Wording = { en: 'List', fr: 'Liste' }

/** The labels of the links to the days before and after, in each view. */
export const calendarStepWordingByView: Record<
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

/** Which parent takes part, as short as a card needs it. */
export const attendingSideWording: Record<Attendee['side'], Wording> = {
  initiating: { en: 'Initiating parent', fr: 'Parent à l’origine' },
  other: { en: 'Other parent', fr: 'Autre parent' },
}

export const appointmentStateWording: Record<CalendarAppointment['state'], Wording> = {
  held: { en: 'Being booked by a parent', fr: 'Un parent est en train de réserver' },
  'to-come': { en: 'To come', fr: 'À venir' },
  'to-note': { en: 'Begun: note whether they came', fr: 'Commencée : à noter' },
  attended: { en: 'They came', fr: 'A eu lieu' },
  missed: { en: 'They didn’t come', fr: 'N’a pas eu lieu' },
  cancelled: { en: 'Cancelled', fr: 'Annulée' },
}

/** `Cancelled by the parent`, `Cancelled by Robin Ashdown`. */
export const buildCancelledByWording = (who: NonNullable<CalendarAppointment['cancelledBy']>): Wording =>
  who === 'parent'
    ? { en: 'Cancelled by a parent', fr: 'Annulée par un parent' }
    : { en: `Cancelled by ${who.name}`, fr: `Annulée par ${who.name}` }

/** Says in whose time zone the times are. `zone` is already in words, with its offset. */
export const buildCoordinatorTimeZoneWording = (name: string, zone: string): Wording => ({
  en: `All times are on ${name}’s clock: ${zone}. Each shows its own offset from UTC.`,
  fr: `Toutes les heures sont celles de ${name} : ${zone}. Chacune indique son propre décalage par rapport à UTC.`,
})

export const buildAppointmentCountWording = (count: number): Wording => {
  if (count === 0) return { en: 'No appointments', fr: 'Aucune rencontre' }
  if (count === 1) return { en: '1 appointment', fr: '1 rencontre' }
  return { en: `${count} appointments`, fr: `${count} rencontres` }
}

/** What was done with an appointment, and what is left to do when some parent has no safe address. */
export const appointmentChangedWordingBuilders: Record<
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

/** Another coordinator’s calendar, which only administrators may open. */
export const otherCalendarWording: PageFailureWording = {
  title: { en: 'This calendar isn’t yours', fr: 'Ce calendrier n’est pas le vôtre' },
  next: {
    en: 'The address asks for someone else’s calendar. Only an administrator of the practice can open another coordinator’s.',
    fr: 'L’adresse désigne le calendrier d’une autre personne. Seule l’administration du cabinet peut ouvrir celui des autres.',
  },
  link: { label: { en: 'Open your own calendar', fr: 'Ouvrir votre calendrier' }, to: getCalendarPath },
}
