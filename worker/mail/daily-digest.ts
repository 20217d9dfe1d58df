import { type Availability, availabilitySchema } from '../../content/booking/availability.ts'
import { composePrintedLetter } from '../../content/mail/printed-letter.ts'
import { practice } from '../../content/practice.ts'
import { getWeekdayOfIsoDate, toIsoClockInZone, toIsoDateInZone } from '../../content/time/local-time.ts'
import { listDigestReaders, listMessagesForDigest, recordDailyDigest } from '../../db/coordinator-mail.ts'
import type { Environment } from '../environment.ts'
import { getErrorLogFields, log } from '../log.ts'
import { loadWords } from '../site/load-words.ts'
import { coordinatorLanguage } from './coordinator-messages.ts'
import { createOutboxRow } from './message.ts'

/**
 * Sends each coordinator who chose it one e-mail at the start of their day, with what could wait since the last one: counts
 * and references, and nothing of what happened. On a day without news there is none. A digest that fails is tried again
 * in the next run and delays no other.
 */
export async function queueDailyDigests(env: Environment, now: number): Promise<void> {
  const readers = await listDigestReaders(
    env.db,
    practice.coordinators.map(({ id }) => id),
  )
  for (const reader of readers) {
    await queueDigestIfDue(env, reader, now).catch((error: unknown) =>
      log('digest_failed', getErrorLogFields(error)),
    )
  }
}

type DigestReader = Awaited<ReturnType<typeof listDigestReaders>>[number]

async function queueDigestIfDue(
  env: Environment,
  { coordinatorId, lastDigestDay, rules }: DigestReader,
  now: number,
): Promise<void> {
  const coordinator = practice.coordinators.find(({ id }) => id === coordinatorId)
  if (!coordinator) return
  const availability = rules ? availabilitySchema.parse(JSON.parse(rules)) : coordinator.availability
  const day = toIsoDateInZone(now, availability.timeZone)
  const hasBegun = toIsoClockInZone(now, availability.timeZone) >= getStartOfDay(availability, day)
  if (lastDigestDay === day || !hasBegun) return
  const told = await listMessagesForDigest(env.db, coordinatorId, now)
  const { letters } = await loadWords(env)
  const message =
    told.length === 0
      ? undefined
      : await createOutboxRow(
          env.keys,
          { fileId: null, kind: 'daily-digest', dependsOn: {} },
          {
            ...{ from: practice.mailFrom, to: coordinator.email },
            ...composePrintedLetter(letters.dailyDigest[coordinatorLanguage(coordinator)], {
              newFiles: countWithReferences(told.filter(({ kind }) => kind === 'new-file')),
              otherNews: countWithReferences(told.filter(({ kind }) => kind !== 'new-file')),
              portalOrigin: env.portalOrigin,
            }),
          },
          now,
        )
  const toldIds = told.map(({ id }) => id)
  if (await recordDailyDigest(env.db, { coordinatorId, day, message, toldIds }))
    log('digest_queued', { count: told.length })
}

/** The local time at which a coordinator’s day begins that has no hours in their week. */
const DEFAULT_START = '08:00'

/** Gives when a coordinator’s day begins: with the first hours of that weekday, or else the earliest of their week. */
export function getStartOfDay({ weekly }: Pick<Availability, 'weekly'>, day: string): string {
  const ofDay = weekly.filter(({ weekday }) => weekday === getWeekdayOfIsoDate(day))
  const [start = DEFAULT_START] = (ofDay.length > 0 ? ofDay : weekly).map(({ from }) => from).toSorted()
  return start
}

/** Writes `2 (K7Q4-9MX2, M3X8-41TB)`: each file once, and how many are left out. */
function countWithReferences(told: readonly { readonly reference: string }[]): string {
  const references = [...new Set(told.map(({ reference }) => reference))]
  if (references.length === 0) return '0'
  const left = references.length - MAX_LISTED_REFERENCES
  const listed = references.slice(0, MAX_LISTED_REFERENCES).join(', ')
  return `${told.length} (${listed}${left > 0 ? `, +${left}` : ''})`
}

const MAX_LISTED_REFERENCES = 40
