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
  D: { en: 'Discovery Day', fr: 'Jour de la Découverte' },
  E: { en: 'Easter Monday', fr: 'Lundi de Pâques' },
  H: { en: 'Heritage Day', fr: 'Journée du patrimoine' },
  I: { en: 'National Indigenous Peoples Day', fr: 'Journée nationale des peuples autochtones' },
  J: { en: 'Islander Day', fr: 'Fête des Insulaires' },
  K: { en: 'Louis Riel Day', fr: 'Journée Louis-Riel' },
  M: { en: 'Memorial Day', fr: 'Jour commémoratif' },
  O: { en: 'Gold Cup Parade Day', fr: 'Jour du défilé de la Gold Cup' },
  P: { en: 'National Patriots’ Day', fr: 'Journée nationale des patriotes' },
  Q: { en: 'National Holiday', fr: 'Fête nationale du Québec' },
  S: { en: 'Saskatchewan Day', fr: 'Fête de la Saskatchewan' },
  U: { en: 'Civic Holiday', fr: 'Congé du premier lundi d’août' },
  W: { en: 'New Brunswick Day', fr: 'Fête du Nouveau-Brunswick' },
  Z: { en: 'Armistice Day', fr: 'Jour de l’Armistice' },
} as const satisfies Record<string, Wording>
