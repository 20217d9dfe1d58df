import type { Wording } from '../../../forms/language.ts'

export const fileRecordWording = {
  loading: { en: 'Loading the record…', fr: 'Chargement de l’historique…' },
  lead: {
    en: 'Who did what in this file, and when. It can’t be changed, and holds nothing that a parent wrote.',
    fr: 'Qui a fait quoi dans ce dossier, et quand. L’historique ne peut pas être modifié et ne contient rien de ce qu’un parent a écrit.',
  },
  actor: { en: 'Who', fr: 'Qui' },
  anybody: { en: 'Anyone', fr: 'Tout le monde' },
  kind: { en: 'What', fr: 'Quoi' },
  anything: { en: 'Anything', fr: 'Tout' },
  side: { en: 'About', fr: 'Au sujet de' },
  anyone: { en: 'Both parents, and the file', fr: 'Les deux parents et le dossier' },
  folder: { en: 'Belongs to', fr: 'Fait partie de' },
  from: { en: 'From', fr: 'Du' },
  until: { en: 'Until', fr: 'Au' },
  nothing: { en: 'The record has nothing like that.', fr: 'L’historique ne contient rien de tel.' },
  filtered: {
    en: 'Only what was asked for is shown; the numbers tell where something is left out.',
    fr: 'Seul ce qui a été demandé est affiché; les numéros indiquent où il manque quelque chose.',
  },
  showUnattributed: { en: 'Show them too', fr: 'Les afficher aussi' },
  hideUnattributed: { en: 'Leave them out', fr: 'Ne plus les afficher' },
  older: { en: 'Older', fr: 'Plus anciens' },
  newest: { en: 'Back to the newest', fr: 'Retour aux plus récents' },
  pageOnly: {
    en: 'This is one page of the record. Older entries follow on the next.',
    fr: 'Ceci est une page de l’historique. Les inscriptions plus anciennes sont à la suivante.',
  },
  print: { en: 'Print', fr: 'Imprimer' },
  parent: { en: 'A parent', fr: 'Un parent' },
  system: { en: 'The portal', fr: 'Le portail' },
  unknownAction: {
    en: 'An action that this version of the desk has no words for',
    fr: 'Une action que cette version du bureau ne sait pas nommer',
  },
  unknownFact: {
    en: 'with something that this version of the desk has no words for',
    fr: 'avec une précision que cette version du bureau ne sait pas nommer',
  },
} as const satisfies Record<string, Wording>

/** What a filter may ask for that an entry need not name. */
export type RecordAttribute = 'side' | 'folder' | 'either'

/** Says how many entries a filter leaves out, or shows although they name nothing of what it asks for. */
export function buildUnattributedWording(
  count: number,
  attribute: RecordAttribute,
  isShown: boolean,
): Wording {
  const names = namelessWording[attribute][count === 1 ? 'one' : 'several']
  const [one, several] = isShown ? shownWording : leftOutWording
  const tail = count === 1 ? one : several
  return {
    en: `${count === 1 ? '1 other entry' : `${count} other entries`} ${names.en} ${tail.en}`,
    fr: `${count === 1 ? '1 autre inscription' : `${count} autres inscriptions`} ${names.fr} ${tail.fr}`,
  }
}

const namelessWording = {
  side: {
    one: {
      en: 'names neither parent, as what concerns the whole file does:',
      fr: 'ne nomme aucun parent, comme ce qui touche tout le dossier :',
    },
    several: {
      en: 'name neither parent, as what concerns the whole file does:',
      fr: 'ne nomment aucun parent, comme ce qui touche tout le dossier :',
    },
  },
  folder: {
    one: { en: 'belongs to neither of the two:', fr: 'ne fait partie ni de l’un ni de l’autre :' },
    several: { en: 'belong to neither of the two:', fr: 'ne font partie ni de l’un ni de l’autre :' },
  },
  either: {
    one: {
      en: 'names no parent, or belongs to neither part:',
      fr: 'ne nomme aucun parent, ou ne fait partie ni de l’un ni de l’autre :',
    },
    several: {
      en: 'name no parent, or belong to neither part:',
      fr: 'ne nomment aucun parent, ou ne font partie ni de l’un ni de l’autre :',
    },
  },
} as const satisfies Record<RecordAttribute, Record<'one' | 'several', Wording>>

const shownWording = [
  { en: 'it’s shown as well.', fr: 'elle est affichée aussi.' },
  { en: 'they’re shown as well.', fr: 'elles sont affichées aussi.' },
] as const satisfies readonly Wording[]

const leftOutWording = [
  { en: 'it’s left out.', fr: 'elle n’est pas affichée.' },
  { en: 'they’re left out.', fr: 'elles ne sont pas affichées.' },
] as const satisfies readonly Wording[]
