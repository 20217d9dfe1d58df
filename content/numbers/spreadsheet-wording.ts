import type { Language, Wording } from '../../forms/language.ts'

/** The words that only the spreadsheet has. */
export const spreadsheetWording = {
  measure: { en: 'What is counted', fr: 'Ce qui est compté' },
  from: { en: 'First day', fr: 'Premier jour' },
  until: { en: 'Last day', fr: 'Dernier jour' },
  value: { en: 'Number', fr: 'Nombre' },
  hiddenCount: { en: 'under 5', fr: 'moins de 5' },
  hiddenPercentile: { en: 'too few', fr: 'trop peu' },
} as const satisfies Record<string, Wording>

/** What stands between two cells where a spreadsheet program expects it: French ones write decimals with a comma. */
export const spreadsheetDelimiters: Readonly<Record<Language, string>> = { en: ',', fr: ';' }
