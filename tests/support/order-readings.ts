import type { OrderFinding } from '../../content/authorisation/order-readings.ts'
import type { OrderReading } from '../../db/contact-holds.ts'

/** A reading of a family court order that names no last day. */
export const buildOrderReading = (
  finding: OrderFinding,
  overrides: Partial<OrderReading> = {},
): OrderReading => ({
  id: crypto.randomUUID(),
  finding,
  document: 'family-order',
  sealedDocument: 'sealed',
  expiresOn: null,
  ...overrides,
})

/** The body with which the desk records that an order forbids nothing. */
export const buildNothingForbidsBody = (reportedUntil: number) => ({
  finding: 'nothing-forbids' as const,
  reportedUntil,
  isConfirmed: true,
  read: {
    document: 'family-order' as const,
    court: 'Ontario Court of Justice, Toronto',
    date: '2026-05-04',
    expiresOn: null,
  },
})
