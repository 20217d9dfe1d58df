import { beforeEach, describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { exportPageWording } from '../../content/personal-data/export-wording.ts'
import type { Language, Wording } from '../../forms/language.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { listAuditLines } from '../../tests/support/audit-events.ts'
import { countRows, expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { insertTableFile, TABLE_FILE } from '../../tests/support/desk-route-table.ts'
import { sendIntake } from '../../tests/support/intake-drafts.ts'
import { mockMailProvider } from '../../tests/support/mock-mail-provider.ts'
import { setPrivacyOfficer } from '../../tests/support/privacy-officers.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { runScheduledWork, type Visitor } from '../../tests/support/test-portal.ts'

setUpPortal()

const words = exportPageWording

let team: Awaited<ReturnType<typeof createDeskTeam>>
let file: { id: string; reference: string }
beforeEach(async () => {
  setPrivacyOfficer('jules-hartwell')
  team = await createDeskTeam()
  await sendIntake(intakeExamples.byOneParent.fields)
  ;[file = { id: '', reference: '' }] = await queryRows<typeof file>('select id, reference from files')
  await queryRows(`update files set lead_coordinator_id = 'camille-verdier', accepted_at = 1`)
})

/** Closes the file, with a term that has not ended. */
async function close() {
  await queryRows(`update files set stage = 'closed'`)
  await queryRows(`update parents set status = 'closed' where status is not null`)
  await queryRows(
    'insert into file_retentions (file_id, closed_at, expires_at) select id, 1, 9e12 from files',
  )
}

const find = async (query: string) => {
  const answer = await postJson(team.jules, '/desk/api/person-search', { query })
  return ((await answer.json()) as { hits: { reference: string; people: object | null }[] }).hits
}
const erase = (who: Visitor, side: 'initiating' | 'other' | null = null, reason = 'request') =>
  postJson(who, `/desk/api/files/${file.reference}/erasure`, { side, reason })

describe('finding a person', () => {
  const hit = () => ({
    ...{ reference: file.reference, stage: 'new', isHeldBack: false, isErasable: false },
    people: { initiating: 'Mo (Morgan Ellis Tanaka)', other: 'Alexis Brandt' },
    parents: [
      { side: 'initiating', isErasable: false },
      { side: 'other', isErasable: true },
    ],
  })

  it.each([
    ['a parent by name', 'Morgan Tanaka'],
    ['a person whom the other parent named, by name', 'Brandt'],
    ['the same, by phone number', '613 555 0177'],
    ['a file by its reference', ''],
  ])('finds %s, in whoever’s file, for the privacy officer', async (_, query) => {
    expect(await find(query || file.reference)).toMatchObject([hit()])
  })

  it('shows as held back what a file holds back that was merged into it', async () => {
    await close()
    expect(await find(file.reference)).toMatchObject([
      { isHeldBack: false, isHoldable: true, isErasable: true },
    ])
    await queryRows(
      `insert into files (id, reference, route, stage, created_at, merged_into_id)
        values ('merged', 'merged', 'consent', 'closed', 1, ?)`,
      file.id,
    )
    await queryRows(
      `insert into file_retentions (file_id, closed_at, held_at, held_reason) values ('merged', 1, 1, 'claim')`,
    )
    expect(await find(file.reference)).toMatchObject([
      { isHeldBack: true, isHoldable: false, isErasable: false },
    ])
  })

  it('still finds who never came by their name, once the one who told it was erased', async () => {
    await close()
    expect((await erase(team.jules, 'initiating')).status).toBe(204)
    for (const isDerivedAnew of [false, true]) {
      if (isDerivedAnew) await runScheduledWork()
      expect(await find('alexis brandt')).toMatchObject([
        { reference: file.reference, people: { initiating: null, other: 'Alexis Brandt' }, isErasable: true },
      ])
      expect(await find('Morgan Tanaka')).toEqual([])
    }
  })

  it('is on record without whom it was about, and for nobody else', async () => {
    await find('Morgan Tanaka')
    const [row] = await queryRows('select * from searches')
    expect(row).toMatchObject({ searched_by: 'jules-hartwell' })
    expect(JSON.stringify(row)).not.toMatch(/Morgan|Tanaka/i)
    for (const who of [team.robin, team.camille])
      await expectNoChange(403, () => postJson(who, '/desk/api/person-search', { query: 'Tanaka' }))
  })

  it.each([
    ['', 'camille-verdier'],
    [' that nobody leads', null],
  ])(
    'names nobody in a file%s to whoever works with one of them in another file, and lets them decide nothing',
    async (_, leadId) => {
      await close()
      await queryRows('update files set lead_coordinator_id = ?', leadId)
      await queryRows(`insert into files (id, reference, route, stage, created_at, accepted_at, lead_coordinator_id)
      values ('related', 'RE1A-TED0', 'consent', 'open', 1, 1, 'jules-hartwell')`)
      await queryRows(`insert into match_tokens (token, kind, file_id, side)
      select token, kind, 'related', side from match_tokens where side = 'initiating'`)
      const hits = await find('Morgan Tanaka')
      expect(hits.find(({ reference }) => reference === file.reference)).toMatchObject({
        ...{ people: null, isErasable: false },
        parents: [
          { side: 'initiating', isErasable: false },
          { side: 'other', isErasable: false },
        ],
      })
      for (const side of ['initiating', 'other', null] as const)
        await expectNoChange(404, () => erase(team.jules, side))
      // The search of an administrator, who may read closed files, names nobody either.
      await queryRows("update files set lead_coordinator_id = 'robin-ashdown' where id = 'related'")
      const answer = await postJson(team.robin, '/desk/api/search', { query: 'Morgan Tanaka' })
      const { hits: found } = (await answer.json()) as { hits: { reference: string; people: unknown }[] }
      expect(found.find(({ reference }) => reference === file.reference)?.people ?? null).toBeNull()
    },
  )
})

describe('giving somebody what is held of them', () => {
  const read = (side: 'initiating' | 'other', withSafety = false, who = team.jules) =>
    postJson(who, `/desk/api/files/${TABLE_FILE}/readings/personal-data`, {
      ...{ side, withSafety },
    })
  beforeEach(() => insertTableFile())
  type Item = { at: string | null; facts: string[]; text: string | null; sections: object[] }
  type Exported = { language: Language; parts: { title: string; items: Item[] }[] }
  /** The facts that a part of an export tells; undefined without that part. */
  const readPart = async (title: Wording, side: 'initiating' | 'other' = 'initiating') => {
    const data = (await (await read(side)).json()) as Exported
    return data.parts.find((part) => part.title === title[data.language])?.items
  }

  it('tells what they told and what was done, nothing of the other parent’s, and is on record', async () => {
    await queryRows(`update submissions set sealed_answers = 'unreadable' where parent_id like 'other %'`)
    await queryRows(`update notes set side = 'initiating', signed_at = 1 where id = 'draft'`)
    const answer = await read('initiating')
    expect(answer.status).toBe(200)
    const data = await answer.json()
    expect(data).toMatchObject({
      ...{ reference: TABLE_FILE, side: 'initiating', names: { full: 'Ottilie Marchbanks' } },
      ...{ language: 'en', title: words.title.en },
      leftOut: {
        title: words.leftOut.en,
        lines: [words.ofOtherParent.en, words.ofSafety.en, words.ofNotes.en, words.ofRecord.en],
        ask: words.askUs.en,
      },
      parts: [
        {
          title: words.reach.en,
          items: [
            { at: null, facts: ['Phone', '+14165550123'] },
            { facts: ['E-mail', 'ottilie@example.com'] },
            { facts: ['Time zone', 'America/Regina'] },
          ],
        },
        { title: words.sent.en },
        { title: words.permissions.en, items: [{ facts: [words.granted.en] }] },
        { title: words.times.en },
        { title: words.sessions.en, items: [{ facts: ['Individual session', 'Video call'] }] },
        { title: words.letters.en, items: [{ at: '1970-01-01T00:00:00.001Z', text: 'How are you?' }] },
      ],
    })
    expect(JSON.stringify(data)).not.toMatch(/Ask the school|Call the school|sealed/)
    const [event] = await queryRows<{ detail: string }>(
      `select detail from audit_events where action = 'data_exported'`,
    )
    expect(event).toEqual({ detail: '{"side":"initiating"}' })
  })

  it('tells somebody who was only called when and how, and nothing that the caller’s parent told', async () => {
    const data = (await (await read('other')).json()) as object
    expect(await readPart(words.contacts, 'other')).toMatchObject([
      {
        at: '1970-01-01T00:00:00.001Z',
        facts: [words.weCalled.fr, 'Téléphone', 'Vous avez montré de l’intérêt'],
      },
    ])
    expect(JSON.stringify(data)).not.toContain('Marchbanks')
  })

  it('gives a contact as it was amended, once', async () => {
    await queryRows(`update notes set side = 'initiating', signed_at = 1 where id = 'draft'`)
    for (const [id, signedAt, amends] of [
      ['amended', 2, 'draft'],
      ['unsigned', null, null],
    ])
      await queryRows(
        `insert into notes (id, file_id, side, kind, folder, sealed_text, written_by, written_at, signed_at, amends_id)
          values (?, ?, 'initiating', 'internal', 'decision', 'sealed', 'robin-ashdown', 1, ?, ?)`,
        ...[id, TABLE_FILE, signedAt, amends],
      )
    // The family’s talks alone were noted with it.
    await queryRows(
      `insert into screenings (id, parent_id, recorded_at, recorded_by, held_at, mode, finding, covers_until, amends_id)
        select 'amended', parent_id, 2, recorded_by, held_at, mode, finding, covers_until, id from screenings
        where parent_id = ?`,
      `initiating ${TABLE_FILE}`,
    )
    for (const [id, outcome, amends] of [
      ['contact', 'no-answer', null],
      ['contact again', 'reached', 'contact'],
    ])
      await queryRows(
        `insert into contact_entries
          (id, file_id, side, direction, channel, outcome, happened_at, recorded_at, recorded_by, amends_id)
          values (?, ?, 'initiating', 'outgoing', 'phone', ?, 1, 1, 'robin-ashdown', ?)`,
        ...[id, TABLE_FILE, outcome, amends],
      )
    expect(await readPart(words.contacts)).toMatchObject([
      { facts: ['We got in touch', 'Phone', 'We spoke, or you answered'] },
    ])
  })

  it('doesn’t tell whom we called that the call was unsafe', async () => {
    await queryRows(`update call_attempts set outcome = 'unsafe'`)
    expect(await readPart(words.contacts, 'other')).toMatchObject([
      { facts: [words.weCalled.fr, 'Téléphone'] },
    ])
  })

  it('gives the e-mail that was sent, also in a file that was merged into this one, and no other', async () => {
    await queryRows(
      `insert into files (id, reference, route, stage, created_at, merged_into_id)
        values ('merged', 'merged', 'consent', 'merged', 1, ?)`,
      TABLE_FILE,
    )
    for (const [id, fileId, outcome] of [
      ['sent', TABLE_FILE, 'sent'],
      ['merged', 'merged', 'sent'],
      ['queued', TABLE_FILE, 'queued'],
      ['failed', TABLE_FILE, 'failed'],
    ])
      await queryRows(
        `insert into outbox (id, file_id, parent_id, kind, sealed_message, outcome, attempts, next_attempt_at, created_at)
          values (?, ?, ?, 'receipt', '', ?, 1, 1, 1)`,
        ...[id, fileId, `initiating ${TABLE_FILE}`, outcome],
      )
    expect(await readPart(words.messages)).toMatchObject([{ facts: ['Receipt'] }, { facts: ['Receipt'] }])
  })

  it('tells apart what a coordinator wrote down, and speaks the language of the parent', async () => {
    await queryRows(`update parents set language = 'fr' where id = ?`, `initiating ${TABLE_FILE}`)
    await queryRows(
      `update submissions set written_by = 'robin-ashdown' where parent_id = ?`,
      `initiating ${TABLE_FILE}`,
    )
    const { parts, ...data } = (await (await read('initiating')).json()) as Exported
    expect(data).toMatchObject({ language: 'fr', title: words.title.fr })
    const titles = parts.map(({ title }) => title)
    expect(titles).toContain(words.said.fr)
    expect(titles).not.toContain(words.sent.fr)
    const said = parts.find(({ title }) => title === words.said.fr)?.items
    expect(said?.every(({ facts: [by = ''] }) => by.startsWith(words.writtenBy.fr))).toBe(true)
  })

  it('leaves the answers about safety out, unless they are asked for, which is on record', async () => {
    const reply = async (withSafety: boolean) => JSON.stringify(await (await readOwn(withSafety)).json())
    const readOwn = (withSafety: boolean) =>
      postJson(team.jules, `/desk/api/files/${file.reference}/readings/personal-data`, {
        ...{ side: 'initiating', withSafety },
      })
    const [without, withIt] = [await reply(false), await reply(true)]
    expect(withIt.length).toBeGreaterThan(without.length)
    expect(without).toContain('Morgan Ellis Tanaka')
    const toldLeftOut = [without, withIt].map((reply) =>
      Object.values(words.ofSafety).some((said) => reply.includes(said)),
    )
    expect(toldLeftOut).toEqual([true, false])
    const events = await queryRows<{ detail: string }>(
      `select detail from audit_events where action = 'data_exported' order by sequence`,
    )
    expect(events.map(({ detail }) => detail)).toEqual([
      '{"side":"initiating"}',
      '{"side":"initiating","withSafety":true}',
    ])
  })

  it('doesn’t tell somebody who never came that what they told about safety was left out', async () => {
    const path = `/desk/api/files/${file.reference}/readings/personal-data`
    const answer = await postJson(team.jules, path, { side: 'other', withSafety: false })
    const data = (await answer.json()) as Exported & { leftOut: { lines: string[] } }
    expect(data.leftOut.lines).toEqual(
      [words.ofOtherParent, words.ofRecord].map((wording) => wording[data.language]),
    )
  })

  it('is refused to whoever works with a parent in another file', async () => {
    await queryRows(
      `update files set lead_coordinator_id = 'jules-hartwell' where reference <> ?`,
      TABLE_FILE,
    )
    await queryRows(`insert into match_tokens (token, kind, file_id, side)
      values ('shared', 'email', '${TABLE_FILE}', 'initiating'), ('shared', 'email', 'F1RS-TTTT', 'other')`)
    await queryRows(`delete from match_tokens where kind = 'child'`)
    await expectNoChange(404, () => read('initiating'))
  })

  it('is refused to everybody else', async () => {
    for (const who of [team.camille, team.robin])
      await expectNoChange(403, () => read('initiating', true, who))
  })
})

describe('erasing', () => {
  const listMail = () => queryRows<{ kind: string; file_id: string }>('select kind, file_id from outbox')

  it('asks why, on record, and tells the lead that it was done, with the reference alone', async () => {
    await close()
    const sent = mockMailProvider()
    await expectNoChange(422, () => erase(team.jules, null, 'term-ended'))
    await expectNoChange(422, () => erase(team.jules, null, 'They moved away'))
    expect((await erase(team.jules, null, 'court-order')).status).toBe(204)
    const [event] = await queryRows<{ detail: string }>(
      `select detail from audit_events where action = 'data_erased'`,
    )
    expect(event?.detail).toBe('{"ground":"court-order"}')
    expect(await queryRows('select ground from erasures')).toEqual([{ ground: 'court-order' }])
    expect(await listMail()).toEqual([{ kind: 'file-news', file_id: file.id }])
    await runScheduledWork()
    expect(sent.map(({ to }) => to)).toEqual(['camille@lantern-street.example.com'])
    expect(sent[0]?.text).toContain('a effacé ce que ce dossier contenait')
    expect(sent[0]?.body).toContain(file.reference)
    expect(sent[0]?.body).not.toMatch(/Tanaka|Brandt|tribunal/i)
    // An administrator reads why in the file’s record.
    const record = await team.robin.get(`/desk/api/files/${file.reference}/record`)
    expect(await record.json()).toMatchObject({
      events: expect.arrayContaining([
        expect.objectContaining({ action: 'data_erased', facts: { ground: 'court-order' } }),
      ]),
    })
  })

  it('tells nobody of their own act, nor of one that was refused', async () => {
    await queryRows('delete from outbox')
    await expectNoChange(409, () => erase(team.jules))
    expect(await listMail()).toEqual([])
    await close()
    await queryRows(`update files set lead_coordinator_id = 'jules-hartwell'`)
    expect((await erase(team.jules)).status).toBe(204)
    expect(await listMail()).toEqual([])
  })

  it('takes everything of a family, on record without anybody’s name', async () => {
    await close()
    expect((await erase(team.jules)).status).toBe(204)
    for (const table of ['submissions', 'parents', 'match_tokens', 'search_tokens'])
      expect(await countRows(table), table).toBe(0)
    const lines = await listAuditLines(file.id)
    expect(lines.at(-1)).toContain('data_erased')
    expect(lines.join()).not.toMatch(/Tanaka|Brandt/)
    expect(await find('Tanaka')).toEqual([])
    expect(await find(file.reference)).toMatchObject([{ isErasable: false, parents: [] }])
  })

  it('takes what is known of one parent, once, and leaves the other one’s', async () => {
    await close()
    expect((await erase(team.jules, 'other')).status).toBe(204)
    expect(await countRows('submissions')).toBe(1)
    expect(await queryRows(`select sealed_other_contact as sealed from submissions`)).toEqual([
      { sealed: null },
    ])
    expect(await find(file.reference)).toMatchObject([
      { people: { initiating: 'Mo (Morgan Ellis Tanaka)', other: null } },
    ])
    await expectNoChange(409, () => erase(team.jules, 'other'))
  })
})

it('doesn’t derive what was erased of one parent from what the other one told, and finds the other one again', async () => {
  await close()
  // The pass that derives what is searched has ended.
  for (let minute = 0; minute < 3; minute++) await runScheduledWork()
  expect(
    await queryRows(
      `select finished_at > 0 as is_over from key_rotations where "column" = 'submissions.tokens'`,
    ),
  ).toEqual([{ is_over: 1 }])
  expect((await erase(team.jules, 'other')).status).toBe(204)
  // Who is left is found at once by their name, and once it is derived again by what they told of themselves.
  const hit = { people: { initiating: 'Mo (Morgan Ellis Tanaka)', other: null } }
  expect(await find('Tanaka')).toMatchObject([hit])
  expect(await find(OWN_PHONE)).toEqual([])
  await runScheduledWork()
  expect(await queryRows(`select 1 from match_tokens where side = 'other'`)).toEqual([])
  for (const query of ['Alexis', '613 555 0177']) expect(await find(query), query).toEqual([])
  for (const query of ['Tanaka', OWN_PHONE]) expect(await find(query), query).toMatchObject([hit])
})

const OWN_PHONE = '613 555 0142'

/** The states of a file, and how erasing the family, the parent who came and the one who never came is answered in each. */
const states: Readonly<Record<string, readonly [change: () => Promise<unknown>, ...statuses: number[]]>> = {
  open: [async () => {}, 409, 409, 204],
  closed: [close, 204, 204, 204],
  'held back': [
    async () => {
      await close()
      await queryRows(`update file_retentions set held_at = 1, held_reason = 'claim'`)
    },
    ...[409, 409, 409],
  ],
  erased: [
    async () => {
      await close()
      await erase(team.jules)
    },
    ...[409, 409, 409],
  ],
}

describe.each(Object.entries(states))('a file that is %s', (_, [change, family, initiating, other]) => {
  beforeEach(change)

  it.each([
    ['a family', null, family],
    ['the parent who came', 'initiating', initiating],
    ['the one who never came', 'other', other],
  ] as const)(
    'answers an erasure of %s as its state allows, and to the privacy officer alone',
    async (_name, side, status) => {
      await expectNoChange(403, () => erase(team.camille, side))
      await expectNoChange(403, () => erase(team.robin, side))
      setPrivacyOfficer(null)
      await expectNoChange(404, () => erase(team.jules, side))
      setPrivacyOfficer('jules-hartwell')
      expect((await erase(team.jules, side)).status).toBe(status)
    },
  )
})
