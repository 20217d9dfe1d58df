import * as z from 'zod/mini'
import type { Wording } from '../language.ts'
import { addProblemIssue } from './question-base.ts'

/** Accepts up to `max` characters of what a keyboard types: no controls, nothing that changes a text's direction. */
export function createPlainTextSchema({ max, lines = false }: { max: number; lines?: boolean }) {
  return z.pipe(
    z.string(),
    z.transform((typed, context) => {
      const text = (lines ? typed.replace(/\r\n?/g, '\n') : typed).trim()
      if (hasHiddenCharacters(text) || (!lines && LINE_BREAK.test(text))) {
        return addProblemIssue(context, hiddenCharactersProblemWording)
      }
      // A limit counts what a person sees as letters in any script, so code points rather than UTF-16 units.
      const length = [...text].length
      if (length > max) return addProblemIssue(context, tooLongProblem(max, length))
      return text
    }),
  )
}

/** Removes the invisible characters and outer spaces that copying from a contact list or a web page adds. */
export const removeInvisibleCharactersAndTrim = (typed: string): string =>
  typed.replace(/\p{Bidi_Control}|\p{Default_Ignorable_Code_Point}/gu, '').trim()

/** Whether a text contains controls, bidi controls or lone surrogates, which can hide or reverse what is read. */
export const hasHiddenCharacters = (text: string): boolean =>
  HIDDEN_CHARACTERS.test(text) || !text.isWellFormed()

/** The longest line that a question takes, unless it declares its own limit. */
export const MAX_LINE_CHARACTERS = 200

// Unicode 17: general category Cc except tab and line ends, and the property Bidi_Control.
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const HIDDEN_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\p{Bidi_Control}/u
const LINE_BREAK = /[\n\r\u2028\u2029]/

export const hiddenCharactersProblemWording: Wording = {
  en: 'This text has hidden characters that we cannot keep. Delete it and type it again instead of pasting it',
  fr: 'Ce texte contient des caractères invisibles que nous ne pouvons pas conserver. Effacez-le, puis tapez-le de nouveau au lieu de le coller',
}

const tooLongProblem = (max: number, length: number): Wording => ({
  en: `Shorten this to ${max} characters or fewer. It has ${length} now`,
  fr: `Raccourcissez ce texte à ${max} caractères au plus. Il en compte maintenant ${length}`,
})
