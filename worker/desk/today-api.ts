import { isWaitingStage } from '../../content/file-stages.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import type { NextStepFacts } from '../../content/today/next-step-facts.ts'
import { loadFilesWithNextStepFacts } from '../../db/next-steps.ts'
import { unsealPeople } from '../contact/display-name.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import type { KeyRing } from '../privacy/key-ring.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'
import { getPermissionsOnFile } from './permissions.ts'
import { unsealReminder } from './reminders-api.ts'

type LoadedDay = Awaited<ReturnType<typeof loadFilesWithNextStepFacts>>
type OwnFile = LoadedDay['own'][number]
type UntakenFile = LoadedDay['untaken'][number]

/**
 * The route of the page Today: the facts by which the desk finds the next step of each open file (content/today/next-steps.ts)
 * that the coordinator leads or assists in, and of each that nobody leads and that they may take; an administrator also of
 * those they may give to somebody. Families who wait are among them while the coordinator has room.
 */
export const todayApi = new Hono<AppEnv>().get('/today', async (c) => {
  const { db, keys } = c.get('env')
  const who = c.get('coordinator')
  const now = Date.now()
  const query = { viewerId: who.id, now, maxAttempts: practice.attempts }
  const { own, untaken, carriedFiles } = await loadFilesWithNextStepFacts(db, query)
  const hasRoom = carriedFiles < who.capacity
  const readable = own.filter((file) => getPermissionsOnFile(who, file).content)
  const offered = untaken.filter(
    (file) =>
      (hasRoom || !isWaitingStage(file.stage)) &&
      (who.administrator || getPermissionsOnFile(who, file).readSummary),
  )
  return c.json({
    now,
    answersWithinDays: practice.answersWithinDays,
    files: [
      ...(await Promise.all(readable.map((file) => toOwnFile(keys, who, file)))),
      ...offered.map(toUntakenFile),
    ],
  })
})

/** A reminder as its writer sees it. */
interface OwnReminder {
  readonly id: string
  readonly dueOn: string
  readonly text: string
}

/** What is behind the conflict review stays there. */
async function toOwnFile(keys: KeyRing, { id }: Coordinator, file: OwnFile) {
  const { isLocked, reminders, hasUnreviewedRelatedFile, lastActAt, lastReadAt, upcoming } = file
  const { unnotedSince, metJointlyAt, messageFailedAt } = file
  const hold = buildContactHold(file.contactHoldState, file.holdReportedAt, file.orderExpiresOn)
  const facts: NextStepFacts = isLocked
    ? { ...buildUntakenFacts(file), contactHold: hold, isLocked, hasLead: true }
    : {
        ...{ ...pickHead(file), isLocked, hasLead: true, contactHold: hold, parents: file.parents },
        ...{ hasUnreviewedRelatedFile, lastActAt, lastReadAt, upcoming },
        ...{ unnotedSince, metJointlyAt, messageFailedAt },
      }
  return {
    reference: file.reference,
    role: file.leadCoordinatorId === id ? ('lead' as const) : ('assistant' as const),
    lead: toCoordinatorRef(file.leadCoordinatorId),
    /** The names of both parents, for those who may read the file. */
    people: isLocked ? null : await unsealPeople(keys, file.sealedDisplayNames),
    facts,
    reminders: await Promise.all(
      (isLocked ? [] : reminders).map(
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
  facts: {
    ...buildUntakenFacts(file),
    contactHold: buildContactHold(file.contactHoldState, file.createdAt, null),
    isUrgent: file.urgency === 'soon',
  },
  reminders: [] as OwnReminder[],
})

/** The facts about a file of which nothing else is known. */
const buildUntakenFacts = (file: Pick<OwnFile, 'stage' | 'route' | 'createdAt'>): NextStepFacts => ({
  ...{ ...pickHead(file), hasLead: false, isLocked: false, contactHold: null, parents: [] },
  ...{ hasUnreviewedRelatedFile: false, lastActAt: null, lastReadAt: null, upcoming: null },
  ...{ unnotedSince: null, metJointlyAt: null, messageFailedAt: null },
})

const pickHead = ({ stage, route, createdAt }: Pick<OwnFile, 'stage' | 'route' | 'createdAt'>) => ({
  ...{ stage, route, createdAt },
})

const buildContactHold = (
  state: OwnFile['contactHoldState'],
  reportedAt: number | null,
  expiresOn: string | null,
): NextStepFacts['contactHold'] => (state ? { state, reportedAt: reportedAt ?? 0, expiresOn } : null)
