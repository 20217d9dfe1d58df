/**
 * Whether a text shows nothing: spaces of any width, controls, what Unicode says to ignore when it cannot be shown (the
 * Hangul fillers too), marks without a letter to stand on, the blank Braille cell, the empty note, and the signs for a
 * missing object or letter.
 */
export const isBlankText = (text: string): boolean => !VISIBLE_CHARACTER.test(text)

const VISIBLE_CHARACTER =
  /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Surrogate}\p{Noncharacter_Code_Point}\p{Mark}\u2800\ufffc\ufffd\u{1d159}]/u

/** Whether a text holds a letter or a digit of any script that can be seen. */
export const hasLetterOrDigit = (text: string): boolean =>
  /[[\p{Letter}\p{Number}]--\p{Default_Ignorable_Code_Point}]/v.test(text)
