import type { R2Bucket } from '@cloudflare/workers-types'
import { MAX_DOCUMENT_BYTES } from '../../content/documents.ts'
import type { Bytes } from './byte-chunks.ts'
import { type CleanDocument, cleanDocument } from './clean-document.ts'
import {
  createSealingStream,
  createUnsealingStream,
  generateDocumentKey,
  getPaddedLength,
  getSealedLength,
} from './sealed-document.ts'

/** A document that is stored, with what its row must hold, sealed, for it to be read again. */
export interface StoredDocument extends CleanDocument {
  readonly key: Bytes
}

/**
 * Stores a document in a bucket as it streams, cleaned and sealed. It must come in a request of a known length, which is
 * more than its own. Stores nothing and throws a `DocumentRefusedError` for one that is not taken, and nothing whatever else
 * goes wrong: a bucket takes an object whole or not at all.
 */
export async function storeDocument(
  bucket: R2Bucket,
  objectName: string,
  content: ReadableStream<Uint8Array>,
  requestBytes: number,
): Promise<StoredDocument> {
  const key = generateDocumentKey()
  const paddedLength = getPaddedLength(Math.min(requestBytes, MAX_DOCUMENT_BYTES))
  const sealing = createSealingStream(key, paddedLength)
  const sized = new FixedLengthStream(getSealedLength(paddedLength))
  const writer = sealing.writable.getWriter()
  const cleaning = cleanDocument(content, (bytes) => writer.write(bytes)).then(
    async (found) => {
      await writer.close()
      return found
    },
    async (error: unknown) => {
      await writer.abort(error).catch(() => undefined)
      throw error
    },
  )
  const ending = new AbortController()
  const passing = sealing.readable.pipeTo(sized.writable, { signal: ending.signal })
  const putting = bucket.put(objectName, sized.readable as never).catch((error: unknown) => {
    // Nobody reads on, so nothing could be written on.
    ending.abort(error)
    throw error
  })
  const steps = [cleaning, passing, putting] as const
  try {
    const [found] = await Promise.all(steps)
    return { ...found, key }
  } catch (firstFault) {
    await Promise.allSettled(steps)
    throw firstFault
  }
}

/**
 * Reads a document from a bucket as it streams; undefined if there is none of this name. The stream ends with an error if it
 * is not the document that was stored under the key.
 */
export async function readDocument(
  bucket: R2Bucket,
  objectName: string,
  { key, length }: Pick<StoredDocument, 'key' | 'length'>,
): Promise<ReadableStream<Bytes> | undefined> {
  const stored = await bucket.get(objectName)
  if (!stored) return undefined
  return (stored.body as unknown as ReadableStream<Uint8Array>).pipeThrough(
    createUnsealingStream(key, length),
  )
}
