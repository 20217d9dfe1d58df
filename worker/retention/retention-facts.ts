import type { RetentionFacts } from '../../content/file/retention-term.ts'
import type { IntakeAnswers } from '../../content/forms/intake/index.ts'
import { addDaysToIsoDate } from '../../content/time/local-time.ts'
import type { listFilesWithoutTerm } from '../../db/retentions.ts'
import { getOptOutFieldName } from '../../forms/questions/index.ts'
import type { Environment } from '../environment.ts'
import type { StoredEnvelopePart } from '../forms/form-version.ts'
import { getErrorLogFields, log } from '../log.ts'
import { unseal } from '../privacy/seal.ts'

type ClosedFile = Awaited<ReturnType<typeof listFilesWithoutTerm>>[number]

/** What is ticked when there is no date of birth yet. */
const EXPECTED = getOptOutFieldName('childBirthDate')
type ChildOptOuts = Readonly<Record<string, readonly string[] | undefined>>

/** An expected child is born within these days. */
const MAX_DAYS_EXPECTED = 300

/**
 * Reads from the sealed intakes of a closed file what decides how long it is stored. An intake that does not open counts
 * as if it told of a child born on the day of closing, in a province that is not known; so does a file that tells of no child.
 */
export async function loadRetentionFacts(
  { keys }: Pick<Environment, 'keys'>,
  { closedAt, wasAccepted, lastDecisionAt, sealedIntakes }: ClosedFile,
): Promise<{ readonly facts: RetentionFacts; readonly isUnreadable: boolean }> {
  const closedOn = new Date(closedAt).toISOString().slice(0, 10)
  const opened = await Promise.all(
    sealedIntakes.map(async ({ id, sealedAnswers }) => {
      try {
        const part = await unseal(keys, 'answers', `submissions.sealed_answers:${id}`, sealedAnswers)
        return (part as StoredEnvelopePart).answers as Partial<IntakeAnswers>
      } catch (error) {
        log('value_unreadable', {
          column: 'submissions.sealed_answers',
          row: id,
          ...getErrorLogFields(error),
        })
        return undefined
      }
    }),
  )
  const isUnreadable = opened.includes(undefined)
  const birthDates = opened.flatMap((answers) =>
    (answers?.children ?? []).map((child) => {
      const isExpected = (child as ChildOptOuts)[EXPECTED]?.includes('expected')
      return latestDayOf(
        child.childBirthDate,
        isExpected ? addDaysToIsoDate(closedOn, MAX_DAYS_EXPECTED) : closedOn,
      )
    }),
  )
  return {
    isUnreadable,
    facts: {
      ...{ closedAt, wasAccepted, lastDecisionAt },
      youngestBirthDate: (isUnreadable ? [...birthDates, closedOn] : birthDates).sort().at(-1) ?? closedOn,
      provinces: isUnreadable ? [] : opened.flatMap((answers) => answers?.province ?? []),
    },
  }
}

/**
 * Gives the latest day that an answer allows: of a date without a day, a day of the month that every month has; of none, the one
 * that is given.
 */
function latestDayOf(birthDate: unknown, otherwise: string): string {
  const [, year, month, day] =
    (typeof birthDate === 'string' && /^(\d{4})-(\d\d|XX)-(\d\d|XX)$/.exec(birthDate)) || []
  if (!year || !month || !day) return otherwise
  return month === 'XX' ? `${year}-12-31` : `${year}-${month}-${day === 'XX' ? '28' : day}`
}
