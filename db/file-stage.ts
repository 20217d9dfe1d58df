import { and, eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { SQLiteUpdateSetSource } from 'drizzle-orm/sqlite-core'
import {
  type FileStage,
  type FileTransition,
  fileStageMachine,
  type StageMachine,
} from '../content/file-stages.ts'
import type { Database } from './database.ts'
import { files } from './schema.ts'

/**
 * Builds the SQL that asks about the stages of a state machine. It reads the stage of `files`, unless the caller names
 * another column.
 */
export const createFileStageSqlBuilders = <Stage extends string, Transition extends string>({
  stages,
  transitions,
}: StageMachine<Stage, Transition>) => {
  const isStageAmong = (stage: SQLWrapper, names: readonly string[]) =>
    sql`${stage} in (${sql.raw(names.map(quote).join(', '))})`
  const stagesThat = (trait: 'isOpen' | 'isWaiting' | 'isDismissed') =>
    keysOf(stages).filter((name) => stages[name][trait])
  return {
    /** Holds while the file is open. */
    openFileCondition: (stage: SQLWrapper = OWN_STAGE) => isStageAmong(stage, stagesThat('isOpen')),
    /** Holds while the file is in the waiting list. */
    waitingFileCondition: (stage: SQLWrapper = OWN_STAGE) => isStageAmong(stage, stagesThat('isWaiting')),
    /** Holds while the file is closed as not genuine. */
    dismissedFileCondition: (stage: SQLWrapper = OWN_STAGE) => isStageAmong(stage, stagesThat('isDismissed')),
    /** Holds while the transition is allowed from the current stage. */
    canTransitionCondition: (transition: Transition, stage: SQLWrapper = OWN_STAGE) =>
      isStageAmong(stage, keysOf(transitions[transition].moves)),
    /** Gives the stage after a transition, or the current stage where the transition is not allowed. */
    stageAfterSql: (transition: Transition, stage: SQLWrapper = OWN_STAGE): SQL<Stage> => {
      const moves = Object.entries<string>(transitions[transition].moves as Record<string, string>)
      const whens = moves.map(([before, after]) => `when ${quote(before)} then ${quote(after)}`)
      return sql<Stage>`case ${stage} ${sql.raw(whens.join(' '))} else ${stage} end`
    },
  }
}

const OWN_STAGE = sql`files.stage`

/** Writes a name of the machine as an SQL literal. No name comes from a request. */
const quote = (name: string): string => `'${name.replaceAll("'", "''")}'`

const keysOf = <Key extends string>(record: Readonly<Partial<Record<Key, unknown>>>) =>
  Object.keys(record) as Key[]

export const {
  openFileCondition,
  waitingFileCondition,
  dismissedFileCondition,
  canTransitionCondition,
  stageAfterSql,
} = createFileStageSqlBuilders<FileStage, FileTransition>(fileStageMachine)

/** Holds while the file is open and this coordinator leads it. */
export const leadsOpenFileCondition = ({
  fileId,
  actor,
}: {
  readonly fileId: string
  readonly actor: string
}): SQL => sql`exists (select 1 from files
  where files.id = ${fileId} and ${openFileCondition()} and files.lead_coordinator_id = ${actor})`

/**
 * Makes a transition of a file and sets other columns with it, in one statement. It changes no row when the transition
 * is not allowed or a further condition does not hold.
 */
export const transitionFileStatement = (
  db: Database,
  transition: FileTransition,
  fileId: string,
  changes: Omit<SQLiteUpdateSetSource<typeof files>, 'stage'>,
  condition?: SQL,
) =>
  db
    .update(files)
    .set({ ...changes, stage: stageAfterSql(transition) })
    .where(and(eq(files.id, fileId), canTransitionCondition(transition), condition))
