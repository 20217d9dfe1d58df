import { encodeFormBody } from '../../forms/example.ts'
import { createVisitor, type Visitor } from './test-portal.ts'

const unlimited = { limit: async () => ({ success: true }) }

/** Bindings without rate limits, which count by connection too, for tests of other limits. */
export const withoutFloodLimits = { LIMIT_REQUESTS: unlimited, LIMIT_NEW_DRAFTS: unlimited }

/** Enters a code on a page from an address on the network. */
export const postCodeFrom = (
  address: string,
  path: string,
  code: string,
  visitor = createVisitor(withoutFloodLimits),
): Promise<Response> =>
  visitor.request(path, {
    method: 'POST',
    body: encodeFormBody({ code: [code], device: ['own'] }),
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
