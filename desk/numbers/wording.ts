import { MIN_SHOWN_COUNT } from '../../content/numbers/number-measures.ts'
import type { Wording } from '../../forms/language.ts'

export const numbersWording = {
  loading: { en: 'Counting …', fr: 'Calcul en cours …' },
  hiddenCounts: {
    en: `A count under ${MIN_SHOWN_COUNT} isn’t shown, nor any sum that would give it away.`,
    fr: `Un nombre inférieur à ${MIN_SHOWN_COUNT} n’est pas affiché, ni aucun total qui le laisserait deviner.`,
  },
  hiddenCount: { en: `<\u00a0${MIN_SHOWN_COUNT}`, fr: `<\u00a0${MIN_SHOWN_COUNT}` },
  tooFew: { en: 'too few', fr: 'trop peu' },
  download: { en: 'Download as a spreadsheet', fr: 'Télécharger la feuille de calcul' },
  downloadMeans: {
    en: 'The same numbers without anybody’s name. The file stays on this device.',
    fr: 'Les mêmes chiffres, sans aucun nom. Le fichier reste sur cet appareil.',
  },
  weeks: { en: 'Weeks', fr: 'Semaines' },
  intakes: { en: 'Intakes by route', fr: 'Demandes selon leur origine' },
  onlyGenuine: {
    en: 'What was closed as not genuine isn’t counted, in whichever week it came.',
    fr: 'Ce qui a été fermé comme demande non authentique n’est pas compté, peu importe la semaine d’arrivée.',
  },
  authorisations: {
    en: 'Authorisations to call the other parent',
    fr: 'Autorisations d’appeler l’autre parent',
  },
  granted: { en: 'Given', fr: 'Données' },
  withdrawn: { en: 'Withdrawn', fr: 'Retirées' },
  secondIntakes: { en: 'Led to a second intake', fr: 'Suivies d’une seconde demande' },
  median: { en: 'Half within', fr: 'La moitié en' },
  ninetieth: { en: 'Nine in ten within', fr: 'Neuf sur dix en' },
  medianAndNinetieth: {
    en: 'Half (bar) and nine in ten (line) within',
    fr: 'La moitié (barre) et neuf sur dix (trait) en',
  },
  countsFromIntake: {
    en: 'Days from the intake, in the weeks in which the call or the session was.',
    fr: 'Jours depuis la demande, selon les semaines de l’appel ou de la rencontre.',
  },
  fewWait: {
    en: `Fewer than ${MIN_SHOWN_COUNT} families wait.`,
    fr: `Moins de ${MIN_SHOWN_COUNT} familles attendent.`,
  },
  load: { en: 'Load', fr: 'Charge de travail' },
  coordinator: { en: 'Coordinator', fr: 'Coordination' },
  carried: { en: 'Open files', fr: 'Dossiers ouverts' },
  allCountsHidden: {
    en: `In each of these weeks the number was under ${MIN_SHOWN_COUNT}.`,
    fr: `Pour toutes ces semaines, le nombre était inférieur à ${MIN_SHOWN_COUNT}.`,
  },
  allPercentilesHidden: {
    en: 'There were too few in each of these weeks to tell.',
    fr: 'Il y en a eu trop peu durant ces semaines pour en dire quelque chose.',
  },
  earlier: {
    en: 'Nothing to show of the weeks before.',
    fr: 'Rien à afficher pour les semaines précédentes.',
  },
} as const satisfies Record<string, Wording>

/** Says which weeks are counted together, and when the last of them ended. */
export const buildCountedWeeksWording = (weeks: number, lastDay: string): Wording =>
  weeks === 1
    ? {
        en: `Counted by the week, until ${lastDay}.`,
        fr: `Par semaine, jusqu’au ${lastDay}.`,
      }
    : {
        en: `Counted ${weeks} weeks at a time, until ${lastDay}.`,
        fr: `Par tranches de ${weeks} semaines, jusqu’au ${lastDay}.`,
      }

export const buildWeeklyRateWording = (rate: string): Wording => ({
  en: `${rate} a week`,
  fr: `${rate} par semaine`,
})

export const buildDayCountTextWording = (days: number): Wording => ({
  en: days === 1 ? '1 day' : `${days} days`,
  fr: days === 1 ? '1 jour' : `${days} jours`,
})

export const buildWaitingWording = (families: number, medianDays: number | null): Wording =>
  medianDays === null
    ? { en: `${families} families wait.`, fr: `${families} familles attendent.` }
    : {
        en: `${families} families wait, half of them for ${medianDays} days or more.`,
        fr: `${families} familles attendent, la moitié depuis au moins ${medianDays} jours.`,
      }
