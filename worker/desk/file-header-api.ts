import { Hono } from 'hono'
import type { AppEnv } from '../http/context.ts'
import { coordinatorRef } from './coordinator-ref.ts'
import { requireFilePermission } from './file-access.ts'
import { permissionsOnFile } from './permissions.ts'

/** What decides which panels of a file are shown, and what may be done in them. */
export const fileHeaderApi = new Hono<AppEnv>().get(
  '/files/:reference/header',
  requireFilePermission('read'),
  (c) => {
    const who = c.get('coordinator')
    const { file } = c.get('loaded')
    const may = permissionsOnFile(who, file)
    return c.json({
      reference: file.reference,
      route: file.route,
      stage: file.stage,
      createdAt: file.createdAt,
      mergedInto: file.mergedIntoReference,
      lead: coordinatorRef(file.leadCoordinatorId),
      isLead: file.leadCoordinatorId === who.id,
      assistant: coordinatorRef(file.legalCoordinatorId),
      proposed: coordinatorRef(file.proposedLegalCoordinatorId),
      may,
      /** Nothing but the header and the related files is answered: conflicts are reviewed first, or one is this coordinator's. */
      locked: file.isLocked || !may.content,
      /** The parents who came to the practice, the initiating one first. */
      participants: file.participants,
      /** A file with an upcoming appointment cannot be closed, whoever may see the appointment. */
      hasUpcomingAppointment: file.hasUpcomingAppointment,
    })
  },
)
