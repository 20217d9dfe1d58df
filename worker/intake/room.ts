import { type Coordinator, practice } from '../../content/practice.ts'
import { room } from '../../content/site/wording.ts'
import { readDraftAndRoom } from '../../db/intake.ts'
import type { Language, Wording } from '../../forms/language.ts'
import type { Context } from '../http/context.ts'
import { rank } from './assign.ts'
import { nothingTyped, openSections, type TypedDraft } from './draft.ts'
import type { HeldDraft } from './draft-cookie.ts'

/** Where the form begins, a parent reads whether the practice has room: in the same call that reads their draft. */
export const roomOnStart = {
  slug: 'start',
  read: async (
    c: Context,
    held: HeldDraft | 'none' | 'forged',
  ): Promise<{ slots: Record<string, string>; typed: TypedDraft | undefined }> => {
    const ids = practice.coordinators.map(({ id }) => id)
    const draftId = typeof held === 'object' ? held.id : ''
    const { sections, openFiles } = await readDraftAndRoom(c.get('env').db, draftId, ids, Date.now())
    const slots = slotsOf(roomNow(openFiles), c.get('language'))
    if (held === 'none') return { slots, typed: nothingTyped }
    const gone = held === 'forged' || sections.length === 0
    return { slots, typed: gone ? undefined : await openSections(held, sections) }
  },
}

const slotsOf = (provinces: Readonly<Record<string, Wording>>, language: Language) =>
  Object.fromEntries(
    Object.entries(provinces).map(([province, said]) => [`room-${province}`, said[language]]),
  )

/** Whether the practice can take a family from each of its provinces now, or keeps a waiting list there. */
export const roomNow = (
  openFiles: ReadonlyMap<string, number>,
  settings: { worksInPairs: boolean; coordinators: readonly Coordinator[] } = practice,
): Record<string, Wording> =>
  Object.fromEntries(
    practice.provinces.map((province) => {
      const anybody = { province, language: undefined, profession: undefined, named: undefined }
      const { leads } = rank(settings, anybody, openFiles)
      return [province, leads.length > 0 ? room.open : room.waiting]
    }),
  )
