import { describe, expect, it } from 'vitest'
import { NewestState } from './newest-state.ts'
import { listNewOwnRows, protectRows } from './protect-rows.ts'
import { protections, unprotected } from './protections.ts'
import { findTable, formatKey, type Row, type Rows, storedTables } from './stored-tables.ts'

const NOW = 1_800_000_000_000

const file = (changes: Row = {}): Row => ({
  id: 'f',
  reference: 'R',
  stage: 'open',
  merged_into_id: null,
  ...changes,
})
const parent = (changes: Row = {}): Row => ({
  ...{ id: 'p', file_id: 'f', side: 'initiating', status: 'received', sealed_contact_rules: 'with address' },
  ...{ application_withdrawn_at: null, joint_consented_at: 5, access_code_hash: 'first' },
  ...changes,
})
const family: Rows = {
  files: [file()],
  parents: [parent()],
  submissions: [{ id: 's', file_id: 'f', parent_id: 'p', form_version_hash: 'v' }],
  match_tokens: [{ token: 't', file_id: 'f', side: 'family' }],
  authorisations: [{ id: 'a', parent_id: 'p', withdrawn_at: null, reminded_at: 1, form_version_hash: null }],
  appointments: [{ id: 'm', file_id: 'f', cancelled_at: null, cancelled_by: null, sequence: 0 }],
  appointment_slots: [{ coordinator_id: 'c', quarter: 7, appointment_id: 'm' }],
  outbox: [
    { id: 'o', file_id: 'f', outcome: 'sent', email_problem: null, last_error: null, depends_on: null },
  ],
  audit_events: [{ file_id: 'f', sequence: 1 }],
}

/** Brings a family forward by an audit export that says the same, but for what is given. */
function protect(rows: Rows, changed: Rows | undefined) {
  const hasRow = (name: string, key: string) => {
    const table = findTable(name)
    return table !== undefined && (rows[name] ?? []).some((row) => formatKey(table, row) === key)
  }
  let newest: NewestState | undefined
  if (changed) {
    newest = new NewestState()
    for (const [name, list] of Object.entries({ ...rows, ...changed })) newest.add(name, list)
  }
  return protectRows(rows, { newest, hasRow, now: NOW })
}

