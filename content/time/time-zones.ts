import type { AnswerOptions } from '../../forms/questions/choice.ts'

/**
 * The time zones of Canada as people name them, by IANA name, from east to west. Places that share a clock with a
 * larger one but not its name, or not in summer, stand apart.
 */
export const timeZoneOptions = {
  'America/St_Johns': { en: 'Newfoundland time', fr: 'Heure de Terre-Neuve' },
  'America/Halifax': { en: 'Atlantic time', fr: 'Heure de l’Atlantique' },
  'America/Blanc-Sablon': { en: 'Lower North Shore of Quebec', fr: 'Heure de la Basse-Côte-Nord' },
  'America/Toronto': {
    en: 'Eastern time (Toronto, Ottawa, Montréal)',
    fr: 'Heure de l’Est (Toronto, Ottawa, Montréal)',
  },
  'America/Coral_Harbour': {
    en: 'Eastern Standard Time (Atikokan, Coral Harbour)',
    fr: 'Heure normale de l’Est (Atikokan, Coral Harbour)',
  },
  'America/Winnipeg': { en: 'Central time (Winnipeg)', fr: 'Heure du Centre (Winnipeg)' },
  'America/Regina': { en: 'Saskatchewan time', fr: 'Heure de la Saskatchewan' },
  'America/Edmonton': {
    en: 'Alberta time (Edmonton, Calgary, Lloydminster)',
    fr: 'Heure de l’Alberta (Edmonton, Calgary, Lloydminster)',
  },
  'America/Yellowknife': { en: 'Northwest Territories time', fr: 'Heure des Territoires du Nord-Ouest' },
  'America/Cambridge_Bay': {
    en: 'Mountain time in Nunavut (Cambridge Bay)',
    fr: 'Heure des Rocheuses au Nunavut (Cambridge Bay)',
  },
  'America/Dawson_Creek': {
    en: 'Mountain time in the Peace River region (Dawson Creek, Fort St. John, Fort Nelson)',
    fr: 'Heure des Rocheuses de la rivière de la Paix (Dawson Creek, Fort St. John, Fort Nelson)',
  },
  'America/Creston': { en: 'Mountain time in Creston', fr: 'Heure des Rocheuses à Creston' },
  'America/Whitehorse': { en: 'Yukon time', fr: 'Heure du Yukon' },
  'America/Vancouver': {
    en: 'Pacific time (Vancouver, Victoria)',
    fr: 'Heure du Pacifique (Vancouver, Victoria)',
  },
} as const satisfies AnswerOptions

/** A time zone of Canada, in which a coordinator may work. A parent’s zone may be any other. */
export type TimeZone = keyof typeof timeZoneOptions
