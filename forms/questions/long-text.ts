import { plainText } from './plain-text.ts'
import { type Asked, asTyped, type Kind } from './question-base.ts'

/** Some paragraphs in a parent's own words. */
export interface LongText extends Asked {
  readonly kind: 'longText'
  readonly max?: number
}

/** About three pages: more is better told in person. */
const LONG_TEXT_CHARACTERS = 5000

export const longText: Kind<LongText, string> = {
  parts: [''],
  schema: ({ max = LONG_TEXT_CHARACTERS }) => plainText({ max, lines: true }),
  readBack: (_, answer) => answer.split('\n').map(asTyped),
}
