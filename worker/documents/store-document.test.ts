import { env } from 'cloudflare:workers'
import type { R2Bucket } from '@cloudflare/workers-types'
import { expect, it } from 'vitest'
import { MAX_DOCUMENT_BYTES } from '../../content/documents.ts'
import {
  buildCameraJpeg,
  buildCleanJpeg,
  CAMERA_SECRET,
  PDF,
  SPREADSHEET,
  TEXT,
  toBytes,
} from './document-examples.fixture.ts'
import { getPaddedLength, getSealedLength } from './sealed-document.ts'
import { readDocument, storeDocument } from './store-document.ts'
import { cutIntoPieces, streamOf } from './stream-of.fixture.ts'

const bucket = (env as unknown as { DOCUMENTS: R2Bucket }).DOCUMENTS
const PIECE_BYTES = 30_000

/** A text of a length, in which no part is as another. */
const buildText = (length: number) =>
  toBytes(
    Array.from({ length: Math.ceil(length / 8) }, (_, line) => `${String(line).padStart(7, '0')}\n`)
      .join('')
      .slice(0, length),
  )

const store = (name: string, document: Uint8Array) =>
  storeDocument(bucket, name, streamOf(cutIntoPieces(document, PIECE_BYTES)), document.length + 400)

const collect = async (stream: ReadableStream<Uint8Array> | undefined) =>
  new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer())

const listNames = async () => (await bucket.list()).objects.map(({ key }) => key)

it.each([
  ['a picture', buildCameraJpeg(), buildCleanJpeg()],
  ['a PDF', PDF, PDF],
  ['a long text', buildText(300_000), buildText(300_000)],
])('stores %s sealed, and reads it again', async (name, document, expected) => {
  const { key, ...found } = await store(name, document)
  expect(found).toMatchObject({ length: expected.length, isProtected: false })
  const stored = new Uint8Array((await (await bucket.get(name))?.arrayBuffer()) ?? [])
  expect(stored.length).toBe(getSealedLength(getPaddedLength(document.length + 400)))
  expect(await collect(await readDocument(bucket, name, { key, length: found.length }))).toEqual(expected)
  // Nothing of it can be read in the bucket.
  for (const text of [CAMERA_SECRET, '%PDF', 'JFIF', '0000001', name])
    expect(Buffer.from(stored).includes(text), text).toBe(false)
  await bucket.delete(name)
})

it('reads no document under the name of another one, and none that is not there', async () => {
  const one = await store('one', TEXT)
  await store('other', TEXT)
  await expect(readDocument(bucket, 'other', one).then(collect)).rejects.toThrow('is another one')
  expect(await readDocument(bucket, 'none', one)).toBeUndefined()
  await bucket.delete(['one', 'other'])
})

it('stores nothing of a document that is refused, at its beginning or its end', async () => {
  const long = buildText(200_000)
  for (const [document, reason] of [
    [new Uint8Array(), 'empty'],
    [SPREADSHEET, 'unknown_type'],
    [toBytes(long, [0]), 'unknown_type'],
    [toBytes('%PDF-1.7\n', long), 'cut_off'],
  ] as const)
    await expect(store('refused', document)).rejects.toMatchObject({ reason })
  expect(await listNames()).toEqual([])
})

it('stores nothing of a document that is too large', async () => {
  const piece = new Uint8Array(MAX_DOCUMENT_BYTES / 100)
  const pieces = [PDF, ...Array.from({ length: 100 }, () => piece)]
  const storing = storeDocument(bucket, 'large', streamOf(pieces), MAX_DOCUMENT_BYTES + 500)
  await expect(storing).rejects.toMatchObject({ reason: 'too_large' })
  expect(await listNames()).toEqual([])
})

it('stores nothing of twenty documents whose sending breaks off somewhere', async () => {
  const document = toBytes('%PDF-1.7\n', buildText(400_000), '%%EOF')
  for (let run = 0; run < 20; run++) {
    function* broken() {
      yield document.subarray(0, 1 + run * 20_000)
      throw new Error('The connection is lost')
    }
    const storing = storeDocument(bucket, `broken-${run}`, streamOf(broken()), document.length + 400)
    await expect(storing).rejects.toThrow('The connection is lost')
  }
  expect(await listNames()).toEqual([])
})

it('stores nothing when the request was said to be shorter than the document', async () => {
  const storing = storeDocument(bucket, 'longer', streamOf([buildText(100_000)]), 1_000)
  await expect(storing).rejects.toThrow('longer than it was said to be')
  expect(await listNames()).toEqual([])
})

it('tells that the bucket is away, and reads no further', async () => {
  let sent = 0
  function* pieces() {
    for (; sent < 1_000; sent++) yield buildText(PIECE_BYTES)
  }
  const away = { put: () => Promise.reject(new Error('The bucket is away')) } as unknown as R2Bucket
  const storing = storeDocument(away, 'away', streamOf(pieces()), MAX_DOCUMENT_BYTES)
  await expect(storing).rejects.toThrow('The bucket is away')
  expect(sent).toBeLessThan(100)
})
