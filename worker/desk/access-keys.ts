import { createRemoteJWKSet, customFetch } from 'jose'
import { DAY_MS } from '../../content/time/units.ts'
import { log } from '../log.ts'

/** The team's public keys, fetched when they are first needed and cached by the isolate. */
export function getAccessKeys(teamDomain: string): ReturnType<typeof createRemoteJWKSet> {
  const cached = keysByTeamDomain.get(teamDomain)
  if (cached) return cached
  const keys = createRemoteJWKSet(new URL(`${teamDomain}/cdn-cgi/access/certs`), {
    [customFetch]: createStaleFetch(),
  })
  keysByTeamDomain.set(teamDomain, keys)
  return keys
}

const keysByTeamDomain = new Map<string, ReturnType<typeof createRemoteJWKSet>>()

/**
 * Creates a function that fetches the keys. While their endpoint is away, it answers with those that it gave last, up to a
 * day ago: Access renews its keys every six weeks, and signs people in for a day as a rule.
 */
function createStaleFetch() {
  let last: { readonly keys: unknown; readonly fetchedAt: number } | undefined
  return async (url: string, init: RequestInit): Promise<Response> => {
    const answer = await fetch(url, init).catch((error: Error) => error)
    const keys = answer instanceof Response && answer.status === 200 && (await readKeySet(answer.clone()))
    if (keys) last = { keys, fetchedAt: Date.now() }
    else if (last && Date.now() < last.fetchedAt + MAX_STALE_MS) log('access_keys_stale', {})
    else last = undefined
    if (last) return Response.json(last.keys)
    if (answer instanceof Response) return answer
    throw answer
  }
}

const readKeySet = (answer: Response): Promise<unknown> =>
  answer.json<{ keys?: unknown } | null>().then(
    (read) => Array.isArray(read?.keys) && read.keys.length > 0 && read,
    () => undefined,
  )

const MAX_STALE_MS = DAY_MS
