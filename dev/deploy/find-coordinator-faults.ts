import { type FileStage, fileStageMachine } from '../../content/file-stages.ts'
import type { practice } from '../../content/practice.ts'
import { queryRingKeys } from '../check-ring.ts'
import type { QueryDatabase } from '../query-database.ts'

type Coordinators = Pick<typeof practice, 'coordinators' | 'formerCoordinators'>

/** Finds what is wrong with who works here and who has left, in the settings alone. */
export const findCoordinatorFaults = (
  { coordinators, formerCoordinators }: Coordinators,
  today: string,
): string[] => [
  ...(coordinators.some(({ administrator }) => administrator)
    ? []
    : [
        'coordinators: nobody who works here is an administrator, who would be told of files that nobody leads',
      ]),
  ...(coordinators.some(({ privacyOfficer }) => privacyOfficer)
    ? []
    : [
        'coordinators: nobody who works here is a privacy officer (privacyOfficer), so that nothing would be erased at the end of its term',
      ]),
  ...formerCoordinators.flatMap(({ name, leftOn }) =>
    leftOn > today
      ? [
          `coordinators, ${name}: leftOn is ${leftOn}, still to come; plan an absence until then, and date it that day`,
        ]
      : [],
  ),
]

interface OpenFile {
  readonly reference: string
  readonly leadCoordinatorId: string
}

/**
 * Finds the open files whose lead was deleted from the settings. Their record would name nobody, so whoever left stays in the
 * settings with the day on which they did.
 */
export const findOrphanedFiles = (
  query: QueryDatabase,
  { coordinators, formerCoordinators }: Coordinators,
): string[] =>
  groupByLead(queryOpenFilesNotLedBy(query, [...coordinators, ...formerCoordinators])).map(
    ([lead, references]) =>
      `coordinators: “${lead}” leads ${references.join(', ')} and is not in the settings; put them back, with the day on \
which they left (leftOn)`,
  )

/**
 * Lists in words, for each coordinator who has left, the open files that an administrator has to give to somebody; none in
 * a database without keys, which is that of a first deployment and has no tables yet.
 */
export const describeFilesLeftBehind = (
  query: QueryDatabase,
  { coordinators, formerCoordinators }: Coordinators,
): string[] =>
  formerCoordinators.length === 0 || queryRingKeys(query).length === 0
    ? []
    : groupByLead(queryOpenFilesNotLedBy(query, coordinators)).map(([lead, references]) => {
        const former = formerCoordinators.find(({ id }) => id === lead)
        return `${former?.name ?? lead} left on ${former?.leftOn} and leads ${references.join(', ')}`
      })

const groupByLead = (files: readonly OpenFile[]) =>
  [...Map.groupBy(files, ({ leadCoordinatorId }) => leadCoordinatorId)].map(
    ([lead, led]) => [lead, led.map(({ reference }) => reference)] as const,
  )

function queryOpenFilesNotLedBy(
  query: QueryDatabase,
  people: readonly { readonly id: string }[],
): OpenFile[] {
  // Ids are lower-case letters and dashes: content/practice.ts.
  const quoted = people.map(({ id }) => `'${id}'`).join(', ')
  return query<OpenFile & { readonly stage: FileStage }>(
    `select reference, stage, lead_coordinator_id as leadCoordinatorId from files
      where lead_coordinator_id is not null and lead_coordinator_id not in (${quoted}) order by reference`,
  ).filter(({ stage }) => fileStageMachine.stages[stage].isOpen)
}
