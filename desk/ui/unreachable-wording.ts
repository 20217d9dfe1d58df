import type { parentSideOptions } from '../../content/file/parent-sides.ts'
import type { Wording } from '../../forms/language.ts'

export type UnreachableSide = keyof typeof parentSideOptions

/** Says of a parent, in the one sentence that stands wherever the file does, that they left no safe way to be reached. */
export const unreachableWording: Record<UnreachableSide, Wording> = {
  initiating: {
    en: 'No safe way to reach the initiating parent: they call us',
    fr: 'Aucun moyen sûr de joindre le parent à l’origine de la demande : c’est lui qui nous appelle',
  },
  other: {
    en: 'No safe way to reach the other parent: they call us',
    fr: 'Aucun moyen sûr de joindre l’autre parent : c’est lui qui nous appelle',
  },
}
