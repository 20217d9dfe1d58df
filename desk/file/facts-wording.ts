import { parentSideOptions } from '../../content/file/parent-sides.ts'
import { fileRouteOptions } from '../../content/file/routes.ts'
import type { Wording } from '../../forms/language.ts'
import type { FileHeader, ParticipantSide } from './queries.ts'

export const fileFactsWording = {
  reference: { en: 'Reference', fr: 'Référence' },
  route: { en: 'How it started', fr: 'Point de départ' },
  stage: { en: 'Stage', fr: 'État' },
  withdrawn: { en: 'Withdrawn by the parent', fr: 'Demande retirée par le parent' },
  language: { en: 'Language', fr: 'Langue' },
  received: { en: 'Came in', fr: 'Reçu' },
  lead: { en: 'Who leads', fr: 'Responsable' },
  nobodyYet: { en: 'Nobody yet', fr: 'Personne pour l’instant' },
  assistant: { en: 'Who assists', fr: 'Juriste au dossier' },
  proposed: { en: 'proposed, to be decided', fr: 'à confirmer' },
  nobody: { en: 'Nobody', fr: 'Personne' },
  mergedInto: { en: 'Joined into', fr: 'Joint au dossier' },
  movedToMergedFile: {
    en: 'What was sent here stands in that file now. This one keeps only its record.',
    fr: 'Ce qui a été envoyé ici se trouve maintenant dans ce dossier-là. Celui-ci ne garde que son historique.',
  },
} as const satisfies Record<string, Wording>

export const fileRouteWording: Record<FileHeader['route'], Wording> = fileRouteOptions

export const parentSideWording: Record<ParticipantSide, Wording> = parentSideOptions

/** Flags contact details that were given for both parents of a file. Who of them gave them is not told. */
export const sharedContactKindWording = {
  email: {
    en: 'The same e-mail address was given for both parents, or for one and for someone on the other’s side. No e-mail goes to it. Ask each parent, alone, which address is theirs.',
    fr: 'La même adresse courriel a été donnée pour les deux parents, ou pour l’un d’eux et pour une personne du côté de l’autre. Aucun courriel n’y est envoyé. Demandez à chaque parent, séparément, laquelle est la sienne.',
  },
  phone: {
    en: 'The same phone number was given for both parents, or for one and for someone on the other’s side. Do not call it: you can’t know who would answer. Ask each parent, alone, which number is theirs.',
    fr: 'Le même numéro de téléphone a été donné pour les deux parents, ou pour l’un d’eux et pour une personne du côté de l’autre. Ne l’appelez pas : vous ne pouvez pas savoir qui répondrait. Demandez à chaque parent, séparément, lequel est le sien.',
  },
} as const satisfies Readonly<Record<FileHeader['sharedContactKinds'][number], Wording>>
