import type { Objection } from '../../../content/file/overrides.ts'
import type { Wording } from '../../../forms/language.ts'

export const candidateWording = {
  noneChosen: { en: 'Choose who will lead the file', fr: 'Choisissez qui sera responsable du dossier' },
  leads: { en: 'Leads this file now', fr: 'Responsable actuel ou actuelle' },
  assignAnyway: { en: 'Assign anyway, because…', fr: 'Attribuer quand même, parce que…' },
  licensed: { en: 'Licensed where the children live', fr: 'Permis d’exercice là où vivent les enfants' },
  provinceUnsettled: {
    en: 'Where the children live isn’t known, so nothing is said of licences.',
    fr: 'On ne sait pas encore où vivent les enfants : rien n’est dit des permis d’exercice.',
  },
  speaksLanguage: { en: 'Speaks the parent’s language', fr: 'Parle la langue du parent' },
} as const satisfies Record<string, Wording>

/** What speaks against a coordinator, in a few words beside their name. A conflict is told without its file. */
export const shortObjectionWordings: Readonly<
  Record<Exclude<Objection, 'no-room' | 'others-waited-longer'>, Wording>
> = {
  conflict: { en: 'May have a conflict of interest', fr: 'Conflit d’intérêts possible' },
  'not-licensed': {
    en: 'No licence where the children live',
    fr: 'Aucun permis là où vivent les enfants',
  },
  language: { en: 'Doesn’t speak the parent’s language', fr: 'Ne parle pas la langue du parent' },
}

/** Says until which day a coordinator is away. It is formatted. */
export const buildAwayWording = (day: string): Wording => ({
  en: `Away until ${day}`,
  fr: `En absence jusqu’au ${day}`,
})

/** Says how many families wait before this one. The references of the first of them follow. */
export const buildWaitingBeforeWording = (count: number): Wording =>
  Number(count) === 1
    ? { en: 'One family has waited longer:', fr: 'Une famille attend depuis plus longtemps :' }
    : {
        en: `${count} families have waited longer, the first of them:`,
        fr: `${count} familles attendent depuis plus longtemps, dont :`,
      }
