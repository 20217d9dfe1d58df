// Documents of every type that is taken, as small as they can be, with what a camera or a program writes beside.

export const toBytes = (...parts: readonly (string | readonly number[] | Uint8Array)[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : [...part])),
  )

/** What no clean picture holds. */
export const CAMERA_SECRET = 'GPS 43.6532 N, a phone of theirs'

const uint16 = (value: number) => [value >> 8, value & 0xff]
const uint32 = (value: number) => [...uint16(Math.floor(value / 65536)), ...uint16(value % 65536)]

export const buildJpegSegment = (marker: number, content: Uint8Array): Uint8Array =>
  toBytes([0xff, marker], uint16(content.length + 2), content)

/** Exif as a camera writes it, with the way up in the first directory, in either order of bytes. */
export function buildExif(orientation: number, order: 'II' | 'MM' = 'MM'): Uint8Array {
  const number = (value: number, bytes: 2 | 4) => {
    const big = bytes === 2 ? uint16(value) : uint32(value)
    return order === 'MM' ? big : big.toReversed()
  }
  const entry = (tag: number, value: number) => [
    ...number(tag, 2),
    ...number(3, 2),
    ...number(1, 4),
    ...number(value, 2),
    0,
    0,
  ]
  return toBytes(
    `Exif\0\0${order}`,
    number(42, 2),
    number(8, 4),
    number(2, 2),
    entry(0x0100, 4000),
    entry(0x0112, orientation),
    number(0, 4),
    CAMERA_SECRET,
  )
}

export const JPEG = {
  start: toBytes([0xff, 0xd8]),
  jfif: buildJpegSegment(0xe0, toBytes('JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0])),
  jfifWithThumbnail: buildJpegSegment(0xe0, toBytes('JFIF\0', [1, 1, 0, 0, 1, 0, 1, 3, 4], CAMERA_SECRET)),
  tables: buildJpegSegment(0xdb, new Uint8Array(65).fill(1)),
  frame: (width: number, height: number) =>
    buildJpegSegment(0xc0, toBytes([8], uint16(height), uint16(width), [1, 1, 0x11, 0])),
  /** A scan with bytes FF, restarts and a fill byte in it. */
  scan: toBytes(
    buildJpegSegment(0xda, toBytes([1, 1, 0, 0, 63, 0])),
    [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0xff, 0x00, 0xff, 0xd7, 0x78],
  ),
  end: toBytes([0xff, 0xd9]),
}

/** A JPEG of a camera: a place, a comment, a preview, maker’s notes, and a film after its end. */
export const buildCameraJpeg = (orientation = 6, order: 'II' | 'MM' = 'MM'): Uint8Array =>
  toBytes(
    JPEG.start,
    JPEG.jfifWithThumbnail,
    buildJpegSegment(0xe1, buildExif(orientation, order)),
    buildJpegSegment(0xe1, toBytes('http://ns.adobe.com/xap/1.0/\0', CAMERA_SECRET)),
    buildJpegSegment(0xe2, toBytes('ICC_PROFILE\0', CAMERA_SECRET)),
    buildJpegSegment(0xed, toBytes('Photoshop 3.0\0', CAMERA_SECRET)),
    buildJpegSegment(0xfe, toBytes(CAMERA_SECRET)),
    JPEG.tables,
    [0xff, 0xff],
    JPEG.frame(40, 30),
    JPEG.scan,
    buildJpegSegment(0xfe, toBytes(CAMERA_SECRET)),
    JPEG.scan,
    JPEG.end,
    'PK\x03\x04',
    CAMERA_SECRET,
  )

/** The same picture without anything beside, lying on its side by the same turn. */
export const buildCleanJpeg = (orientation = 6): Uint8Array =>
  toBytes(
    JPEG.start,
    JPEG.jfif,
    orientation > 1
      ? toBytes([0xff, 0xe1, 0, 34], 'Exif\0\0MM\0*', [
          0,
          0,
          0,
          8,
          0,
          1,
          1,
          0x12,
          0,
          3,
          0,
          0,
          0,
          1,
          0,
          orientation,
          0,
          0,
          0,
          0,
          0,
          0,
        ])
      : [],
    JPEG.tables,
    JPEG.frame(40, 30),
    JPEG.scan,
    JPEG.scan,
    JPEG.end,
  )

const buildPngChunk = (name: string, content: Uint8Array = new Uint8Array()): Uint8Array =>
  toBytes(uint32(content.length), name, content, [1, 2, 3, 4])

const PNG_START = toBytes('\x89PNG\r\n\x1a\n')

const buildPngHeader = (width: number, height: number): Uint8Array =>
  buildPngChunk('IHDR', toBytes(uint32(width), uint32(height), [8, 0, 0, 0, 0]))

const PNG_PIXELS = buildPngChunk('IDAT', toBytes('pixels'))

export const buildCameraPng = (width = 40, height = 30): Uint8Array =>
  toBytes(
    PNG_START,
    buildPngHeader(width, height),
    buildPngChunk('eXIf', buildExif(6)),
    buildPngChunk('tEXt', toBytes('Comment\0', CAMERA_SECRET)),
    buildPngChunk('tIME', toBytes([7, 234, 12, 1, 10, 0, 0])),
    buildPngChunk('gAMA', toBytes(uint32(45455))),
    buildPngChunk('prVt', toBytes(CAMERA_SECRET)),
    PNG_PIXELS,
    PNG_PIXELS,
    buildPngChunk('IEND'),
    CAMERA_SECRET,
  )

export const buildCleanPng = (): Uint8Array =>
  toBytes(
    PNG_START,
    buildPngHeader(40, 30),
    buildPngChunk('gAMA', toBytes(uint32(45455))),
    PNG_PIXELS,
    PNG_PIXELS,
    buildPngChunk('IEND'),
  )

export const PDF = toBytes('%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n')
export const PROTECTED_PDF = toBytes('%PDF-1.7\ntrailer\n<</Root 1 0 R /Encrypt 4 0 R>>\n%%EOF\n')

const buildZip = (...names: readonly string[]): Uint8Array =>
  toBytes(
    ...names.map((name) => toBytes('PK\x03\x04', new Uint8Array(22), [name.length, 0, 0, 0], name)),
    'PK\x05\x06',
    new Uint8Array(18),
  )

export const WORD = buildZip('[Content_Types].xml', '_rels/.rels', 'word/document.xml')
export const WORD_WITH_MACROS = buildZip('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin')
export const SPREADSHEET = buildZip('[Content_Types].xml', 'xl/workbook.xml')
export const TEXT = new TextEncoder().encode('Ordonnance du tribunal\r\n\tdu 3 décembre 2026 👪\n')
