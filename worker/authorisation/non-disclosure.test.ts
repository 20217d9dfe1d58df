import { expect, it } from 'vitest'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import type { AuditEvent } from '../../db/audit.ts'
import {
  readSealedOtherParentContactWithAudit,
  recordCallAttempt,
  replaceInvitationAndQueueMessage,
} from '../../db/call-attempts.ts'
import { recordReading } from '../../db/desk-file-readings.ts'
import { recordConflictReview } from '../../db/files.ts'
import { queryRows, selectAllTables } from '../../tests/support/database-rows.ts'
import { nothingSpeaksAgainst } from '../../tests/support/file-rows.ts'
import { mergeFilesWithoutObjection } from '../../tests/support/merge-files.ts'
import {
  createParentWithFile,
  fillAuthorisationForm,
  insertContactHold,
  insertRequestedAuthorisation,
  submitAuthorisationForm,
} from '../../tests/support/parent-with-file.ts'
import { insertScreening } from '../../tests/support/screenings.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'

const { db } = parseEnvironment(bindings)
const NOW = Date.UTC(2026, 10, 22, 15)
const LEAD = 'robin-ashdown'

setUpPortal({ now: NOW })

type File = Awaited<ReturnType<typeof createParentWithFile>>

const event = (fileId: string, action: AuditEvent['action'], actor = LEAD): AuditEvent => ({
  fileId,
  actor,
  action,
  detail: {},
  happenedAt: NOW,
})
const findAuthorisationId = async ({ parentId }: File) =>
  (await queryRows<{ id: string }>('select id from authorisations where parent_id = ?', parentId))[0]?.id ??
  ''
const recordOutcome = async (file: File, outcome: 'interested' | 'declined' | 'unsafe' | 'no-answer') => {
  const callAttempt = { id: crypto.randomUUID(), channel: 'phone', outcome, nextStep: 'none' } as const
  const underAuthorisation = { authorisationId: await findAuthorisationId(file), attemptedAt: NOW }
  expect(
    await recordCallAttempt(
      db,
      event(file.fileId, 'call_attempt_recorded'),
      { ...callAttempt, ...underAuthorisation },
      4,
    ),
  ).toBe(true)
}
const mergeBoth = async (from: File, into: File) =>
  expect(
    await mergeFilesWithoutObjection(db, {
      from: event(from.fileId, 'files_merged'),
      into: event(into.fileId, 'files_merged'),
    }),
  ).toBe(true)

