import type { DocumentRefusal } from '../../content/documents.ts'

/** A document is not taken, and the reason is one that the parent can do something about. */
export class DocumentRefusedError extends Error {
  readonly reason: DocumentRefusal
  constructor(reason: DocumentRefusal) {
    super(`A document is refused: ${reason}`)
    this.reason = reason
  }
}
