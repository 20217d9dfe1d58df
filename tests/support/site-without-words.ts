import { bindings } from './test-portal.ts'

/**
 * The files of the site, with another answer in place of the words that the worker loads. Gives undefined as the site's own
 * answer. Nothing was loaded through these files before.
 */
export function createSiteWithWords(answer: () => Promise<Response> | Response | undefined) {
  const fetch = (input: RequestInfo | URL, init?: RequestInit) =>
    (isForWords(input) && answer()) || bindings.ASSETS.fetch(input as never, init as never)
  return { fetch } as unknown as typeof bindings.ASSETS
}

/** The site as it answers without a file of words. */
export const siteWithoutWords = () => createSiteWithWords(() => new Response('', { status: 404 }))

const isForWords = (input: RequestInfo | URL) =>
  new URL(input instanceof Request ? input.url : input).pathname === '/loaded-words.json'
