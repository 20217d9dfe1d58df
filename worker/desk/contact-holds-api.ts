import { Hono } from 'hono'
import * as z from 'zod/mini'
import { orderFindingOptions } from '../../content/authorisation/call-attempts.ts'
import { recordOrderRead } from '../../db/call-attempts.ts'
import { loadDeskFileContactHoldsPanel } from '../../db/desk-file-contact-holds.ts'
import type { AppEnv } from '../http/context.ts'
import { createJsonBodyValidator, createKeyEnumSchema } from './api-error.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'
import { requireFilePermission, requireUnlockedFile } from './file-access.ts'
import { respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'

/** The routes of contact holds: the orders that parents reported, and what a coordinator found in them. */
export const contactHoldsApi = new Hono<AppEnv>()
  .get(
    '/files/:reference/contact-holds',
    requireFilePermission('content', loadDeskFileContactHoldsPanel),
    requireUnlockedFile,
    (c) =>
      c.json({
        contactHolds: c
          .get('loaded')
          .contactHolds.map(
            ({ id, side, reportedIn, reportedAt, finding, orderReadAt, orderReadBy, liftedAt }) => ({
              id,
              side,
              reportedIn,
              reportedAt,
              finding,
              orderReadAt,
              orderReadBy: toCoordinatorRef(orderReadBy),
              liftedAt,
            }),
          ),
      }),
  )
  .post(
    '/files/:reference/order-reading',
    requireFilePermission('callOtherParent'),
    requireUnlockedFile,
    createJsonBodyValidator(
      z.object({ finding: createKeyEnumSchema(orderFindingOptions), reportedUntil: z.int() }),
    ),
    async (c) => {
      const { finding, reportedUntil } = c.req.valid('json')
      const event = buildFileAuditEvent(c.get('coordinator'), c.get('loaded'), 'order_read', { finding })
      return respondToChangeAndDrainOutbox(
        c,
        await recordOrderRead(c.get('env').db, event, finding, reportedUntil),
      )
    },
  )
