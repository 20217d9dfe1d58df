import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import type { AuditEvent } from '../../db/audit.ts'
import { invite, openOtherContact, recordOutreach } from '../../db/call-attempts.ts'
import { clearFile, joinFiles, markOpened } from '../../db/files.ts'
import { everyRow, rows } from '../../tests/support/database-rows.ts'
import { mailProvider } from '../../tests/support/mock-mail-provider.ts'
import { filledIn, parentWithFile, signs } from '../../tests/support/parent-with-file.ts'
import { bindings, prepareDatabase } from '../../tests/support/test-portal.ts'
import { environment } from '../environment.ts'

const { db } = environment(bindings)
const NOW = Date.UTC(2026, 10, 22, 15)
const LEAD = 'robin-ashdown'

beforeEach(async () => {
  vi.setSystemTime(NOW)
  await prepareDatabase()
  mailProvider()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

type File = Awaited<ReturnType<typeof parentWithFile>>

const event = (fileId: string, action: AuditEvent['action'], actor = LEAD): AuditEvent => ({
  fileId,
  actor,
  action,
  detail: {},
  happenedAt: NOW,
})
const wordOf = async ({ parentId }: File) =>
  (await rows<{ id: string }>('select id from authorisations where parent_id = ?', parentId))[0]?.id ?? ''
const attempt = async (file: File, outcome: 'interested' | 'declined' | 'unsafe' | 'no-answer') => {
  const made = { id: crypto.randomUUID(), channel: 'phone', outcome, nextStep: 'none' } as const
  const under = { authorisationId: await wordOf(file), attemptedAt: NOW }
  expect(await recordOutreach(db, event(file.fileId, 'attempt_recorded'), { ...made, ...under }, 4)).toBe(
    true,
  )
}
const joined = async (from: File, into: File) =>
  expect(
    await joinFiles(db, { from: event(from.fileId, 'joined'), into: event(into.fileId, 'joined') }),
  ).toBe(true)

/** What can come from the other parent, or be done about them, while this parent looks on. */
const happenings: Record<string, (mine: File, theirs: File) => Promise<unknown>> = {
  'the other parent’s file is joined into this one': (mine, theirs) => joined(theirs, mine),
  'this file is joined into the other parent’s': (mine, theirs) => joined(mine, theirs),
  'the other parent speaks of an order, and is joined': async (mine, theirs) => {
    await signs(theirs.parent, authorisationExamples.orderNotSure.fields)
    await rows(
      "insert into freezes (id, parent_id, said_in, said_at) values ('theirs', ?, 'intake', 1)",
      theirs.parentId,
    )
    await joined(theirs, mine)
  },
  'this parent is joined to one who authorised, and stopped': async (mine, theirs) => {
    await signs(theirs.parent)
    await theirs.parent.post('/file/stop/')
    await joined(mine, theirs)
  },
  'the other parent, once joined, authorises and says no': async (mine, theirs) => {
    await joined(theirs, mine)
    await signs(theirs.parent, authorisationExamples.full.fields)
    await theirs.parent.post('/file/stop/')
  },
  'the coordinator reads the file, looks at who is known and opens the number': async (mine) => {
    await markOpened(db, event(mine.fileId, 'answers_opened'))
    await clearFile(db, event(mine.fileId, 'cleared'))
    const approach = { authorisationId: await wordOf(mine), coordinator: LEAD, at: NOW }
    await openOtherContact(db, event(mine.fileId, 'contact_opened'), approach, 4)
  },
  'nobody answers': (mine) => attempt(mine, 'no-answer'),
  'the other parent declines': (mine) => attempt(mine, 'declined'),
  'it is not safe to go on': (mine) => attempt(mine, 'unsafe'),
  'the other parent is invited, and declines': async (mine) => {
    await attempt(mine, 'interested')
    const approach = { authorisationId: await wordOf(mine), coordinator: LEAD, at: NOW }
    const made = { id: 'invitation', codeId: 'code', approach, expiresAt: NOW + 1 }
    expect(await invite(db, event(mine.fileId, 'invited'), made, undefined)).toBe(true)
    await attempt(mine, 'declined')
  },
  'the other parent sends an intake of their own by invitation': async (mine) => {
    await rows(
      "update parents set standing = 'received', given_reference = 'THEIRS', invited_at = 1, access_id = 'theirs', route = 'consent' where file_id = ? and side = 'other'",
      mine.fileId,
    )
    await rows(
      `insert into submissions (id, file_id, parent_id, form, version, answers, idempotency_key, sent_at)
        values ('theirs', ?, ?, 'intake', 2, 'sealed', 'theirs', 1)`,
      mine.fileId,
      `other of ${mine.fileId}`,
    )
  },
}
/** Those that can only happen under a word in force. */
const underWord = /number|answers|declines|safe to go/

const begun = ['having authorised', 'having said nothing', 'having been asked'] as const
const cases = Object.entries(happenings).flatMap(([name, happens]) =>
  begun
    .filter((having) => having === 'having authorised' || !underWord.test(name))
    .map((having) => ({ name, happens, having })),
)

it.each(cases)('a parent, $having, sees the same when $name', async ({ name, happens, having }) => {
  const [mine, theirs] = [await parentWithFile(), await parentWithFile()]
  if (having === 'having authorised') await signs(mine.parent)
  if (having === 'having been asked') {
    await rows(
      "insert into authorisations (id, parent_id, made_at, asked_by) values ('asked', ?, 1, ?)",
      mine.parentId,
      LEAD,
    )
  }
  const { path, fields } = await filledIn(mine.parent, authorisationExamples.full.fields)
  const before = await seenBy(mine)
  const everything = await everyRow()
  await happens(mine, theirs)
  expect(await everyRow(), name).not.toEqual(everything)
  expect(await seenBy(mine)).toEqual(before)
  // Nor does what the parent does next end otherwise.
  const next = [await mine.parent.post(path, fields), await mine.parent.post('/file/stop/')]
  const ends = next.map(({ status, headers }) => `${status} ${headers.get('Location')}`)
  expect(ends).toEqual(['303 /file/receipt/', '303 /file/yours/'])
})

/** Every page of theirs, to the byte, with its headers but the number of the request. */
async function seenBy({ parent }: File): Promise<Record<string, string>> {
  const seen: Record<string, string> = {}
  for (const path of ['/file/yours/', '/file/authorise/', '/file/receipt/', '/file/stop/']) {
    const answer = await parent.get(path)
    const headers = [...answer.headers].filter(([header]) => header !== 'x-request-id')
    seen[path] = JSON.stringify([answer.status, headers, await answer.text()])
  }
  return seen
}

it('is what these tests can tell: a parent’s own freeze and own word do show', async () => {
  const mine = await parentWithFile()
  const before = await seenBy(mine)
  await signs(mine.parent)
  const authorised = await seenBy(mine)
  await rows(
    "insert into freezes (id, parent_id, said_in, said_at) values ('mine', ?, 'intake', 1)",
    mine.parentId,
  )
  const frozen = await seenBy(mine)
  for (const path of ['/file/yours/', '/file/receipt/']) {
    expect(new Set([before[path], authorised[path], frozen[path]]).size).toBe(3)
  }
})
