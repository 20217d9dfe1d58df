import { type Bytes, createChunkStream } from './byte-chunks.ts'

// A document is sealed as age seals a payload (age-encryption.org/v1, “Payload”), with AES-256-GCM in place of
// ChaCha20-Poly1305, which the platform lacks: chunks of 64 KiB under a key of the document’s own, each with its number and
// whether it is the last in the nonce. A chunk that was altered, moved, left out or cut off does not unseal, nor does one
// of another document.

const CHUNK_BYTES = 64 * 1024
const TAG_BYTES = 16
const NONCE_BYTES = 12

/** Generates the key of one document: 256 bits. It seals that document and nothing else, since nonces begin anew. */
export const generateDocumentKey = (): Bytes => crypto.getRandomValues(new Uint8Array(32))

/**
 * Rounds the length of a document up, so that what is stored tells little of it: to at most an eighth more, and at least
 * 64 KiB.
 */
export function getPaddedLength(length: number): number {
  const step = Math.max(CHUNK_BYTES, 2 ** Math.floor(Math.log2(Math.max(length, 1))) / 8)
  return Math.max(Math.ceil(length / step), 1) * step
}

/** The bytes that are stored of a document of a padded length. */
export const getSealedLength = (paddedLength: number): number =>
  paddedLength + Math.max(Math.ceil(paddedLength / CHUNK_BYTES), 1) * TAG_BYTES

/**
 * Seals a document as it streams, filled up with zeros to a padded length, which must be known before: a bucket stores no
 * stream of unknown length. A longer document ends the stream with an error.
 */
export function createSealingStream(
  key: Bytes,
  paddedLength: number,
): ReadableWritablePair<Bytes, Uint8Array> {
  const padding = createPaddingStream(paddedLength)
  const imported = importDocumentKey(key)
  const nonces = createNonces()
  const sealing = createChunkStream(CHUNK_BYTES, async (chunk, isLast) => {
    const parameters = { name: 'AES-GCM', iv: nonces(isLast) }
    return new Uint8Array(await crypto.subtle.encrypt(parameters, await imported, chunk))
  })
  return { writable: padding.writable, readable: padding.readable.pipeThrough(sealing) }
}

/**
 * Unseals a document of a length as it streams, without what it was filled up with. Ends the stream with an error at the
 * first chunk that is not the one that was sealed there, so a reader must not take what came before for the document.
 */
export function createUnsealingStream(key: Bytes, length: number): ReadableWritablePair<Bytes, Uint8Array> {
  const imported = importDocumentKey(key)
  const nonces = createNonces()
  let left = length
  const unsealing = createChunkStream(CHUNK_BYTES + TAG_BYTES, async (chunk, isLast) => {
    const parameters = { name: 'AES-GCM', iv: nonces(isLast) }
    const opened = await crypto.subtle.decrypt(parameters, await imported, chunk).catch(() => {
      throw new Error('A document was altered or cut off, or is another one')
    })
    const content = new Uint8Array(opened).subarray(0, left)
    left -= content.length
    if (isLast && left > 0) throw new Error('A document is shorter than it was')
    return content
  })
  return unsealing
}

const importDocumentKey = (key: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt'])

/** Gives the nonce of each chunk in turn: its number in 11 bytes, the highest first, and 1 if it is the last, else 0. */
function createNonces(): (isLast: boolean) => Bytes {
  let chunks = 0
  return (isLast) => {
    const nonce = new Uint8Array(NONCE_BYTES)
    new DataView(nonce.buffer).setUint32(NONCE_BYTES - 5, chunks++)
    nonce[NONCE_BYTES - 1] = isLast ? 1 : 0
    return nonce
  }
}

function createPaddingStream(paddedLength: number): TransformStream<Uint8Array, Uint8Array> {
  let left = paddedLength
  return new TransformStream({
    transform(piece, controller) {
      left -= piece.length
      if (left < 0) throw new Error('A document is longer than it was said to be')
      controller.enqueue(piece)
    },
    flush(controller) {
      for (; left > 0; left -= CHUNK_BYTES) controller.enqueue(new Uint8Array(Math.min(left, CHUNK_BYTES)))
    },
  })
}
