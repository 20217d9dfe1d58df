import type { NextStepFacts } from '../../content/today/next-step-facts.ts'
import { type StepGroup, stepGroups } from '../../content/today/next-steps.ts'
import {
  buildStepClock,
  compareSteps,
  type PickedStep,
  pickNextStep,
} from '../../content/today/pick-next-step.ts'
import type { Day, DayFile } from './queries.ts'

/** A row of the page: a file with its next step. */
export interface DayRow {
  readonly file: DayFile
  readonly step: PickedStep
  /** Today where the coordinator is, as ISO 8601. */
  readonly today: string
}

export interface DayGroup {
  readonly group: StepGroup
  readonly rows: readonly DayRow[]
}

/** Finds the next step of each file, and puts the files into the groups of the page, the most pressing first. */
export function groupFilesByStep({ now, answersWithinDays, files }: Day, timeZone: string): DayGroup[] {
  const clock = buildStepClock(now, timeZone, answersWithinDays)
  const rows = files.map((file) => ({
    file,
    step: placeForReader(file, pickNextStep(file.facts as NextStepFacts, clock), clock.today),
    today: clock.today,
  }))
  return (Object.keys(stepGroups) as StepGroup[]).flatMap((group) => {
    const own = rows.filter(({ step }) => step.group === group)
    return own.length > 0
      ? [{ group, rows: own.sort((one, other) => compareSteps(one.step, other.step)) }]
      : []
  })
}

/** What is due only to the lead waits, for whoever assists; and a reminder that is due brings a file back that waits. */
function placeForReader({ role, reminders }: DayFile, step: PickedStep, today: string): PickedStep {
  const isLeads = role === 'assistant' && step.who === 'coordinator' && !groupsOfBoth.has(step.group)
  const group = isLeads ? 'later' : step.group
  const due = reminders.map(({ dueOn }) => dueOn).sort()[0]
  if ((group !== 'later' && group !== 'soon') || due === undefined || due > today) return { ...step, group }
  return { ...step, group: 'reminders', dueOn: due }
}

/** What concerns whoever assists as much as the lead. */
const groupsOfBoth: ReadonlySet<StepGroup> = new Set(['safety', 'sessions'])
