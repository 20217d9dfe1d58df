import { type FileStage, isWaitingStage } from '../../content/file-stages.ts'
import type { IntakeForm } from '../../content/forms/intake/index.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import { intakeCapacityWording } from '../../content/site/wording.ts'
import { type CoordinatorLoad, loadDraftAndCoordinatorLoads } from '../../db/intake.ts'
import type { Environment } from '../environment.ts'
import type { Capacity, RoomByProvince } from '../forms/registered-form.ts'
import type { DraftRow } from '../forms/sealed-draft.ts'
import { rankCoordinators } from './assign.ts'
import { getFamilyNeeds } from './family-needs.ts'

/** Loads a draft of the intake and the practice's capacity in one database call. */
export async function loadIntakeDraftAndCapacity(
  { db }: Environment,
  draftId: string,
  now: number,
): Promise<{ readonly sections: readonly DraftRow[]; readonly capacity: Capacity<IntakeForm> }> {
  const ids = practice.coordinators.map(({ id }) => id)
  const { sections, coordinatorLoads, stageToJoin } = await loadDraftAndCoordinatorLoads(
    db,
    draftId,
    ids,
    now,
  )
  return { sections, capacity: buildIntakeRoomAndWaitingCheck(coordinatorLoads, stageToJoin) }
}

/**
 * The practice's capacity, from the load of each coordinator. A parent who joins a file takes no place: both parents are
 * told what holds for their file.
 */
export const buildIntakeRoomAndWaitingCheck = (
  coordinatorLoads: ReadonlyMap<string, CoordinatorLoad>,
  stageToJoin?: FileStage,
): Capacity<IntakeForm> => ({
  roomByProvince: getCapacityWordingByProvince(coordinatorLoads),
  isWaiting: (answers, language) =>
    stageToJoin
      ? isWaitingStage(stageToJoin)
      : rankCoordinators(practice, getFamilyNeeds(answers, language), coordinatorLoads).waiting,
})

/** Whether the practice can take a family from each of its provinces now, or has a waiting list there. */
export const getCapacityWordingByProvince = (
  coordinatorLoads: ReadonlyMap<string, CoordinatorLoad>,
  settings: { worksInPairs: boolean; coordinators: readonly Coordinator[] } = practice,
): RoomByProvince =>
  Object.fromEntries(
    practice.provinces.map((province) => {
      const anybody = { province, language: undefined, profession: undefined, named: undefined }
      const { leads } = rankCoordinators(settings, anybody, coordinatorLoads)
      return [province, leads.length > 0 ? intakeCapacityWording.open : intakeCapacityWording.waiting]
    }),
  )
