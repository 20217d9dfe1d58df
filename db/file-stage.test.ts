import { type SQL, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  createStageFunctions,
  type FileRole,
  type FileStage,
  fileStageMachine,
  type StageMachine,
} from '../content/file-stages.ts'
import { queryRows } from '../tests/support/database-rows.ts'
import { emptyDatabase, openTestDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import { createFileStageSqlBuilders, transitionFileStatement } from './file-stage.ts'

const db = openTestDatabase()

beforeAll(prepareDatabase)
beforeEach(emptyDatabase)

/** The practice’s state machine with one more stage. Somebody who adds a stage writes only this declaration. */
const machineWithPause = {
  stages: {
    ...fileStageMachine.stages,
    paused: { wording: { en: 'Paused', fr: 'En pause' }, isOpen: true },
  },
  transitions: {
    ...fileStageMachine.transitions,
    pause: { by: ['lead'], moves: { new: 'paused', open: 'paused' } },
    resume: { by: ['lead', 'system'], moves: { paused: 'open' } },
    close: {
      ...fileStageMachine.transitions.close,
      moves: { ...fileStageMachine.transitions.close.moves, paused: 'closed' },
    },
  },
} as const satisfies StageMachine<string, string>

const machines: readonly [what: string, machine: StageMachine<string, string>][] = [
  ['the practice’s machine', fileStageMachine],
  ['a machine with one more stage', machineWithPause],
]

const insertFile = (stage: string) =>
  queryRows(
    "insert into files (id, reference, route, stage, created_at) values (?1, ?1, 'consent', ?1, 1)",
    stage,
  )

/** Selects the stages of the files for which a condition holds in the database. */
const stagesWhere = async (condition: SQL) =>
  (await db.all<{ stage: string }>(sql`select stage from files where ${condition} order by rowid`)).map(
    ({ stage }) => stage,
  )

describe.each(machines)('%s', (_, machine) => {
  const stages = Object.keys(machine.stages)
  const transitions = Object.keys(machine.transitions)
  const stageSql = createFileStageSqlBuilders(machine)
  const predicates = createStageFunctions(machine)
  beforeEach(async () => {
    for (const stage of stages) await insertFile(stage)
  })

  it('moves only between stages that it declares, each of which has its words', () => {
    for (const { moves } of Object.values(machine.transitions))
      for (const [before, after] of Object.entries(moves))
        expect(stages).toEqual(expect.arrayContaining([before, after]))
    for (const { wording } of Object.values(machine.stages))
      for (const words of Object.values(wording)) expect(words).toMatch(/\S/)
  })

  it('says of each stage whether it is open alike in SQL and in TypeScript', async () => {
    const open = stages.filter(predicates.isOpenStage)
    expect(open.length).toBeLessThan(stages.length)
    expect(await stagesWhere(stageSql.openFileCondition())).toEqual(open)
    expect(await stagesWhere(sql`not ${stageSql.openFileCondition()}`)).toEqual(
      stages.filter((stage) => !predicates.isOpenStage(stage)),
    )
    expect(await stagesWhere(stageSql.waitingFileCondition())).toEqual(['waiting'])
  })

  it('asks the stage of another row where one is named', async () => {
    const condition = stageSql.openFileCondition(sql`related.stage`)
    const rows = await db.all<{ stage: string }>(
      sql`select related.stage from files related where ${condition} order by rowid`,
    )
    expect(rows.map(({ stage }) => stage)).toEqual(stages.filter(predicates.isOpenStage))
  })

  it.each(transitions)(
    'makes “%s” from the stages it declares, and leaves the others',
    async (transition) => {
      const moves: Readonly<Partial<Record<string, string>>> = machine.transitions[transition]?.moves ?? {}
      expect(await stagesWhere(stageSql.canTransitionCondition(transition))).toEqual(
        stages.filter((stage) => predicates.stageAfter(transition, stage) !== undefined),
      )
      await db.run(sql`update files set stage = ${stageSql.stageAfterSql(transition)}`)
      expect(await queryRows('select id, stage from files order by rowid')).toEqual(
        stages.map((stage) => ({ id: stage, stage: moves[stage] ?? stage })),
      )
    },
  )
})

describe('one more stage', () => {
  it('is open, is left by closing, and by nothing that does not name it', async () => {
    const { canTransitionCondition, openFileCondition, stageAfterSql } =
      createFileStageSqlBuilders(machineWithPause)
    await insertFile('paused')
    expect(await stagesWhere(openFileCondition())).toEqual(['paused'])
    expect(await stagesWhere(canTransitionCondition('assign'))).toEqual([])
    await db.run(
      sql`update files set stage = ${stageAfterSql('resume')} where ${canTransitionCondition('resume')}`,
    )
    expect(await queryRows('select stage from files')).toEqual([{ stage: 'open' }])
  })

  it('is entered and left by the roles that its transitions name', () => {
    const { mayTransition } = createStageFunctions(machineWithPause)
    const may = (...roles: FileRole[]) =>
      (['pause', 'resume', 'assign'] as const).map((transition) => mayTransition(transition, new Set(roles)))
    expect(may('lead')).toEqual([true, true, false])
    expect(may('system')).toEqual([false, true, false])
    expect(may('administrator')).toEqual([false, false, true])
    expect(may()).toEqual([false, false, false])
  })
})

describe('a transition of a file', () => {
  const close = (id: FileStage, condition?: SQL) =>
    transitionFileStatement(db, 'close', id, { leadCoordinatorId: 'robin' }, condition)

  it('changes what goes with it in the same statement', async () => {
    await insertFile('open')
    expect((await close('open')).meta.changes).toBe(1)
    expect(await queryRows('select stage, lead_coordinator_id as lead from files')).toEqual([
      { stage: 'closed', lead: 'robin' },
    ])
  })

  it('changes nothing where it cannot be made, where a condition does not hold, nor in another file', async () => {
    for (const stage of ['open', 'closed', 'new'] as const) await insertFile(stage)
    expect((await close('closed')).meta.changes).toBe(0)
    expect((await close('open', sql`files.created_at > 1`)).meta.changes).toBe(0)
    expect(await queryRows('select stage from files where lead_coordinator_id is null')).toHaveLength(3)
    await close('open')
    expect(await queryRows("select id from files where stage = 'closed' order by id")).toEqual([
      { id: 'closed' },
      { id: 'open' },
    ])
  })
})
