import { buildWording, type Wording } from '../../../forms/language.ts'

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

/** Says how many entries a filter leaves out, or shows although they name no parent, or no folder, of what it asks for. */
export const unattributedWordingBuilders = {
  side: (count: number, isShown: boolean) =>
    buildUnattributedWording(count, isShown, {
      one: {
        en: 'names neither parent, as what concerns the whole file does:',
        fr: 'ne nomme aucun parent, comme ce qui touche tout le dossier :',
      },
      several: {
        en: 'name neither parent, as what concerns the whole file does:',
        fr: 'ne nomment aucun parent, comme ce qui touche tout le dossier :',
      },
    }),
  folder: (count: number, isShown: boolean) =>
    buildUnattributedWording(count, isShown, {
      one: { en: 'belongs to neither of the two:', fr: 'ne fait partie ni de l’un ni de l’autre :' },
      several: { en: 'belong to neither of the two:', fr: 'ne font partie ni de l’un ni de l’autre :' },
    }),
  sideOrFolder: (count: number, isShown: boolean) =>
    buildUnattributedWording(count, isShown, {
      one: {
        en: 'would fit but doesn’t name a parent, or what it’s part of:',
        fr: 'conviendrait, mais ne nomme pas de parent ou ne dit pas de quoi elle fait partie :',
      },
      several: {
        en: 'would fit but don’t name a parent, or what they’re part of:',
        fr: 'conviendraient, mais ne nomment pas de parent ou ne disent pas de quoi elles font partie :',
      },
    }),
} as const satisfies Readonly<Record<string, (count: number, isShown: boolean) => Wording>>

function buildUnattributedWording(
  count: number,
  isShown: boolean,
  lacks: Readonly<Record<'one' | 'several', Wording>>,
): Wording {
  const number = count === 1 ? 'one' : 'several'
  const told = toldOfUnattributedWording[number]
  return buildWording((language) =>
    [
      ...[count, told.entries[language], lacks[number][language]],
      told[isShown ? 'shown' : 'leftOut'][language],
    ].join(' '),
  )
}

const toldOfUnattributedWording = {
  one: {
    entries: { en: 'other entry', fr: 'autre inscription' },
    shown: { en: 'it’s shown as well.', fr: 'elle est affichée aussi.' },
    leftOut: { en: 'it’s left out.', fr: 'elle n’est pas affichée.' },
  },
  several: {
    entries: { en: 'other entries', fr: 'autres inscriptions' },
    shown: { en: 'they’re shown as well.', fr: 'elles sont affichées aussi.' },
    leftOut: { en: 'they’re left out.', fr: 'elles ne sont pas affichées.' },
  },
} as const satisfies Readonly<Record<'one' | 'several', Readonly<Record<string, Wording>>>>
