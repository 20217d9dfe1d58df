import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import type { Bytes } from './byte-chunks.ts'
import {
  createSealingStream,
  createUnsealingStream,
  generateDocumentKey,
  getPaddedLength,
  getSealedLength,
} from './sealed-document.ts'
import { cutIntoPieces, streamOf } from './stream-of.fixture.ts'

const CHUNK = 64 * 1024
const SEALED_CHUNK = CHUNK + 16

/** Sends bytes through a stream in pieces of a size, and gives all that came out. */
async function send(
  bytes: Uint8Array,
  stream: ReadableWritablePair<Uint8Array, Uint8Array>,
  pieceBytes?: number,
): Promise<Bytes> {
  const sent = streamOf(cutIntoPieces(bytes, pieceBytes))
  return new Uint8Array(await new Response(sent.pipeThrough(stream) as ReadableStream<Bytes>).arrayBuffer())
}

const createDocument = (length: number) =>
  Uint8Array.from({ length }, (_, index) => (index * 31 + length) % 251)

const lengths = fc.oneof(
  fc.integer({ min: 0, max: 5 * CHUNK }),
  fc.constantFrom(0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 8 * CHUNK + 1),
)

it('unseals what it sealed, in whatever pieces either came', async () => {
  const pieces = fc.integer({ min: 1_000, max: 3 * CHUNK })
  await fc.assert(
    fc.asyncProperty(lengths, pieces, pieces, async (length, written, read) => {
      const key = generateDocumentKey()
      const document = createDocument(length)
      const padded = getPaddedLength(length)
      const sealed = await send(document, createSealingStream(key, padded), written)
      expect(sealed.length).toBe(getSealedLength(padded))
      const unsealed = await send(sealed, createUnsealingStream(key, length), read)
      expect(Buffer.compare(unsealed, document)).toBe(0)
    }),
    { numRuns: countPropertyRuns(30) },
  )
})

it('gives out each chunk as soon as more follows, and holds no document', async () => {
  const { writable, readable } = createSealingStream(generateDocumentKey(), 25 * 16 * CHUNK)
  const writer = writable.getWriter()
  const reader = readable.getReader()
  for (let chunk = 0; chunk < 5; chunk++) {
    void writer.write(new Uint8Array(CHUNK + 1))
    expect((await reader.read()).value?.length).toBe(SEALED_CHUNK)
  }
  await Promise.all([reader.cancel(), writer.abort().catch(() => undefined)])
})

it('rounds lengths up by at most an eighth, so that documents of like length look alike', () => {
  expect(getPaddedLength(0)).toBe(CHUNK)
  expect(getPaddedLength(1)).toBe(CHUNK)
  expect(getPaddedLength(CHUNK + 1)).toBe(2 * CHUNK)
  expect(new Set([3_200_000, 3_250_000, 3_300_000].map(getPaddedLength)).size).toBe(1)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30_000_000 }), (length) => {
      const padded = getPaddedLength(length)
      expect(padded).toBeGreaterThanOrEqual(length)
      expect(padded).toBeLessThanOrEqual(Math.max(length * 1.125, length + CHUNK))
    }),
    { numRuns: countPropertyRuns(200) },
  )
})

it('refuses a document that is longer than was said', async () => {
  await expect(
    send(createDocument(CHUNK + 1), createSealingStream(generateDocumentKey(), CHUNK)),
  ).rejects.toThrow('longer')
})

describe('what is stored of a document', async () => {
  const key = generateDocumentKey()
  const length = 4 * CHUNK - 5
  const sealed = await send(createDocument(length), createSealingStream(key, getPaddedLength(length)))
  const chunks = [0, 1, 2, 3].map((index) =>
    sealed.subarray(index * SEALED_CHUNK, (index + 1) * SEALED_CHUNK),
  )
  const [first, second, third, last] = chunks as [Bytes, Bytes, Bytes, Bytes]
  const otherDocument = await send(
    createDocument(length),
    createSealingStream(generateDocumentKey(), 4 * CHUNK),
  )
  const altered = sealed.slice()
  altered[SEALED_CHUNK + 7] = (altered[SEALED_CHUNK + 7] ?? 0) ^ 1

  it.each<[string, readonly Uint8Array[]]>([
    ['was cut off between two chunks', [first, second, third]],
    ['was cut off within a chunk', [sealed.subarray(0, -1)]],
    ['was cut off within the tag of the last chunk', [sealed.subarray(0, 3 * SEALED_CHUNK + 3)]],
    ['is empty', []],
    ['has two chunks swapped', [second, first, third, last]],
    ['lacks a chunk', [first, third, last]],
    ['has a chunk twice', [first, first, second, third, last]],
    ['has something after its end', [sealed, new Uint8Array(1)]],
    ['has another document after its end', [sealed, otherDocument]],
    [
      'has a chunk of another document',
      [first, otherDocument.subarray(SEALED_CHUNK, 2 * SEALED_CHUNK), third, last],
    ],
    ['is another document', [otherDocument]],
    ['has a bit altered', [altered]],
  ])('does not unseal when it %s', async (_, parts) => {
    const bytes = new Uint8Array(await new Blob(parts as Bytes[]).arrayBuffer())
    await expect(send(bytes, createUnsealingStream(key, length))).rejects.toThrow('altered or cut off')
  })

  it('does not unseal as a longer document', async () => {
    await expect(send(sealed, createUnsealingStream(key, 4 * CHUNK + 1))).rejects.toThrow('shorter')
  })

  it('tells nothing of what it is', () => {
    expect(sealed.length).toBe(otherDocument.length)
    expect(Buffer.compare(first, otherDocument.subarray(0, SEALED_CHUNK))).not.toBe(0)
  })
})
