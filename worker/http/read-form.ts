import type { FormFields } from '../../forms/form-fields.ts'

/** Allows more than the longest page with every field filled to its limit, and still costs little to read. */
export const MAX_BODY_BYTES = 1024 * 1024

/** The fields of a posted form. `damaged` tells that some of the text was not UTF-8. */
export interface ReadForm {
  readonly fields: FormFields
  readonly damaged: boolean
}

/** The field that names the button pressed, on pages whose form has several. */
export const PRESSED_BUTTON_FIELD = 'press'

/** The hidden field with the revision that a page was made from. It tells nothing but whether the page is the newest. */
export const REVISION_FIELD = 'revision'

/** A page has one revision, so that of a post with several is not known. */
export const pickOnlyRevision = ({ fields }: Pick<ReadForm, 'fields'>): string | undefined => {
  const [revision, ...more] = fields[REVISION_FIELD] ?? []
  return more.length === 0 ? revision : undefined
}

/** The revision of a page that no draft was there for. */
export const REVISION_WITHOUT_DRAFT = '0'
/** The revision of a page of a draft that was never saved. */
export const REVISION_OF_UNSAVED_PAGE = 'new'

/** Parses the revision that a page was made from; undefined when the page does not tell, which counts as an old one. */
export function parsePageRevision(posted: string | undefined): number | undefined {
  if (posted === REVISION_OF_UNSAVED_PAGE) return 0
  return posted !== undefined && /^\d{1,15}$/.test(posted) ? Number(posted) : undefined
}

/** Whether a page was made from a draft, whose cookie the browser had then. */
export const isMadeFromDraft = (posted: Pick<ReadForm, 'fields'>): boolean => {
  const revision = pickOnlyRevision(posted)
  return revision === REVISION_OF_UNSAVED_PAGE || (parsePageRevision(revision) ?? 0) > 0
}

/** The button that a form was posted with; undefined unless it is exactly one of the page's. */
export function getPressedButton<Button extends string>(
  { fields }: Pick<ReadForm, 'fields'>,
  buttons: readonly Button[],
): Button | undefined {
  const [pressed, ...more] = fields[PRESSED_BUTTON_FIELD] ?? []
  return more.length === 0 ? buttons.find((button) => button === pressed) : undefined
}

/** The value of a field that a page has once; empty when it was posted twice, since none of the two can be preferred. */
export const pickOnlyValue = ({ fields }: Pick<ReadForm, 'fields'>, name: string): string =>
  fields[name]?.length === 1 ? (fields[name][0] ?? '') : ''

/** The fields of a posted form, or the HTTP status with which it is refused. */
export type PostedForm =
  | ({ readonly ok: true } & ReadForm)
  | { readonly ok: false; readonly status: 400 | 413 | 415 }

/** A field for a file whose text, if a file was chosen, takes the place of what stands in another field. */
export interface TextFileField {
  readonly file: string
  readonly text: string
}

/**
 * Reads a form that a browser posted, urlencoded or multipart. Text that is not UTF-8, such as half a surrogate pair,
 * marks the form as damaged; its fields are still returned, with the damage visible, so that nothing typed is lost.
 */
export async function readPostedForm(
  request: Request,
  { maxBytes = MAX_BODY_BYTES, textFile }: { maxBytes?: number; textFile?: TextFileField | undefined } = {},
): Promise<PostedForm> {
  const type = (request.headers.get('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== URLENCODED && type !== MULTIPART) return { ok: false, status: 415 }
  const body = await readBodyUpTo(request, maxBytes)
  if (!body) return { ok: false, status: 413 }
  return type === URLENCODED ? parseUrlencoded(body) : parseMultipart(request, body, textFile)
}

function parseUrlencoded(body: Uint8Array<ArrayBuffer>): PostedForm {
  const text = new TextDecoder().decode(body)
  return {
    ok: true,
    fields: groupByName(new URLSearchParams(text)),
    damaged: !isUtf8(body) || !isDecodable(text),
  }
}

async function parseMultipart(
  request: Request,
  body: Uint8Array<ArrayBuffer>,
  textFile: TextFileField | undefined,
): Promise<PostedForm> {
  const headers = { 'Content-Type': request.headers.get('Content-Type') ?? '' }
  try {
    const entries = [...(await new Response(body, { headers }).formData())]
    const texts = entries.flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    )
    const files = entries.flatMap(([name, value]) =>
      typeof value === 'string' ? [] : [[name, value] as const],
    )
    if (files.some(([name]) => name !== textFile?.file)) return { ok: false, status: 400 }
    // A browser posts an empty file where none was chosen.
    const [chosen] = files.filter(([, { size }]) => size > 0)
    const fields = groupByName(texts)
    return {
      ok: true,
      fields: textFile && chosen ? { ...fields, [textFile.text]: [await chosen[1].text()] } : fields,
      damaged: !isUtf8(body),
    }
  } catch {
    return { ok: false, status: 400 }
  }
}

/** Reads a body and stops as soon as it exceeds `limit` bytes, whatever Content-Length says. Gives undefined then. */
async function readBodyUpTo(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(request.headers.get('Content-Length') ?? 0) > limit) return undefined
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength
    if (length > limit) return undefined
    chunks.push(chunk)
  }
  const body = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    body.set(chunk, at)
    at += chunk.byteLength
  }
  return body
}

function groupByName(entries: Iterable<readonly [string, string]>): FormFields {
  const fields = new Map<string, string[]>()
  for (const [name, value] of entries) {
    const values = fields.get(name)
    if (values) values.push(value)
    else fields.set(name, [value])
  }
  return Object.fromEntries(fields)
}

function isUtf8(bytes: Uint8Array<ArrayBuffer>): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** Whether percent-encoded bytes are complete UTF-8. %ED%A0%80, half a surrogate pair, is not. */
function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

const URLENCODED = 'application/x-www-form-urlencoded'
const MULTIPART = 'multipart/form-data'
