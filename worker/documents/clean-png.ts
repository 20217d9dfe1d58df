import type { ByteReader, WriteBytes } from './byte-reader.ts'
import { DocumentRefusedError } from './document-refused.ts'
import { requireFewPixels } from './picture-pixels.ts'

/** The chunks that show a picture (PNG, third edition, 11). Left out are texts, times, Exif, profiles and whatever is unknown. */
const NEEDED_CHUNKS = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'bKGD',
  'gAMA',
  'pHYs',
  'sBIT',
  'sRGB',
])

const SIGNATURE_BYTES = 8
const CHECKSUM_BYTES = 4

/** Writes on what shows a PNG, and nothing else: no place, camera, time or text, and nothing that stands after it. */
export async function cleanPng(source: ByteReader, write: WriteBytes): Promise<void> {
  await write(await source.read(SIGNATURE_BYTES))
  for (let chunks = 0; ; chunks++) {
    const header = await source.read(8)
    const length = new DataView(header.buffer, header.byteOffset).getUint32(0)
    const name = String.fromCharCode(...header.subarray(4))
    if (!/^[A-Za-z]{4}$/.test(name) || (name === 'IHDR') !== (chunks === 0))
      throw new DocumentRefusedError('damaged')
    if (name === 'IHDR') await requireFewPixelsOf(source)
    const isNeeded = NEEDED_CHUNKS.has(name)
    if (isNeeded) await write(header)
    await source.pass(length + CHECKSUM_BYTES, isNeeded ? write : undefined)
    if (name === 'IEND') return source.discardRest()
  }
}

async function requireFewPixelsOf(source: ByteReader): Promise<void> {
  const size = await source.peek(8)
  if (size.length < 8) throw new DocumentRefusedError('cut_off')
  const view = new DataView(size.buffer, size.byteOffset)
  requireFewPixels(view.getUint32(0), view.getUint32(4))
}
