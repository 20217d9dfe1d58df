import { type MeetingMode, meetingModeOptions } from '../../content/booking/meeting-modes.ts'
import type { CoordinatorAvailability } from './queries.ts'

type AvailabilityRules = CoordinatorAvailability['rules']

/** A row of a list while it is edited. The page gives it an id, since its values may repeat. */
type DraftRow<Value> = Value & { readonly id: string }

/**
 * Availability while it is edited: numbers are text as typed, and each meeting mode has lengths even if it is not
 * offered.
 */
export interface AvailabilityDraft
  extends Pick<AvailabilityRules, 'timeZone' | 'minutesBefore' | 'minutesAfter' | 'minutesApart'> {
  readonly weekly: readonly DraftRow<AvailabilityRules['weekly'][number]>[]
  readonly closed: readonly DraftRow<AvailabilityRules['closed'][number]>[]
  readonly extra: readonly DraftRow<AvailabilityRules['extra'][number]>[]
  readonly noticeHours: string
  readonly daysAhead: string
  readonly mostADay: string
  readonly offered: Readonly<
    Record<MeetingMode, { readonly isOffered: boolean; readonly individual: number; readonly joint: number }>
  >
}

export const toAvailabilityDraft = (rules: AvailabilityRules): AvailabilityDraft => ({
  ...rules,
  weekly: rules.weekly.map(addRowId),
  closed: rules.closed.map(addRowId),
  extra: rules.extra.map(addRowId),
  noticeHours: String(rules.noticeHours),
  daysAhead: String(rules.daysAhead),
  mostADay: String(rules.mostADay),
  offered: {
    video: toMeetingModeDraft(rules.offered.video),
    phone: toMeetingModeDraft(rules.offered.phone),
    'in-person': toMeetingModeDraft(rules.offered['in-person']),
  },
})

export const addRowId = <Value>(value: Value): DraftRow<Value> => ({ ...value, id: crypto.randomUUID() })

const toMeetingModeDraft = (lengths: AvailabilityRules['offered'][MeetingMode]) => ({
  individual: 60,
  joint: 90,
  ...lengths,
  isOffered: lengths !== undefined,
})

/** Turns the draft into rules to save, row for row. The worker decides which of them are invalid. */
export const toAvailabilityRules = (draft: AvailabilityDraft) => ({
  ...draft,
  weekly: draft.weekly.map(removeRowId),
  closed: draft.closed.map(removeRowId),
  extra: draft.extra.map(removeRowId),
  noticeHours: parseWholeNumber(draft.noticeHours),
  daysAhead: parseWholeNumber(draft.daysAhead),
  mostADay: parseWholeNumber(draft.mostADay),
  offered: Object.fromEntries(
    (Object.keys(meetingModeOptions) as MeetingMode[]).flatMap((mode) => {
      const { isOffered, ...lengths } = draft.offered[mode]
      return isOffered ? [[mode, lengths]] : []
    }),
  ),
})

const removeRowId = <Value>({ id: _, ...value }: DraftRow<Value>) => value

/** Parses digits to a number; null for an empty field and for anything else. */
const parseWholeNumber = (typed: string): number | null => (/^\s*\d+\s*$/.test(typed) ? Number(typed) : null)
