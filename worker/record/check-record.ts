import { DAY_MS } from '../../content/time/units.ts'
import { isNextAuditRow } from '../../db/audit.ts'
import {
  type AuditCheckState,
  listAuditRowsAfter,
  listFileReferences,
  loadAuditCheck,
  saveAuditCheck,
} from '../../db/audit-checks.ts'
import type { Environment } from '../environment.ts'
import { log } from '../log.ts'
import { addHeadToDigest, EMPTY_DIGEST, formatAnchorLine } from './anchor-line.ts'
import { createAnchorMessages, createBrokenRecordMessages } from './record-messages.ts'

/**
 * Makes one step of the daily check: verifies the next rows of the record, tells the administrators of files whose chain
 * is broken, and, at the end, sends them the line that anchors the whole record outside the database. Begins at night
 * in Canada, or when a day has gone by without a check.
 */
export async function checkRecordStep(env: Environment, now: number): Promise<void> {
  const { state, hash } = await loadAuditCheck(env.db)
  if (hash !== undefined && !state) log('record_check_restarted', {})
  const current = state?.completedAt === null ? state : beginIfDue(state, now)
  if (!current) return
  const rows = await listAuditRowsAfter(env.db, current, MAX_ROWS_PER_STEP)
  const { next, broken } = await checkRows(env, current, rows)
  const isEnd = rows.length < MAX_ROWS_PER_STEP
  const ended = isEnd ? { ...(await addFinishedFile(next)), completedAt: now } : next
  const messages = await Promise.all([
    ...(await listReferences(env, broken)).map((reference) =>
      createBrokenRecordMessages(env, reference, now),
    ),
    ...(isEnd && ended.files > 0
      ? [createAnchorMessages(env, await formatAnchorLine(env.db.auditSigner, ended), ended, now)]
      : []),
  ])
  if (!(await saveAuditCheck(env.db, hash, ended, messages.flat()))) return
  for (const { fileId, sequence } of broken) log('record_broken', { file: fileId, sequence })
  if (isEnd) log('record_checked', { files: ended.files, events: ended.events, broken: ended.brokenFiles })
}

/** The rows of a step. 150 open files are some 7,500 rows: half an hour of steps, one a minute. */
const MAX_ROWS_PER_STEP = 250

/** The hour, in UTC, in which a check begins: 3 in the morning in Toronto, midnight in Vancouver. */
const NIGHT_HOUR = 8

/** An event is written within seconds of when it happened. After this its place in the record is settled. */
const SETTLED_AFTER_MS = 10 * 60_000

function beginIfDue(last: AuditCheckState | undefined, now: number): AuditCheckState | undefined {
  const age = last ? now - last.startedAt : Number.POSITIVE_INFINITY
  const isNight = new Date(now).getUTCHours() === NIGHT_HOUR
  if (!(last && age >= DAY_MS) && !(isNight && age >= DAY_MS / 2)) return undefined
  return {
    ...{ startedAt: now, completedAt: null, until: now - SETTLED_AFTER_MS },
    ...{ fileId: '', sequence: 0, hash: '', isFileBroken: false, headSequence: 0, headHash: '' },
    ...{ files: 0, events: 0, digest: EMPTY_DIGEST, brokenFiles: 0 },
  }
}

type Rows = Awaited<ReturnType<typeof listAuditRowsAfter>>

/** Goes on from a state over the next rows. Gives the first broken row of each file that is found broken. */
async function checkRows({ db }: Environment, from: AuditCheckState, rows: Rows) {
  let state = from
  const broken: Rows[number][] = []
  for (const row of rows) {
    const isSameFile = row.fileId === state.fileId
    if (!isSameFile) state = await addFinishedFile(state)
    const isFileBroken = isSameFile && state.isFileBroken
    const isWhole =
      isFileBroken || (await isNextAuditRow(db.auditSigner, isSameFile ? state : undefined, row))
    if (!isWhole) broken.push(row)
    const isAnchored = row.happenedAt <= state.until
    state = {
      ...state,
      ...{ fileId: row.fileId, sequence: row.sequence, hash: row.hash },
      isFileBroken: isFileBroken || !isWhole,
      brokenFiles: state.brokenFiles + (isWhole ? 0 : 1),
      headSequence: isAnchored ? row.sequence : isSameFile ? state.headSequence : 0,
      headHash: isAnchored ? row.hash : isSameFile ? state.headHash : '',
      events: state.events + (isAnchored ? 1 : 0),
    }
  }
  return { next: state, broken }
}

/** Adds the file that was just gone through to the digest, if it has an event in the digest’s span. */
async function addFinishedFile(state: AuditCheckState): Promise<AuditCheckState> {
  const { fileId, headSequence: sequence, headHash: hash } = state
  if (sequence === 0) return state
  const digest = await addHeadToDigest(state.digest, { fileId, sequence, hash })
  return { ...state, digest, files: state.files + 1, headSequence: 0, headHash: '' }
}

const listReferences = async ({ db }: Environment, broken: Rows): Promise<string[]> =>
  broken.length === 0
    ? []
    : (
        await listFileReferences(
          db,
          broken.slice(0, MAX_ALERTS_PER_STEP).map(({ fileId }) => fileId),
        )
      ).map(({ reference }) => reference)

/** More broken files at once are one event; the line of the day tells their number. */
const MAX_ALERTS_PER_STEP = 5
