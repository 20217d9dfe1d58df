/** Why a document is not taken. */
export type DocumentRefusal =
  | 'empty'
  | 'too_large'
  /** Its bytes are those of no type that is taken. */
  | 'unknown_type'
  /** A photograph as iPhones store it, which few programs open. */
  | 'heic'
  /** A Word file of before 2007, or one that a password protects. */
  | 'old_word'
  | 'word_with_macros'
  | 'cut_off'
  | 'damaged'
  | 'too_many_pixels'

/** A document is not taken, and the reason is one that the parent can do something about. */
export class DocumentRefusedError extends Error {
  readonly reason: DocumentRefusal
  constructor(reason: DocumentRefusal) {
    super(`A document is refused: ${reason}`)
    this.reason = reason
  }
}
