import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { buildAuditEvent, buildFileRow } from '../tests/support/file-rows.ts'
import { emptyDatabase, openTestDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import { type AuditEvent, appendAuditEvent } from './audit.ts'
import { hasConflictOfInterestCondition } from './conflict-of-interest.ts'
import { files, matchTokens } from './schema.ts'

const db = openTestDatabase()

beforeAll(prepareDatabase)
beforeEach(emptyDatabase)

const record = (
  actor: string,
  action: AuditEvent['action'],
  detail: AuditEvent['detail'] = {},
  fileId = 'elsewhere',
) => appendAuditEvent(db, { ...buildAuditEvent(fileId, actor, action, 1), detail })

const gave = (lead: string, fileId?: string) => record('system', 'assigned', { lead }, fileId)
const read = (actor: string, fileId?: string) => record(actor, 'answers_read', {}, fileId)

it.each<[string, boolean, Partial<typeof files.$inferInsert>, () => Promise<unknown>]>([
  ['leads', true, { leadCoordinatorId: 'bo' }, async () => undefined],
  ['assists in', true, { legalCoordinatorId: 'bo' }, async () => undefined],
  ['has nothing to do with', false, {}, async () => undefined],
  ['read and then passed on', true, {}, () => gave('bo').then(() => read('bo'))],
  [
    'opened the safety answers of',
    true,
    {},
    () => gave('bo').then(() => record('bo', 'safety_answers_read')),
  ],
  [
    'opened the contact details of',
    true,
    {},
    () => gave('bo').then(() => record('bo', 'other_contact_read')),
  ],
  ['opened the notes of', true, {}, () => gave('bo').then(() => record('bo', 'notes_read'))],
  [
    'assisted in and read',
    true,
    { leadCoordinatorId: 'ada' },
    () => record('ada', 'assistance_decided', { lawyer: 'bo' }).then(() => read('bo')),
  ],
  ['read and passed on, now closed', true, { stage: 'closed' }, () => gave('bo').then(() => read('bo'))],
  [
    'read a file that was merged into',
    true,
    { leadCoordinatorId: 'ada' },
    async () => {
      await db.insert(files).values(buildFileRow('emptied', { stage: 'closed', mergedIntoId: 'elsewhere' }))
      await gave('bo', 'emptied').then(() => read('bo', 'emptied'))
    },
  ],
  [
    'led, unread, a file that was merged into',
    false,
    { leadCoordinatorId: 'ada' },
    async () => {
      await db.insert(files).values(buildFileRow('emptied', { stage: 'closed', mergedIntoId: 'elsewhere' }))
      await gave('bo', 'emptied')
    },
  ],
  ['passed on unread', false, {}, () => gave('bo').then(() => record('bo', 'file_unassigned'))],
  [
    'passed on to somebody who read',
    false,
    {},
    () =>
      gave('bo')
        .then(() => gave('ada'))
        .then(() => read('ada')),
  ],
  [
    'looked after as an administrator',
    false,
    { leadCoordinatorId: 'ada' },
    () => gave('ada').then(() => read('bo')),
  ],
  [
    'read before it was closed as not genuine',
    false,
    { stage: 'not-genuine', acceptedAt: null },
    () => gave('bo').then(() => read('bo')),
  ],
])(
  'whoever %s another file of a parent has a conflict of interest: %s',
  async (_, expected, facts, prepare) => {
    await db.insert(files).values([buildFileRow('file'), buildFileRow('elsewhere', facts)])
    await db.insert(matchTokens).values(
      ['file', 'elsewhere'].map((fileId) => ({
        token: 'same',
        kind: 'email' as const,
        fileId,
        side: 'other' as const,
      })),
    )
    await prepare()
    const [found] = await db
      .select({ holds: sql<number>`${hasConflictOfInterestCondition('bo')}` })
      .from(files)
      .where(sql`files.id = 'file'`)
    expect(found?.holds).toBe(expected ? 1 : 0)
  },
)
