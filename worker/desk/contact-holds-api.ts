import * as z from 'zod/mini'
import {
  contactHoldReasons,
  MAX_COURT_CHARACTERS,
  orderDocuments,
} from '../../content/authorisation/order-readings.ts'
import { putBackContactHold, recordOrderReading } from '../../db/contact-holds.ts'
import { loadDeskFileContactHoldsPanel } from '../../db/desk-file-contact-holds.ts'
import { createPlainTextSchema } from '../../forms/questions/plain-text.ts'
import { idSchema, orderDateSchema, orderExpirySchema, seenUntilSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { administrators, createLeadRoutedFileNewsMessages } from '../mail/coordinator-messages.ts'
import { createJsonBodyValidator } from './api-error.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'
import { requireFilePermission, requireUnlockedFile } from './file-access.ts'
import { respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'
import { sealOrderDocument } from './order-document.ts'

const documentSchema = z
  .object({
    document: z.enum(orderDocuments),
    court: createPlainTextSchema({ max: MAX_COURT_CHARACTERS }).check(z.minLength(1)),
    date: orderDateSchema,
    /** The last day on which it applies, not before the document; null when it names none. */
    expiresOn: z.nullable(orderExpirySchema),
  })
  .check(z.refine(({ date, expiresOn }) => expiresOn === null || expiresOn >= date))

/**
 * That an order forbids nothing lifts a hold, so it says what was read, and is confirmed. That it forbids the call, or
 * that one cannot be sure, may also be said without a document.
 */
const orderReadingSchema = z.discriminatedUnion('finding', [
  z.object({
    finding: z.literal('nothing-forbids'),
    reportedUntil: seenUntilSchema,
    isConfirmed: z.literal(true),
    read: documentSchema,
  }),
  z.object({
    finding: z.literal('forbids'),
    reportedUntil: seenUntilSchema,
    read: z.nullable(documentSchema),
  }),
])

/** The routes of contact holds: the orders that parents reported, and what coordinators found in them. */
export const contactHoldsApi = new Hono<AppEnv>()
  .get(
    '/files/:reference/contact-holds',
    requireFilePermission('content', loadDeskFileContactHoldsPanel),
    requireUnlockedFile,
    (c) => {
      const { contactHolds, orderReadings } = c.get('loaded')
      return c.json({
        contactHolds: contactHolds.map(
          ({ id, side, reportedIn, reportedAt, placedBy, placedReason, orderReadingId, ...hold }) => ({
            id,
            side,
            /** Where it was told. A page that was added to the intake says who wrote it, if a coordinator did. */
            reportedIn: hold.addedBy === null ? reportedIn : ('addition' as const),
            reportedAt,
            placedBy: toCoordinatorRef(hold.addedBy || placedBy),
            placedReason,
            orderReadingId,
            finding: hold.finding,
            orderReadAt: hold.orderReadAt,
            orderReadBy: toCoordinatorRef(hold.orderReadBy),
            liftedAt: hold.liftedAt,
          }),
        ),
        orderReadings: orderReadings.map(({ id, readAt, readBy, finding, document, expiresOn }) => ({
          id,
          readAt,
          readBy: toCoordinatorRef(readBy),
          finding,
          document,
          expiresOn,
        })),
      })
    },
  )
  .post(
    '/files/:reference/order-reading',
    requireFilePermission('callOtherParent'),
    requireUnlockedFile,
    createJsonBodyValidator(orderReadingSchema),
    async (c) => {
      const { db, keys } = c.get('env')
      const { finding, reportedUntil, read } = c.req.valid('json')
      const event = buildFileAuditEvent(c.get('coordinator'), c.get('loaded'), 'order_read', {
        finding,
        ...(read && { document: read.document }),
      })
      const id = crypto.randomUUID()
      const reading = {
        id,
        finding,
        document: read?.document ?? null,
        sealedDocument: read && (await sealOrderDocument(keys, id, { court: read.court, date: read.date })),
        expiresOn: read?.expiresOn ?? null,
      }
      return respondToChangeAndDrainOutbox(c, await recordOrderReading(db, event, reading, reportedUntil))
    },
  )
  .post(
    '/files/:reference/contact-hold',
    requireFilePermission('putBackContactHold'),
    requireUnlockedFile,
    createJsonBodyValidator(z.object({ lifted: idSchema, reason: z.enum(contactHoldReasons) })),
    async (c) => {
      const env = c.get('env')
      const who = c.get('coordinator')
      const { lifted, reason } = c.req.valid('json')
      const { file } = c.get('loaded')
      const event = buildFileAuditEvent(who, c.get('loaded'), 'contact_hold_put_back', { holdReason: reason })
      const messages =
        file.leadCoordinatorId === who.id
          ? []
          : await createLeadRoutedFileNewsMessages(
              env,
              {
                ...{ fileId: file.id, fileReference: file.reference },
                ...{ standInIds: file.standInIds, actorId: who.id },
              },
              'hold-put-back',
              event.happenedAt,
            )
      const administratorIds = administrators.map(({ id }) => id)
      return respondToChangeAndDrainOutbox(
        c,
        await putBackContactHold(env.db, event, { liftedId: lifted, reason, administratorIds }, messages),
      )
    },
  )
