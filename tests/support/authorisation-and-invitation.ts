import { and, eq, or, sql } from 'drizzle-orm'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { joiningForm } from '../../content/forms/joining/index.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { authorisations, callAttempts, files, invitations, parents } from '../../db/schema.ts'
import type { Form } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { type Language, localisePath } from '../../forms/language.ts'
import { parseEnvironment } from '../../worker/environment.ts'
import { generateInvitationCode, hashInvitationCode } from '../../worker/privacy/code.ts'
import { createCookieJarVisitor } from './cookie-jar-visitor.ts'
import { createParentWithDraft, declarationFields, insertFilledDraft } from './intake-drafts.ts'
import { insertScreening } from './screenings.ts'
import { bindings, openTestDatabase, type Visitor } from './test-portal.ts'

const db = openTestDatabase()
/**
 * Inserts an authorisation by the parent who opened a file, by default granted a minute ago for sixty days, and a
 * screening of them that found that they can go ahead. Returns the id of the authorisation.
 */
export async function insertGrantedAuthorisation(
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
  const id = overrides.id ?? crypto.randomUUID()
  const grantedAt = Date.now() - 60_000
  if (parent) await insertScreening(parent.id, { id: `screened for ${id}` })
  await db.insert(authorisations).values({
    id,
    parentId: parent?.id ?? 'nobody',
    createdAt: grantedAt,
    grantedAt,
    expiresAt: grantedAt + 60 * DAY_MS,
    ...overrides,
  })
  return id
}

/** Inserts a call attempt in which the other parent said that they would like to come. */
async function insertInterestedCallAttempt(
  authorisationId: string,
  overrides: Partial<typeof callAttempts.$inferInsert> = {},
): Promise<void> {
  const now = Date.now()
  await db.insert(callAttempts).values({
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

/** Inserts an invitation, by default for fourteen days. Returns the code that is read out. */
export async function insertInvitation(
  authorisationId: string,
  overrides: Partial<typeof invitations.$inferInsert> = {},
): Promise<string> {
  const code = generateInvitationCode()
  const now = Date.now()
  await db.insert(invitations).values({
    id: crypto.randomUUID(),
    authorisationId,
    ...(await hashInvitationCode(parseEnvironment(bindings).keys.draft, code)),
    createdAt: now,
    expiresAt: now + 14 * DAY_MS,
    ...overrides,
  })
  return code
}

/** Creates a family with an invitation: the first parent's browser, the file, the authorisation and the code. */
export async function createFamilyWithInvitation(fields: FormFields = intakeExamples.byOneParent.fields) {
  const firstParent = await createParentWithDraft(fields)
  const { status } = await firstParent.post('/intake/send/', declarationFields)
  if (status !== 303) throw new Error(`The first parent's intake was answered with ${status}`)
  const [file] = await db
    .select({ id: files.id, reference: files.reference })
    .from(files)
    .orderBy(sql`rowid desc`)
    .limit(1)
  const { id: fileId = '', reference = '' } = file ?? {}
  const authorisationId = await insertGrantedAuthorisation(reference)
  await insertInterestedCallAttempt(authorisationId)
  return {
    first: firstParent,
    fileId,
    reference,
    authorisationId,
    code: await insertInvitation(authorisationId),
  }
}

/** Creates a browser of the other parent, on the page that their code opens. */
export async function enterInvitationCode(code: string, language: Language = 'en'): Promise<Visitor> {
  const parent = createCookieJarVisitor()
  const { status } = await parent.post(localisePath(language, '/invitation/'), { code: [code] })
  if (status !== 303) throw new Error(`The code was answered with ${status}`)
  return parent
}

/** Creates a browser of the other parent, who began with their code and has filled in everything. */
export async function createOtherParentWithDraft(
  code: string,
  fields: FormFields,
  language: Language = 'en',
  form: Form = joiningForm,
): Promise<Visitor> {
  const parent = await enterInvitationCode(code, language)
  await parent.post(localisePath(language, '/invitation/start/'))
  await insertFilledDraft(parent, fields, language, form)
  return parent
}
