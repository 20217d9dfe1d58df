import { HOUR_MS } from '../../content/time/units.ts'
import { listExpiredOrders, recordOrderExpiryAndQueueMessages } from '../../db/contact-holds.ts'
import type { Environment } from '../environment.ts'
import { getErrorLogFields, log } from '../log.ts'
import { createLeadRoutedFileNewsMessages } from '../mail/coordinator-messages.ts'

/**
 * Tells the lead of a file, or the administrators while nobody leads, on the day after an order that forbids contact
 * expired. Nothing reopens by itself: another order may replace it, so the contact hold stays until somebody has read.
 */
export async function queueOrderExpiryNews(env: Environment, now: number): Promise<void> {
  for (const expired of await listExpiredOrders(env.db, getLatestDateInCanada(now))) {
    await tellOrderExpiry(env, expired, now).catch((error: unknown) =>
      log('reminder_failed', { reading: expired.id, ...getErrorLogFields(error) }),
    )
  }
}

/** A day has begun everywhere in Canada eight hours after it begins in UTC (British Columbia in winter before 2026). */
const getLatestDateInCanada = (now: number): string => new Date(now - 8 * HOUR_MS).toISOString().slice(0, 10)

type ExpiredOrder = Awaited<ReturnType<typeof listExpiredOrders>>[number]

async function tellOrderExpiry(env: Environment, expired: ExpiredOrder, now: number): Promise<void> {
  const messages = await createLeadRoutedFileNewsMessages(env, expired, 'order-expired', now)
  const event = {
    fileId: expired.fileId,
    actor: 'system',
    action: 'order_expired',
    detail: {},
    happenedAt: now,
  } as const
  await recordOrderExpiryAndQueueMessages(env.db, event, expired.id, messages)
}
