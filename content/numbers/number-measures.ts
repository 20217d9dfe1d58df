import type { Wording } from '../../forms/language.ts'

/** A count under this is shown to nobody: it might be about families whom somebody knows. */
export const MIN_SHOWN_COUNT = 5

/** The ninetieth percentile of fewer values would be about a single family. */
export const MIN_VALUES_FOR_NINETIETH = 10

/** What the page counts and measures, in the words of the page and of the spreadsheet. */
export const numberMeasureWording = {
  intakes: { en: 'Intakes', fr: 'Demandes' },
  daysToFirstCall: { en: 'Days to the first call', fr: 'Jours avant le premier appel' },
  daysToFirstSession: { en: 'Days to the first session', fr: 'Jours avant la première rencontre' },
  granted: { en: 'Authorisations given', fr: 'Autorisations données' },
  withdrawn: { en: 'Authorisations withdrawn', fr: 'Autorisations retirées' },
  secondIntakes: {
    en: 'Authorisations that led to a second intake',
    fr: 'Autorisations suivies d’une seconde demande',
  },
  waiting: { en: 'Families on the waiting list', fr: 'Familles sur la liste d’attente' },
  carried: { en: 'Files that a coordinator works on', fr: 'Dossiers en cours par personne' },
} as const satisfies Record<string, Wording>

export const percentileWording = {
  median: { en: 'median', fr: 'médiane' },
  ninetieth: { en: '90th percentile', fr: '90e centile' },
} as const satisfies Record<string, Wording>
