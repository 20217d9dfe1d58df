import * as z from 'zod/mini'
import { contactPage, deskFormPages } from '../../content/forms/added-pages.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { MAX_ADDED_NOTE_CHARACTERS, MAX_FIELD_VALUES, MAX_WRITTEN_CHARACTERS } from '../../content/limits.ts'
import { loadDeskFileWithParents } from '../../db/desk-file-parents.ts'
import type { Section } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { createPlainTextSchema } from '../../forms/questions/plain-text.ts'
import { isBlankPage, writeAddition } from '../additions/write-addition.ts'
import { idSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { parsePostedSection, pickExpectedFields } from '../http/read-section.ts'
import { type AnswerToMend, createJsonBodyValidator, respondWithDeskError } from './api-error.ts'
import { requireFilePermission, requireUnlockedFile } from './file-access.ts'
import { respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'
import { pickParentOnSide, pickParentsWithStatus, sideSchema } from './parent-side.ts'

const fieldsSchema = z.record(
  idSchema,
  z.array(z.string().check(z.maxLength(MAX_WRITTEN_CHARACTERS))).check(z.maxLength(MAX_FIELD_VALUES)),
)

/**
 * The route by which a coordinator adds what a parent said to a page of their intake, under their own name and beside what
 * the parent wrote: answers to the page's questions, a note, or both. It has the consequences that it has when the parent
 * writes it. The page about reaching the parent replaces the rules as a whole, so a note there would erase them: it takes
 * none.
 */
export const additionsApi = new Hono<AppEnv>().post(
  '/files/:reference/additions',
  requireFilePermission('addToAnswers', loadDeskFileWithParents),
  requireUnlockedFile,
  createJsonBodyValidator(
    z.object({
      side: sideSchema,
      page: z.enum(deskFormPages.map(({ slug }) => slug) as [string]),
      /** The fields of the page; on a page about a list, those of each item. */
      items: z.array(fieldsSchema).check(z.maxLength(MAX_FIELD_VALUES)),
      note: createPlainTextSchema({ max: MAX_ADDED_NOTE_CHARACTERS, lines: true }),
      /** The newest version of the page that the coordinator saw; empty for none. */
      revision: z.union([z.literal(''), idSchema]),
    }),
  ),
  async (c) => {
    const { file, lastAuditRow, ...loaded } = c.get('loaded')
    const coordinator = c.get('coordinator')
    const { side, page: slug, items, note, revision } = c.req.valid('json')
    const page = deskFormPages.find((one) => one.slug === slug)
    const parent = pickParentOnSide(pickParentsWithStatus(loaded), side)
    if (!page || !parent) return respondWithDeskError(c, { code: 'stale' })
    if (note !== '' && slug === contactPage.slug)
      return respondWithDeskError(c, { code: 'invalid', paths: ['note'] })
    const { section } = page
    const readings = items.map((fields) =>
      parsePostedSection(c, { form: intakeForm.id, section }, { fields, damaged: false }),
    )
    const filled = readings.map(({ fields }) => fields).filter((fields) => !isBlankPage(fields))
    const isOfPage =
      hasFieldsOfPage(section, items) && readings.every((reading) => reading.ok || 'problems' in reading)
    if (!isOfPage || (filled.length === 0 && note === ''))
      return respondWithDeskError(c, { code: 'invalid', paths: ['items'] })
    const problems = readings.flatMap((reading, item): AnswerToMend[] =>
      'problems' in reading
        ? reading.problems.map(({ field, wording, isDoubt }) => ({ item, field, wording, isDoubt }))
        : [],
    )
    if (problems.length > 0) return respondWithDeskError(c, { code: 'answers_to_mend', problems })
    return respondToChangeAndDrainOutbox(
      c,
      await writeAddition(
        c.get('env'),
        {
          ...parent,
          ...{
            parentId: parent.id,
            fileId: file.id,
            fileReference: file.reference,
            standInIds: file.standInIds,
          },
          route: parent.route ?? 'one-parent',
        },
        lastAuditRow,
        { page, items: filled, note, revision },
        {
          idempotencyKey: crypto.randomUUID(),
          writtenBy: coordinator.id,
          buildEvent: (action) => buildFileAuditEvent(coordinator, { file, lastAuditRow }, action, { side }),
          tellsLead: coordinator.id !== file.leadCoordinatorId,
        },
      ),
    )
  },
)

/** Whether no item has a field that the page lacks, or one more often than the page has it, and there are not too many. */
const hasFieldsOfPage = (section: Section, items: readonly FormFields[]): boolean =>
  items.length <= (section.repeats?.most ?? 1) &&
  items.every(
    (fields) => Object.keys(pickExpectedFields(section, fields)).length === Object.keys(fields).length,
  )
