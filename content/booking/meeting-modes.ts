import type { AnswerOptions } from '../../forms/questions/choice.ts'

// This file stands apart from availability.ts so that a page can name meeting modes without loading a schema.

export const meetingModeOptions = {
  video: { en: 'Video call', fr: 'Appel vidéo' },
  phone: { en: 'Phone', fr: 'Téléphone' },
  'in-person': { en: 'In person', fr: 'En personne' },
} as const satisfies AnswerOptions

/** The meeting modes as a parent is asked about them. */
export const meetByOptions = {
  video: { en: 'By video call', fr: 'Par appel vidéo' },
  phone: { en: 'By phone', fr: 'Par téléphone' },
  'in-person': { en: 'In person', fr: 'En personne' },
} as const satisfies AnswerOptions & Readonly<Record<keyof typeof meetingModeOptions, unknown>>

export type MeetingMode = keyof typeof meetingModeOptions

/** A session is with one parent or with both. */
export const appointmentKindOptions = {
  individual: { en: 'Individual session', fr: 'Rencontre individuelle' },
  joint: { en: 'Joint session', fr: 'Rencontre conjointe' },
} as const satisfies AnswerOptions
export type AppointmentKind = keyof typeof appointmentKindOptions

/** Minutes in a slot. Sessions begin and end on a quarter hour, which suits the offset of every Canadian time zone. */
export const SLOT_MINUTES = 15
