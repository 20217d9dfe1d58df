import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { practice } from '../../content/practice.ts'
import type { Database } from '../../db/database.ts'
import { type DeskFileHeader, type DeskFileQuery, loadDeskFileHeader } from '../../db/desk-file-header.ts'
import type { AppEnv } from '../http/context.ts'
import { normaliseCrockford } from '../privacy/crockford.ts'
import { respondWithDeskError } from './api-error.ts'
import { type FilePermission, permissionsOnFile } from './permissions.ts'

/** What a route below a file's address has loaded: the file's header, and what the route asked for beside it. */
export interface LoadedHeader {
  readonly file: DeskFileHeader
}

/** Below a file's address, once it was loaded. */
export type LoadedFileEnv<Loaded extends LoadedHeader = LoadedHeader> = AppEnv & {
  Variables: { loaded: Loaded }
}

/**
 * Loads the file in the address, in one call, and refuses whoever lacks a permission on it. One this coordinator may not
 * see is answered as one that does not exist.
 */
export const requireFilePermission = <Loaded extends LoadedHeader = LoadedHeader>(
  permission: FilePermission,
  load: FileLoader<Loaded> = loadDeskFileHeader as FileLoader<never>,
) => {
  const requirement = createMiddleware<LoadedFileEnv>(async (c, next) => {
    const who = c.get('coordinator')
    const reference = normaliseCrockford(c.req.param('reference') ?? '')
    const query = { reference, viewerId: who.id, now: Date.now(), maxAttempts: practice.attempts }
    const loaded = await load(c.get('env').db, query)
    const may = loaded && permissionsOnFile(who, loaded.file)
    if (!loaded || !may?.read) return respondWithDeskError(c, { code: 'not_found' })
    if (!may[permission]) return respondWithDeskError(c, { code: 'not_permitted' })
    c.set('loaded', loaded)
    return next()
  })
  // What `load` gives is what is set: only that the types of a generic environment do not say so by themselves.
  return requirement as unknown as MiddlewareHandler<LoadedFileEnv<Loaded>>
}

type FileLoader<Loaded> = (db: Database, query: DeskFileQuery) => Promise<Loaded | undefined>

/** Related files are reviewed before anything is read of this one or done with it. */
export const requireUnlockedFile = createMiddleware<LoadedFileEnv>(async (c, next) =>
  c.get('loaded').file.isLocked ? respondWithDeskError(c, { code: 'conflict_review_needed' }) : next(),
)
