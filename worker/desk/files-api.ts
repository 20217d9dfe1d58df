import { Hono } from 'hono'
import { listFiles } from '../../db/files.ts'
import type { AppEnv } from '../http/context.ts'
import { coordinatorRef } from './coordinator-ref.ts'

/**
 * The route of the file list: the files that the coordinator may see, newest first, and the waiting list in its order.
 */
export const filesApi = new Hono<AppEnv>().get('/files', async (c) => {
  const { files, more, waiting } = await listFiles(c.get('env').db, c.get('coordinator'), Date.now())
  const toListedFile = ({ leadCoordinatorId, ...row }: (typeof files)[number]) => ({
    ...row,
    lead: coordinatorRef(leadCoordinatorId),
  })
  return c.json({ files: files.map(toListedFile), more, waiting: waiting.map(toListedFile) })
})
