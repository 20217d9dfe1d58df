import { Hono } from 'hono'
import { loadVisibleFilesAndWaitingList } from '../../db/files.ts'
import type { AppEnv } from '../http/context.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'

/**
 * The route of the file list: the files that the coordinator may see, newest first, and the waiting list in its order.
 */
export const filesApi = new Hono<AppEnv>().get('/files', async (c) => {
  const { files, more, waiting } = await loadVisibleFilesAndWaitingList(
    c.get('env').db,
    c.get('coordinator'),
    Date.now(),
  )
  const toListedFile = ({ leadCoordinatorId, ...row }: (typeof files)[number]) => ({
    ...row,
    lead: toCoordinatorRef(leadCoordinatorId),
  })
  return c.json({ files: files.map(toListedFile), more, waiting: waiting.map(toListedFile) })
})
