import { parentSideOptions } from '../../content/file/parent-sides.ts'
import { fileRouteOptions } from '../../content/file/routes.ts'
import type { Wording } from '../../forms/language.ts'
import type { FileHeader, ParticipantSide } from './queries.ts'

export const fileFactsWording = {
  reference: { en: 'Reference', fr: 'Référence' },
  route: { en: 'How it started', fr: 'Point de départ' },
  stage: { en: 'Stage', fr: 'État' },
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
