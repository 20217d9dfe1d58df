import { toIsoDateInZone } from '../time/local-time.ts'
import { addWorkingDaysToIsoDate } from '../time/working-days.ts'
import type { NextStepFacts } from './next-step-facts.ts'
import {
  type NextStep,
  type NextStepId,
  nextSteps,
  type StepClock,
  type StepGroup,
  type StepStart,
} from './next-steps.ts'

/** The next step of a file. */
export interface PickedStep {
  readonly id: NextStepId
  /** The group of Today in which it stands now. */
  readonly group: StepGroup
  readonly who: NextStep['who']
  /** The parent whom it is about, where it is about one. */
  readonly side: StepStart['side']
  readonly isUrgent: boolean
  /** The last day for it, as ISO 8601; undefined for a step without one. */
  readonly dueOn: string | undefined
}

/** Picks the next step of an open file: the first of the declared steps that applies. */
export function pickNextStep(file: NextStepFacts, clock: StepClock): PickedStep {
  for (const [id, step] of Object.entries<NextStep>(nextSteps)) {
    const start = step.since(file, clock)
    if (start) return placeStep(id as NextStepId, step, start, file, clock)
  }
  throw new Error('The last step applies to every file')
}

/**
 * A call that is not due yet stands in sight, among what is soon to do. Whatever is next stands under safety while an order has
 * to be read in a related file.
 */
function placeStep(
  id: NextStepId,
  step: NextStep,
  start: StepStart,
  file: NextStepFacts,
  clock: StepClock,
): PickedStep {
  const dueOn = step.until?.(file, clock) ?? computeDueDate(step, start, file, clock)
  const isLate = dueOn !== undefined && dueOn < clock.today
  const isHeld = file.contactHold?.state === 'related-on-hold' && step.group !== 'leftBehind'
  const hasTime = step.group === 'call' && dueOn !== undefined && dueOn > clock.today
  return {
    ...{ id, who: step.who, side: start.side, isUrgent: start.isUrgent ?? file.parents.some(isSoon), dueOn },
    group: isHeld ? 'safety' : hasTime ? 'soon' : isLate ? (step.lateGroup ?? step.group) : step.group,
  }
}

const isSoon = ({ urgency }: NextStepFacts['parents'][number]) => urgency === 'soon'

/** While a parent has to act, the days count from when a coordinator last looked, so that looking is enough. */
function computeDueDate(
  { who, within }: NextStep,
  { at, isUrgent }: StepStart,
  { lastActAt }: NextStepFacts,
  { toDate, answersWithinDays }: StepClock,
): string | undefined {
  if (within === undefined) return undefined
  const promised = isUrgent ? 0 : answersWithinDays
  const from = who === 'parent' ? Math.max(at, lastActAt ?? 0) : at
  return addWorkingDaysToIsoDate(toDate(from), within === 'promise' ? promised : within)
}

/** Builds the clock of a coordinator in a time zone at an instant (ms). */
export function buildStepClock(now: number, timeZone: string, answersWithinDays: number): StepClock {
  const toDate = (instant: number) => toIsoDateInZone(instant, timeZone)
  return { now, today: toDate(now), toDate, answersWithinDays }
}

/** Compares two steps of one group: what is urgent first, then what is due first, then what has no date. */
export const compareSteps = (one: PickedStep, other: PickedStep): number =>
  Number(other.isUrgent) - Number(one.isUrgent) || compareDates(one.dueOn, other.dueOn)

const compareDates = (one = '9', other = '9') => (one < other ? -1 : one > other ? 1 : 0)
