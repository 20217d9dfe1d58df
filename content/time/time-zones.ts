import type { AnswerOptions } from '../../forms/questions/choice.ts'

/** The time zones of Canada that people choose from, by IANA name. */
export const timeZoneOptions = {
  'America/St_Johns': { en: 'Newfoundland time', fr: 'Heure de Terre-Neuve' },
  'America/Halifax': { en: 'Atlantic time', fr: 'Heure de l’Atlantique' },
  'America/Toronto': {
    en: 'Eastern time (Toronto, Ottawa, Montréal)',
    fr: 'Heure de l’Est (Toronto, Ottawa, Montréal)',
  },
  'America/Winnipeg': { en: 'Central time (Winnipeg)', fr: 'Heure du Centre (Winnipeg)' },
  'America/Regina': { en: 'Saskatchewan time', fr: 'Heure de la Saskatchewan' },
  'America/Edmonton': {
    en: 'Mountain time (Edmonton, Calgary)',
    fr: 'Heure des Rocheuses (Edmonton, Calgary)',
  },
  'America/Vancouver': {
    en: 'Pacific time (Vancouver, Victoria)',
    fr: 'Heure du Pacifique (Vancouver, Victoria)',
  },
} as const satisfies AnswerOptions

export type TimeZone = keyof typeof timeZoneOptions
