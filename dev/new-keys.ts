import { randomBytes } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { keyPurposes } from '../worker/privacy/key-ring.ts'
import { parseRingArguments, type RingFile, readRingFile, writeRingFile } from './ring-file.ts'

// `npm run keys:new -- answers mail --ring ring.json` makes a new first key for each purpose named, or for all, in the
// file that holds the practice's ring, and creates the file if there is none. Without `--ring` it changes this laptop's
// .dev.vars. docs/keys.md says how to install the file.

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

const createKey = (kid: string) => ({ kty: 'oct', kid, k: randomBytes(32).toString('base64url') })

/** Numbers never repeat, even when a key in between was taken out. */
const nextKid = (purpose: string, older: RingFile[string]) =>
  `${purpose}-${Math.max(0, ...older.map(({ kid }) => Number(/\d+$/.exec(kid)?.[0] ?? 0))) + 1}`

function main(args: readonly string[]): void {
  const { path, rest } = parseRingArguments(args)
  writeRingFile(path, addNewKeys(readRingFile(path), rest.length > 0 ? rest : keyPurposes))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv.slice(2))
