import type { ApprovableDecision, Objection } from '../../../content/file/overrides.ts'
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
  ask: { en: 'Ask a second person', fr: 'Demander l’accord d’une deuxième personne' },
} as const satisfies Record<string, Wording>

/** Names each thing that speaks against a decision about a coordinator. */
export const objectionWordingBuilders: Record<Objection, (name: string, fact?: ObjectionFact) => Wording> = {
  conflict: (name) => ({
    en: `${name} works or worked with one of these parents in another file: there may be a conflict of interest.`,
    fr: `${name} travaille ou a travaillé avec l’un de ces parents dans un autre dossier : il peut y avoir un conflit d’intérêts.`,
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
  'no-room': (name, { count, limit } = {}) =>
    count === undefined
      ? { en: `${name} has no room.`, fr: `${name} n’a plus de place.` }
      : {
          en: `${name} has no room: ${count} of ${limit} files.`,
          fr: `${name} n’a plus de place : ${count} dossiers sur ${limit}.`,
        },
  'others-waited-longer': (_, { count } = {}) => {
    if (count === undefined)
      return {
        en: 'Other families have waited longer.',
        fr: 'D’autres familles attendent depuis plus longtemps.',
      }
    return {
      en: count === 1 ? 'One family has waited longer.' : `${count} families have waited longer.`,
      fr:
        count === 1
          ? 'Une famille attend depuis plus longtemps.'
          : `${count} familles attendent depuis plus longtemps.`,
    }
  },
}

/** Says who has to agree before the decision is made. */
export const buildAskedOfWording = (names: string): Wording => ({
  en: `A second person has to agree first: ${names}. It stands at the top of their list of files; once one of them agreed, decide again.`,
  fr: `Une deuxième personne doit d’abord donner son accord : ${names}. La demande figure en tête de leur liste de dossiers; une fois l’accord donné, décidez de nouveau.`,
})

export const approvalWording = {
  title: {
    en: 'A decision that needs a second person',
    fr: 'Une décision qui demande une deuxième personne',
  },
  decision: { en: 'The decision', fr: 'La décision' },
  objections: { en: 'What speaks against it', fr: 'Ce qui s’y oppose' },
  reason: { en: 'Why all the same', fr: 'Raison d’aller de l’avant malgré tout' },
  recorded: {
    en: 'You open nothing that a parent wrote. Your answer stands in the file’s record.',
    fr: 'Vous n’ouvrez rien de ce qu’un parent a écrit. Votre réponse figure à l’historique du dossier.',
  },
  approve: { en: 'I agree', fr: 'Je suis d’accord' },
  decline: { en: 'I don’t agree', fr: 'Je ne suis pas d’accord' },
  approved: { en: 'Recorded: you agreed.', fr: 'Consigné : vous avez donné votre accord.' },
  declined: { en: 'Recorded: you didn’t agree.', fr: 'Consigné : vous n’avez pas donné votre accord.' },
} as const satisfies Record<string, Wording>

/** Says where the request stands; the time follows. */
export const buildApprovalStateWording = (isGiven: boolean, askedBy: string, approvedBy: string): Wording =>
  isGiven
    ? {
        en: `${approvedBy} agreed. ${askedBy} can make the decision now.`,
        fr: `${approvedBy} a donné son accord. ${askedBy} peut maintenant prendre la décision.`,
      }
    : {
        en: `${askedBy} asks a second person to agree.`,
        fr: `${askedBy} demande l’accord d’une deuxième personne.`,
      }

/** Names each decision that asks a second person. */
export const approvalDecisionWordingBuilders: Record<
  ApprovableDecision,
  (name: string, into: string) => Wording
> = {
  assignment: (name) => ({ en: `${name} leads this file.`, fr: `Responsable du dossier : ${name}.` }),
  assistance: (name) => ({ en: `${name} assists in this file.`, fr: `Juriste au dossier : ${name}.` }),
  'conflict-review': (name) => ({
    en: `${name} reviews the conflicts and reads on.`,
    fr: `${name} vérifie les conflits et poursuit la lecture.`,
  }),
  merge: (_, into) => ({
    en: `This file is joined into ${into}.`,
    fr: `Ce dossier est joint au dossier ${into}.`,
  }),
}
