import { type Coordinator, practice } from '../../content/practice.ts'
import { intakeCapacityWording } from '../../content/site/wording.ts'
import { loadDraftAndOpenFileCounts } from '../../db/intake.ts'
import { emptyDraft, type LoadedDraft, unsealDraftSections } from '../forms/draft.ts'
import type { CookieDraft } from '../forms/draft-cookie.ts'
import type { RoomByProvince } from '../forms/section-page.ts'
import type { Context } from '../http/context.ts'
import { rankCoordinators } from './assign.ts'

/** Where the form begins, a parent reads whether the practice has room: in the same call that reads their draft. */
export const roomOnStartPage = {
  slug: 'start',
  load: async (
    c: Context,
    cookieDraft: CookieDraft | 'none' | 'forged',
  ): Promise<{ roomByProvince: RoomByProvince; draft: LoadedDraft | undefined }> => {
    const ids = practice.coordinators.map(({ id }) => id)
    const draftId = typeof cookieDraft === 'object' ? cookieDraft.id : ''
    const { sections, openFileCounts } = await loadDraftAndOpenFileCounts(
      c.get('env').db,
      draftId,
      ids,
      Date.now(),
    )
    const told = { roomByProvince: roomByProvince(openFileCounts) }
    if (cookieDraft === 'none') return { ...told, draft: emptyDraft }
    const isLost = cookieDraft === 'forged' || sections.length === 0
    return { ...told, draft: isLost ? undefined : await unsealDraftSections(cookieDraft, sections) }
  },
}

/** Whether the practice can take a family from each of its provinces now, or has a waiting list there. */
export const roomByProvince = (
  openFileCounts: ReadonlyMap<string, number>,
  settings: { worksInPairs: boolean; coordinators: readonly Coordinator[] } = practice,
): RoomByProvince =>
  Object.fromEntries(
    practice.provinces.map((province) => {
      const anybody = { province, language: undefined, profession: undefined, named: undefined }
      const { leads } = rankCoordinators(settings, anybody, openFileCounts)
      return [province, leads.length > 0 ? intakeCapacityWording.open : intakeCapacityWording.waiting]
    }),
  )
