import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { type Coordinator, practice } from '../../content/practice.ts'
import type { AuditRow } from '../../db/audit.ts'
import type { Database } from '../../db/database.ts'
import type { DeskFileHeader, DeskFileQuery } from '../../db/desk-file-header.ts'
import { loadDeskFileAndLastAuditRow } from '../../db/desk-file-parents.ts'
import type { AppEnv } from '../http/context.ts'
import { normaliseCrockford } from '../privacy/crockford.ts'
import { respondWithDeskError } from './api-error.ts'
import { type FilePermission, getPermissionsOnFile } from './permissions.ts'

/** The value that a route below a file's address loads: the file's header, and more where the route needs more. */
export interface LoadedHeader {
  readonly file: DeskFileHeader
  /** The last audit row of the file, where the route writes the next one. */
  readonly lastAuditRow?: AuditRow | undefined
}

/** The environment of a route below a file's address, after the file was loaded. */
export type LoadedFileEnv<Loaded extends LoadedHeader = LoadedHeader> = AppEnv & {
  Variables: { loaded: Loaded }
}

/**
 * Loads the file in the address in one database call and requires a permission on it. Answers 404 for a file that the
 * coordinator may not see, as for one that does not exist, 403 when only the permission is missing, and `file_not_taken`
 * when they would have it once they took the file.
 */
export const requireFilePermission = <Loaded extends LoadedHeader = LoadedHeader>(
  permission: FilePermission,
  load: FileLoader<Loaded> = loadDeskFileAndLastAuditRow as FileLoader<never>,
) => {
  const requirement = createMiddleware<LoadedFileEnv>(async (c, next) => {
    const who = c.get('coordinator')
    const reference = normaliseCrockford(c.req.param('reference') ?? '')
    const query = { reference, viewerId: who.id, now: Date.now(), maxAttempts: practice.attempts }
    const loaded = await load(c.get('env').db, query, c.req.query())
    const may = loaded && getPermissionsOnFile(who, loaded.file)
    if (!loaded || !(may?.read || may?.[permission])) return respondWithDeskError(c, { code: 'not_found' })
    if (!may[permission])
      return respondWithDeskError(c, {
        code: isPermittedAfterTaking(who, loaded.file, permission) ? 'file_not_taken' : 'not_permitted',
      })
    c.set('loaded', loaded)
    return next()
  })
  // The value set is what `load` gave, but a generic environment cannot express that in its type.
  return requirement as unknown as MiddlewareHandler<LoadedFileEnv<Loaded>>
}

/** Whether a coordinator who may take the file, having no conflict of interest, would have a permission on it then. */
const isPermittedAfterTaking = (who: Coordinator, file: DeskFileHeader, permission: FilePermission) =>
  getPermissionsOnFile(who, file).readSummary &&
  getPermissionsOnFile(who, { ...file, leadCoordinatorId: who.id })[permission]

/** Loads a file; what it loads may depend on the parameters of the address. */
type FileLoader<Loaded> = (
  db: Database,
  query: DeskFileQuery,
  search: Readonly<Record<string, string>>,
) => Promise<Loaded | undefined>

/** Refuses a request for a locked file: its related files must be reviewed before anything else. */
export const requireUnlockedFile = createMiddleware<LoadedFileEnv>(async (c, next) =>
  c.get('loaded').file.isLocked ? respondWithDeskError(c, { code: 'conflict_review_needed' }) : next(),
)
