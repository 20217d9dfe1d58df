import { type ParsedAnswer, refuseAnswer, takeAnswer } from './parse-answer.ts'

/** Hours on some days; 1 is Monday, a time is `09:00`. */
export interface Hours {
  readonly weekdays: readonly number[]
  readonly from: string
  readonly until: string
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const HINT = 'Enter days and times in quarter hours, like Mon-Fri 9:00-12:00, 13:00-16:30; Tue 17:00-20:00.'

/** Parses the hours of a week: `Mon-Fri 9:00-12:00, 13:00-16:30; Tue 17:00-20:00`. */
export function parseWeeklyHours(text: string): ParsedAnswer<Hours[]> {
  const parts = text.split(';').map((part) => part.trim())
  const hours: Hours[] = []
  for (const part of parts) {
    const [, days = '', times = ''] = /^([a-z][a-z ,-]*?)\s+(\d.*)$/i.exec(part) ?? []
    const weekdays = parseWeekdays(days)
    if (!weekdays) return refuseAnswer(`“${part}” does not begin with days. ${HINT}`)
    for (const time of times.split(',')) {
      const range = parseTimeRange(time)
      if (!range.ok) return range
      hours.push({ weekdays, ...range.value })
    }
  }
  const overlap = findOverlap(hours)
  return overlap ? refuseAnswer(`Hours overlap on ${overlap}. ${HINT}`) : takeAnswer(hours)
}

/** Parses a time of day and another one that comes later: `9:00-17:00`. */
export function parseTimeRange(text: string): ParsedAnswer<Pick<Hours, 'from' | 'until'>> {
  const [, from = '', until = ''] = /^\s*(\d{1,2}:\d\d)\s*[-–]\s*(\d{1,2}:\d\d)\s*$/.exec(text) ?? []
  const [begins, ends] = [from.padStart(5, '0'), until.padStart(5, '0')]
  if (!TIME.test(begins) || !TIME.test(ends))
    return refuseAnswer(
      `“${text.trim()}” is no time of day from and until, in quarter hours, like 9:00-17:00.`,
    )
  return begins < ends
    ? takeAnswer({ from: begins, until: ends })
    : refuseAnswer(`${ends} is not after ${begins}.`)
}

const TIME = /^(([01]\d|2[0-3]):(00|15|30|45)|24:00)$/

/** `Mon-Fri`, `Tue` or `Mon Wed`; undefined for anything else. */
function parseWeekdays(text: string): number[] | undefined {
  const days = text
    .split(/[ ,]+/)
    .filter(Boolean)
    .map((part) => part.split('-').map(findWeekday))
  if (days.length === 0 || days.flat().includes(0) || days.some((range) => range.length > 2)) return undefined
  const found = days.flatMap(([first = 0, last = first]) =>
    first > last ? [] : Array.from({ length: last - first + 1 }, (_, at) => first + at),
  )
  return found.length === 0 ? undefined : [...new Set(found)].toSorted((one, other) => one - other)
}

const findWeekday = (name: string): number => WEEKDAYS.indexOf(name.slice(0, 3).toLowerCase()) + 1

function findOverlap(hours: readonly Hours[]): string | undefined {
  return WEEKDAYS.find((_, at) => {
    const day = hours
      .filter(({ weekdays }) => weekdays.includes(at + 1))
      .toSorted((one, other) => one.from.localeCompare(other.from))
    return day.some(({ from }, index) => from < (day[index - 1]?.until ?? ''))
  })
}
