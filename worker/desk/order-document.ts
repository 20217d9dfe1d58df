import type { KeyRing } from '../privacy/key-ring.ts'
import { type SealContext, seal, unseal } from '../privacy/seal.ts'

/** What a coordinator wrote of a document they read. */
interface OrderDocumentDetails {
  readonly court: string
  /** The day of the document: `2026-11-20`. */
  readonly date: string
}

const buildOrderDocumentSealContext = (readingId: string): SealContext =>
  `order_readings.sealed_document:${readingId}`

/** Seals what a coordinator wrote of a document, under the key of the answers. */
export const sealOrderDocument = (keys: KeyRing, readingId: string, details: OrderDocumentDetails) =>
  seal(keys, 'answers', buildOrderDocumentSealContext(readingId), details)

/** Unseals what a coordinator wrote of the documents they read; leaves out readings without a document. */
export const unsealOrderDocuments = async (
  keys: KeyRing,
  readings: readonly { readonly id: string; readonly sealedDocument: string | null }[],
) =>
  Promise.all(
    readings.flatMap(({ id, sealedDocument }) =>
      sealedDocument === null
        ? []
        : unseal(keys, 'answers', buildOrderDocumentSealContext(id), sealedDocument).then((details) => ({
            readingId: id,
            ...(details as OrderDocumentDetails),
          })),
    ),
  )
