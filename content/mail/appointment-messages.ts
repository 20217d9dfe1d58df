import type { AnswerOptions } from '../../forms/questions/choice.ts'
import type { ParentLetter } from './compose-message.ts'

/** The titles (SUMMARY) that a parent can choose for their calendar entry. Whoever shares the calendar reads them. */
export const calendarEntryTitleOptions = {
  appointment: { en: 'Appointment', fr: 'Rendez-vous' },
  busy: { en: 'Busy', fr: 'Occupé' },
} as const satisfies AnswerOptions
export type CalendarTitle = keyof typeof calendarEntryTitleOptions

/** All that an e-mail about a session may tell: when it is, in the parent's own time zone. */
interface AppointmentMessageFacts {
  /** As `formatAppointmentTimeLines` writes it: the day, the hours, and the zone with its offset, each on a line. */
  readonly when: string
}

export const appointmentMessageWordingBuilders = {
  'appointment-booked': ({ when }: AppointmentMessageFacts) => ({
    lines: {
      en: [`Your appointment is booked:\n${when}`, 'To see it, your private code opens this page:'],
      fr: [`Votre rendez-vous est fixé :\n${when}`, 'Pour le voir, votre code privé ouvre cette page :'],
    },
    path: '/file/',
  }),
  /** `when` is the new time. A parent may have chosen no entry for it, and then nothing updates the old one. */
  'appointment-moved': ({ when }: AppointmentMessageFacts) => ({
    lines: {
      en: [
        `Your appointment has moved. It’s now:\n${when}`,
        'If its old time is still in a calendar of yours, delete it there too. To see the new one, your private code opens this page:',
      ],
      fr: [
        `Votre rendez-vous a été déplacé. Il aura lieu :\n${when}`,
        'Si l’ancien moment figure encore dans un de vos agendas, supprimez-le là aussi. Pour voir le nouveau, votre code privé ouvre cette page :',
      ],
    },
    path: '/file/',
  }),
  /** The words do not tell who cancelled. `when` is the time of the cancelled session. */
  'appointment-cancelled': ({ when }: AppointmentMessageFacts) => ({
    lines: {
      en: [
        `This appointment is cancelled:\n${when}`,
        'If it’s in a calendar of yours, delete it there too. To see where things stand, your private code opens this page:',
      ],
      fr: [
        `Ce rendez-vous est annulé :\n${when}`,
        'S’il figure dans un de vos agendas, supprimez-le là aussi. Pour voir où en sont les choses, votre code privé ouvre cette page :',
      ],
    },
    path: '/file/',
  }),
  'appointment-reminder': ({ when }: AppointmentMessageFacts) => ({
    lines: {
      en: [`Your appointment is soon:\n${when}`, 'To see it, your private code opens this page:'],
      fr: [`Votre rendez-vous approche :\n${when}`, 'Pour le voir, votre code privé ouvre cette page :'],
    },
    path: '/file/',
  }),
} satisfies Readonly<Record<string, (facts: AppointmentMessageFacts) => ParentLetter>>
