import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { BackupRefusal } from './refusal.ts'

// Files in the format of age (https://age-encryption.org/v1), which any other tool of that name opens too.

/** Encrypts for every recipient (`age1…`): each of their keys alone opens the file. */
export async function encryptForRecipients(
  bytes: Uint8Array,
  recipients: readonly string[],
): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return encrypter.encrypt(bytes)
}

/** Decrypts with the first key (`AGE-SECRET-KEY-1…`) that opens the file. Refuses a file that none opens or that was changed. */
export async function decryptWithKeys(
  name: string,
  bytes: Uint8Array,
  keys: readonly string[],
): Promise<Uint8Array> {
  const decrypter = new Decrypter()
  for (const key of keys) decrypter.addIdentity(key)
  try {
    return await decrypter.decrypt(bytes)
  } catch (error) {
    throw new BackupRefusal(
      /no identity matched/.test((error as Error).message)
        ? `${name}: none of these keys opens it. It was encrypted to others.`
        : `${name}: it is damaged or cut off.`,
    )
  }
}

/** Makes a key, writes it to a new file as age-keygen does, and gives its recipient. Never replaces a file. */
export async function writeNewKey(path: string, at: Date): Promise<string> {
  if (existsSync(path)) throw new BackupRefusal(`${path} exists already. Name a new file.`)
  const key = await generateX25519Identity()
  const recipient = await identityToRecipient(key)
  const text = `# created: ${at.toISOString()}\n# public key: ${recipient}\n${key}\n`
  writeFileSync(path, text, { mode: 0o600, flag: 'wx' })
  return recipient
}

/** Reads the keys of a file: one a line, between comments. */
export function readKeys(path: string): string[] {
  const keys = readLines(path).filter((line) => line.startsWith('AGE-SECRET-KEY-1'))
  if (keys.length === 0) throw new BackupRefusal(`${path} has no key (AGE-SECRET-KEY-1…).`)
  return keys
}

/** Parses the recipients that a setting or a file names, between spaces, lines or commas. Refuses anything else, and none. */
export function parseRecipients(text: string): string[] {
  const named = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(/[\s,]+/))
    .filter((word) => word !== '')
  // Whoever confuses the two kinds would hand the key to the machine that makes the backups.
  if (named.some((word) => word.startsWith('AGE-SECRET-KEY')))
    throw new BackupRefusal(
      'A key stands among the recipients. Name its public key (age1…) instead, and make a new key.',
    )
  const unknown = named.filter((word) => !isRecipient(word))
  if (unknown.length > 0) throw new BackupRefusal(`These are no public keys (age1…): ${unknown.join(', ')}`)
  if (named.length === 0)
    throw new BackupRefusal(
      'Name the public keys to which the backup is encrypted, in EVENHAND_BACKUP_RECIPIENTS or in a file after --recipients.',
    )
  return [...new Set(named)]
}

function isRecipient(word: string): boolean {
  try {
    new Encrypter().addRecipient(word)
    return word.startsWith('age1')
  } catch {
    return false
  }
}

function readLines(path: string): string[] {
  if (!existsSync(path)) throw new BackupRefusal(`There is no file ${path}.`)
  return readFileSync(path, 'utf8').split(/\r?\n/)
}
