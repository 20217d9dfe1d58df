import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changesNothing, everyRow, rows } from '../tests/support/database-rows.ts'
import { bindings, countingD1, emptyDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import { type AuditEvent, auditRowAfter } from './audit.ts'
import { database } from './database.ts'
import { beginDraft, forgetExpiredDrafts, saveSection } from './drafts.ts'
import { type NewFile, openFile, readBeforeSending, readDraftAndRoom, readSent } from './intake.ts'
import { files, matchTokens } from './schema.ts'

const db = database(bindings.DB)
const NOW = Date.UTC(2026, 0, 5, 12)
const END = NOW + 28 * 86_400_000

beforeAll(prepareDatabase)
beforeEach(emptyDatabase)

/** A draft of one section, saved once. */
async function draftOf(id: string = crypto.randomUUID()): Promise<NewFile['draft']> {
  await beginDraft(db, 'intake', { draftId: id, section: 'you', typed: 'sealed', keptUntil: END }, NOW)
  return { id, revision: 1 }
}

/** What may differ between the files of these tests. */
interface Made {
  readonly reference?: string
  readonly ranking?: Partial<NewFile['ranking']>
  readonly tokens?: NewFile['tokens']
}

const TOKEN = { kind: 'email', token: 'the same address twice', side: 'initiating' } as const

/** Everything an intake writes, about a family of nobody; Robin and Camille may lead, Jules and Kim may assist. */
async function madeFrom(
  draft: NewFile['draft'],
  { reference, ranking, tokens }: Made = {},
): Promise<NewFile> {
  const fileId = crypto.randomUUID()
  const parentId = crypto.randomUUID()
  const event = (action: AuditEvent['action'], detail = {}) =>
    ({ fileId, actor: 'parent', action, detail, happenedAt: NOW }) as const
  const mail = (kind: string) => ({
    id: crypto.randomUUID(),
    fileId,
    kind,
    mail: 'sealed',
    outcome: 'queued' as const,
    attempts: 0,
    nextAttemptAt: NOW,
    createdAt: NOW,
  })
  const sent = await auditRowAfter(undefined, event('intake_sent'))
  const leads = ['robin', 'camille', 'jules', 'kim'].map((id) => ({ id }))
  return {
    file: { id: fileId, reference: reference ?? fileId.slice(0, 9), route: 'consent', openedAt: NOW },
    ranking: { leads: ['robin', 'camille'], waiting: false, assistants: ['jules', 'kim'], ...ranking },
    parents: [
      {
        id: parentId,
        fileId,
        side: 'initiating',
        language: 'fr',
        givenReference: reference ?? fileId.slice(0, 9),
        standing: 'received',
      },
      { id: crypto.randomUUID(), fileId, side: 'other', language: 'en' },
    ],
    submission: {
      id: crypto.randomUUID(),
      fileId,
      parentId,
      form: 'intake',
      version: 2,
      answers: 'sealed',
      idempotencyKey: draft.id,
      sentAt: NOW,
    },
    tokens: tokens ?? [TOKEN, TOKEN, { ...TOKEN, side: 'other' }],
    mail: [
      { lead: 'anybody', row: { ...mail('receipt'), parentId } },
      { lead: 'nobody', row: mail('to an administrator') },
      { lead: 'nobody', row: mail('to another administrator') },
      ...leads.map((lead) => ({ lead, row: mail(`to ${lead.id}`) })),
    ],
    audit: [
      { lead: 'anybody', row: sent },
      { lead: 'nobody', row: await auditRowAfter(sent, event('left_unassigned')) },
      ...(await Promise.all(
        leads.map(async (lead) => ({
          lead,
          row: await auditRowAfter(sent, event('assigned', { lead: lead.id })),
        })),
      )),
    ],
    draft,
  }
}

const opened = async (made: Made = {}) => openFile(db, await madeFrom(await draftOf(), made))

describe('opening a file', () => {
  it('writes everything in it, and removes the draft', async () => {
    const made = await madeFrom(await draftOf())
    expect(await openFile(db, made)).toEqual({ lead: 'robin', stage: 'new' })
    const { d1_migrations: _, sqlite_sequence: __, ...tables } = await everyRow()
    const counts = Object.entries(tables).map(([table, all]) => [table, all.length])
    expect(Object.fromEntries(counts)).toEqual({
      files: 1,
      parents: 2,
      submissions: 1,
      match_tokens: 2,
      outbox: 2,
      audit_events: 2,
      code_tries: 0,
      drafts: 0,
      draft_sections: 0,
      authorisations: 0,
      freezes: 0,
      outreach: 0,
      invitations: 0,
      availability: 0,
      appointments: 0,
      attendances: 0,
      appointment_slots: 0,
      time_requests: 0,
      calendar_feeds: 0,
    })
    expect(tables.files).toEqual([
      {
        id: made.file.id,
        reference: made.file.reference,
        route: 'consent',
        stage: 'new',
        lead_coordinator: 'robin',
        legal_coordinator: null,
        proposed_legal: 'jules',
        cleared_at: null,
        joined_into: null,
        opened_at: NOW,
      },
    ])
  })

  it('writes every column of the mail and of the record as it was prepared', async () => {
    const made = await madeFrom(await draftOf())
    await openFile(db, made)
    const [receipt, , , toRobin] = made.mail.map(({ row }) => row)
    expect(await rows('select * from outbox order by rowid')).toEqual(
      [receipt, toRobin].map((row) => ({
        id: row?.id,
        file_id: made.file.id,
        parent_id: row === receipt ? made.parents[0]?.id : null,
        kind: row?.kind,
        mail: 'sealed',
        outcome: 'queued',
        attempts: 0,
        next_attempt_at: NOW,
        provider_id: null,
        last_error: null,
        created_at: NOW,
      })),
    )
    const [sent, , assigned] = made.audit.map(({ row }) => row)
    expect(await rows('select * from audit_events order by sequence')).toEqual(
      [sent, assigned].map((row) => ({
        file_id: made.file.id,
        sequence: row?.sequence,
        actor: 'parent',
        action: row?.action,
        detail: row?.detail,
        happened_at: NOW,
        previous_hash: row?.previousHash,
        hash: row?.hash,
      })),
    )
  })

  it('writes the mail and the record of nobody when nobody leads', async () => {
    expect(await opened({ ranking: { leads: [] } })).toEqual({ lead: null, stage: 'new' })
    expect(await rows('select lead_coordinator, proposed_legal from files')).toEqual([
      { lead_coordinator: null, proposed_legal: null },
    ])
    expect(await rows('select kind from outbox order by kind')).toEqual([
      { kind: 'receipt' },
      { kind: 'to an administrator' },
      { kind: 'to another administrator' },
    ])
    expect(await rows('select action from audit_events order by sequence')).toEqual([
      { action: 'intake_sent' },
      { action: 'left_unassigned' },
    ])
  })

  it('puts the family on the waiting list when those who fit have no room', async () => {
    const nobodyFree = { ranking: { leads: [], waiting: true } }
    expect(await opened(nobodyFree)).toEqual({ lead: null, stage: 'waiting' })
    expect(await rows('select stage, lead_coordinator from files')).toEqual([
      { stage: 'waiting', lead_coordinator: null },
    ])
  })

  it('never takes a coordinator called as what is written for nobody or anybody', async () => {
    for (const id of ['nobody', 'anybody', 'id robin']) {
      await emptyDatabase()
      expect(await opened({ ranking: { leads: [id] } })).toEqual({ lead: id, stage: 'new' })
      expect(await rows('select kind from outbox')).toEqual([{ kind: 'receipt' }])
    }
  })

  it('opens one file of a draft that is sent twice', async () => {
    const draft = await draftOf()
    expect(await openFile(db, await madeFrom(draft))).toBeDefined()
    const again = await madeFrom(draft)
    expect(await changesNothing(() => openFile(db, again))).toBeUndefined()
  })

  it('opens one file of a draft that is sent twenty times at once', async () => {
    const draft = await draftOf()
    const all = await Promise.all(Array.from({ length: 20 }, () => madeFrom(draft)))
    const opened = await Promise.all(all.map((made) => openFile(db, made)))
    expect(opened.filter(Boolean)).toHaveLength(1)
    expect(await rows('select id from files')).toEqual([{ id: all[opened.findIndex(Boolean)]?.file.id }])
    expect(await rows('select id from outbox')).toHaveLength(2)
  })

  it.each(['you', 'other-parent', 'children/01'])(
    'writes nothing when the section “%s” was saved since the draft was read',
    async (section) => {
      const draft = await draftOf()
      const made = await madeFrom(draft)
      await saveSection(db, { draftId: draft.id, section, typed: 'sealed since', keptUntil: END }, NOW)
      expect(await changesNothing(() => openFile(db, made))).toBeUndefined()
      expect(await openFile(db, { ...made, draft: { ...draft, revision: 2 } })).toBeDefined()
    },
  )

  it('writes nothing when the draft was forgotten since it was read', async () => {
    const made = await madeFrom(await draftOf())
    await forgetExpiredDrafts(db, END + 1)
    expect(await changesNothing(() => openFile(db, made))).toBeUndefined()
  })

  it('writes nothing when the reference is taken, and opens the file under another', async () => {
    const taken = { reference: 'K7Q4-9MX2' }
    expect(await opened(taken)).toBeDefined()
    const draft = await draftOf()
    const second = await madeFrom(draft, taken)
    expect(await changesNothing(() => openFile(db, second))).toBeUndefined()
    expect(await openFile(db, await madeFrom(draft))).toBeDefined()
  })

  it('writes nothing when any part fails, and takes a fault for no race', async () => {
    const made = await madeFrom(await draftOf())
    // A parent, a submission and a token are written before the outbox refuses this, and mail before the record does.
    const unmade = <Row extends object>(prepared: { lead: NewFile['mail'][number]['lead']; row: Row }[]) =>
      prepared.map(({ lead, row }) => ({ lead, row: { ...row, kind: null, actor: null } as unknown as Row }))
    for (const broken of [
      { ...made, mail: unmade(made.mail) },
      { ...made, audit: unmade(made.audit) },
    ]) {
      await changesNothing(async () => {
        await expect(openFile(db, broken)).rejects.toThrow()
      })
    }
    expect(await openFile(db, made)).toBeDefined()
  })
})

type Facts = Partial<Record<'initiating' | 'other' | 'family' | 'lawyer', readonly string[]>>

/** A file known to the practice, and whom of the new family it is about: `me`, `them`, `child`, their `lawyer`. */
interface Known extends Facts {
  readonly lead: string | null
  readonly legal?: string
  readonly stage?: 'waiting' | 'new' | 'open' | 'closed'
  readonly openedAt?: number
}

/** Hashes of facts, each of the kind its name begins with. */
const hashesOf = (facts: Facts) =>
  (['initiating', 'other', 'family', 'lawyer'] as const).flatMap((side) =>
    (facts[side] ?? []).map((fact) => ({
      token: fact,
      side: side === 'lawyer' ? ('initiating' as const) : side,
      kind: kindOf(fact),
    })),
  )

const kindOf = (fact: string): 'child' | 'lawyer' | 'person' =>
  fact.startsWith('child') ? 'child' : fact.startsWith('lawyer') ? 'lawyer' : 'person'

/** The family whose file is opened: two parents, two children and a lawyer. */
const ours = hashesOf({
  initiating: ['me', 'me, by phone'],
  other: ['them', 'them, by phone'],
  family: ['child', 'child, younger'],
  lawyer: ['lawyer'],
})

const DAY_MS = 86_400_000

async function openedBefore(known: readonly Known[]): Promise<void> {
  for (const [index, { lead, legal, stage = 'open', openedAt, ...facts }] of known.entries()) {
    const id = `known ${index}`
    await db.insert(files).values({
      id,
      reference: id,
      route: 'consent',
      stage,
      leadCoordinator: lead,
      legalCoordinator: legal ?? null,
      openedAt: openedAt ?? NOW - DAY_MS * (known.length - index),
    })
    for (const token of hashesOf(facts)) await db.insert(matchTokens).values({ ...token, fileId: id })
  }
}

/** A ranking other than Robin before Camille and Jules before Kim, who is known, and who then leads and assists. */
type Case = [string, Partial<NewFile['ranking']>, Known[], string | null, string | null]

const nobodyKnown: Case[] = [
  ['the first of the ranking leads when nobody is known', {}, [], 'robin', 'jules'],
  ['the second leads when the first is not ranked', { leads: ['camille'] }, [], 'camille', 'jules'],
  ['nobody assists when nobody may', { assistants: [] }, [], 'robin', null],
  ['nobody leads and nobody is proposed when nobody is ranked', { leads: [] }, [], null, null],
  ['nobody assists the file they lead', { leads: ['jules'] }, [], 'jules', 'kim'],
  [
    'people of other files decide nothing',
    {},
    [{ lead: 'robin', initiating: ['somebody'], other: ['somebody else'], family: ['child of theirs'] }],
    'robin',
    'jules',
  ],
]

const sameFamily: Case[] = [
  ['by a child: who leads leads again', {}, [{ lead: 'camille', family: ['child'] }], 'camille', 'jules'],
  ['by one child of two', {}, [{ lead: 'camille', family: ['child, younger'] }], 'camille', 'jules'],
  [
    'by a child, with one parent of the two',
    {},
    [{ lead: 'camille', initiating: ['me'], other: ['a stepparent'], family: ['child'] }],
    'camille',
    'jules',
  ],
  [
    'by both parents, each on the other side',
    {},
    [{ lead: 'camille', initiating: ['them'], other: ['me'] }],
    'camille',
    'jules',
  ],
  [
    'by both parents, each on the same side',
    {},
    [{ lead: 'camille', initiating: ['me, by phone'], other: ['them'] }],
    'camille',
    'jules',
  ],
  [
    'though whoever leads it has no room or does not fit',
    { leads: ['robin'] },
    [{ lead: 'camille', family: ['child'] }],
    'camille',
    'jules',
  ],
  ['though nobody is ranked', { leads: [] }, [{ lead: 'camille', family: ['child'] }], 'camille', 'jules'],
  [
    'led by the lawyer who would assist: another is proposed',
    {},
    [{ lead: 'jules', family: ['child'] }],
    'jules',
    'kim',
  ],
  [
    'assisted by a lawyer, who may assist again',
    {},
    [{ lead: 'camille', legal: 'jules', family: ['child'] }],
    'camille',
    'jules',
  ],
  [
    'in a closed file: the ranking decides',
    {},
    [{ lead: 'camille', stage: 'closed', family: ['child'] }],
    'robin',
    'jules',
  ],
  [
    'in a closed file: nobody is kept from leading',
    { leads: ['camille'] },
    [{ lead: 'camille', stage: 'closed', family: ['child'] }],
    'camille',
    'jules',
  ],
  ['in a file that nobody leads', {}, [{ lead: null, family: ['child'] }], 'robin', 'jules'],
  [
    'in two files: whoever leads the later one',
    {},
    [
      { lead: 'robin', family: ['child'] },
      { lead: 'camille', family: ['child'] },
    ],
    'camille',
    'jules',
  ],
  [
    'in two files, the later one closed',
    {},
    [
      { lead: 'camille', family: ['child'] },
      { lead: 'robin', stage: 'closed', family: ['child'] },
    ],
    'camille',
    'jules',
  ],
  [
    'in two files, the later one led by nobody',
    {},
    [
      { lead: 'camille', family: ['child'] },
      { lead: null, family: ['child'] },
    ],
    'camille',
    'jules',
  ],
]

const conflict: Case[] = [
  ...(['me', 'them'] as const).flatMap((who) =>
    (['initiating', 'other'] as const).map(
      (side): Case => [
        `${who === 'me' ? 'the parent who writes' : 'the other parent'} alone, as the ${side} one of another file`,
        {},
        [{ lead: 'robin', [side]: [who] }],
        'camille',
        'jules',
      ],
    ),
  ),
  [
    'both parents, each in a file of their own with the same lead',
    {},
    [
      { lead: 'robin', initiating: ['me'], other: ['a later partner'] },
      { lead: 'robin', initiating: ['them'], other: ['a later partner'] },
    ],
    'camille',
    'jules',
  ],
  [
    'both parents as one person: a number the two of them share',
    {},
    [{ lead: 'robin', initiating: ['me', 'them'] }],
    'camille',
    'jules',
  ],
  ['a closed file', {}, [{ lead: 'robin', stage: 'closed', initiating: ['them'] }], 'camille', 'jules'],
  [
    'a file on the waiting list',
    {},
    [{ lead: 'robin', stage: 'waiting', initiating: ['them'] }],
    'camille',
    'jules',
  ],
  ['a file that nobody leads', {}, [{ lead: null, initiating: ['them'] }], 'robin', 'jules'],
  [
    'all who are ranked: nobody leads, and nobody is proposed',
    {},
    [
      { lead: 'robin', initiating: ['me'] },
      { lead: 'camille', other: ['them'] },
    ],
    null,
    null,
  ],
  ['the only one ranked', { leads: ['robin'] }, [{ lead: 'robin', other: ['them'] }], null, null],
  [
    'somebody who assists the other file: they lead no file against it',
    { leads: ['jules', 'robin'] },
    [{ lead: 'camille', legal: 'jules', initiating: ['them'] }],
    'robin',
    'kim',
  ],
  ['the lawyer first proposed', {}, [{ lead: 'jules', initiating: ['them'] }], 'robin', 'kim'],
  [
    'the lawyer first proposed, by assisting',
    { leads: ['robin'] },
    [{ lead: 'camille', legal: 'jules', other: ['me'] }],
    'robin',
    'kim',
  ],
  [
    'every lawyer: nobody is proposed',
    { leads: ['robin'] },
    [{ lead: 'jules', legal: 'kim', other: ['me'] }],
    'robin',
    null,
  ],
  [
    'whoever leads the same family’s file: the ranking decides, without them',
    { leads: ['camille', 'robin'] },
    [
      { lead: 'camille', family: ['child'] },
      { lead: 'camille', initiating: ['them'], other: ['a later partner'] },
    ],
    'robin',
    'jules',
  ],
  [
    'another than leads the same family’s file',
    {},
    [
      { lead: 'robin', family: ['child'] },
      { lead: 'camille', initiating: ['them'], other: ['a later partner'] },
    ],
    'robin',
    'jules',
  ],
  [
    'whoever leads the later file of the same family: the earlier one’s lead',
    {},
    [
      { lead: 'robin', family: ['child'] },
      { lead: 'camille', family: ['child'] },
      { lead: 'camille', initiating: ['them'] },
    ],
    'robin',
    'jules',
  ],
]

const lawyerOnly: Case[] = [
  ['by a lawyer alone, nobody is passed over', {}, [{ lead: 'robin', lawyer: ['lawyer'] }], 'robin', 'jules'],
  ['by a lawyer alone, nobody leads again', {}, [{ lead: 'camille', lawyer: ['lawyer'] }], 'robin', 'jules'],
  [
    'by a lawyer and one parent, it is a conflict all the same',
    {},
    [{ lead: 'robin', lawyer: ['lawyer'], initiating: ['them'] }],
    'camille',
    'jules',
  ],
]

const everyCase = [nobodyKnown, sameFamily, conflict, lawyerOnly].flat()

describe('who leads and who is proposed to assist', () => {
  const settles = async (ranking: Case[1], known: Case[2], lead: Case[3], assistant: Case[4]) => {
    await openedBefore(known)
    const made = await madeFrom(await draftOf(), { ranking, tokens: ours })
    expect(await openFile(db, made)).toEqual({ lead, stage: 'new' })
    expect(
      await rows('select proposed_legal, legal_coordinator from files where id = ?', made.file.id),
    ).toEqual([{ proposed_legal: assistant, legal_coordinator: null }])
    // Mail and record follow whoever leads, and nobody else is told anything.
    const kinds = await rows<{ kind: string }>('select kind from outbox where file_id = ?', made.file.id)
    const told = lead ? [`to ${lead}`] : ['to an administrator', 'to another administrator']
    expect(kinds.map(({ kind }) => kind).sort()).toEqual(['receipt', ...told])
    const actions = await rows('select action, detail from audit_events order by sequence')
    expect(actions).toEqual([
      { action: 'intake_sent', detail: '{}' },
      lead
        ? { action: 'assigned', detail: JSON.stringify({ lead }) }
        : { action: 'left_unassigned', detail: '{}' },
    ])
  }

  it.each(nobodyKnown)('%s', (_, ...one) => settles(...one))
  it.each(sameFamily)('the same family, %s', (_, ...one) => settles(...one))
  it.each(conflict)('a conflict of interest: %s', (_, ...one) => settles(...one))
  it.each(lawyerOnly)('known %s', (_, ...one) => settles(...one))

  it('is the same for two new files of one family at once', async () => {
    const made = await Promise.all(
      Array.from({ length: 2 }, async (_, index) =>
        madeFrom(await draftOf(), {
          ranking: { leads: index === 0 ? ['robin', 'camille'] : ['camille', 'robin'] },
          tokens: ours,
        }),
      ),
    )
    const [one, other] = await Promise.all(made.map((file) => openFile(db, file)))
    expect(one?.lead).toBe(other?.lead)
  })

  it('matches nothing when no fact was given', async () => {
    await openedBefore([{ lead: 'robin', initiating: ['them'] }])
    expect(await opened({ tokens: [] })).toEqual({ lead: 'robin', stage: 'new' })
  })
})

describe('whoever is known', () => {
  it('asks the database for the same, in as many calls, and says the same stage', async () => {
    const asked = new Set<string>()
    for (const [, , known] of everyCase) {
      for (const waiting of [false, true]) {
        await emptyDatabase()
        await openedBefore(known)
        const made = await madeFrom(await draftOf(), { ranking: { waiting }, tokens: ours })
        const { DB, calls } = countingD1()
        const settled = await openFile(database(DB), made)
        expect(settled?.stage).toBe(waiting ? 'waiting' : 'new')
        expect(calls.map((statements) => statements.length)).toEqual([9])
        asked.add(JSON.stringify(calls))
      }
    }
    expect(asked.size).toBe(1)
  })
})

describe('before sending', () => {
  it('reads the draft, what was sent from it and who has how many open files in one call', async () => {
    const { DB, calls } = countingD1()
    const draft = await draftOf()
    const read = await readBeforeSending(database(DB), draft.id, ['robin'], NOW)
    expect(calls).toHaveLength(1)
    expect(read).toEqual({
      sections: [{ section: 'you', typed: 'sealed', revision: 1, keptUntil: END }],
      sent: undefined,
      openFiles: new Map([['robin', 0]]),
    })
  })

  it('reads the draft and who has how many open files in one call, for pages that say whether there is room', async () => {
    await opened()
    const { DB, calls } = countingD1()
    const draft = await draftOf()
    const read = await readDraftAndRoom(database(DB), draft.id, ['robin', 'camille'], NOW)
    expect(calls).toHaveLength(1)
    expect(read).toEqual({
      sections: [{ section: 'you', typed: 'sealed', revision: 1, keptUntil: END }],
      openFiles: new Map([
        ['robin', 1],
        ['camille', 0],
      ]),
    })
    expect((await readDraftAndRoom(db, draft.id, [], END)).sections).toEqual([])
  })

  it('reads no section of a draft that expired, and knows nothing of one that never was', async () => {
    const draft = await draftOf()
    expect((await readBeforeSending(db, draft.id, [], END - 1)).sections).toHaveLength(1)
    expect((await readBeforeSending(db, draft.id, [], END)).sections).toEqual([])
    const unknown = await readBeforeSending(db, 'nobody’s', [], NOW)
    expect(unknown).toEqual({ sections: [], sent: undefined, openFiles: new Map() })
  })

  it('finds the reference of what was sent from a draft, however long ago', async () => {
    const made = await madeFrom(await draftOf())
    await openFile(db, made)
    const read = await readBeforeSending(db, made.draft.id, [], END + 10 * DAY_MS)
    expect(read).toMatchObject({ sections: [], sent: { reference: made.file.reference } })
  })

  it('counts the files each has open: led or assisted, waiting too, none that is closed or only proposed', async () => {
    const all: Partial<typeof files.$inferInsert>[] = [
      { leadCoordinator: 'robin', stage: 'waiting' },
      { leadCoordinator: 'robin', stage: 'new' },
      { leadCoordinator: 'robin', stage: 'open', legalCoordinator: 'jules' },
      { leadCoordinator: 'robin', stage: 'closed', legalCoordinator: 'jules' },
      { leadCoordinator: 'camille', stage: 'open', proposedLegal: 'jules' },
      { leadCoordinator: null, stage: 'new' },
    ]
    for (const [index, file] of all.entries()) {
      const base = {
        id: `${index}`,
        reference: `${index}`,
        route: 'consent',
        stage: 'new',
        openedAt: NOW,
      } as const
      await db.insert(files).values({ ...base, ...file })
    }
    const asked = ['robin', 'camille', 'jules', 'o’neil "x"']
    const { openFiles } = await readBeforeSending(db, 'any', asked, NOW)
    expect(openFiles).toEqual(
      new Map([
        ['robin', 3],
        ['camille', 1],
        ['jules', 1],
        ['o’neil "x"', 0],
      ]),
    )
  })
})

it('shows what was sent after a moment, and not what was sent at it or before', async () => {
  const made = await madeFrom(await draftOf())
  await openFile(db, made)
  const shown = { reference: made.file.reference, standing: 'received', route: null, invitedAt: null }
  const sending = { ...shown, receipt: 'sending' }
  expect(await readSent(db, made.draft.id, NOW - 1)).toEqual(sending)
  expect(await readSent(db, made.draft.id, NOW)).toBeUndefined()
  expect(await readSent(db, 'nobody’s', 0)).toBeUndefined()
  const later = async (change: string) => {
    await rows(`update outbox set ${change} where kind = 'receipt'`)
    return readSent(db, made.draft.id, 0)
  }
  expect(await later("last_error = 'application_error'")).toEqual({ ...shown, receipt: 'late' })
  expect(await later("outcome = 'failed'")).toEqual({ ...shown, receipt: 'late' })
  expect(await later("outcome = 'sent'")).toEqual(sending)
  expect(await later("parent_id = 'the other parent'")).toEqual({ ...shown, receipt: null })
})
