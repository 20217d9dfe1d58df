import * as z from 'zod/mini'
import { erasureReasonKeys } from '../../content/file/erasures.ts'
import { appendAuditEvent } from '../../db/audit.ts'
import { eraseBeforeEndOfTerm } from '../../db/erasures.ts'
import { loadPersonalData } from '../../db/personal-data.ts'
import { recordSearchAndFindErasableFiles } from '../../db/search.ts'
import { unsealPeople } from '../contact/display-name.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { createLeadRoutedFileNewsMessages } from '../mail/coordinator-messages.ts'
import { deriveNameSearchTokens } from '../privacy/search-tokens.ts'
import { createJsonBodyValidator, respondWithDeskError } from './api-error.ts'
import { requireFilePermission } from './file-access.ts'
import { respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'
import { sideSchema } from './parent-side.ts'
import { unsealPersonalData } from './personal-data-export.ts'
import { MAX_HITS, parseDeskSearch, searchSchema } from './search-api.ts'

/**
 * The routes with which a privacy officer answers somebody who asks what the practice holds about them: finds their files,
 * whoever leads them, gives what one holds of a parent, and erases that or all of a family, for a reason, of which the lead is
 * told. Each is recorded, without whom it was about.
 */
export const personalDataApi = new Hono<AppEnv>()
  .post('/person-search', createJsonBodyValidator(searchSchema), async (c) => {
    const { privacyOfficer, ...who } = c.get('coordinator')
    if (!privacyOfficer) return respondWithDeskError(c, { code: 'not_permitted' })
    const env = c.get('env')
    // Every file, as to an administrator.
    const viewer = { ...who, administrator: true }
    const search = await parseDeskSearch(env, viewer, c.req.valid('json').query)
    const found = await recordSearchAndFindErasableFiles(env.db, search)
    if (!found) return respondWithDeskError(c, { code: 'too_many_requests' })
    return c.json({
      hits: await Promise.all(
        found.slice(0, MAX_HITS).map(async (file) => {
          /** Whoever works with a parent in another file is told no name, and decides nothing. */
          const isFree = !file.viewerHasConflict
          return {
            ...{ reference: file.reference, stage: file.stage, isHeldBack: file.isHeldBack },
            isHoldable: isFree && file.isHoldable,
            /** Whether everything in it can be erased. */
            isErasable: isFree && file.isErasable,
            people: isFree ? await unsealPeople(env.keys, file.sealedDisplayNames) : null,
            parents: file.sides.map((side) => ({
              side,
              isErasable: isFree && file.erasableSides.includes(side),
            })),
          }
        }),
      ),
      more: found.length > MAX_HITS,
    })
  })
  .post(
    '/files/:reference/readings/personal-data',
    requireFilePermission('handlePersonalData'),
    createJsonBodyValidator(z.object({ side: sideSchema, withSafety: z.boolean() })),
    async (c) => {
      const env = c.get('env')
      const who = c.get('coordinator')
      const loaded = c.get('loaded')
      const { id: fileId, reference } = loaded.file
      const requested = c.req.valid('json')
      const { side, withSafety } = requested
      // Recording comes first, so that nothing is given without a record.
      const event = buildFileAuditEvent(who, loaded, 'data_exported', {
        side,
        ...(withSafety && { withSafety }),
      })
      await appendAuditEvent(env.db, event, loaded.lastAuditRow)
      const data = await unsealPersonalData(
        env,
        await loadPersonalData(env.db, { fileId, reference, side }),
        requested,
      )
      return data
        ? c.json({ reference, side, exportedAt: event.happenedAt, ...data })
        : respondWithDeskError(c, { code: 'stale' })
    },
  )
  .post(
    '/files/:reference/erasure',
    requireFilePermission('handlePersonalData'),
    createJsonBodyValidator(z.object({ side: z.nullable(sideSchema), reason: z.enum(erasureReasonKeys) })),
    async (c) => {
      const env = c.get('env')
      const who = c.get('coordinator')
      const { file } = c.get('loaded')
      const { side, reason: ground } = c.req.valid('json')
      const event = buildFileAuditEvent(who, c.get('loaded'), 'data_erased', {
        ground,
        ...(side && { side }),
      })
      const messages = await createLeadRoutedFileNewsMessages(
        env,
        {
          ...{ fileId: file.id, fileReference: file.reference },
          ...{ standInIds: file.standInIds, actorId: who.id },
        },
        'erased',
        event.happenedAt,
      )
      const people = await unsealPeople(env.keys, file.sealedDisplayNames)
      const left = side && people[side === 'initiating' ? 'other' : 'initiating']
      const leftTokens = await deriveNameSearchTokens(env.keys.index, left ? [left] : [])
      const erasure = { id: crypto.randomUUID(), side, ground }
      const afterwards = { messages, leftTokens }
      return respondToChangeAndDrainOutbox(c, await eraseBeforeEndOfTerm(env.db, event, erasure, afterwards))
    },
  )
