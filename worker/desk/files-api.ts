import { isOpenStage } from '../../content/file-stages.ts'
import { loadVisibleFilesAndWaitingList } from '../../db/files.ts'
import { unsealPeople } from '../contact/display-name.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'
import { getPermissionsOnFile } from './permissions.ts'
import { listUnreachableSides } from './unreachable-sides.ts'

/**
 * The route of the file list: the files that the coordinator may see, newest first, and the waiting list in its order.
 */
export const filesApi = new Hono<AppEnv>().get('/files', async (c) => {
  const who = c.get('coordinator')
  const { db, keys } = c.get('env')
  const { files, more, waiting, sealedMessages, asking } = await loadVisibleFilesAndWaitingList(
    db,
    who,
    Date.now(),
  )
  const toListedFile = async ({
    leadCoordinatorId,
    legalCoordinatorId,
    viewerHasConflict,
    isLocked,
    sealedDisplayNames,
    sealedContacts,
    ...row
  }: (typeof files)[number]) => {
    const facts = { ...row, leadCoordinatorId, legalCoordinatorId }
    const may = getPermissionsOnFile(who, { ...facts, viewerHasConflict })
    return {
      ...row,
      /** The parents who left no safe way to be reached. */
      unreachable: await listUnreachableSides(c.var, sealedContacts),
      lead: toCoordinatorRef(leadCoordinatorId),
      /** The names of both parents, for those who may read the file. */
      people: may.content && !isLocked ? await unsealPeople(keys, sealedDisplayNames) : null,
      /** May close it as not genuine, with others or alone. */
      mayDismiss: isOpenStage(row.stage) && getPermissionsOnFile(who, facts).dismiss,
    }
  }
  return c.json({
    files: await Promise.all(files.map(toListedFile)),
    more,
    waiting: await Promise.all(waiting.map(toListedFile)),
    /** The e-mails that wait because a key is missing, which administrators put back. */
    sealedMessages: who.administrator ? sealedMessages : 0,
    /** The files in which somebody asks a second person, and this coordinator could be that. */
    asking: asking.map(({ askedBy, ...row }) => ({ ...row, askedBy: toCoordinatorRef(askedBy) })),
  })
})
