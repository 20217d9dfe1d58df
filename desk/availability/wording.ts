import { availabilityLimits, CALENDAR_YEARS } from '../../content/limits.ts'
import type { Wording } from '../../forms/language.ts'
import type { PageFailureWording } from '../client/failure-wording.ts'
import { getSettingsPath } from '../client/routes.ts'

const { noticeHours, daysAhead, mostADay } = availabilityLimits

export const availabilityWording = {
  loading: { en: 'Loading the hours…', fr: 'Chargement des disponibilités…' },
  whose: { en: 'Whose hours', fr: 'Les disponibilités de' },
  means: {
    en: 'Parents are offered times by these rules. What is booked already stays where it is. At the desk you can book any free time, whatever stands here.',
    fr: 'Les moments proposés aux parents suivent ces règles. Ce qui est déjà réservé reste en place. Au bureau, vous pouvez réserver n’importe quel moment libre, peu importe ce qui suit.',
  },
  fromSettings: {
    en: 'These are the practice’s settings, until you save your own.',
    fr: 'Ce sont les réglages du cabinet, tant que vous n’avez pas enregistré les vôtres.',
  },
  timeZone: { en: 'Time zone', fr: 'Fuseau horaire' },
  timeZoneMeans: {
    en: 'Every clock and every day on this page is in this zone.',
    fr: 'Toutes les heures et tous les jours de cette page sont dans ce fuseau.',
  },
  weekly: { en: 'Hours of every week', fr: 'Heures de chaque semaine' },
  noHours: { en: 'No hours', fr: 'Aucune heure' },
  from: { en: 'From', fr: 'De' },
  until: { en: 'Until', fr: 'À' },
  midnight: { en: 'midnight', fr: 'minuit' },
  addHours: { en: 'Add hours', fr: 'Ajouter des heures' },
  remove: { en: 'Remove', fr: 'Retirer' },
  closed: { en: 'Closed days', fr: 'Jours fermés' },
  closedMeans: {
    en: 'Days without the hours above, the first and the last day of each stretch. Days that are public holidays in every province you work in are closed already; to work on one, add openings besides.',
    fr: 'Jours sans les heures ci-dessus : le premier et le dernier jour de chaque période. Les jours fériés dans toutes vos provinces sont déjà fermés; pour travailler l’un de ces jours, ajoutez des heures en plus.',
  },
  firstDay: { en: 'First day', fr: 'Premier jour' },
  lastDay: { en: 'Last day', fr: 'Dernier jour' },
  addClosed: { en: 'Add closed days', fr: 'Ajouter des jours fermés' },
  extra: { en: 'Openings besides', fr: 'Heures en plus' },
  extraMeans: {
    en: 'On single days, closed ones too.',
    fr: 'Certains jours seulement, même fermés.',
  },
  day: { en: 'Day', fr: 'Jour' },
  addExtra: { en: 'Add an opening', fr: 'Ajouter des heures en plus' },
  offered: {
    en: 'How you meet families, and for how long',
    fr: 'Comment vous rencontrez les familles, et combien de temps',
  },
  individual: { en: 'Individual session', fr: 'Rencontre individuelle' },
  joint: { en: 'Joint session', fr: 'Rencontre conjointe' },
  around: { en: 'Around a session', fr: 'Autour d’une rencontre' },
  minutesBefore: { en: 'Minutes kept free before', fr: 'Minutes gardées libres avant' },
  minutesAfter: { en: 'Minutes kept free after', fr: 'Minutes gardées libres après' },
  minutesApart: {
    en: 'Minutes kept free on each side of a session in person',
    fr: 'Minutes gardées libres de chaque côté d’une rencontre en personne',
  },
  minutesApartMeans: {
    en: 'So that no two families meet at the door. At least half an hour, for every family alike.',
    fr: 'Pour que deux familles ne se croisent pas à la porte. Au moins une demi-heure, pour toutes les familles.',
  },
  limits: { en: 'How soon, how far ahead, how many', fr: 'Délai, horizon et nombre' },
  noticeHours: { en: 'Hours of notice before a session', fr: 'Heures de préavis avant une rencontre' },
  daysAhead: { en: 'Days ahead that can be booked', fr: 'Jours d’avance pour réserver' },
  mostADay: { en: 'Sessions a day, at most', fr: 'Rencontres par jour, au plus' },
  save: { en: 'Save', fr: 'Enregistrer' },
  saved: {
    en: 'Saved. Parents are offered times by these rules now.',
    fr: 'C’est enregistré. Les moments proposés aux parents suivent maintenant ces règles.',
  },
  problem: { en: 'There is a problem', fr: 'Il y a un problème' },
  changedMeanwhile: {
    en: 'These hours were changed in another window since you opened this page, so yours aren’t saved yet. What you entered is still here. Save again to put it in place of the other change, or reload the page to see that.',
    fr: 'Ces disponibilités ont été changées dans une autre fenêtre depuis l’ouverture de cette page; les vôtres ne sont donc pas encore enregistrées. Ce que vous avez entré est toujours là. Enregistrez de nouveau pour remplacer l’autre changement, ou rechargez la page pour le voir.',
  },
} as const satisfies Record<string, Wording>

