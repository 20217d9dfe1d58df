import { LINE_CHARACTERS, plainText } from './plain-text.ts'
import { type Asked, asTyped, type Kind } from './question-base.ts'

/** A line of text. */
export interface Text extends Asked {
  readonly kind: 'text'
  readonly max?: number
}

export const text: Kind<Text, string> = {
  parts: [''],
  schema: ({ max = LINE_CHARACTERS }) => plainText({ max }),
  readBack: (_, answer) => [asTyped(answer)],
}
