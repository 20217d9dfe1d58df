import * as z from 'zod/mini'
import { asksAboutSafety, tellMorePages } from '../../content/forms/added-pages.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { MAX_ADDED_NOTE_CHARACTERS } from '../../content/limits.ts'
import { addPageToIntake } from '../../db/additions.ts'
import { loadDeskFileWithParents } from '../../db/desk-file-parents.ts'
import { createPlainTextSchema } from '../../forms/questions/plain-text.ts'
import { loadFormVersion } from '../forms/form-version.ts'
import { idSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { seal } from '../privacy/seal.ts'
import { createJsonBodyValidator, respondWithDeskError } from './api-error.ts'
import { requireFilePermission, requireUnlockedFile } from './file-access.ts'
import { respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'
import { pickParentOnSide, pickParentsWithStatus, sideSchema } from './parent-side.ts'

/**
 * The route by which a coordinator adds what a parent said at a meeting to a page of their intake, under their own name
 * and beside what the parent wrote. What is said about safety is sealed as the parent's answers about it are.
 */
export const additionsApi = new Hono<AppEnv>().post(
  '/files/:reference/additions',
  requireFilePermission('addToAnswers', loadDeskFileWithParents),
  requireUnlockedFile,
  createJsonBodyValidator(
    z.object({
      side: sideSchema,
      page: z.enum(tellMorePages.map(({ slug }) => slug) as [string]),
      note: createPlainTextSchema({ max: MAX_ADDED_NOTE_CHARACTERS, lines: true }).check(z.minLength(1)),
      /** The newest version of the page that the coordinator saw; empty for none. */
      revision: z.union([z.literal(''), idSchema]),
    }),
  ),
  async (c) => {
    const { db, keys } = c.get('env')
    const loaded = c.get('loaded')
    const { side, page, note, revision } = c.req.valid('json')
    const parent = pickParentOnSide(pickParentsWithStatus(loaded), side)
    if (!parent) return respondWithDeskError(c, { code: 'stale' })
    const event = buildFileAuditEvent(c.get('coordinator'), loaded, 'answers_added', { side })
    const id = crypto.randomUUID()
    const isAboutSafety = tellMorePages.some((one) => one.slug === page && asksAboutSafety(one))
    const formVersion = await loadFormVersion(c.get('env'), intakeForm)
    const part = (answers: object, isAsked: boolean) => ({
      formVersionHash: formVersion.hash,
      asked: isAsked ? [{ slug: page, questions: [] }] : [],
      answers,
    })
    const row = {
      ...{ id, fileId: loaded.file.id, parentId: parent.id, addedPage: page, writtenBy: event.actor },
      ...{ form: intakeForm.id, version: intakeForm.version, formVersionHash: formVersion.hash },
      sealedAnswers: await seal(
        keys,
        'answers',
        `submissions.sealed_answers:${id}`,
        part(isAboutSafety ? {} : { note }, !isAboutSafety),
      ),
      sealedSafety: isAboutSafety
        ? await seal(keys, 'safety', `submissions.sealed_safety:${id}`, part({ note }, true))
        : null,
      ...{ idempotencyKey: id, sentAt: event.happenedAt },
    }
    return respondToChangeAndDrainOutbox(
      c,
      await addPageToIntake(db, event, loaded.lastAuditRow, { row, formVersion, revision }),
    )
  },
)
