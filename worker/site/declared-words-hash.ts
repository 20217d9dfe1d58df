import { writeLoadedWords } from '../../content/loaded-words.ts'
import { sha256Hex } from '../privacy/sha256.ts'

// The deployed worker carries the hash alone: dev/build-worker.ts takes the module that the site’s build wrote
// of the same words, `dist/loaded-words-hash.js`, in place of this file.

/** Hashes the words that this worker was built for: SHA-256, in hexadecimal. */
export const hashDeclaredWords = (): Promise<string> => sha256Hex(writeLoadedWords())
