import * as z from 'zod/mini'
import { fillInLetter } from '../../content/letters/fill-in-letter.ts'
import {
  type LetterTemplateKey,
  letterDeliveryKeys,
  letterTemplateKeys,
} from '../../content/letters/letter-options.ts'
import type { Coordinator } from '../../content/practice.ts'
import type { AuditEvent } from '../../db/audit.ts'
import { worksOnFileCondition } from '../../db/contact-log.ts'
import {
  loadDeskFileLetters,
  type NewLetter,
  readSealedLetterWithAudit,
  sendLetter,
} from '../../db/sent-letters.ts'
import { unsealUnsharedContactRules } from '../contact/contact-rules.ts'
import { unsealOwnNames } from '../contact/display-name.ts'
import type { Environment } from '../environment.ts'
import { idOrNullSchema, idSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import {
  letterTextSchema,
  listNamesOfOthers,
  sealLetterText,
  signLetter,
  unsealLetterText,
} from '../letters/letter-text.ts'
import { createParentMessageOutboxRow } from '../mail/parent-message.ts'
import { loadWords } from '../site/load-words.ts'
import { createJsonBodyValidator, respondWithDeskError } from './api-error.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'
import { requireFilePermission, requireUnlockedFile } from './file-access.ts'
import { respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'
import { pickParentOnSide, sideSchema } from './parent-side.ts'

const letterSchema = z.object({
  /** A random UUID from the page, so that pressing twice sends one. */
  id: z.uuid(),
  side: sideSchema,
  template: z.enum(letterTemplateKeys),
  delivery: z.enum(letterDeliveryKeys),
  text: letterTextSchema,
  /** The id of the newest letter to the parent that the page showed; null for none. */
  seen: idOrNullSchema,
  /** The words, between spaces, that are also in a name of the file, of which its writer says that they name nobody. */
  confirmedWords: z.nullable(letterTextSchema),
})

/** The routes of letters: the templates filled in for each parent, sending one, and reading one that was sent. */
export const lettersApi = new Hono<AppEnv>()
  .get(
    '/files/:reference/letters',
    requireFilePermission('logContact', loadDeskFileLetters),
    requireUnlockedFile,
    async (c) => {
      const { readers, letters } = c.get('loaded')
      return c.json({
        readers: await Promise.all(
          readers.map(async (reader) => ({
            side: reader.side,
            language: reader.language,
            /** Why they can be sent no letter; null when they can. */
            refusalReason: reader.refusalReason,
            /** Whether they have a safe address, at which an e-mail can say that there is something to read. */
            hasSafeAddress: (await unsealUnsharedContactRules(c.get('env'), reader))?.email !== undefined,
            newestLetter: reader.newestLetterId,
            texts: await fillInTemplates(c.get('env'), reader, c.get('coordinator')),
          })),
        ),
        letters: letters.map(({ sentBy, ...letter }) => ({ ...letter, sentBy: toCoordinatorRef(sentBy) })),
      })
    },
  )
  .post(
    '/files/:reference/letters',
    requireFilePermission('logContact', loadDeskFileLetters),
    requireUnlockedFile,
    createJsonBodyValidator(letterSchema),
    async (c) => {
      const env = c.get('env')
      const who = c.get('coordinator')
      const { id, side, template, delivery, text, seen, confirmedWords } = c.req.valid('json')
      const loaded = c.get('loaded')
      const reader = pickParentOnSide(loaded.readers, side)
      if (!reader) return respondWithDeskError(c, { code: 'stale' })
      const unchanged = (await fillInTemplates(env, reader, who))[template]
      const { full = '', inUse = '' } = await unsealOwnNames(env.keys, reader.id, reader.sealedDisplayName)
      const allowed = `${unchanged} ${full} ${inUse}`
      const names = text === unchanged ? [] : await listNamesOfOthers(env, loaded.file.id, text, allowed)
      const confirmed = new Set(confirmedWords?.split(' '))
      if (!names.every((name) => confirmed.has(name)))
        return respondWithDeskError(c, { code: 'invalid', paths: names.map((name) => `text.${name}`) })
      const event = buildFileAuditEvent(who, loaded, 'letter_sent', {
        ...{ side, letterTemplate: template, letterDelivery: delivery, edited: text !== unchanged },
        ...(names.length > 0 && { wordsConfirmed: true }),
        letterDigest: await signLetter(env.db, id, text),
      })
      const notice = delivery === 'your-file' ? await createLetterNotice(env, event, reader, id) : undefined
      if (delivery === 'your-file' && !notice) return respondWithDeskError(c, { code: 'stale' })
      const isSent = await sendLetter(
        env.db,
        event,
        {
          row: {
            id,
            parentId: reader.id,
            template,
            delivery,
            sealedText: await sealLetterText(env.keys, id, text),
          },
          ...{ seen, notice },
        },
        worksOnFileCondition(event, who.administrator),
      )
      return respondToChangeAndDrainOutbox(c, isSent)
    },
  )
  .post(
    '/files/:reference/readings/letter',
    requireFilePermission('content', loadDeskFileLetters),
    requireUnlockedFile,
    createJsonBodyValidator(z.object({ letter: idSchema })),
    async (c) => {
      const { db, keys } = c.get('env')
      const { letters, lastAuditRow } = c.get('loaded')
      const letter = letters.find(({ id }) => id === c.req.valid('json').letter)
      if (!letter) return respondWithDeskError(c, { code: 'stale' })
      const event = buildFileAuditEvent(c.get('coordinator'), c.get('loaded'), 'letter_read', {
        ...{ side: letter.side, letterTemplate: letter.template },
      })
      const [sealed] = (await readSealedLetterWithAudit(db, event, letter.id, lastAuditRow)) ?? []
      if (!sealed) return respondWithDeskError(c, { code: 'file_not_taken' })
      return c.json({ text: await unsealLetterText(keys, sealed) })
    },
  )

type LetterReader = NonNullable<Awaited<ReturnType<typeof loadDeskFileLetters>>>['readers'][number]

/**
 * Builds the e-mail that says that a letter is there to read, with all by which its address was found safe; undefined without a
 * safe address.
 */
export async function createLetterNotice(
  env: Environment,
  { fileId, happenedAt }: Pick<AuditEvent, 'fileId' | 'happenedAt'>,
  reader: LetterReader,
  letterId: string,
): Promise<NewLetter['notice']> {
  const { id: parentId, language, sealedContactRules, sharedEmailTokens } = reader
  const message = await createParentMessageOutboxRow(
    env,
    {
      ...{ kind: 'letter-to-read', fileId, parentId, language, facts: undefined, dependsOn: { letterId } },
      contactRules: await unsealUnsharedContactRules(env, reader),
    },
    happenedAt,
  )
  return message && { message, sealedContactRules, sharedEmailTokens }
}

/** Fills every template in for a parent, in their language, signed by a coordinator. */
export async function fillInTemplates(
  env: Environment,
  { id, sealedDisplayName, language }: LetterReader,
  { name: coordinator }: Coordinator,
): Promise<Record<LetterTemplateKey, string>> {
  const { letterTexts } = await loadWords(env)
  const { full = '', inUse: name = full } = await unsealOwnNames(env.keys, id, sealedDisplayName)
  return Object.fromEntries(
    letterTemplateKeys.map((template) => [
      template,
      fillInLetter(letterTexts[template][language], { name, coordinator }),
    ]),
  ) as Record<LetterTemplateKey, string>
}
