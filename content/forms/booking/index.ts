import { type Answers, defineForm, defineSection } from '../../../forms/form.ts'
import { ask } from '../../../forms/questions/index.ts'
import { showOnPages } from '../../../forms/show-on-pages.ts'
import { meetingModeOptions } from '../../booking/availability.ts'
import { calendarEntryTitleOptions } from '../../mail/appointment-messages.ts'
import { practice } from '../../practice.ts'
import { timeZoneOptions } from '../../time/time-zones.ts'

/** Asks how a parent would like to meet, and in which time zone they want to read the times. */
export const meetingSection = defineSection('session', {
  title: { en: 'How you’d like to meet', fr: 'Comment vous voulez nous rencontrer' },
  questions: {
    way: ask.choice({
      label: { en: 'How would you like to meet?', fr: 'Comment voulez-vous nous rencontrer?' },
      required: {
        en: 'Choose how you’d like to meet',
        fr: 'Choisissez comment vous voulez nous rencontrer',
      },
      options: meetingModeOptions,
    }),
    timeZone: ask.timeZone({
      label: { en: 'Your time zone', fr: 'Votre fuseau horaire' },
      likely: timeZoneOptions,
    }),
  },
})

/** Asks what the coordinator needs to know before a chosen time is booked. */
export const checkSection = defineSection('check', {
  title: { en: 'Check and book', fr: 'Vérifier et réserver' },
  questions: {
    calendarTitle: ask.choice({
      label: {
        en: 'What may your calendar say?',
        fr: 'Que peut indiquer votre agenda?',
      },
      hint: showOnPages({
        en: 'A calendar entry goes with our e-mail, and you can download one once it’s booked. It holds the time and this word, no name and no place. Think of who else sees your calendar.',
        fr: 'Une entrée d’agenda accompagne notre courriel, et vous pourrez aussi la télécharger quand la rencontre sera réservée. Elle contient l’heure et ce mot, sans nom ni lieu. Pensez à qui d’autre voit votre agenda.',
      }),
      required: {
        en: 'Choose what your calendar may say. “No calendar entry” is an answer too',
        fr: 'Choisissez ce que votre agenda peut indiquer. Vous pouvez aussi choisir « Rien à l’agenda »',
      },
      options: {
        ...calendarEntryTitleOptions,
        none: { en: 'No calendar entry', fr: 'Rien à l’agenda' },
      },
    }),
  },
})

/** Asks a parent who found no time to book what would suit. */
export const timeRequestSection = defineSection('request', {
  title: { en: 'Times that would suit you', fr: 'Les moments qui vous conviendraient' },
  questions: {
    preferredParts: ask.choices({
      label: { en: 'Which part of the day suits you?', fr: 'Quel moment de la journée vous convient?' },
      hint: showOnPages({ en: 'Tick all that would work.', fr: 'Cochez tout ce qui vous conviendrait.' }),
      required: {
        en: 'Tick at least one part of the day. “Any time” is an answer too',
        fr: 'Cochez au moins un moment de la journée. Vous pouvez aussi cocher « N’importe quand »',
      },
      options: {
        mornings: { en: 'Mornings', fr: 'Le matin' },
        afternoons: { en: 'Afternoons', fr: 'L’après-midi' },
        evenings: { en: 'Evenings', fr: 'Le soir' },
        any: { en: 'Any time', fr: 'N’importe quand', alone: true },
      },
    }),
    preferredWays: ask.choices({
      label: { en: 'How could we meet?', fr: 'Comment pourrions-nous nous rencontrer?' },
      hint: showOnPages({
        en: `In person means at our office: ${practice.office.en}.`,
        fr: `En personne : à notre bureau, ${practice.office.fr}.`,
      }),
      options: meetingModeOptions,
    }),
    preferredTimes: ask.longText({
      label: { en: 'Which days and hours?', fr: 'Quels jours et à quelles heures?' },
      hint: showOnPages({
        en: 'For example, Tuesdays after 6 p.m. Tell us, too, which times aren’t possible or aren’t safe.',
        fr: 'Par exemple, les mardis après 18 h. Dites aussi quels moments sont impossibles ou risqués.',
      }),
      max: 1000,
    }),
  },
})

/** The form behind the pages that book a first session; each page asks one of its sections. */
export const bookingForm = defineForm('booking', 1, [meetingSection, checkSection, timeRequestSection])
export type BookingAnswers = Answers<typeof bookingForm>
