import type { Objection } from '../../../content/file/overrides.ts'
import type { Wording } from '../../../forms/language.ts'
import { provinceNamesByAbbreviation } from '../../../forms/provinces.ts'
import type { OverrideNeeded } from './override.ts'

type ObjectionFact = Partial<OverrideNeeded['objections'][number]>

export const overrideWording = {
  title: { en: 'Before you decide', fr: 'Avant de décider' },
  why: { en: 'Why do you decide so all the same?', fr: 'Pourquoi décider ainsi malgré tout?' },
  noReason: { en: 'Choose why', fr: 'Choisissez une raison' },
  recorded: {
    en: 'What you override and your reason stand in the file’s record.',
    fr: 'Ce dont vous ne tenez pas compte et votre raison figurent à l’historique du dossier.',
  },
  decide: { en: 'Decide so all the same', fr: 'Décider ainsi malgré tout' },
} as const satisfies Record<string, Wording>

/** Names each thing that speaks against a decision about a coordinator. */
export const objectionWordingBuilders: Record<Objection, (name: string, fact?: ObjectionFact) => Wording> = {
  conflict: (name) => ({
    en: `${name} works with one of these parents in another file: there may be a conflict of interest.`,
    fr: `${name} travaille avec l’un de ces parents dans un autre dossier : il peut y avoir un conflit d’intérêts.`,
  }),
  'not-licensed': (name, { province = '' } = {}) => {
    const provinceWording = (provinceNamesByAbbreviation as Readonly<Record<string, Wording>>)[province]
    return provinceWording
      ? {
          en: `${name} isn’t licensed in ${provinceWording.en}.`,
          fr: `${name} n’a pas de permis d’exercice dans la province de la famille (${provinceWording.fr}).`,
        }
      : {
          en: `${name} isn’t known to be licensed where the children live.`,
          fr: `Rien n’indique que ${name} ait un permis d’exercice là où vivent les enfants.`,
        }
  },
  language: (name) => ({
    en: `${name} doesn’t speak the parent’s language.`,
    fr: `${name} ne parle pas la langue du parent.`,
  }),
  'no-room': (name, { count = 0, limit = 0 } = {}) => ({
    en: `${name} has no room: ${count} of ${limit} files.`,
    fr: `${name} n’a plus de place : ${count} dossiers sur ${limit}.`,
  }),
  'others-waited-longer': (_, { count = 0 } = {}) => ({
    en: count === 1 ? 'One family has waited longer.' : `${count} families have waited longer.`,
    fr:
      count === 1
        ? 'Une famille attend depuis plus longtemps.'
        : `${count} familles attendent depuis plus longtemps.`,
  }),
}

/** Says who has to decide, because whoever asks has a conflict of interest. */
export const buildDecidedByWording = (names: string): Wording => ({
  en: `You have a conflict of interest in this file yourself, so somebody without one has to decide: ask ${names}.`,
  fr: `Vous avez vous-même un conflit d’intérêts dans ce dossier; la décision revient à quelqu’un qui n’en a pas : adressez-vous à ${names}.`,
})
