import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { authorisations, contactHolds, files, parents, submissions } from '../../db/schema.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { type Language, localisePath } from '../../forms/language.ts'
import { buildContactRulesSealContext, type ContactRules } from '../../worker/contact/contact-rules.ts'
import { parseEnvironment } from '../../worker/environment.ts'
import { generateFileReference } from '../../worker/intake/reference.ts'
import { generatePrivateCode, hashCode } from '../../worker/privacy/code.ts'
import { seal } from '../../worker/privacy/seal.ts'
import { parsePage } from './parse-page.ts'
import { bindings, createVisitor, type Visitor } from './test-portal.ts'

/** Changes to a file and to the parent who opened it. */
interface ParentWithFileOptions {
  readonly lead?: string | null
  readonly language?: Language
  /** Changes to the parent's contact rules. */
  readonly rules?: Partial<ContactRules>
  /** Changes to the columns of the parent's row. */
  readonly parent?: Partial<typeof parents.$inferInsert>
  /** Changes to the bindings of the portal that they visit. */
  readonly overrides?: Readonly<Record<string, unknown>>
}

/** Inserts a file that one parent opened, and creates a browser of that parent with “Your file” open. */
export async function createParentWithFile(options: ParentWithFileOptions = {}) {
  const { lead = 'robin-ashdown', language = 'en', rules = {}, overrides = {} } = options
  const { db, keys } = parseEnvironment(bindings)
  const [fileId, parentId] = [crypto.randomUUID(), crypto.randomUUID()]
  const [reference, code] = [generateFileReference(), generatePrivateCode()]
  const { route = 'one-parent' } = options.parent ?? {}
  const contactRules: ContactRules = { mailSubject: 'reference', ...rules }
  const parentColumns = {
    id: parentId,
    fileId,
    side: 'initiating',
    language,
    sealedContactRules: await seal(keys, 'answers', buildContactRulesSealContext(parentId), contactRules),
    issuedReference: reference,
    status: 'received',
    accessCodeHash: await hashCode(keys.draft, 'file', code),
    route,
    ...options.parent,
  } as const
  const submissionColumns = { form: 'intake', version: 2, sealedAnswers: 'sealed', sentAt: Date.now() }
  await db.batch([
    db.insert(files).values({
      id: fileId,
      reference,
      route: route ?? 'one-parent',
      stage: 'open',
      leadCoordinatorId: lead,
      createdAt: Date.now(),
    }),
    db.insert(parents).values([parentColumns, { id: `other of ${fileId}`, fileId, side: 'other', language }]),
    db.insert(submissions).values({
      ...submissionColumns,
      id: crypto.randomUUID(),
      fileId,
      parentId,
      idempotencyKey: `intake of ${fileId}`,
    }),
  ])
  const parent = await openFileWithCode(code, overrides)
  return { parent, fileId, parentId, reference, code }
}

/** Creates a visitor and opens a file with its access code. */
export async function openFileWithCode(
  code: string,
  overrides: Readonly<Record<string, unknown>> = {},
): Promise<Visitor> {
  const visitor = createVisitor(overrides)
  await visitor.post('/file/', { code: [code] })
  return visitor
}

/** The path and the fields that the page for authorising would post, hidden fields included. */
export async function fillAuthorisationForm(
  parent: Visitor,
  fields: FormFields = authorisationExamples.plain.fields,
  language: Language = 'en',
): Promise<{ path: string; fields: FormFields }> {
  const path = localisePath(language, '/file/authorise/')
  const { replaces = [], wording = [] } = (await parsePage(await parent.get(path))).filledFields
  return { path, fields: { ...fields, replaces, wording } }
}

/** Opens the page for authorising, fills it in and presses its button. */
export async function submitAuthorisationForm(
  parent: Visitor,
  fields?: FormFields,
  language?: Language,
): Promise<Response> {
  const posted = await fillAuthorisationForm(parent, fields, language)
  return parent.post(posted.path, posted.fields)
}

/** Creates a parent with a file who has granted an authorisation. */
export async function createParentWithAuthorisation(
  fields?: FormFields,
  options: ParentWithFileOptions = {},
  language?: Language,
) {
  const file = await createParentWithFile(options)
  const { status } = await submitAuthorisationForm(file.parent, fields, language)
  if (status !== 303) throw new Error(`Authorising was answered with ${status}`)
  return file
}

/** Creates a parent with a file, with the path and the fields that their page for authorising would post. */
export async function createParentAboutToAuthorise(
  fields?: FormFields,
  options: ParentWithFileOptions = {},
  language?: Language,
) {
  const file = await createParentWithFile(options)
  return { ...file, ...(await fillAuthorisationForm(file.parent, fields, language)) }
}

/** Inserts an authorisation that a coordinator requested and that its parent has not answered. */
export const insertRequestedAuthorisation = (
  parentId: string,
  overrides: Partial<typeof authorisations.$inferInsert> = {},
) =>
  parseEnvironment(bindings)
    .db.insert(authorisations)
    .values({ id: 'requested', parentId, createdAt: 1, requestedBy: 'robin-ashdown', ...overrides })

/** Inserts a contact hold that a parent's intake placed. */
export const insertContactHold = (
  parentId: string,
  overrides: Partial<typeof contactHolds.$inferInsert> = {},
) =>
  parseEnvironment(bindings)
    .db.insert(contactHolds)
    .values({
      id: `contact hold of ${parentId}`,
      parentId,
      reportedIn: 'intake',
      reportedAt: 1,
      ...overrides,
    })
