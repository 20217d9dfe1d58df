import type { ByteReader, WriteBytes } from './byte-reader.ts'
import { DocumentRefusedError } from './document-refused.ts'
import { requireFewPixels } from './picture-pixels.ts'

// JPEG: ITU-T T.81, annex B. Exif: CIPA DC-008.

const MARKER = { SOI: 0xd8, EOI: 0xd9, SOS: 0xda, APP0: 0xe0, APP1: 0xe1, APP14: 0xee } as const

/**
 * Writes on what shows a JPEG, as it is, and nothing else: no place, camera, time, comment, preview or colour profile, and
 * nothing that stands after the picture. Of what a camera wrote beside, which way is up stays.
 */
export async function cleanJpeg(source: ByteReader, write: WriteBytes): Promise<void> {
  let isTurned = false
  await source.read(2)
  await write(Uint8Array.of(0xff, MARKER.SOI))
  for (;;) {
    const marker = await readMarker(source)
    if (marker === MARKER.EOI) break
    if (marker < 0xc0 || isStandalone(marker)) throw new DocumentRefusedError('damaged')
    const [high = 0, low = 0] = await source.read(2)
    const length = high * 256 + low
    if (length < 2) throw new DocumentRefusedError('damaged')
    const content = await source.read(length - 2)
    if (isFrame(marker)) requireFewPixels(readUint16(content, 3), readUint16(content, 1))

    if (marker === MARKER.APP0) {
      const header = buildHeaderWithoutPreview(content)
      if (header) await writeSegment(write, marker, header)
    } else if (marker === MARKER.APP1 && startsWith(content, 'Exif\0\0') && !isTurned) {
      const orientation = readOrientation(content.subarray(6))
      isTurned = orientation > 1
      if (isTurned) await writeSegment(write, marker, buildOrientation(orientation))
    } else if (isNeeded(marker, content)) {
      await writeSegment(write, marker, content)
      if (marker === MARKER.SOS) await passScan(source, write)
    }
  }
  await write(Uint8Array.of(0xff, MARKER.EOI))
  await source.discardRest()
}

/** Reads a marker, before which any number of bytes FF may stand. */
async function readMarker(source: ByteReader): Promise<number> {
  const [start = 0] = await source.read(1)
  if (start !== 0xff) throw new DocumentRefusedError('damaged')
  for (;;) {
    const [marker = 0] = await source.read(1)
    if (marker !== 0xff) return marker
  }
}

/** Whether a marker has no length: the start of a picture, and what restarts a scan. */
const isStandalone = (marker: number) => marker === MARKER.SOI || isRestart(marker)

const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7

/** Whether a marker starts a frame, which tells how large the picture is. C4, C8 and CC mean something else. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** Whether a decoder needs a segment: frames, tables and scans, and how Adobe’s programs code colours. */
const isNeeded = (marker: number, content: Uint8Array) =>
  marker < MARKER.APP0 || (marker === MARKER.APP14 && startsWith(content, 'Adobe'))

/** Builds the segment of the JFIF format, which may hold a preview, without one; undefined for a segment of another format. */
function buildHeaderWithoutPreview(content: Uint8Array): Uint8Array | undefined {
  if (!startsWith(content, 'JFIF\0') || content.length < JFIF_BYTES) return
  const header = new Uint8Array(JFIF_BYTES)
  header.set(content.subarray(0, JFIF_BYTES - 2))
  return header
}

/** Its last two bytes are the width and the height of the preview that follows. */
const JFIF_BYTES = 14

async function writeSegment(write: WriteBytes, marker: number, content: Uint8Array): Promise<void> {
  const length = content.length + 2
  await write(Uint8Array.of(0xff, marker, length >> 8, length & 0xff))
  await write(content)
}

/** Writes on a scan, up to the marker that follows it. In a scan, FF 00 is a byte FF. */
async function passScan(source: ByteReader, write: WriteBytes): Promise<void> {
  for (;;) {
    const ahead = await source.peek(2)
    const piece = await source.readSome()
    if (ahead.length < 2 || !piece) throw new DocumentRefusedError('cut_off')
    const end = findMarker(piece)
    await write(piece.subarray(0, end))
    if (end === piece.length) continue
    source.unread(piece.subarray(end))
    if (end < piece.length - 1) return
  }
}

/** Finds where the first marker begins that ends a scan, or a last byte FF, whose next one is not there; else the end. */
function findMarker(piece: Uint8Array): number {
  for (let from = 0; ; ) {
    const start = piece.indexOf(0xff, from)
    if (start === -1) return piece.length
    const next = piece[start + 1]
    if (next === undefined || !(next === 0 || next === 0xff || isRestart(next))) return start
    from = start + (next === 0xff ? 1 : 2)
  }
}

const startsWith = (bytes: Uint8Array, text: string) =>
  bytes.length >= text.length && [...text].every((letter, index) => bytes[index] === letter.charCodeAt(0))

const readUint16 = (bytes: Uint8Array, at: number) => (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)

const ORIENTATION_TAG = 0x0112

/** Reads which way is up, 1 to 8, from the first directory of Exif; 1 if it does not say so in order. */
function readOrientation(tiff: Uint8Array): number {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const isLittle = startsWith(tiff, 'II')
  const has = (at: number, length: number) => at + length <= tiff.length
  const directory = has(4, 4) ? view.getUint32(4, isLittle) : tiff.length
  const count = has(directory, 2) ? view.getUint16(directory, isLittle) : 0
  for (let entry = directory + 2, left = count; left > 0 && has(entry, 12); entry += 12, left--) {
    if (view.getUint16(entry, isLittle) !== ORIENTATION_TAG) continue
    const orientation = view.getUint16(entry + 8, isLittle)
    return orientation >= 1 && orientation <= 8 ? orientation : 1
  }
  return 1
}

/** Builds Exif that tells which way is up, and nothing else. */
const buildOrientation = (orientation: number): Uint8Array =>
  Uint8Array.of(
    ...[...'Exif\0\0MM\0*'].map((letter) => letter.charCodeAt(0)),
    ...[0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
  )
