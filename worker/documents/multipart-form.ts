import type { FormFields } from '../../forms/form-fields.ts'
import { ByteReader } from './byte-reader.ts'

// multipart/form-data: RFC 7578, as browsers send it (HTML, 4.10.21.8).

/** A file of a form, as its content begins to come. */
export interface PostedFile {
  readonly field: string
  /** Its name on the device of whoever sends it, which may be anything. */
  readonly fileName: string
}

/** The body of a request is no form as browsers send one, or more than a form may be. */
export class MalformedFormError extends Error {}

const MAX_HEADER_BYTES = 4 * 1024
const MAX_TEXT_BYTES = 64 * 1024
const MAX_PARTS = 50

/** Gives the boundary of a form that brings files, by the type of its content; undefined for any other content. */
export const parseBoundary = (contentType: string): string | undefined =>
  /^multipart\/form-data\s*;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s";]{1,70}))\s*$/i
    .exec(contentType)
    ?.slice(1)
    .find((boundary) => boundary !== undefined)

/**
 * Reads a form that brings files as it streams: gives its texts, and what was made of each file. A file is handed on while it
 * comes, and may be left unread. One that nobody chose is passed over. Throws a `MalformedFormError` for any other body.
 */
export async function readMultipartForm<T>(
  { body, boundary, maxBytes }: { body: ReadableStream<Uint8Array>; boundary: string; maxBytes: number },
  readFile: (file: PostedFile, content: ReadableStream<Uint8Array>) => Promise<T>,
): Promise<{ fields: FormFields; files: readonly T[] }> {
  const source = new ByteReader(body, maxBytes)
  const delimiter = encode(`\r\n--${boundary}`)
  const fields: Record<string, string[]> = Object.create(null)
  const files: T[] = []
  let textBytes = 0
  // The first boundary begins the body, and each other one a line.
  source.unread(encode('\r\n'))
  await collectUntil(source, delimiter, 0)
  for (let parts = 0; await hasNextPart(source); parts++) {
    if (parts === MAX_PARTS) throw new MalformedFormError('has too many parts')
    const { field, fileName } = parseDisposition(await readHeaders(source))
    if (fileName) {
      files.push(await passToReader(source, delimiter, (content) => readFile({ field, fileName }, content)))
      continue
    }
    const text = await collectUntil(source, delimiter, MAX_TEXT_BYTES - textBytes)
    textBytes += text.length
    if (fileName === undefined) fields[field] = [...(fields[field] ?? []), decode(text)]
  }
  await source.discardRest()
  return { fields: { ...fields }, files }
}

/** Whether another part follows a boundary, and not the end of the form. */
async function hasNextPart(source: ByteReader): Promise<boolean> {
  const after = decode(await source.peek(2))
  if (after === '--') return false
  if (after !== '\r\n') throw new MalformedFormError('has something after a boundary')
  return true
}

/** Reads the headers of a part, each after the end of a line. */
const readHeaders = async (source: ByteReader): Promise<string> =>
  decode(await collectUntil(source, encode('\r\n\r\n'), MAX_HEADER_BYTES))

function parseDisposition(headers: string): { field: string; fileName: string | undefined } {
  const [, field, fileName] =
    /\r\ncontent-disposition: form-data; name="([^"\r\n]*)"(?:; filename="([^"\r\n]*)")?(?=\r\n|$)/i.exec(
      headers,
    ) ?? []
  if (field === undefined) throw new MalformedFormError('has a part without a name')
  return { field: unescapeName(field), fileName: fileName === undefined ? undefined : unescapeName(fileName) }
}

/** Browsers write three characters of a name in another way. */
const unescapeName = (name: string) =>
  name.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%22', '"')

/**
 * Hands what comes before the next boundary to a reader, each piece when it asks for one. What the reader leaves is passed
 * over.
 */
async function passToReader<T>(
  source: ByteReader,
  delimiter: Uint8Array,
  read: (content: ReadableStream<Uint8Array>) => Promise<T>,
): Promise<T> {
  const pieces = readUntil(source, delimiter)
  const content = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
    },
    { highWaterMark: 0 },
  )
  const result = await read(content)
  while (!(await pieces.next()).done);
  return result
}

/** Collects what comes before some bytes. Refuses more than a maximum. */
async function collectUntil(source: ByteReader, end: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of readUntil(source, end)) {
    length += piece.length
    if (length > maxBytes) throw new MalformedFormError('has too much text')
    pieces.push(piece)
  }
  return new Uint8Array(await new Blob(pieces as Uint8Array<ArrayBuffer>[]).arrayBuffer())
}

/** Reads what comes before some bytes, each piece as it comes, and then past these. */
async function* readUntil(source: ByteReader, end: Uint8Array): AsyncGenerator<Uint8Array, undefined> {
  for (;;) {
    const ahead = await source.peek(end.length)
    const piece = await source.readSome()
    if (ahead.length < end.length || !piece) throw new MalformedFormError('breaks off')
    const found = findBytes(piece, end)
    // The end may have begun in the last bytes.
    const passed = found === -1 ? piece.length - end.length + 1 : found
    source.unread(piece.subarray(found === -1 ? passed : found + end.length))
    if (passed > 0) yield piece.subarray(0, passed)
    if (found !== -1) return
  }
}

/** Finds where bytes stand in others; -1 if they do not. */
function findBytes(bytes: Uint8Array, searched: Uint8Array): number {
  for (let at = bytes.indexOf(searched[0] as number); at !== -1; ) {
    if (searched.every((byte, index) => bytes[at + index] === byte)) return at
    at = bytes.indexOf(searched[0] as number, at + 1)
  }
  return -1
}

const encode = (text: string) => new TextEncoder().encode(text)
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
