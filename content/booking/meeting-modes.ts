import type { AnswerOptions } from '../../forms/questions/choice.ts'

// Separate from availability.ts, so that a page can name these without loading its schema.

/** How a family and a coordinator may meet. */
export const meetingModes = {
  video: { en: 'Video call', fr: 'Appel vidéo' },
  phone: { en: 'Phone', fr: 'Téléphone' },
  'in-person': { en: 'In person', fr: 'En personne' },
} as const satisfies AnswerOptions
export type MeetingMode = keyof typeof meetingModes

/** A session with one parent, or with both. */
export const appointmentKinds = {
  individual: { en: 'Individual session', fr: 'Rencontre individuelle' },
  joint: { en: 'Joint session', fr: 'Rencontre conjointe' },
} as const satisfies AnswerOptions
export type AppointmentKind = keyof typeof appointmentKinds

/** Everything booked begins and ends on a quarter hour, as every Canadian time zone's offset does. */
export const SLOT_MINUTES = 15
