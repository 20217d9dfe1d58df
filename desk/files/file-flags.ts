import type { Wording } from '../../forms/language.ts'
import { urgentWording } from '../ui/wording.ts'
import type { OpenListedFile } from './queries.ts'

/**
 * What stands out about a file, the gravest first, in two or three words. The page of the file says each in a sentence. A file
 * may have several, and the list can be limited to those that have one.
 */
export const fileFlags = {
  'order-forbids': {
    wording: { en: 'Order: no contact', fr: 'Ordonnance : aucun contact' },
    applies: ({ contactHoldState }) => contactHoldState === 'order-forbids',
    isGrave: true,
  },
  'on-hold': {
    wording: { en: 'Order to read', fr: 'Ordonnance à lire' },
    applies: ({ contactHoldState }) => contactHoldState === 'on-hold',
    isGrave: true,
  },
  'related-on-hold': {
    wording: { en: 'Order in a related file', fr: 'Ordonnance dans un dossier lié' },
    applies: ({ contactHoldState }) => contactHoldState === 'related-on-hold',
    isGrave: true,
  },
  'lead-left': {
    wording: { en: 'Left without a coordinator', fr: 'Sans personne responsable : départ' },
    applies: ({ lead }) => lead?.hasLeft === true,
    isGrave: true,
  },
  urgent: { wording: urgentWording, applies: ({ isUrgent }) => isUrgent, isGrave: true },
  unreachable: {
    wording: { en: 'No safe way to reach them', fr: 'Aucun moyen sûr de les joindre' },
    applies: ({ unreachable }) => unreachable.length > 0,
  },
  'related-file': {
    wording: { en: 'Related file', fr: 'Dossier lié' },
    applies: ({ hasRelatedFile }) => hasRelatedFile,
  },
  interpreter: {
    wording: { en: 'Interpreter', fr: 'Interprète' },
    applies: ({ needsInterpreter }) => needsInterpreter,
  },
  needs: { wording: { en: 'Needs', fr: 'Besoins' }, applies: ({ hasNeeds }) => hasNeeds },
  'mail-failed': {
    wording: { en: 'E-mail not sent', fr: 'Courriel non envoyé' },
    applies: ({ messageOutcome }) => messageOutcome === 'failed',
  },
  'mail-queued': {
    wording: { en: 'E-mail waiting', fr: 'Courriel en attente' },
    applies: ({ messageOutcome }) => messageOutcome === 'queued',
  },
} as const satisfies Record<string, FileFlagDeclaration>

interface FileFlagDeclaration {
  readonly wording: Wording
  readonly applies: (file: OpenListedFile) => boolean
  /** Shown in red. */
  readonly isGrave?: boolean
}

export type FileFlag = keyof typeof fileFlags

/** Lists what stands out about a file. */
export const listFileFlags = (file: OpenListedFile): FileFlag[] =>
  (Object.keys(fileFlags) as FileFlag[]).filter((flag) => fileFlags[flag].applies(file))
