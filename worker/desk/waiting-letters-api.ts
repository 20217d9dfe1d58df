import * as z from 'zod/mini'
import { isUntoldWaitingFileCondition, loadDeskFileLetters, sendLetter } from '../../db/sent-letters.ts'
import { unsealUnsharedContactRules } from '../contact/contact-rules.ts'
import { idOrNullSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { sealLetterText, signLetter } from '../letters/letter-text.ts'
import { createJsonBodyValidator, respondWithDeskError } from './api-error.ts'
import { requireFilePermission, requireUnlockedFile } from './file-access.ts'
import { respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'
import { createLetterNotice, fillInTemplates } from './letters-api.ts'
import { pickParentOnSide, sideSchema } from './parent-side.ts'

const waitingLetterSchema = z.object({ id: z.uuid(), side: sideSchema, seen: idOrNullSchema })

/**
 * The routes of the letter that tells a family on the waiting list that it waits, for whoever may give an untaken file to
 * somebody. It goes as its template has it, so nobody reads whom it is to.
 */
export const waitingLettersApi = new Hono<AppEnv>()
  .get(
    '/files/:reference/waiting-letters',
    requireFilePermission('sendWaitingLetter', loadDeskFileLetters),
    requireUnlockedFile,
    async (c) => {
      const { readers, letters } = c.get('loaded')
      return c.json({
        readers: await Promise.all(
          readers.map(async (reader) => ({
            side: reader.side,
            refusalReason: reader.refusalReason,
            hasSafeAddress: (await unsealUnsharedContactRules(c.get('env'), reader))?.email !== undefined,
            newestLetter: reader.newestLetterId,
            /** When they were told that they wait; null when they were not. */
            toldAt:
              letters.find(({ side, template }) => side === reader.side && template === 'waitlisted')
                ?.sentAt ?? null,
          })),
        ),
      })
    },
  )
  .post(
    '/files/:reference/waiting-letters',
    requireFilePermission('sendWaitingLetter', loadDeskFileLetters),
    requireUnlockedFile,
    createJsonBodyValidator(waitingLetterSchema),
    async (c) => {
      const env = c.get('env')
      const who = c.get('coordinator')
      const { id, side, seen } = c.req.valid('json')
      const loaded = c.get('loaded')
      const reader = pickParentOnSide(loaded.readers, side)
      if (!reader) return respondWithDeskError(c, { code: 'stale' })
      const template = 'waitlisted'
      const delivery = 'your-file'
      const { [template]: text } = await fillInTemplates(env, reader, who)
      const event = buildFileAuditEvent(who, loaded, 'letter_sent', {
        ...{ side, letterTemplate: template, letterDelivery: delivery, edited: false },
        letterDigest: await signLetter(env.db, id, text),
      })
      const notice = await createLetterNotice(env, event, reader, id)
      if (!notice) return respondWithDeskError(c, { code: 'stale' })
      const sealedText = await sealLetterText(env.keys, id, text)
      const row = { id, parentId: reader.id, template, delivery, sealedText } as const
      const isSent = await sendLetter(
        env.db,
        event,
        { row, seen, notice },
        isUntoldWaitingFileCondition(loaded.file.id, reader.id),
      )
      return respondToChangeAndDrainOutbox(c, isSent)
    },
  )