describe('a family that is brought forward', () => {
  it('is as it was when nothing happened since', () => {
    expect(protect(family, {})).toEqual(family)
    expect(protect(family, undefined)).toEqual(family)
  })

  it('keeps what a parent withdrew', () => {
    const closed = { status: 'closed', application_withdrawn_at: 9, joint_consented_at: null }
    const { parents, files, authorisations } = protect(family, {
      files: [file({ stage: 'closed' })],
      parents: [parent(closed)],
      authorisations: [{ id: 'a', parent_id: 'p', withdrawn_at: 9, reminded_at: 1, form_version_hash: null }],
    })
    expect(parents).toEqual([parent(closed)])
    expect(files).toEqual([file({ stage: 'closed' })])
    expect(authorisations).toMatchObject([{ withdrawn_at: 9 }])
  })

  it('keeps an address that was taken away, and a code that was replaced', () => {
    const newest = parent({ sealed_contact_rules: 'without', access_code_hash: 'second' })
    expect(protect(family, { parents: [newest] }).parents).toEqual([newest])
  })

  it('takes no consent and no stage that came later, which nothing else would fit', () => {
    const closed = {
      ...family,
      files: [file({ stage: 'closed' })],
      parents: [parent({ joint_consented_at: null })],
    }
    expect(protect(closed, { files: [file()], parents: [parent()] })).toEqual(closed)
  })

  it('has a term as long as it is closed, also when it was opened again since', () => {
    const closed = {
      ...family,
      files: [file({ stage: 'not-genuine' })],
      file_retentions: [{ file_id: 'f', closed_at: 4, expires_at: 9, held_at: null, erased_at: null }],
    }
    const { files, file_retentions } = protect(closed, { files: [file()], file_retentions: [] })
    expect([files, file_retentions]).toEqual([closed.files, closed.file_retentions])
  })

  it('is held back from erasure when it was since, open as it is, and no longer when that was lifted', () => {
    const hold = { held_at: 9, held_by: 'officer', held_reason: 'complaint' }
    const row = { file_id: 'f', closed_at: 9, expires_at: null, erased_at: null, ...hold }
    const held = protect(family, { file_retentions: [row] })
    expect([held.files, held.file_retentions]).toEqual([family.files, [row]])
    const lifted = { ...row, held_at: null, held_by: null, held_reason: null }
    const { file_retentions } = protect({ ...family, file_retentions: [row] }, { file_retentions: [lifted] })
    expect(file_retentions).toEqual([lifted])
  })

  it('keeps an appointment cancelled, and its slots free', () => {
    const { appointments, appointment_slots } = protect(family, {
      appointments: [{ id: 'm', file_id: 'f', cancelled_at: 9, cancelled_by: 'parent', sequence: 1 }],
    })
    expect(appointments).toEqual([
      { id: 'm', file_id: 'f', cancelled_at: 9, cancelled_by: 'parent', sequence: 1 },
    ])
    expect(appointment_slots).toEqual([])
  })

  it('keeps the trouble with an address', () => {
    const newest = { id: 'o', file_id: 'f', email_problem: 'complained' }
    expect(protect(family, { outbox: [newest] }).outbox).toMatchObject([{ email_problem: 'complained' }])
  })

  it('has the holds, refusals and findings that came later, and none of what they rest on that is not there', () => {
    const { contact_holds, call_attempts } = protect(family, {
      contact_holds: [
        { id: 'h', parent_id: 'p', order_reading_id: 'gone', lifted_at: null },
        { id: 'another', parent_id: 'of another piece', order_reading_id: null, lifted_at: null },
      ],
      call_attempts: [{ id: 'no', authorisation_id: 'a', outcome: 'declined' }],
    })
    expect(contact_holds).toEqual([{ id: 'h', parent_id: 'p', order_reading_id: null, lifted_at: null }])
    expect(call_attempts).toEqual([{ id: 'no', authorisation_id: 'a', outcome: 'declined' }])
  })

  it('keeps a hold with the reading that came later', () => {
    const rows = {
      ...family,
      contact_holds: [{ id: 'h', parent_id: 'p', order_reading_id: null, finding: null }],
    }
    const hold = { id: 'h', parent_id: 'p', order_reading_id: 'r', finding: 'forbids' }
    const reading = { id: 'r', file_id: 'f', finding: 'forbids' }
    const brought = protect(rows, { contact_holds: [hold], order_readings: [reading] })
    expect([brought.contact_holds, brought.order_readings]).toEqual([[hold], [reading]])
  })

  it('that was erased is not there, with all that belonged to it', () => {
    const erased = Object.fromEntries(Object.keys(family).map((name) => [name, []]))
    expect(protect(family, erased)).toEqual(erased)
  })

  it('lacks a page, a message and a note that were erased, and the words by which it was found', () => {
    const rows = {
      ...family,
      notes: [{ id: 'n', file_id: 'f' }],
      search_tokens: [{ token: 'w', file_id: 'f' }],
    }
    expect(protect(rows, {}).search_tokens).toEqual(rows.search_tokens)
    const brought = protect(rows, { submissions: [], outbox: [], notes: [], match_tokens: [] })
    const { submissions, outbox, notes, match_tokens, search_tokens } = brought
    expect([submissions, outbox, notes, match_tokens, search_tokens]).toEqual([[], [], [], [], []])
    expect(brought.parents).toEqual(family.parents)
  })

  it.each<[string, Row]>([
    ['f', {}],
    ['another one, into which it was merged', { merged_into_id: 'other' }],
  ])('has no parent once the family of %s was erased', (_, merged) => {
    const brought = protect(family, {
      files: [file({ stage: 'closed', ...merged })],
      erasures: [{ id: 'e', file_id: merged.merged_into_id ?? 'f', side: null }],
      parents: [],
      submissions: [],
    })
    expect([brought.parents, brought.submissions, brought.authorisations]).toEqual([[], [], []])
    expect(brought.files).toMatchObject([{ id: 'f' }])
  })

  it('finds nobody by words who was erased, though no form went', () => {
    const rows = { ...family, search_tokens: [{ token: 'alexis', file_id: 'f' }] }
    expect(protect(rows, {}).search_tokens).toEqual(rows.search_tokens)
    const erasures = [{ id: 'e', file_id: 'f', side: 'other' }]
    expect(protect(rows, { erasures }).search_tokens).toEqual([])
  })

  it('derives what is searched anew', () => {
    const rows = {
      ...family,
      key_rotations: [{ column: 'submissions.tokens', kid: 'index-1', finished_at: 1 }],
    }
    expect(protect(rows, {}).key_rotations).toEqual([])
  })

  it('has nothing in what an erasure emptied', () => {
    const named = { ...family, parents: [parent({ sealed_display_name: 'Ana', urgency: 'soon' })] }
    const told = { id: 's', file_id: 'f', parent_id: 'p', form_version_hash: 'v' }
    const rows = { ...named, submissions: [{ ...told, sealed_other_contact: 'number' }] }
    const brought = protect(rows, {
      parents: [parent({ sealed_contact_rules: null, sealed_display_name: null, urgency: null })],
      submissions: [{ ...told, sealed_other_contact: null }],
    })
    expect(brought.parents).toEqual([
      parent({ sealed_contact_rules: null, sealed_display_name: null, urgency: null }),
    ])
    expect(brought.submissions).toEqual([{ ...told, sealed_other_contact: null }])
  })

  it('that was merged since stays apart, to be merged again', () => {
    const brought = protect(family, {
      files: [file({ stage: 'closed', merged_into_id: 'other' })],
      parents: [parent({ file_id: 'other', side: 'other' })],
      submissions: [{ id: 's', file_id: 'other', parent_id: 'p', form_version_hash: 'v' }],
      appointments: [{ id: 'm', file_id: 'other', cancelled_at: null, cancelled_by: null, sequence: 0 }],
    })
    expect(brought).toEqual(family)
  })
})

