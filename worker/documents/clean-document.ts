import { createHash } from 'node:crypto'
import { MAX_DOCUMENT_BYTES } from '../../content/documents.ts'
import { ByteReader, type WriteBytes } from './byte-reader.ts'
import { cleanJpeg } from './clean-jpeg.ts'
import { cleanPng } from './clean-png.ts'
import { DocumentRefusedError } from './document-refused.ts'

export type DocumentType = 'pdf' | 'jpeg' | 'png' | 'word' | 'text'

/** What a document turned out to be once all of it was read. */
export interface CleanDocument {
  readonly type: DocumentType
  /** The bytes that were written on. */
  readonly length: number
  /** The SHA-256 of what was written on, in hexadecimal. */
  readonly hash: string
  /** Whether it asks for a password before it is shown. */
  readonly isProtected: boolean
}

/**
 * Reads a document, and writes it on as it comes: a picture without what a camera stored beside it, everything else as it
 * is. Knows its type by its bytes. Throws a `DocumentRefusedError` for what is not taken, after some of it may have been
 * written, so a reader must not take what came for the document until this ends.
 */
export async function cleanDocument(
  stream: ReadableStream<Uint8Array>,
  write: WriteBytes,
): Promise<CleanDocument> {
  const source = new ByteReader(stream, MAX_DOCUMENT_BYTES)
  const hash = createHash('sha256')
  let length = 0
  try {
    const type = findType(await source.peek(HEAD_BYTES))
    const isProtected = await cleaners[type](source, (bytes) => {
      hash.update(bytes)
      length += bytes.length
      return write(bytes)
    })
    return { type, length, hash: hash.digest('hex'), isProtected: isProtected === true }
  } catch (error) {
    await source.cancel(error).catch(() => undefined)
    throw error
  }
}

/** The bytes by which types are told apart. */
const HEAD_BYTES = 16

/** How each type is written on. Those of a type that may be protected tell whether it is. */
const cleaners: Readonly<Record<DocumentType, (source: ByteReader, write: WriteBytes) => Promise<unknown>>> =
  { pdf: passPdf, jpeg: cleanJpeg, png: cleanPng, word: passWord, text: passText }

function findType(head: Uint8Array): DocumentType {
  const startsWith = (...signature: readonly number[]) =>
    signature.every((byte, index) => head[index] === byte)
  const text = toLatin1(head)
  if (head.length === 0) throw new DocumentRefusedError('empty')
  if (text.startsWith('%PDF-')) return 'pdf'
  if (startsWith(0xff, 0xd8, 0xff)) return 'jpeg'
  if (startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (text.startsWith('PK\x03\x04')) return 'word'
  if (startsWith(0xd0, 0xcf, 0x11, 0xe0)) throw new DocumentRefusedError('old_word')
  if (/^....ftyp(hei|hev|mif1|msf1)/s.test(text)) throw new DocumentRefusedError('heic')
  return 'text'
}

/** Writes a PDF on. One without an end was cut off. One that names its encryption is kept and asks for a password. */
async function passPdf(source: ByteReader, write: WriteBytes): Promise<boolean> {
  const found = await passAndFind(source, write, { encryption: '/Encrypt', end: '%%EOF' })
  // Some programs write a little after the end. What was changed later has an end for each change.
  if (found.end === undefined || found.length - found.end > 4096) throw new DocumentRefusedError('cut_off')
  return found.encryption !== undefined
}

/** Writes a Word file on: a ZIP archive that has a document and no macros. Nobody unpacks it here. */
async function passWord(source: ByteReader, write: WriteBytes): Promise<void> {
  const found = await passAndFind(source, write, {
    document: 'word/document',
    macros: 'vbaProject.bin',
    end: 'PK\x05\x06',
  })
  if (found.end === undefined) throw new DocumentRefusedError('cut_off')
  if (found.macros !== undefined) throw new DocumentRefusedError('word_with_macros')
  if (found.document === undefined) throw new DocumentRefusedError('unknown_type')
}

/** Writes a text in UTF-8 on. One with control characters, or in another coding, is of no type that is taken. */
async function passText(source: ByteReader, write: WriteBytes): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
  const requireText = (bytes?: Uint8Array) => {
    try {
      if (!CONTROL_CHARACTERS.test(decoder.decode(bytes, { stream: bytes !== undefined }))) return
    } catch {
      // Not UTF-8.
    }
    throw new DocumentRefusedError('unknown_type')
  }
  for (let piece = await source.readSome(); piece; piece = await source.readSome()) {
    requireText(piece)
    await write(piece)
  }
  requireText()
}

// Tabs and the ends of lines and pages stand in texts.
const CONTROL_CHARACTERS = /[^\P{Cc}\t\n\f\r\x85]/u

/** Longer than anything that is searched for, so that it is found across two pieces. */
const OVERLAP = 32

/** Writes a document on as it is, and finds where each text stands last. */
async function passAndFind<Name extends string>(
  source: ByteReader,
  write: WriteBytes,
  texts: Readonly<Record<Name, string>>,
): Promise<Partial<Record<Name, number>> & { readonly length: number }> {
  const found: Partial<Record<string, number>> = {}
  let length = 0
  let before = ''
  for (
    let piece = await source.readSome(SEARCHED_BYTES);
    piece;
    piece = await source.readSome(SEARCHED_BYTES)
  ) {
    const text = before + toLatin1(piece)
    for (const [name, searched] of Object.entries<string>(texts)) {
      const last = text.lastIndexOf(searched)
      if (last !== -1) found[name] = length - before.length + last
    }
    length += piece.length
    before = text.slice(-OVERLAP)
    await write(piece)
  }
  return { ...(found as Partial<Record<Name, number>>), length }
}

const SEARCHED_BYTES = 64 * 1024

/** Decodes bytes of any content, each to one character. ASCII stays as it is; the platform calls Windows-1252 so. */
const toLatin1 = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes)
