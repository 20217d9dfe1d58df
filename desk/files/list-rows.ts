import { isWaitingStage } from '../../content/file-stages.ts'
import type { NextStepFacts } from '../../content/today/next-step-facts.ts'
import { type StepGroup, stepGroups } from '../../content/today/next-steps.ts'
import {
  buildStepClock,
  compareSteps,
  type PickedStep,
  pickNextStep,
} from '../../content/today/pick-next-step.ts'
import { type FileFlag, listFileFlags } from './file-flags.ts'
import type { FileView, ListChoice, SortName } from './list-choice.ts'
import type { OpenFileList, OpenListedFile } from './queries.ts'

/** A row of the list: a file, what stands out about it, and its next step where the reader may know it. */
export interface FileListRow {
  readonly file: OpenListedFile
  readonly flags: readonly FileFlag[]
  readonly step: PickedStep | undefined
  /** The place in the waiting list, from 1; undefined for a file that does not wait. */
  readonly place: number | undefined
}

/** What the page shows of the open files. */
export interface ShownList {
  /** Today where the coordinator is, as ISO 8601. */
  readonly today: string
  /** All that are in the view and fit the filters: those that somebody works on as sorted, then who waits, in their order. */
  readonly rows: readonly FileListRow[]
  /** How many open files each view has, whatever the filters. */
  readonly countByView: Readonly<Record<Exclude<FileView, 'closed'>, number>>
  /** Every row, of which the filters offer what there is. */
  readonly all: readonly FileListRow[]
}

/** Arranges the open files as an address asks for them. */
export function arrangeFiles(list: OpenFileList, choice: ListChoice, timeZone: string): ShownList {
  const clock = buildStepClock(list.now, timeZone, list.answersWithinDays)
  const toRow = (file: OpenListedFile, place?: number): FileListRow => ({
    ...{ file, place, flags: listFileFlags(file) },
    step: file.facts ? pickNextStep(file.facts as NextStepFacts, clock) : undefined,
  })
  const worked = list.files.map((file) => toRow(file)).sort(comparisonBySort[choice.sort])
  const all = [...worked, ...list.waiting.map((file, index) => toRow(file, index + 1))]
  const count = (view: FileView) => all.filter((row) => isInView(row, view)).length
  return {
    ...{ today: clock.today, all },
    rows: all.filter((row) => isInView(row, choice.view) && fitsFilters(row, choice)),
    countByView: {
      ...{ open: count('open'), mine: count('mine'), assisting: count('assisting') },
      ...{ unassigned: count('unassigned'), waiting: count('waiting') },
    },
  }
}

/** Whether a file is in a view. */
function isInView({ file }: FileListRow, view: FileView): boolean {
  const { role, lead, stage } = file
  switch (view) {
    case 'open':
      return true
    case 'mine':
      return role === 'lead' || role === 'stand-in'
    case 'assisting':
      return role === 'assistant'
    case 'unassigned':
      // Somebody has to be given what a coordinator left behind, too.
      return (lead === null && !isWaitingStage(stage)) || lead?.hasLeft === true
    case 'waiting':
      return lead === null && isWaitingStage(stage)
    case 'closed':
      return false
  }
}

/** The filters, each with the value or values by which it finds a file. */
const valuesByFilter = {
  flag: ({ flags }) => flags,
  stage: ({ file }) => [file.stage],
  language: ({ file }) => (file.language ? [file.language] : []),
  province: ({ file }) => file.provinces,
  lead: ({ file }) => [file.lead?.id ?? NOBODY],
} as const satisfies Record<keyof ListChoice['filters'], (row: FileListRow) => readonly string[]>

/** Stands for nobody among those who lead. */
export const NOBODY = 'nobody'

const fitsFilters = (row: FileListRow, { filters }: ListChoice) =>
  (Object.keys(valuesByFilter) as (keyof typeof valuesByFilter)[]).every((name) => {
    const values: readonly string[] = valuesByFilter[name](row)
    const chosen = filters[name]
    return chosen === undefined || values.includes(chosen)
  })

/** Lists the values that the files of a list have for a filter. */
export const listFilterValues = (
  rows: readonly FileListRow[],
  name: keyof typeof valuesByFilter,
): readonly string[] => [...new Set(rows.flatMap((row): readonly string[] => valuesByFilter[name](row)))]

const groupOrder = Object.keys(stepGroups) as StepGroup[]
const nameOf = ({ file }: FileListRow) => file.people?.initiating ?? file.people?.other ?? '\uffff'
const activityOf = ({ file }: FileListRow) => file.lastEventAt ?? file.createdAt

const comparisonBySort: Readonly<Record<SortName, (one: FileListRow, other: FileListRow) => number>> = {
  step: ({ step: one }, { step: other }) =>
    one && other
      ? groupOrder.indexOf(one.group) - groupOrder.indexOf(other.group) || compareSteps(one, other)
      : Number(!one) - Number(!other),
  newest: ({ file: one }, { file: other }) => other.createdAt - one.createdAt,
  active: (one, other) => activityOf(other) - activityOf(one),
  quiet: (one, other) => activityOf(one) - activityOf(other),
  name: (one, other) => nameOf(one).localeCompare(nameOf(other)),
}
