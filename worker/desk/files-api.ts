import { isOpenStage, isWaitingStage } from '../../content/file-stages.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import { type FileListQuery, loadClosedFiles, loadOpenFiles } from '../../db/listed-files.ts'
import { unsealPeopleAndListedAnswers } from '../contact/display-name.ts'
import type { Environment } from '../environment.ts'
import type { AppEnv, Context } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'
import { getPermissionsOnFile, isOfferedTo, pickContactHoldState } from './permissions.ts'
import { buildReaderStepFacts, buildUntakenStepFacts, isLeftBehind } from './step-facts.ts'
import { listUnreachableSides } from './unreachable-sides.ts'

type OpenFile = Awaited<ReturnType<typeof loadOpenFiles>>['files'][number]
type ClosedFile = Awaited<ReturnType<typeof loadClosedFiles>>['files'][number]

/** What a row of the list is made for. */
interface Reader {
  readonly env: Environment
  readonly requestId: string
  readonly coordinator: Coordinator
}

/**
 * The routes of the file list. The open files come whole, so that the desk filters and sorts them by what is sealed, too:
 * those that somebody leads or nobody does, newest first, and the waiting list in its order. The closed ones come by pages.
 */
export const filesApi = new Hono<AppEnv>()
  .get('/files', async (c) => c.json(await loadOpenFileList(c)))
  .get('/closed-files', async (c) => {
    const { at, before } = c.req.query()
    const cursor = before && /^\d{1,15}$/.test(at ?? '') && { createdAt: Number(at), reference: before }
    const query = toQuery(c.get('coordinator'))
    const { files, more } = await loadClosedFiles(c.get('env').db, query, cursor || undefined)
    return c.json({ files: await Promise.all(files.map((file) => toRow(c.var, file))), more })
  })

/** Loads the list of open files, and what stands above it. */
export async function loadOpenFileList(c: Context) {
  const query = toQuery(c.get('coordinator'))
  const { files, more, sealedMessages, asking } = await loadOpenFiles(c.get('env').db, query)
  const listed = await Promise.all(files.map((file) => toOpenFile(c.var, file)))
  const isWaiting = ({ lead, stage }: (typeof listed)[number]) => !lead && isWaitingStage(stage)
  return {
    now: query.now,
    answersWithinDays: practice.answersWithinDays,
    files: listed.filter((file) => !isWaiting(file)),
    more,
    waiting: listed.filter(isWaiting).reverse(),
    /** The e-mails that wait because a key is missing, which administrators put back. */
    sealedMessages: query.isAdministrator ? sealedMessages : 0,
    /** The files in which somebody asks a second person, and this coordinator could be that. */
    asking: asking.map(({ askedBy, ...row }) => ({ ...row, askedBy: toCoordinatorRef(askedBy) })),
  }
}

const toQuery = ({ id, administrator }: Coordinator): FileListQuery => ({
  ...{ viewerId: id, isAdministrator: administrator, now: Date.now(), maxAttempts: practice.attempts },
})

/**
 * What both lists tell of a file: to whoever may read it also its people, what a meeting needs, and when something last
 * happened.
 */
async function toRow({ env, coordinator }: Reader, file: ClosedFile) {
  const { reference, route, stage, createdAt, language, messageOutcome, leadCoordinatorId } = file
  const { content, dismiss } = getPermissionsOnFile(coordinator, file)
  const role =
    leadCoordinatorId === coordinator.id
      ? ('lead' as const)
      : file.viewerStandsIn && content
        ? ('stand-in' as const)
        : file.legalCoordinatorId === coordinator.id
          ? ('assistant' as const)
          : null
  const { people, listed } =
    content && !file.isLocked
      ? await unsealPeopleAndListedAnswers(env.keys, file.sealedDisplayNames)
      : { people: null, listed: [] }
  return {
    ...{ reference, route, stage, createdAt, language, messageOutcome, role, people },
    lead: toCoordinatorRef(leadCoordinatorId),
    /** Where the children live most of the time, as each parent who came answered. */
    provinces: [...new Set(listed.flatMap(({ province }) => province ?? []))],
    needsInterpreter: listed.some(({ interpreter }) => interpreter),
    /** Whether a parent said what they need to take part, or that they may want to arrive apart. */
    hasNeeds: listed.some(({ accessibility, separateArrival }) => accessibility || separateArrival),
    lastEventAt: content ? file.lastEventAt : null,
    /** May close it as not genuine, with others or alone. */
    mayDismiss: isOpenStage(stage) && dismiss,
  }
}

/**
 * Adds what tells of an open file: its next step, and what has to be known before anybody calls. Of one that nobody took this
 * is told to whom it may be given: an administrator, and whoever may take it.
 */
async function toOpenFile(reader: Reader, file: OpenFile) {
  const row = await toRow(reader, file)
  const may = getPermissionsOnFile(reader.coordinator, file)
  const isOffered = isOfferedTo(reader.coordinator, file)
  const mayContact = row.role !== null || isOffered
  return {
    ...row,
    facts: isOffered
      ? buildUntakenStepFacts(file, file.urgency)
      : may.content || isLeftBehind(reader.coordinator, file)
        ? buildReaderStepFacts(reader.coordinator, file)
        : null,
    contactHoldState: mayContact || may.content ? pickContactHoldState(reader.coordinator, file) : null,
    /** The parents who left no safe way to be reached. */
    unreachable: mayContact ? await listUnreachableSides(reader, file.sealedContacts) : [],
    isUrgent: file.urgency === 'soon' && (isOffered || (may.content && !file.isLocked)),
    hasRelatedFile: file.hasRelatedFile && may.reviewConflicts,
  }
}
