import { createHash } from 'node:crypto'

const KEY_MAX_CHARACTERS = 256
const KEY_LIFETIME_MS = 24 * 60 * 60 * 1000

type IdempotencyEntry = { bodyHash: string; accepted: { id: string; at: number } | null }

/** What a send may do: go ahead (then `accept` or `abandon`), repeat an earlier answer, or nothing. */
export type IdempotentAttempt =
  | { kind: 'fresh'; accept: (id: string) => void; abandon: () => void }
  | { kind: 'replay'; id: string }
  | {
      kind: 'refused'
      name: 'invalid_idempotency_key' | 'invalid_idempotent_request' | 'concurrent_idempotent_requests'
    }

export type IdempotencyStore = { begin: (key: string | null, body: string) => IdempotentAttempt }

/**
 * Remembers which mail each idempotency key sent, for 24 hours after it was accepted; a send that failed
 * leaves no trace. Source: https://resend.com/docs/dashboard/emails/idempotency-keys
 *
 * Two bodies are the same when they are the same characters: stricter than the provider may be, never laxer.
 */
export function createIdempotencyStore(now: () => number): IdempotencyStore {
  const entries = new Map<string, IdempotencyEntry>()

  const remembered = (key: string) => {
    const entry = entries.get(key)
    if (entry?.accepted && now() - entry.accepted.at >= KEY_LIFETIME_MS) entries.delete(key)
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
      if (earlier) return repeatAnswer(earlier, bodyHash)

      const entry: IdempotencyEntry = { bodyHash, accepted: null }
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

function repeatAnswer(
  { accepted, bodyHash: earlierHash }: IdempotencyEntry,
  bodyHash: string,
): IdempotentAttempt {
  if (!accepted) return { kind: 'refused', name: 'concurrent_idempotent_requests' }
  if (earlierHash !== bodyHash) return { kind: 'refused', name: 'invalid_idempotent_request' }
  return { kind: 'replay', id: accepted.id }
}
