import { Hono } from 'hono'
import { loadDeskFileContactHolds } from '../../db/desk-file-contact-holds.ts'
import type { AppEnv } from '../http/context.ts'
import { coordinatorRef } from './coordinator-ref.ts'
import { requireFilePermission, requireUnlockedFile } from './file-access.ts'

/** The orders that parents reported, and what a coordinator found in them. */
export const contactHoldsApi = new Hono<AppEnv>().get(
  '/files/:reference/contact-holds',
  requireFilePermission('content', loadDeskFileContactHolds),
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
            orderReadBy: coordinatorRef(orderReadBy),
            liftedAt,
          }),
        ),
    }),
)
