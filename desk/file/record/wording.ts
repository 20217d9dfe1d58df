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
  folder: { en: 'Belongs to', fr: 'Fait partie de' },
  from: { en: 'From', fr: 'Du' },
  until: { en: 'Until', fr: 'Au' },
  nothing: { en: 'The record has nothing like that.', fr: 'L’historique ne contient rien de tel.' },
  filtered: {
    en: 'Only what was asked for is shown; the numbers tell where something is left out.',
    fr: 'Seul ce qui a été demandé est affiché; les numéros indiquent où il manque quelque chose.',
  },
  showUnattributed: { en: 'Show them too', fr: 'Les afficher aussi' },
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

/** Says how many entries name no parent, or no folder, where one is asked for, and whether they are shown. */
export const buildUnattributedWording = (count: number, isShown: boolean): Wording => ({
  en: `${isShown ? 'Shown too' : 'Left out'}: ${count} about the whole file.`,
  fr: `${isShown ? 'Affichées aussi' : 'Non affichées'} : ${count} sur tout le dossier.`,
})