/** The events that the other parent causes, or that concern them, while this parent looks at their own pages. */
const otherParentEvents: Record<string, (mine: File, theirs: File) => Promise<unknown>> = {
  'the other parent’s file is merged into this one': (mine, theirs) => mergeBoth(theirs, mine),
  'this file is merged into the other parent’s': (mine, theirs) => mergeBoth(mine, theirs),
  'the other parent speaks of an order, and the files are merged': async (mine, theirs) => {
    await submitAuthorisationForm(theirs.parent, authorisationExamples.orderNotSure.fields)
    await insertContactHold(theirs.parentId)
    await mergeBoth(theirs, mine)
  },
  'this file is merged into that of one who authorised, and stopped': async (mine, theirs) => {
    await submitAuthorisationForm(theirs.parent)
    await theirs.parent.post('/file/stop/')
    await mergeBoth(mine, theirs)
  },
  'the other parent, after the merge, authorises and says no': async (mine, theirs) => {
    await mergeBoth(theirs, mine)
    await submitAuthorisationForm(theirs.parent, authorisationExamples.full.fields)
    await theirs.parent.post('/file/stop/')
  },
  'the coordinator reads the file, reviews conflicts and opens the number': async (mine) => {
    await recordReading(db, event(mine.fileId, 'answers_read'), undefined)
    const reviewed = event(mine.fileId, 'conflicts_reviewed')
    await recordConflictReview(db, reviewed, reviewed.happenedAt, nothingSpeaksAgainst)
    const gateCheck = { authorisationId: await findAuthorisationId(mine), coordinatorId: LEAD, at: NOW }
    await readSealedOtherParentContactWithAudit(db, event(mine.fileId, 'other_contact_read'), gateCheck, 4)
  },
  'nobody answers': (mine) => recordOutcome(mine, 'no-answer'),
  'the other parent declines': (mine) => recordOutcome(mine, 'declined'),
  'it is not safe to go on': (mine) => recordOutcome(mine, 'unsafe'),
  'the other parent gets an invitation, and declines': async (mine) => {
    await recordOutcome(mine, 'interested')
    const gateCheck = { authorisationId: await findAuthorisationId(mine), coordinatorId: LEAD, at: NOW }
    const invitation = {
      id: 'invitation',
      codeHash: 'code',
      locatorHash: 'locator',
      gateCheck,
      expiresAt: NOW + 1,
    }
    expect(
      await replaceInvitationAndQueueMessage(
        db,
        event(mine.fileId, 'invitation_created'),
        invitation,
        undefined,
      ),
    ).toBe(true)
    await recordOutcome(mine, 'declined')
  },
  'the other parent sends an intake of their own by invitation': async (mine) => {
    await queryRows(
      "update parents set status = 'received', issued_reference = 'THEIRS', invitation_accepted_at = 1, access_code_hash = 'theirs', route = 'consent' where file_id = ? and side = 'other'",
      mine.fileId,
    )
    await queryRows(
      `insert into submissions (id, file_id, parent_id, form, version, sealed_answers, idempotency_key, sent_at)
        values ('theirs', ?, ?, 'intake', 2, 'sealed', 'theirs', 1)`,
      mine.fileId,
      `other of ${mine.fileId}`,
    )
  },
}
/** The events that can only happen under an authorisation in force. */
const needsAuthorisation = /number|answers|declines|safe to go/

const startingPoints = ['having authorised', 'having said nothing', 'having been asked'] as const
const cases = Object.entries(otherParentEvents).flatMap(([name, happens]) =>
  startingPoints
    .filter((having) => having === 'having authorised' || !needsAuthorisation.test(name))
    .map((having) => ({ name, happens, having })),
)

it.each(cases)('a parent, $having, sees the same when $name', async ({ name, happens, having }) => {
  const [mine, theirs] = [await createParentWithFile(), await createParentWithFile()]
  await insertScreening(mine.parentId)
  if (having === 'having authorised') await submitAuthorisationForm(mine.parent)
  if (having === 'having been asked') {
    await insertRequestedAuthorisation(mine.parentId)
  }
  const { path, fields } = await fillAuthorisationForm(mine.parent, authorisationExamples.full.fields)
  const before = await readPagesSeenBy(mine)
  const everything = await selectAllTables()
  await happens(mine, theirs)
  expect(await selectAllTables(), name).not.toEqual(everything)
  expect(await readPagesSeenBy(mine)).toEqual(before)
  // The parent’s next actions do not end differently either.
  const next = [await mine.parent.post(path, fields), await mine.parent.post('/file/stop/')]
  const ends = next.map(({ status, headers }) => `${status} ${headers.get('Location')}`)
  expect(ends).toEqual(['303 /file/receipt/', '303 /file/'])
})

/** Reads every page of this parent byte by byte, with its headers except the request id. */
async function readPagesSeenBy({ parent }: File): Promise<Record<string, string>> {
  const seen: Record<string, string> = {}
  for (const path of ['/file/', '/file/authorise/', '/file/receipt/', '/file/stop/']) {
    const answer = await parent.get(path)
    const headers = [...answer.headers].filter(([header]) => header !== 'x-request-id')
    seen[path] = JSON.stringify([answer.status, headers, await answer.text()])
  }
  return seen
}

it('is what these tests can tell: a parent’s own authorisation does show, and a contact hold never', async () => {
  const mine = await createParentWithFile()
  const before = await readPagesSeenBy(mine)
  await submitAuthorisationForm(mine.parent)
  const authorised = await readPagesSeenBy(mine)
  for (const path of Object.keys(before)) {
    expect([path, before[path]]).not.toEqual([path, authorised[path]])
  }
  await insertContactHold(mine.parentId)
  expect(await readPagesSeenBy(mine)).toEqual(authorised)
})