describe('what waited', () => {
  it('does not leave by itself', () => {
    const message = { id: 'q', file_id: null, outcome: 'queued', last_error: null, depends_on: '{}' }
    expect(
      protectRows({ outbox: [message] }, { newest: undefined, hasRow: () => true, now: NOW }).outbox,
    ).toEqual([{ ...message, outcome: 'failed', last_error: 'restored', depends_on: null }])
    const attendance = { id: 'x', appointment_id: 'm', parent_id: 'p', reminded_at: null }
    expect(protect({ ...family, attendances: [attendance] }, {}).attendances).toMatchObject([
      { reminded_at: NOW },
    ])
  })
})

describe('a draft', () => {
  const draft = { id: 'd', resume_code_hash: 'code', sealed_resume_token: 'token', invitation_id: null }
  const sections = [
    { draft_id: 'd', section: 'one', revision: 1 },
    { draft_id: 'd', section: 'two', revision: 1 },
  ]
  const rows = { drafts: [draft], draft_sections: sections }

  it('that its parent deleted is not there', () => {
    expect(protect(rows, { drafts: [], draft_sections: [] })).toEqual({ drafts: [], draft_sections: [] })
  })

  it('lacks a section that was saved again, and a code that was replaced', () => {
    const brought = protect(rows, {
      drafts: [{ ...draft, resume_code_hash: 'another' }],
      draft_sections: [{ draft_id: 'd', section: 'one', revision: 2 }, sections[1] as Row],
    })
    expect(brought).toEqual({
      drafts: [{ ...draft, resume_code_hash: null, sealed_resume_token: null }],
      draft_sections: [sections[1]],
    })
  })
})

it('takes keys and forms that are new, and leaves those that older rows need as they were', () => {
  const newest = new NewestState()
  newest.add('ring_keys', [
    { kid: 'answers-1', rows_left: 0 },
    { kid: 'answers-2', rows_left: null },
  ])
  const hasRow = (_: string, key: string) => key === '["answers-1"]'
  expect(listNewOwnRows(newest, hasRow)).toMatchObject({ ring_keys: [{ kid: 'answers-2', rows_left: null }] })
  const stored = { ring_keys: [{ kid: 'answers-1', rows_left: null }] }
  expect(protectRows(stored, { newest, hasRow, now: NOW })).toEqual(stored)
})

it('says of every table what is taken from it, or why nothing is', () => {
  const named = [...Object.keys(protections), ...Object.keys(unprotected)]
  expect(storedTables.map(({ name }) => name).filter((name) => !named.includes(name))).toEqual([])
  expect(new Set(named).size).toBe(named.length)
})
