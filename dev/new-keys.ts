import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { keyPurposes, keyRingSchema } from '../worker/privacy/key-ring.ts'

// `npm run keys:new -- answers mail --ring ring.json` makes a new first key for each purpose named, or for all, in the
// file that holds the practice's ring, and creates the file if there is none. Without `--ring` it changes this laptop's
// .dev.vars. It prints the ids of keys and never a key; docs/keys.md says how to install the file.

type Jwk = { readonly kty: string; readonly kid: string; readonly k: string }
type RingFile = Readonly<Record<string, readonly Jwk[]>>

/** Puts a new key before the keys of each purpose. The older ones stay, and open what they sealed. */
export function addNewKeys(ring: RingFile, purposes: readonly string[]): RingFile {
  const unknown = purposes.filter((purpose) => !keyPurposes.some((known) => known === purpose))
  if (unknown.length > 0)
    throw new Error(`A key has one of these purposes: ${keyPurposes.join(', ')}. Not: ${unknown.join(', ')}`)
  const added = purposes.map((purpose) => {
    const older = ring[purpose] ?? []
    return [purpose, [createKey(nextKid(purpose, older)), ...older]] as const
  })
  return { ...ring, ...Object.fromEntries(added) }
}

const createKey = (kid: string): Jwk => ({ kty: 'oct', kid, k: randomBytes(32).toString('base64url') })

/** Numbers never repeat, even when a key in between was taken out. */
const nextKid = (purpose: string, older: readonly Jwk[]) =>
  `${purpose}-${Math.max(0, ...older.map(({ kid }) => Number(/\d+$/.exec(kid)?.[0] ?? 0))) + 1}`

const LAPTOP_FILE = '.dev.vars'
const RING_LINE = /^KEY_RING='(.*)'$/m

function main(args: readonly string[]): void {
  const at = args.indexOf('--ring')
  const path = at === -1 ? LAPTOP_FILE : (args[at + 1] ?? '')
  const named = args.filter((_, index) => at === -1 || (index !== at && index !== at + 1))
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const stored = path === LAPTOP_FILE ? (RING_LINE.exec(text)?.[1] ?? '') : text
  const ring = addNewKeys(
    stored === '' ? {} : (JSON.parse(stored) as RingFile),
    named.length > 0 ? named : keyPurposes,
  )
  const written = JSON.stringify(ring)
  if (!keyRingSchema.safeParse(written).success)
    throw new Error('The ring would lack a key for some purpose. Name no purpose to make a key for each.')
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

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv.slice(2))
