import * as z from 'zod/mini'
import { MAX_LETTER_CHARACTERS } from '../../content/letters/letter-options.ts'
import type { Database } from '../../db/database.ts'
import { findSearchTokensOfFile } from '../../db/search.ts'
import { createPlainTextSchema } from '../../forms/questions/plain-text.ts'
import type { KeyRing } from '../privacy/key-ring.ts'
import { type SealContext, seal, unseal } from '../privacy/seal.ts'
import { deriveQueryTokens } from '../privacy/search-tokens.ts'
import { listWordValues } from '../privacy/search-words.ts'

export const letterTextSchema = createPlainTextSchema({ max: MAX_LETTER_CHARACTERS, lines: true }).check(
  z.minLength(1),
)

/** Seals the text of a letter. */
export const sealLetterText = (keys: KeyRing, id: string, text: string) =>
  seal(keys, 'answers', letterSealContext(id), text)

/** Unseals the text of a letter. */
export const unsealLetterText = (
  keys: KeyRing,
  { id, sealedText }: { readonly id: string; readonly sealedText: string },
) => unseal(keys, 'answers', letterSealContext(id), sealedText) as Promise<string>

const letterSealContext = (id: string): SealContext => `sent_letters.sealed_text:${id}`

/**
 * Gives the keyed hash of a letter, which its audit event states. Without the key of the audit nobody can try words against
 * it.
 */
export const signLetter = ({ auditSigner }: Pick<Database, 'auditSigner'>, id: string, text: string) =>
  auditSigner.sign(JSON.stringify(['letter', id, text]))

/**
 * Lists the words of a letter by which somebody else of the file is found: a child, the other parent, anybody who was named.
 * No such word is one that the letter has without changes, one of its reader’s own names, or one that begins with a small letter.
 */
export async function listNamesOfOthers(
  { db, keys }: { readonly db: Database; readonly keys: KeyRing },
  fileId: string,
  text: string,
  allowed: string,
): Promise<string[]> {
  const own = new Set(listWords(allowed).flatMap(listWordValues))
  const words = [...new Set(listWords(text).filter((word) => /^[\p{Lu}\p{Lt}\p{Lo}]/u.test(word)))]
  const valuesOfWords = words.map((word) => listWordValues(word).filter((value) => !own.has(value)))
  const tokensOfWords = await deriveQueryTokens(keys.index, valuesOfWords)
  const found = new Set(await findSearchTokensOfFile(db, fileId, tokensOfWords.flat()))
  return words.filter((_, index) => tokensOfWords[index]?.some((token) => found.has(token)))
}

const listWords = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}\p{Dash}'‘’]+/gu) ?? []