/** Names a row for screen readers, which may read only its button: `Remove, Monday, 2`. */
export const buildNthRowWording = (what: string, nth: number): Wording => ({
  en: `${what}, ${nth}`,
  fr: `${what}, ${nth}`,
})

/** Tells how to correct the invalid value at a path: `weekly.0.until`. */
export function getAvailabilityProblemWordingForPath(path: string): Wording {
  const [, found] = availabilityProblemWordingByPathPattern.find(([pattern]) => pattern.test(path)) ?? []
  return (
    found ?? {
      en: 'Something here can’t be saved. Reload the page and enter it again',
      fr: 'Quelque chose ne peut pas être enregistré ici. Rechargez la page et entrez-le de nouveau',
    }
  )
}

/** The problems by a pattern of their paths; the first pattern that matches decides. */
export const availabilityProblemWordingByPathPattern: readonly (readonly [RegExp, Wording])[] = [
  [
    /^(weekly|extra)\.\d+\.(from|until)$/,
    {
      en: 'Choose hours that end after they begin',
      fr: 'Choisissez des heures dont la fin vient après le début',
    },
  ],
  [
    /^extra\.\d+\.date$/,
    {
      en: `Enter the day of this opening, in the next ${CALENDAR_YEARS.ahead} years`,
      fr: `Entrez le jour de ces heures en plus, d’ici ${CALENDAR_YEARS.ahead} ans`,
    },
  ],
  [
    /^closed\.\d+\./,
    {
      en: `Enter the first and the last closed day, in that order, in the next ${CALENDAR_YEARS.ahead} years`,
      fr: `Entrez le premier et le dernier jour fermés, dans cet ordre, d’ici ${CALENDAR_YEARS.ahead} ans`,
    },
  ],
  [
    /^(weekly|extra|closed)$/,
    {
      en: 'There are too many of these. Remove some that are over',
      fr: 'Il y en a trop. Retirez-en qui sont passés',
    },
  ],
  [
    /^offered/,
    {
      en: 'Choose at least one way to meet families',
      fr: 'Choisissez au moins une façon de rencontrer les familles',
    },
  ],
  [
    /^noticeHours$/,
    {
      en: `Enter the hours of notice as a whole number from ${noticeHours.min} to ${noticeHours.max}`,
      fr: `Entrez les heures de préavis en nombre entier, de ${noticeHours.min} à ${noticeHours.max}`,
    },
  ],
  [
    /^daysAhead$/,
    {
      en: `Enter the days ahead as a whole number from ${daysAhead.min} to ${daysAhead.max}`,
      fr: `Entrez les jours d’avance en nombre entier, de ${daysAhead.min} à ${daysAhead.max}`,
    },
  ],
  [
    /^mostADay$/,
    {
      en: `Enter how many sessions a day as a whole number from ${mostADay.min} to ${mostADay.max}`,
      fr: `Entrez le nombre de rencontres par jour en nombre entier, de ${mostADay.min} à ${mostADay.max}`,
    },
  ],
]

/** Another coordinator’s settings, which only administrators may open. */
export const otherSettingsWording: PageFailureWording = {
  title: { en: 'These settings aren’t yours', fr: 'Ces réglages ne sont pas les vôtres' },
  next: {
    en: 'The address asks for someone else’s settings. Only an administrator of the practice can open another coordinator’s.',
    fr: 'L’adresse désigne les réglages d’une autre personne. Seule l’administration du cabinet peut ouvrir ceux des autres.',
  },
  link: { label: { en: 'Open your own settings', fr: 'Ouvrir vos réglages' }, to: getSettingsPath },
}
