import { randomBytes } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { keyPurposes } from '../worker/privacy/key-ring.ts'
import { parseCommandLine } from './command-line.ts'
import { type RingFile, readRingFile, writeRingFile } from './ring-file.ts'

// `npm run keys:new -- answers mail --ring ring.json` makes a new first key for each purpose named, or for all, in the
// file that holds the practice's ring, and creates the file if there is none. Without `--ring` it changes this laptop's
// .dev.vars. docs/keys.md says how to install the file.

/** Puts a new key before the keys of each purpose. The older ones stay, and open what they sealed. */
export function addNewKeys(ring: RingFile, purposes: readonly string[]): RingFile {
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

function main(): void {
  const { options, words } = parseCommandLine({
    usage: 'npm run keys:new -- [PURPOSE …] [--ring ring.json]',
    options: { ring: { type: 'string' } },
    words: keyPurposes,
  })
  writeRingFile(addNewKeys(readRingFile(options.ring), words.length > 0 ? words : keyPurposes), options.ring)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main()
