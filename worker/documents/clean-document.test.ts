import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_DOCUMENT_BYTES, MAX_PICTURE_PIXELS } from '../../content/documents.ts'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import { cleanDocument } from './clean-document.ts'
import {
  buildCameraJpeg,
  buildCameraPng,
  buildCleanJpeg,
  buildCleanPng,
  buildExif,
  buildJpegSegment,
  CAMERA_SECRET,
  JPEG,
  PDF,
  PROTECTED_PDF,
  SPREADSHEET,
  TEXT,
  toBytes,
  WORD,
  WORD_WITH_MACROS,
} from './document-examples.fixture.ts'
import { cutIntoPieces, streamOf } from './stream-of.fixture.ts'

/** Sends a document in pieces of a size, and gives what came of it. */
async function clean(document: Uint8Array, pieceBytes?: number) {
  const written: Uint8Array[] = []
  const found = await cleanDocument(
    streamOf(cutIntoPieces(document, pieceBytes)),
    async (bytes) => void written.push(bytes.slice()),
  )
  return { ...found, bytes: toBytes(...written) }
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const examples: readonly [string, Uint8Array, string, Uint8Array][] = [
  ['a JPEG', buildCameraJpeg(), 'jpeg', buildCleanJpeg()],
  ['a PNG', buildCameraPng(), 'png', buildCleanPng()],
  ['a PDF', PDF, 'pdf', PDF],
  ['a Word file', WORD, 'word', WORD],
  ['a text', TEXT, 'text', TEXT],
]

describe.each(examples)('%s', (_, document, type, expected) => {
  it('is known by its bytes, and leaves without what a camera wrote', async () => {
    const { bytes, ...found } = await clean(document)
    expect(found).toEqual({ type, length: expected.length, hash: hashOf(expected), isProtected: false })
    expect(bytes).toEqual(expected)
    expect(Buffer.from(bytes).includes(CAMERA_SECRET)).toBe(false)
    expect(Buffer.from(bytes).includes('PK') && type !== 'word').toBe(false)
  })

  it('leaves the same in whatever pieces it comes', async () => {
    for (const pieceBytes of [1, 2, 3, 7, 64])
      expect((await clean(document, pieceBytes)).bytes).toEqual(expected)
  })

  it('is the same once more after it was cleaned', async () => {
    expect((await clean(expected)).bytes).toEqual(expected)
  })
})

it('leaves a JPEG the way up that the camera noted, and nothing else of it', async () => {
  for (const order of ['II', 'MM'] as const)
    for (const orientation of [1, 3, 6, 8])
      expect((await clean(buildCameraJpeg(orientation, order))).bytes).toEqual(buildCleanJpeg(orientation))
  for (const orientation of [0, 9, 65535])
    expect((await clean(buildCameraJpeg(orientation))).bytes).toEqual(buildCleanJpeg(1))
})

it('reads Exif of any bytes without a fault', async () => {
  const exif = [...buildExif(6)]
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(exif.length - 1), fc.nat(255)), { maxLength: 12 }),
      fc.nat(exif.length),
      async (changes, length) => {
        const altered = exif.slice(0, length)
        for (const [at, byte] of changes) if (at >= 6 && at < length) altered[at] = byte
        const document = toBytes(
          JPEG.start,
          buildJpegSegment(0xe1, toBytes(altered)),
          JPEG.frame(4, 4),
          JPEG.scan,
          JPEG.end,
        )
        expect((await clean(document)).type).toBe('jpeg')
      },
    ),
    { numRuns: countPropertyRuns(200) },
  )
})

it('leaves out a header of JPEG that is none', async () => {
  const short = buildJpegSegment(0xe0, toBytes('JFIF\0', [1, 1]))
  const preview = buildJpegSegment(0xe0, toBytes('JFXX\0', [0x10], CAMERA_SECRET))
  const picture = toBytes(JPEG.frame(4, 4), JPEG.scan, JPEG.end)
  expect((await clean(toBytes(JPEG.start, short, preview, picture))).bytes).toEqual(
    toBytes(JPEG.start, picture),
  )
})

