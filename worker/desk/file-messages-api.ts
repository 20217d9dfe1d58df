import { Hono } from 'hono'
import { loadDeskFileMessages } from '../../db/desk-file-messages.ts'
import type { AppEnv } from '../http/context.ts'
import { requireFilePermission, requireUnlockedFile } from './file-access.ts'

/** The mail about a file: kinds and outcomes, never what it says or to whom. */
export const fileMessagesApi = new Hono<AppEnv>().get(
  '/files/:reference/messages',
  requireFilePermission('content', loadDeskFileMessages),
  requireUnlockedFile,
  (c) => c.json({ messages: c.get('loaded').messages }),
)
