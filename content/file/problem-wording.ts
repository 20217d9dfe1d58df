import type { Wording } from '../../forms/language.ts'

// What is wrong with an answer, where the worker finds it. It carries these words, unlike those of the notices.

export const chooseTimeProblemWording: Wording = {
  en: 'Choose one of the times below',
  fr: 'Choisissez un des moments ci-dessous',
}

/** Says that a number for the other parent is one of the parent’s own side. */
export const ownNumberProblemWording: Wording = {
  en: 'You gave us this number for yourself or for someone on your side. Enter one for the other parent, or leave this empty.',
  fr: 'Vous nous avez donné ce numéro pour vous-même ou pour quelqu’un de votre côté. Entrez celui de l’autre parent, ou laissez cette case vide.',
}