it('takes a PDF that asks for a password, and says so', async () => {
  expect(await clean(PROTECTED_PDF, 5)).toMatchObject({ type: 'pdf', isProtected: true })
})

const frameOf = (width: number, height: number) =>
  toBytes(JPEG.start, JPEG.frame(width, height), JPEG.scan, JPEG.end)

it.each<[string, Uint8Array, string]>([
  ['nothing', new Uint8Array(), 'empty'],
  ['a PDF that was cut off', PDF.subarray(0, -8), 'cut_off'],
  ['a PDF with much after its end', toBytes(PDF, new Uint8Array(5000)), 'cut_off'],
  ['a JPEG that was cut off in its scan', buildCleanJpeg().subarray(0, -3), 'cut_off'],
  ['a JPEG that was cut off in a table', buildCleanJpeg().subarray(0, 70), 'cut_off'],
  ['a JPEG with a segment shorter than its length', toBytes(JPEG.start, [0xff, 0xdb, 0, 1]), 'damaged'],
  ['a JPEG with bytes between its segments', toBytes(JPEG.start, [0xff, 0xdb, 0, 2, 7, 7]), 'damaged'],
  ['a JPEG with a second start', toBytes(JPEG.start, JPEG.start, JPEG.end), 'damaged'],
  ['a JPEG without pixels', frameOf(0, 9), 'damaged'],
  ['a JPEG of 10,000 × 10,000', frameOf(10_000, 10_000), 'too_many_pixels'],
  ['a PNG that was cut off', buildCameraPng().subarray(0, -60), 'cut_off'],
  [
    'a PNG that begins with no header',
    toBytes(buildCleanPng().subarray(0, 8), buildCleanPng().subarray(33)),
    'damaged',
  ],
  ['a PNG of 10,000 × 10,000', buildCameraPng(10_000, 10_000), 'too_many_pixels'],
  ['a Word file that was cut off', WORD.subarray(0, -24), 'cut_off'],
  ['a Word file with macros', WORD_WITH_MACROS, 'word_with_macros'],
  ['a spreadsheet', SPREADSHEET, 'unknown_type'],
  ['an old Word file', toBytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'old_word'],
  ['a photograph as iPhones store it', toBytes([0, 0, 0, 24], 'ftypheic', [0, 0, 0, 0]), 'heic'],
  ['a film', toBytes([0, 0, 0, 24], 'ftypisom', [0, 0, 0, 0]), 'unknown_type'],
  ['a GIF', toBytes('GIF89a', [1, 0, 1, 0, 0, 0, 0]), 'unknown_type'],
  ['a program', toBytes('MZ', [0x90, 0, 3, 0, 0, 0]), 'unknown_type'],
  ['a text in another coding', toBytes('Ordonnance d', [0xe9], 'cembre'), 'unknown_type'],
  ['a text that was cut off within a letter', toBytes('d', [0xc3]), 'unknown_type'],
  ['a text with a terminal’s commands', toBytes('\u001b[2J'), 'unknown_type'],
])('refuses %s', async (_, document, reason) => {
  await expect(clean(document)).rejects.toMatchObject({ reason })
  if (document.length > 0) await expect(clean(document, 1)).rejects.toMatchObject({ reason })
})

it('refuses what is too large as soon as it is, and holds none of it', async () => {
  const piece = new Uint8Array(64 * 1024).fill(97)
  let sent = 0
  function* endless() {
    for (;;) {
      sent += piece.length
      yield piece
    }
  }
  let written = 0
  const cleaning = cleanDocument(streamOf(endless()), async (bytes) => {
    written += bytes.length
  })
  await expect(cleaning).rejects.toMatchObject({ reason: 'too_large' })
  expect(sent).toBeLessThan(MAX_DOCUMENT_BYTES + 3 * piece.length)
  expect(written).toBeGreaterThan(MAX_DOCUMENT_BYTES - 2 * piece.length)
})

it('takes the photographs of a phone', () => {
  expect(8_160 * 6_120).toBeLessThan(MAX_PICTURE_PIXELS)
})
