import { and, eq, or, sql } from 'drizzle-orm'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { database } from '../../db/database.ts'
import { authorisations, files, invitations, outreach, parents } from '../../db/schema.ts'
import { type Language, pathIn } from '../../forms/language.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import { environment } from '../../worker/environment.ts'
import { codeId, newInvitationCode } from '../../worker/privacy/code.ts'
import { browser } from './cookie-jar-visitor.ts'
import { declared, filledDraft, parentWithDraft } from './intake-drafts.ts'
import { bindings, type Visitor } from './test-portal.ts'

const db = database(bindings.DB)
const DAY = 86_400_000

/** The word of the parent who opened a file, given a minute ago for sixty days unless told otherwise; gives its id. */
export async function giveAuthorisation(
  fileIdOrReference: string,
  overrides: Partial<typeof authorisations.$inferInsert> = {},
): Promise<string> {
  const [parent] = await db
    .select({ id: parents.id })
    .from(files)
    .innerJoin(parents, eq(parents.fileId, files.id))
    .where(
      and(
        or(eq(files.id, fileIdOrReference), eq(files.reference, fileIdOrReference)),
        eq(parents.side, 'initiating'),
      ),
    )
  const id = crypto.randomUUID()
  const given = Date.now() - 60_000
  await db.insert(authorisations).values({
    id,
    parentId: parent?.id ?? 'nobody',
    madeAt: given,
    grantedAt: given,
    expiresAt: given + 60 * DAY,
    ...overrides,
  })
  return id
}

/** Somebody called the other parent, who would like to come. */
async function recordInterested(
  authorisationId: string,
  overrides: Partial<typeof outreach.$inferInsert> = {},
): Promise<void> {
  const now = Date.now()
  await db.insert(outreach).values({
    id: crypto.randomUUID(),
    authorisationId,
    attemptedAt: now,
    recordedAt: now,
    recordedBy: 'robin-ashdown',
    channel: 'phone',
    outcome: 'interested',
    nextStep: 'invite',
    ...overrides,
  })
}

/** An invitation for fourteen days unless told otherwise; gives the code that is read out. */
export async function invite(
  authorisationId: string,
  overrides: Partial<typeof invitations.$inferInsert> = {},
): Promise<string> {
  const code = newInvitationCode()
  const now = Date.now()
  await db.insert(invitations).values({
    id: crypto.randomUUID(),
    authorisationId,
    codeId: await codeId(environment(bindings).draftSecret, 'invitation', code),
    invitedAt: now,
    expiresAt: now + 14 * DAY,
    ...overrides,
  })
  return code
}

/** A family whose other parent was invited: the first parent's browser, the file, their word and the code. */
export async function invitedFamily(fields: Fields = intakeExamples.byOneParent.fields) {
  const first = await parentWithDraft(fields)
  const { status } = await first.post('/intake/send/', declared)
  if (status !== 303) throw new Error(`The first parent's intake was answered with ${status}`)
  const [file] = await db
    .select({ id: files.id, reference: files.reference })
    .from(files)
    .orderBy(sql`rowid desc`)
    .limit(1)
  const { id: fileId = '', reference = '' } = file ?? {}
  const authorisationId = await giveAuthorisation(reference)
  await recordInterested(authorisationId)
  return { first, fileId, reference, authorisationId, code: await invite(authorisationId) }
}

/** The other parent at the page their code opens. */
export async function enterCode(code: string, language: Language = 'en'): Promise<Visitor> {
  const parent = browser()
  const { status } = await parent.post(pathIn(language, '/invited/'), { code: [code] })
  if (status !== 303) throw new Error(`The code was answered with ${status}`)
  return parent
}

/** The other parent who began with their code and has filled in everything. */
export async function invitedWithDraft(
  code: string,
  fields: Fields,
  language: Language = 'en',
): Promise<Visitor> {
  const parent = await enterCode(code, language)
  await parent.post(pathIn(language, '/invited/start/'))
  await filledDraft(parent, fields, language)
  return parent
}
