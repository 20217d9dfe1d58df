import { beforeEach, describe, expect, it } from 'vitest'
import type { CallAttemptOutcome } from '../../content/authorisation/call-attempts.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { practice } from '../../content/practice.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { listAuditDetails } from '../../tests/support/audit-events.ts'
import { expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import { postJson, readFileAnswers } from '../../tests/support/desk-file.ts'
import { sendIntake } from '../../tests/support/intake-drafts.ts'
import { openFileWithCode, submitAuthorisationForm } from '../../tests/support/parent-with-file.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { insertScreening } from '../../tests/support/screenings.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import type { Visitor } from '../../tests/support/test-portal.ts'

setUpPortal()

const LEAD = 'camille-verdier'
const { fields } = intakeExamples.byOneParent

let camille: Visitor

beforeEach(async () => {
  ;({ camille } = await createDeskTeam())
})

/** A parent sends an intake and authorises the call, and Camille takes the file, screens them and reads it. Gives the file. */
async function comeAndAuthorise(changes: FormFields = {}) {
  const sent = await sendIntake({ ...fields, ...changes })
  const { code = '' } = (await parsePage(await sent.get('/intake/sent/'))).slots
  const [file] = await queryRows<{ id: string; reference: string }>(
    'select id, reference from files order by rowid desc limit 1',
  )
  const { id = '', reference = '' } = file ?? {}
  await queryRows('update files set lead_coordinator_id = ? where id = ?', LEAD, id)
  expect((await submitAuthorisationForm(await openFileWithCode(code))).status).toBe(303)
  await postJson(camille, `/desk/api/files/${reference}/conflict-review`, { reviewedUntil: Date.now() })
  expect((await readFileAnswers(camille, reference)).status).toBe(200)
  const [authorisation] = await queryRows<{ id: string; parent_id: string }>(
    'select id, parent_id from authorisations where parent_id in (select id from parents where file_id = ?)',
    id,
  )
  await insertScreening(authorisation?.parent_id ?? '')
  return { id, reference, authorisation: authorisation?.id ?? '' }
}

type AuthorisedFile = Awaited<ReturnType<typeof comeAndAuthorise>>

const call = ({ reference, authorisation }: AuthorisedFile, outcome: CallAttemptOutcome) =>
  postJson(camille, `/desk/api/files/${reference}/call-attempts`, {
    ...{ id: crypto.randomUUID(), authorisation, attemptedAt: Date.now(), channel: 'phone', outcome },
    nextStep: outcome === 'no-answer' ? 'call-again' : 'none',
  })

/** What the desk shows of calling the other parent. */
const readCalls = async ({ reference }: AuthorisedFile) => {
  const answer = await camille.get(`/desk/api/files/${reference}/calls`)
  return ((await answer.json()) as { calls: Record<string, unknown>[] }).calls[0]
}

const close = ({ reference }: AuthorisedFile) => postJson(camille, `/desk/api/files/${reference}/closure`, {})

describe('a parent who said no, when the other one sends a second intake', () => {
  it.each<[string, FormFields]>([
    ['as before', {}],
    ['with another number for them', { otherPhone: ['613-555-0199'], otherEmail: [''] }],
    ['with another number for themselves', { phone: ['613-555-0133'], email: ['new@example.org'] }],
  ])('is not called again, and the desk says why: %s', async (_, changes) => {
    const first = await comeAndAuthorise()
    expect((await call(first, 'declined')).status).toBe(204)
    expect((await close(first)).status).toBe(204)

    const second = await comeAndAuthorise(changes)
    expect(await readCalls(second)).toMatchObject({ gate: 'ended-in-related-file', areCallsOver: true })
    await expectNoChange(409, () => call(second, 'no-answer'))
    await expectNoChange(409, () =>
      postJson(camille, `/desk/api/files/${second.reference}/invitation`, {
        authorisation: second.authorisation,
      }),
    )
    const reopening = { side: 'initiating', coversUntil: Date.now() }
    const path = `/desk/api/files/${second.reference}/call-reopening`
    await expectNoChange(422, () => postJson(camille, path, reopening))
    expect((await postJson(camille, path, { ...reopening, reason: 'they-asked' })).status).toBe(204)
    expect((await listAuditDetails(second.id)).at(-1)).toEqual([
      LEAD,
      'calls_reopened',
      { side: 'initiating', reopeningReason: 'they-asked' },
    ])
    expect((await call(second, 'no-answer')).status).toBe(204)
  })

  it('was called as often as both files together say', async () => {
    const first = await comeAndAuthorise()
    for (let n = 1; n < practice.attempts; n++) expect((await call(first, 'no-answer')).status).toBe(204)
    await close(first)
    const second = await comeAndAuthorise()
    expect(await readCalls(second)).toMatchObject({ attemptsLeft: 1 })
    expect((await call(second, 'no-answer')).status).toBe(204)
    await expectNoChange(409, () => call(second, 'no-answer'))
    expect(await readCalls(second)).toMatchObject({ gate: 'attempts-used', attemptsLeft: 0 })
  })
})
