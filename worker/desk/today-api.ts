import { isOpenStage, isWaitingStage } from '../../content/file-stages.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import { loadFilesWithNextStepFacts, loadFileWithNextStepFacts } from '../../db/next-steps.ts'
import { unsealPeople } from '../contact/display-name.ts'
import type { AppEnv, Context } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import type { KeyRing } from '../privacy/key-ring.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'
import { requireFilePermission } from './file-access.ts'
import { getPermissionsOnFile, isOfferedTo } from './permissions.ts'
import { unsealReminder } from './reminders-api.ts'
import { buildReaderStepFacts, buildUntakenStepFacts, isLeftBehind } from './step-facts.ts'

type LoadedDay = Awaited<ReturnType<typeof loadFilesWithNextStepFacts>>
type OwnFile = LoadedDay['own'][number]
type UntakenFile = LoadedDay['untaken'][number]

/**
 * The routes of next steps: of one file, and of the page Today: the facts by which the desk finds the next step of each
 * open file (content/today/next-steps.ts) that the coordinator leads, assists in or was given, and of each that nobody leads
 * and that they may take; an administrator also of those they may give to somebody, and of those that somebody who has left
 * still leads. Families who wait are among them while the coordinator has room.
 */
export const todayApi = new Hono<AppEnv>()
  .get('/today', async (c) => c.json(await loadTodayList(c)))
  .get('/files/:reference/next-step', requireFilePermission('read', loadFileWithNextStepFacts), async (c) => {
    const who = c.get('coordinator')
    const { file, facts } = c.get('loaded')
    return c.json({
      now: Date.now(),
      answersWithinDays: practice.answersWithinDays,
      /** The facts by which the desk finds the next step; null for a closed file, and for whoever may not know them. */
      facts: !isOpenStage(file.stage)
        ? null
        : getPermissionsOnFile(who, file).content
          ? buildReaderStepFacts(who, facts)
          : isOfferedTo(who, file)
            ? buildUntakenStepFacts(facts, file.isUrgent ? 'soon' : null)
            : null,
    })
  })

/** Loads what the page Today shows. */
export async function loadTodayList(c: Context) {
  const { db, keys } = c.get('env')
  const who = c.get('coordinator')
  const now = Date.now()
  const formerLeadIds = who.administrator ? practice.formerCoordinators.map(({ id }) => id) : []
  const query = { viewerId: who.id, now, maxAttempts: practice.attempts, formerLeadIds }
  const { own, untaken, carriedFiles, isMailPaused } = await loadFilesWithNextStepFacts(db, query)
  const hasRoom = carriedFiles < who.capacity
  const listed = own.filter((file) => isLeftBehind(who, file) || getPermissionsOnFile(who, file).content)
  const offered = untaken.filter((file) => (hasRoom || !isWaitingStage(file.stage)) && isOfferedTo(who, file))
  return {
    now,
    answersWithinDays: practice.answersWithinDays,
    isMailPaused,
    files: [
      ...(await Promise.all(listed.map((file) => toOwnFile(keys, who, file)))),
      ...offered.map(toUntakenFile),
    ],
  }
}

/** A reminder as its writer sees it. */
interface OwnReminder {
  readonly id: string
  readonly dueOn: string
  readonly text: string
}

async function toOwnFile(keys: KeyRing, who: Coordinator, file: OwnFile) {
  const { id } = who
  const { reminders } = file
  const isClosedToReader = file.isLocked || !getPermissionsOnFile(who, file).content
  return {
    reference: file.reference,
    role: isLeftBehind(who, file)
      ? ('assigner' as const)
      : file.leadCoordinatorId === id
        ? ('lead' as const)
        : file.viewerStandsIn
          ? ('stand-in' as const)
          : ('assistant' as const),
    lead: toCoordinatorRef(file.leadCoordinatorId),
    /** The names of both parents, for those who may read the file. */
    people: isClosedToReader ? null : await unsealPeople(keys, file.sealedDisplayNames),
    facts: buildReaderStepFacts(who, file),
    reminders: await Promise.all(
      (isClosedToReader ? [] : reminders).map(
        async (reminder): Promise<OwnReminder> => ({
          ...{ id: reminder.id, dueOn: reminder.dueOn, text: await unsealReminder(keys, reminder) },
        }),
      ),
    ),
  }
}

const toUntakenFile = (file: UntakenFile) => ({
  reference: file.reference,
  role: 'taker' as const,
  lead: null,
  people: null,
  facts: buildUntakenStepFacts(file, file.urgency),
  reminders: [] as OwnReminder[],
})
