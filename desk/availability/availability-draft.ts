import { type Way, ways } from '../../content/booking/meeting-modes.ts'
import type { Hours } from '../app/api-client.ts'

type Rules = Hours['rules']

/** A row of a list while it is edited: known by an id of the page’s own, whatever stands in it. */
type Row<Value> = Value & { readonly id: string }

/** Rules as the form holds them while they are edited: numbers as they are typed, and each way’s lengths even if not offered. */
export interface Draft extends Pick<Rules, 'timeZone' | 'minutesBefore' | 'minutesAfter' | 'minutesApart'> {
  readonly weekly: readonly Row<Rules['weekly'][number]>[]
  readonly closed: readonly Row<Rules['closed'][number]>[]
  readonly extra: readonly Row<Rules['extra'][number]>[]
  readonly noticeHours: string
  readonly daysAhead: string
  readonly mostADay: string
  readonly offered: Readonly<
    Record<Way, { readonly isOffered: boolean; readonly individual: number; readonly joint: number }>
  >
}

export const draftOf = (rules: Rules): Draft => ({
  ...rules,
  weekly: rules.weekly.map(withId),
  closed: rules.closed.map(withId),
  extra: rules.extra.map(withId),
  noticeHours: String(rules.noticeHours),
  daysAhead: String(rules.daysAhead),
  mostADay: String(rules.mostADay),
  offered: {
    video: wayOf(rules.offered.video),
    phone: wayOf(rules.offered.phone),
    'in-person': wayOf(rules.offered['in-person']),
  },
})

export const withId = <Value>(value: Value): Row<Value> => ({ ...value, id: crypto.randomUUID() })

const wayOf = (lengths: Rules['offered'][Way]): Draft['offered'][Way] => ({
  individual: 60,
  joint: 90,
  ...lengths,
  isOffered: lengths !== undefined,
})

/** Rules to be saved, row for row as they stand; the worker says what of them cannot be. */
export const rulesIn = (draft: Draft) => ({
  ...draft,
  weekly: draft.weekly.map(withoutId),
  closed: draft.closed.map(withoutId),
  extra: draft.extra.map(withoutId),
  noticeHours: numberIn(draft.noticeHours),
  daysAhead: numberIn(draft.daysAhead),
  mostADay: numberIn(draft.mostADay),
  offered: Object.fromEntries(
    (Object.keys(ways) as Way[]).flatMap((way) => {
      const { isOffered, ...lengths } = draft.offered[way]
      return isOffered ? [[way, lengths]] : []
    }),
  ),
})

const withoutId = <Value>({ id: _, ...value }: Row<Value>) => value

/** Nothing typed is no number, and neither is anything but digits. */
const numberIn = (typed: string): number | null => (/^\s*\d+\s*$/.test(typed) ? Number(typed) : null)
