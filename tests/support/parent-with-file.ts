import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { files, parents, submissions } from '../../db/schema.ts'
import { type Language, pathIn } from '../../forms/language.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import { environment } from '../../worker/environment.ts'
import { type ContactRules, contactPlace } from '../../worker/intake/contact-rules.ts'
import { newReference } from '../../worker/intake/reference.ts'
import { codeId, newCode } from '../../worker/privacy/code.ts'
import { seal } from '../../worker/privacy/seal.ts'
import { readPage } from './parse-page.ts'
import { bindings, type Visitor, visit } from './test-portal.ts'

/** What may be different about a file and whoever opened it. */
interface Wanted {
  readonly lead?: string | null
  readonly language?: Language
  /** What they told us besides about reaching them. */
  readonly rules?: Partial<ContactRules>
  /** Columns of their row. */
  readonly parent?: Partial<typeof parents.$inferInsert>
  /** Bindings of the portal they visit. */
  readonly overrides?: Readonly<Record<string, unknown>>
}

/** A file that one parent opened, straight into the database, and that parent with “Your file” open before them. */
export async function parentWithFile(wanted: Wanted = {}) {
  const { lead = 'robin-ashdown', language = 'en', rules = {}, overrides = {} } = wanted
  const { db, keys, draftSecret } = environment(bindings)
  const [fileId, parentId] = [crypto.randomUUID(), crypto.randomUUID()]
  const [reference, code] = [newReference(), newCode()]
  const { route = 'one-parent' } = wanted.parent ?? {}
  const told: ContactRules = { mailSubject: 'reference', ...rules }
  const initiating = {
    id: parentId,
    fileId,
    side: 'initiating',
    language,
    contact: await seal(keys, 'answers', contactPlace(parentId), told),
    givenReference: reference,
    standing: 'received',
    accessId: await codeId(draftSecret, 'file', code),
    route,
    ...wanted.parent,
  } as const
  const sent = { form: 'intake', version: 2, answers: 'sealed', sentAt: Date.now() }
  await db.batch([
    db.insert(files).values({
      id: fileId,
      reference,
      route: route ?? 'one-parent',
      stage: 'open',
      leadCoordinator: lead,
      openedAt: Date.now(),
    }),
    db.insert(parents).values([initiating, { id: `other of ${fileId}`, fileId, side: 'other', language }]),
    db
      .insert(submissions)
      .values({ ...sent, id: crypto.randomUUID(), fileId, parentId, idempotencyKey: `intake of ${fileId}` }),
  ])
  const parent = await withFileOpen(code, overrides)
  return { parent, fileId, parentId, reference, code }
}

/** A visitor with the file open that a code opens. */
export async function withFileOpen(
  code: string,
  overrides: Readonly<Record<string, unknown>> = {},
): Promise<Visitor> {
  const visitor = visit(overrides)
  await visitor.post('/file/', { code: [code] })
  return visitor
}

/** What the page that authorises would post, filled in like this: with what it holds hidden. */
export async function filledIn(
  parent: Visitor,
  fields: Fields = authorisationExamples.plain.fields,
  language: Language = 'en',
): Promise<{ path: string; fields: Fields }> {
  const path = pathIn(language, '/file/authorise/')
  const { replaces = [], wording = [] } = (await readPage(await parent.get(path))).filled
  return { path, fields: { ...fields, replaces, wording } }
}

/** Opens the page, fills it in and presses its button. */
export async function signs(parent: Visitor, fields?: Fields, language?: Language): Promise<Response> {
  const posted = await filledIn(parent, fields, language)
  return parent.post(posted.path, posted.fields)
}
