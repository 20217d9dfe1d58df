import { LINE_CHARACTERS, plainText } from './plain-text.ts'
import { type Asked, asTyped, type Kind } from './question-base.ts'

/** A person's name, in one field and never judged: names have any letters, length and number of parts. */
export interface Name extends Asked {
  readonly kind: 'name'
}

export const name: Kind<Name, string> = {
  parts: [''],
  schema: () => plainText({ max: LINE_CHARACTERS }),
  readBack: (_, answer) => [asTyped(answer)],
}
