import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { keyPurposes, keyRingSchema } from '../worker/privacy/key-ring.ts'
import { exitWithMessage } from './exit-with-message.ts'

/** A file's text as keys of a ring, of which some may be missing: new ones are made in their place. */
const ringFileSchema = z.partialRecord(
  z.enum(keyPurposes),
  z.array(z.looseObject({ kty: z.string(), kid: z.string(), k: z.string() })),
)

/** The keys of a ring as its file holds them: by purpose, the newest first. */
export type RingFile = Readonly<Record<string, readonly Jwk[]>>
type Jwk = { readonly kty: string; readonly kid: string; readonly k: string }

const LAPTOP_FILE = '.dev.vars'
const RING_LINE = /^KEY_RING='(.*)'$/m

/** Reads a ring, by default the laptop’s; an empty one when there is no file yet. Exits when the file holds something else. */
export function readRingFile(path = LAPTOP_FILE): RingFile {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const stored = path === LAPTOP_FILE ? (RING_LINE.exec(text)?.[1] ?? '') : text
  try {
    return stored.trim() === '' ? {} : ringFileSchema.parse(JSON.parse(stored))
  } catch {
    exitWithMessage(`${path} holds no ring (docs/keys.md).`)
  }
}

/** Reads a ring that has to be there. */
export function readStoredRing(path?: string): RingFile {
  if (path !== undefined && !existsSync(path)) exitWithMessage(`There is no file ${path}.`)
  return readRingFile(path)
}

/** Writes a ring, if it is a whole one, and prints the ids of its keys and never a key. */
export function writeRingFile(ring: RingFile, path = LAPTOP_FILE): void {
  const written = JSON.stringify(ring)
  if (!keyRingSchema.safeParse(written).success)
    exitWithMessage('The ring would lack a key for some purpose. Name no purpose to make a key for each.')
  const text = path === LAPTOP_FILE && existsSync(path) ? readFileSync(path, 'utf8') : ''
  if (path === LAPTOP_FILE && !RING_LINE.test(text))
    exitWithMessage(
      `This folder’s ${LAPTOP_FILE} has no ring; npm start makes one. For a practice’s ring, name its file: --ring ring.json`,
    )
  replaceFile(
    path,
    path === LAPTOP_FILE ? text.replace(RING_LINE, () => `KEY_RING='${written}'`) : `${written}\n`,
  )
  for (const [purpose, keys] of Object.entries(ring))
    console.log(`${purpose}: ${keys.map(({ kid }) => kid).join(', then ')}`)
  console.log(`Wrote ${path}. Store a copy with the practice’s keys before you install it: docs/keys.md.`)
}

/** Replaces a file at once, so that a full disk never leaves half a ring. Only its owner may read it. */
function replaceFile(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}
