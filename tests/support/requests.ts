import { encodeFormBody } from '../../forms/example.ts'
import { createVisitor, type Visitor } from './test-portal.ts'

const unlimited = { limit: async () => ({ success: true }) }

/** The guard against floods counts by connection too, and is not what is tried with these bindings. */
export const withoutFloodLimits = { LIMIT_REQUESTS: unlimited, LIMIT_NEW_DRAFTS: unlimited }

/** Types a code into a page from an address on the network. */
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

/** Everything an answer says beside its body, but for the request's id. */
export const listHeaders = ({ headers }: Response): [string, string][] =>
  [...headers].filter(([name]) => name !== 'x-request-id')

/** The same browser at a portal with other bindings. */
export function withOtherBindings(parent: Visitor, overrides: Readonly<Record<string, unknown>>): Visitor {
  const visitor = createVisitor(overrides)
  visitor.cookie = parent.cookie
  return visitor
}
