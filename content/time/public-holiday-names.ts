import type { Wording } from '../../forms/language.ts'

/** The public holidays by the letter that stands for each in the table. English names are those of date-holidays. */
export const publicHolidayNames = {
  N: { en: 'New Year’s Day', fr: 'Jour de l’An' },
  F: { en: 'Family Day', fr: 'Jour de la famille' },
  G: { en: 'Good Friday', fr: 'Vendredi saint' },
  V: { en: 'Victoria Day', fr: 'Fête de la Reine' },
  C: { en: 'Canada Day', fr: 'Fête du Canada' },
  B: { en: 'British Columbia Day', fr: 'Fête de la Colombie-Britannique' },
  L: { en: 'Labour Day', fr: 'Fête du Travail' },
  T: {
    en: 'National Day for Truth and Reconciliation',
    fr: 'Journée nationale de la vérité et de la réconciliation',
  },
  A: { en: 'Thanksgiving', fr: 'Action de grâces' },
  R: { en: 'Remembrance Day', fr: 'Jour du Souvenir' },
  X: { en: 'Christmas Day', fr: 'Noël' },
  Y: { en: 'Boxing Day', fr: 'Lendemain de Noël' },
} as const satisfies Record<string, Wording>
