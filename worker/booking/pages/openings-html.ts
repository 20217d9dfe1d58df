import { escapeHtml } from '../../../content/escape-html.ts'
import {
  formatClockTimeInZone,
  formatUtcOffset,
  formatWeekdayAndDateInZone,
  toIsoDateInZone,
} from '../../../content/time/local-time.ts'
import { renderUnbroken } from '../../../content/unbroken.ts'
import type { Language } from '../../../forms/language.ts'
import { formatStartField } from '../reserve/booking-choice.ts'

interface OpeningsHtmlOptions {
  /** The reader’s time zone and language. */
  readonly timeZone: string
  readonly language: Language
  /** The start that is already chosen, in milliseconds. */
  readonly chosen?: number
}

/**
 * Renders times as radio buttons under their days, since their number is not known when the site is built. When the
 * clocks change between them, each time shows its offset from UTC.
 */
export function renderOpeningsHtml(
  starts: readonly number[],
  { timeZone, language, chosen }: OpeningsHtmlOptions,
): string {
  const changing = new Set(starts.map((start) => formatUtcOffset(start, timeZone))).size > 1
  const days = Map.groupBy(starts.entries(), ([, start]) => toIsoDateInZone(start, timeZone))
  return [...days.values()]
    .map((times) => {
      const items = times.map(([index, start]) => {
        const clock = formatClockTimeInZone(start, timeZone, language)
        const label = changing ? `${clock}, ${formatUtcOffset(start, timeZone)}` : clock
        return renderOpeningRadio(index, start, label, start === chosen)
      })
      const day = renderUnbroken(formatWeekdayAndDateInZone(times[0]?.[1] ?? 0, timeZone, language))
      return [
        `<fieldset class="day"><legend class="day__name">${day}</legend>`,
        `<div class="govuk-radios govuk-radios--small day__times">${items.join('')}</div></fieldset>`,
      ].join('')
    })
    .join('')
}

/** Renders one time. The first has the name of the question as its id, to which the list of mistakes links. */
function renderOpeningRadio(index: number, start: number, label: string, checked: boolean): string {
  const id = index === 0 ? 'start' : `start-${index + 1}`
  return [
    `<div class="govuk-radios__item"><input class="govuk-radios__input" id="${id}" name="start" type="radio"`,
    ` value="${escapeHtml(formatStartField(start))}"${checked ? ' checked' : ''}>`,
    `<label class="govuk-label govuk-radios__label" for="${id}">${escapeHtml(label)}</label></div>`,
  ].join('')
}
