import type { Language } from '../../forms/language.ts'
import type { AnswerOptions } from '../../forms/questions/choice.ts'
import type { ComposedMessage } from './compose-message.ts'
import { composeParentMessage, type ParentMessageFacts } from './parent-messages.ts'

/** What a parent may have the entry in their calendar called: its SUMMARY, which whoever shares the calendar reads. */
export const calendarTitles = {
  appointment: { en: 'Appointment', fr: 'Rendez-vous' },
  busy: { en: 'Busy', fr: 'Occupé' },
} as const satisfies AnswerOptions
export type CalendarTitle = keyof typeof calendarTitles

/** What an e-mail about a session may say of it: when it is, in the parent's own time zone, and nothing else. */
export interface AppointmentMessageFacts extends ParentMessageFacts {
  /** As `formatAppointmentTime` writes it: the day, the clock, the zone in words and the UTC offset. */
  readonly when: string
}

export const composeAppointmentBooked = (
  mail: AppointmentMessageFacts,
  language: Language,
): ComposedMessage =>
  composeParentMessage(
    mail,
    language,
    {
      en: [
        `Your appointment is booked: ${mail.when}.`,
        'To see it or change it, your private code opens this page:',
      ],
      fr: [
        `Votre rendez-vous est fixé : ${mail.when}.`,
        'Pour le voir ou le changer, votre code privé ouvre cette page :',
      ],
    }[language],
    '/file/',
  )

/** `when` is the new time. */
export const composeAppointmentMoved = (mail: AppointmentMessageFacts, language: Language): ComposedMessage =>
  composeParentMessage(
    mail,
    language,
    {
      en: [
        `Your appointment has moved. It is now: ${mail.when}.`,
        'To see it or change it, your private code opens this page:',
      ],
      fr: [
        `Votre rendez-vous a été déplacé. Il aura lieu : ${mail.when}.`,
        'Pour le voir ou le changer, votre code privé ouvre cette page :',
      ],
    }[language],
    '/file/',
  )

/** Whoever cancelled it, it says no more. `when` is the time it had. */
export const composeAppointmentCancelled = (
  mail: AppointmentMessageFacts,
  language: Language,
): ComposedMessage =>
  composeParentMessage(
    mail,
    language,
    {
      en: [
        `This appointment is cancelled: ${mail.when}.`,
        'To see where things stand, your private code opens this page:',
      ],
      fr: [
        `Ce rendez-vous est annulé : ${mail.when}.`,
        'Pour voir où en sont les choses, votre code privé ouvre cette page :',
      ],
    }[language],
    '/file/',
  )

export const composeAppointmentReminder = (
  mail: AppointmentMessageFacts,
  language: Language,
): ComposedMessage =>
  composeParentMessage(
    mail,
    language,
    {
      en: [`Your appointment is soon: ${mail.when}.`, 'To see it, your private code opens this page:'],
      fr: [`Votre rendez-vous approche : ${mail.when}.`, 'Pour le voir, votre code privé ouvre cette page :'],
    }[language],
    '/file/',
  )
