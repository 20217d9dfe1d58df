import { mockOrigin } from './mock-network.ts'
import { bindings } from './test-portal.ts'

/** A request that the provider received. */
export interface MailDelivery {
  readonly url: string
  readonly authorization: string | null
  readonly idempotencyKey: string | null
  /** The body, character by character. */
  readonly body: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Answers a delivery. `attempt` counts the deliveries of the same message, from 1. */
export type DeliveryHandler = (delivery: MailDelivery, attempt: number) => Response | Promise<Response>

/**
 * Replaces the mail provider on the network until the mocks are restored. Returns the deliveries it receives, in order,
 * appended to `deliveries`.
 */
export function mockMailProvider(
  handler: DeliveryHandler = acceptDelivery,
  deliveries: MailDelivery[] = [],
): MailDelivery[] {
  mockOrigin(String(bindings.MAIL_API), async (request) => {
    const body = await request.text()
    const { to, subject, text, html } = JSON.parse(body)
    const delivery: MailDelivery = {
      url: request.url,
      authorization: request.headers.get('Authorization'),
      idempotencyKey: request.headers.get('Idempotency-Key'),
      body,
      to,
      subject,
      text,
      html,
    }
    deliveries.push(delivery)
    const { length } = deliveries.filter(({ idempotencyKey }) => idempotencyKey === delivery.idempotencyKey)
    return handler(delivery, length)
  })
  return deliveries
}

/** The provider accepts the message. */
export const acceptDelivery: DeliveryHandler = ({ idempotencyKey }) =>
  Response.json({ id: `provider-${idempotencyKey}` })

/** The provider refuses the message, with an error of its own. */
export const refuseDelivery =
  (statusCode: number, name: string, headers: Record<string, string> = {}): DeliveryHandler =>
  () =>
    Response.json({ statusCode, name, message: `A message about ${name}` }, { status: statusCode, headers })

/** The provider cannot be reached. */
export const failConnection: DeliveryHandler = () => {
  throw new TypeError('Network connection lost.')
}

/** Creates a provider that does not answer until it is released. */
export function createHangingHandler(): { handler: DeliveryHandler; release(): void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return {
    handler: async (delivery, attempt) => {
      await promise
      return acceptDelivery(delivery, attempt)
    },
    release: resolve,
  }
}
