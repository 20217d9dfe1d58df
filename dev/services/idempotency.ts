import { createHash } from 'node:crypto'

const KEY_MAX_CHARACTERS = 256
const REMEMBERED_MS = 24 * 60 * 60 * 1000

type Entry = { bodyHash: string; accepted: { id: string; at: number } | null }

/** What a send may do: go ahead (then `accept` or `abandon`), repeat an earlier answer, or nothing. */
export type Attempt =
  | { kind: 'fresh'; accept: (id: string) => void; abandon: () => void }
  | { kind: 'replay'; id: string }
  | {
      kind: 'refused'
      name: 'invalid_idempotency_key' | 'invalid_idempotent_request' | 'concurrent_idempotent_requests'
    }

export type Idempotency = { begin: (key: string | null, body: string) => Attempt }

/**
 * Remembers which mail each idempotency key sent, for 24 hours after it was accepted; a send that failed
 * leaves no trace. Source: https://resend.com/docs/dashboard/emails/idempotency-keys
 *
 * Two bodies are the same when they are the same characters: stricter than the provider may be, never laxer.
 */
export function createIdempotency(now: () => number): Idempotency {
  const entries = new Map<string, Entry>()

  const remembered = (key: string) => {
    const entry = entries.get(key)
    if (entry?.accepted && now() - entry.accepted.at >= REMEMBERED_MS) entries.delete(key)
    return entries.get(key)
  }

  return {
    begin: (key, body) => {
      if (key === null) return { kind: 'fresh', accept: () => {}, abandon: () => {} }
      if (key.length < 1 || key.length > KEY_MAX_CHARACTERS) {
        return { kind: 'refused', name: 'invalid_idempotency_key' }
      }
      const bodyHash = createHash('sha256').update(body).digest('hex')
      const earlier = remembered(key)
      if (earlier) return repeat(earlier, bodyHash)

      const entry: Entry = { bodyHash, accepted: null }
      entries.set(key, entry)
      return {
        kind: 'fresh',
        accept: (id) => {
          entry.accepted = { id, at: now() }
        },
        abandon: () => entries.delete(key),
      }
    },
  }
}

function repeat({ accepted, bodyHash: earlierHash }: Entry, bodyHash: string): Attempt {
  if (!accepted) return { kind: 'refused', name: 'concurrent_idempotent_requests' }
  if (earlierHash !== bodyHash) return { kind: 'refused', name: 'invalid_idempotent_request' }
  return { kind: 'replay', id: accepted.id }
}
