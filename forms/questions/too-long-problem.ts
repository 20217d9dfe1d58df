import type { Wording } from '../language.ts'

/** Says of a text that it has more characters than it may, and how many it has. */
export const buildTooLongProblem = (max: number, length: number): Wording => ({
  en: `Shorten this to ${max} characters or fewer. It has ${length} now`,
  fr: `Raccourcissez ce texte à ${max} caractères au plus. Il en compte maintenant ${length}`,
})
