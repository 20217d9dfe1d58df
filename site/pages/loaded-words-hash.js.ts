import { createHash } from 'node:crypto'
import type { APIRoute } from 'astro'
import { writeLoadedWords } from '../../content/loaded-words.ts'

/** The module that is bundled into the worker in place of `worker/site/declared-words-hash.ts`, as dev/build-worker.ts says. */
export const GET: APIRoute = () => {
  const hash = createHash('sha256').update(writeLoadedWords()).digest('hex')
  return new Response(`export const hashDeclaredWords = async () => ${JSON.stringify(hash)}\n`, {
    headers: { 'Content-Type': 'text/javascript' },
  })
}
