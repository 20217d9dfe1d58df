import { eq } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { mergeFiles } from '../../db/files.ts'
import { files } from '../../db/schema.ts'
import { nothingSpeaksAgainst } from './file-rows.ts'

/** Merges a file into another, where nothing speaks against it. */
export async function mergeFilesWithoutObjection(db: Database, events: Parameters<typeof mergeFiles>[1]) {
  const { leadCoordinatorId, legalCoordinatorId } = files
  const [lead = { leadCoordinatorId: null, legalCoordinatorId: null }] = await db
    .select({ leadCoordinatorId, legalCoordinatorId })
    .from(files)
    .where(eq(files.id, events.into.fileId))
  return mergeFiles(db, events, { ...lead, allowedCondition: nothingSpeaksAgainst })
}
