import type { MeetingMode } from '../../../content/booking/meeting-modes.ts'
import type { ScreeningFinding } from '../../../content/file/screenings.ts'
import type { NewScreening } from '../queries.ts'
import type { screeningProblemWording } from './wording.ts'

type Waiver = Extract<NewScreening['talk'], { waiver: unknown }>['waiver']

/** What a coordinator entered so far. */
export interface TypedScreening {
  readonly talk?: 'held' | 'waived'
  /** Milliseconds; null when the field is empty. */
  readonly heldAt: number | null
  readonly mode?: MeetingMode
  readonly waiver?: Waiver
  readonly finding?: ScreeningFinding
  readonly note: string
}

/** Gives what can be sent, or the first thing that is missing. */
export function toTalkAndFinding(
  { talk, heldAt, mode, waiver, finding, note }: TypedScreening,
  now: number,
):
  | { readonly missing: keyof typeof screeningProblemWording }
  | { readonly screening: Pick<NewScreening, 'talk' | 'finding' | 'note'> } {
  if (!talk) return { missing: 'talk' }
  if (talk === 'held' && (heldAt === null || heldAt > now)) return { missing: 'when' }
  if (talk === 'held' && !mode) return { missing: 'mode' }
  if (talk === 'waived' && !waiver) return { missing: 'waiver' }
  if (!finding) return { missing: 'finding' }
  if (talk === 'held' && heldAt !== null && mode)
    return { screening: { talk: { heldAt, mode }, finding, note } }
  return waiver ? { screening: { talk: { waiver }, finding, note } } : { missing: 'waiver' }
}
