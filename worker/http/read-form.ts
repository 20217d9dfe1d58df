import type { FormFields } from '../../forms/form-fields.ts'

/** Larger than every field of the longest page filled to its limit, and far from a burden. */
export const MAX_BODY_BYTES = 1024 * 1024

/** What a form posted; `damaged` when some of its text was not UTF-8. */
export interface ReadForm {
  readonly fields: FormFields
  readonly damaged: boolean
}

/** A posted form, or the status that says what is wrong with it. */
export type PostedForm =
  | ({ readonly ok: true } & ReadForm)
  | { readonly ok: false; readonly status: 400 | 413 | 415 }

/**
 * Reads a form posted as a browser does, urlencoded or multipart. `damaged` says that some text was not UTF-8:
 * half surrogates, cut-off bytes. Its fields are still given, with the damage shown, so nothing typed is lost.
 */
export async function readPostedForm(request: Request): Promise<PostedForm> {
  const type = (request.headers.get('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== URLENCODED && type !== MULTIPART) return { ok: false, status: 415 }
  const body = await readBodyUpTo(request, MAX_BODY_BYTES)
  if (!body) return { ok: false, status: 413 }
  return type === URLENCODED ? parseUrlencoded(body) : parseMultipart(request, body)
}

function parseUrlencoded(body: Uint8Array<ArrayBuffer>): PostedForm {
  const text = new TextDecoder().decode(body)
  return {
    ok: true,
    fields: groupByName(new URLSearchParams(text)),
    damaged: !isUtf8(body) || !isDecodable(text),
  }
}

async function parseMultipart(request: Request, body: Uint8Array<ArrayBuffer>): Promise<PostedForm> {
  const headers = { 'Content-Type': request.headers.get('Content-Type') ?? '' }
  try {
    const entries = [...(await new Response(body, { headers }).formData())]
    const texts = entries.flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    )
    // No form here has a file to give.
    if (texts.length !== entries.length) return { ok: false, status: 400 }
    return { ok: true, fields: groupByName(texts), damaged: !isUtf8(body) }
  } catch {
    return { ok: false, status: 400 }
  }
}

/** Reads a body and stops as soon as it is too long, whatever Content-Length says. */
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

/** Whether percent-encoded bytes are whole UTF-8: %ED%A0%80 is half a surrogate pair and is not. */
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
