import { expect } from 'vitest'
import { addPageButton } from '../../content/page-buttons.ts'
import { encodeFormBody } from '../../forms/example.ts'
import { changesNothing } from './database-rows.ts'
import { createVisitor, type Visitor } from './test-portal.ts'

const unlimited = { limit: async () => ({ success: true }) }

/** Bindings without rate limits, which count by connection too, for tests of other limits. */
export const withoutFloodLimits = {
  LIMIT_REQUESTS: unlimited,
  LIMIT_WIDE_REQUESTS: unlimited,
  LIMIT_NEW_DRAFTS: unlimited,
}

/** Creates a limit that allows a number of requests for each key, and records the keys. */
export function limitOf(allowed: number) {
  const used = new Map<string, number>()
  const limit = async ({ key }: { key: string }) => {
    used.set(key, (used.get(key) ?? 0) + 1)
    return { success: (used.get(key) ?? 0) <= allowed }
  }
  return { limit, keys: () => [...used.keys()] }
}

/** Enters a code on a page from an address on the network. */
export const postCodeFrom = (
  address: string,
  path: string,
  code: string,
  visitor = createVisitor(withoutFloodLimits),
): Promise<Response> =>
  visitor.request(path, {
    method: 'POST',
    body: encodeFormBody(addPageButton(path, { code: [code], device: ['own'] })),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'CF-Connecting-IP': address },
  })

/** The headers of a response, without the id of the request. */
export const listHeaders = ({ headers }: Response): [string, string][] =>
  [...headers].filter(([name]) => name !== 'x-request-id')

/** Creates a visitor with the same cookie at a portal with other bindings. */
export function withOtherBindings(parent: Visitor, overrides: Readonly<Record<string, unknown>>): Visitor {
  const visitor = createVisitor(overrides)
  visitor.cookie = parent.cookie
  return visitor
}

/** Creates another tab of the same browser. */
export const openTab = (parent: Visitor): Visitor => withOtherBindings(parent, {})

/** Expects a redirect after a post, or away from a page, to an address. */
export const expectRedirect = ({ status, headers }: Response, path: string): void =>
  expect([status, headers.get('Location')]).toEqual([303, path])

/**
 * Presses a button 25 times at once and then, without any further change, 25 times in turn. Expects that each is
 * answered with a redirect to the same address.
 */
export async function pressFiftyTimes(press: () => Promise<Response>, path: string): Promise<void> {
  const answers = await Promise.all(Array.from({ length: 25 }, press))
  await changesNothing(async () => {
    for (let times = 0; times < 25; times++) answers.push(await press())
  })
  for (const answer of answers) expectRedirect(answer, path)
}
