import { mockOrigin } from './mock-network.ts'
import { bindings } from './test-portal.ts'

/** One request the provider was sent. */
export interface MailDelivery {
  readonly url: string
  readonly authorization: string | null
  readonly idempotencyKey: string | null
  /** The body to the letter. */
  readonly body: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** What the provider does with a delivery, the first of that mail or a later one. */
export type DeliveryHandler = (delivery: MailDelivery, attempt: number) => Response | Promise<Response>

/**
 * Stands in for the provider on the network until the mocks are restored. Gives what it was sent, in order, after what
 * is in the list already where one is given.
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

/** The provider takes it. */
export const acceptDelivery: DeliveryHandler = ({ idempotencyKey }) =>
  Response.json({ id: `provider-${idempotencyKey}` })

/** The provider refuses it, in its own words. */
export const refuseDelivery =
  (statusCode: number, name: string, headers: Record<string, string> = {}): DeliveryHandler =>
  () =>
    Response.json({ statusCode, name, message: `A message about ${name}` }, { status: statusCode, headers })

/** Nothing listens there. */
export const failConnection: DeliveryHandler = () => {
  throw new TypeError('Network connection lost.')
}

/** An answer that never comes, until it is released. */
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
