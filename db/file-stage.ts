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

/** What SQL asks of a machine's stages. The stage is that of `files` unless another row's is named. */
export const createFileStageSql = <Stage extends string, Transition extends string>({
  stages,
  transitions,
}: StageMachine<Stage, Transition>) => {
  const isStageAmong = (stage: SQLWrapper, names: readonly string[]) =>
    sql`${stage} in (${sql.raw(names.map(quote).join(', '))})`
  const stagesThat = (trait: 'isOpen' | 'isWaiting') => keysOf(stages).filter((name) => stages[name][trait])
  return {
    /** The file is open. */
    openFileCondition: (stage: SQLWrapper = OWN_STAGE) => isStageAmong(stage, stagesThat('isOpen')),
    /** The file stands in the waiting list. */
    waitingFileCondition: (stage: SQLWrapper = OWN_STAGE) => isStageAmong(stage, stagesThat('isWaiting')),
    /** The transition can be made from where the file stands. */
    canTransitionCondition: (transition: Transition, stage: SQLWrapper = OWN_STAGE) =>
      isStageAmong(stage, keysOf(transitions[transition].moves)),
    /** The stage after a transition; as it was, where that cannot be made. */
    stageAfterSql: (transition: Transition, stage: SQLWrapper = OWN_STAGE): SQL<Stage> => {
      const moves = Object.entries<string>(transitions[transition].moves as Record<string, string>)
      const whens = moves.map(([before, after]) => `when ${quote(before)} then ${quote(after)}`)
      return sql<Stage>`case ${stage} ${sql.raw(whens.join(' '))} else ${stage} end`
    },
  }
}

const OWN_STAGE = sql`files.stage`

/** A name of the machine as SQL's literal; none comes from a request. */
const quote = (name: string): string => `'${name.replaceAll("'", "''")}'`

const keysOf = <Key extends string>(record: Readonly<Partial<Record<Key, unknown>>>) =>
  Object.keys(record) as Key[]

export const { openFileCondition, waitingFileCondition, canTransitionCondition, stageAfterSql } =
  createFileStageSql<FileStage, FileTransition>(fileStageMachine)

/** A coordinator leads a file, which is open. */
export const leadsOpenFileCondition = ({
  fileId,
  actor,
}: {
  readonly fileId: string
  readonly actor: string
}): SQL => sql`exists (select 1 from files
  where files.id = ${fileId} and ${openFileCondition()} and files.lead_coordinator_id = ${actor})`

/**
 * Makes a transition of a file together with what it changes besides, in one statement: no row is changed where it cannot be
 * made, or a further condition does not hold.
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
