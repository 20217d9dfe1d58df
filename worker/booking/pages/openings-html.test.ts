import { expect, it } from 'vitest'
import { type Language, languages } from '../../../forms/language.ts'
import { parseOpeningsByDay } from '../../../tests/support/booking-actions.ts'
import { renderOpeningsHtml } from './openings-html.ts'

const at = (...starts: string[]) => starts.map((start) => Date.parse(start))
const shown = (starts: readonly number[], timeZone: string, language: Language = 'en', chosen?: number) =>
  parseOpeningsByDay(
    new Response(renderOpeningsHtml(starts, { timeZone, language, ...(chosen !== undefined && { chosen }) })),
  )

it('are radio buttons under the days of whoever reads them, the first with the name of the question', () => {
  const starts = at('2026-11-24T14:00Z', '2026-11-24T14:30Z', '2026-11-25T14:00Z')
  const html = renderOpeningsHtml(starts, {
    timeZone: 'America/Toronto',
    language: 'en',
    chosen: starts[1] as number,
  })
  expect(html).toBe(
    [
      '<fieldset class="day"><legend class="day__name">Tuesday, <span class="unbroken">November 24, 2026</span></legend>',
      '<div class="govuk-radios govuk-radios--small day__times">',
      '<div class="govuk-radios__item">',
      '<input class="govuk-radios__input" id="start" name="start" type="radio" value="2026-11-24T14:00Z">',
      '<label class="govuk-label govuk-radios__label" for="start">9:00\u00a0a.m.</label></div>',
      '<div class="govuk-radios__item">',
      '<input class="govuk-radios__input" id="start-2" name="start" type="radio" value="2026-11-24T14:30Z" checked>',
      '<label class="govuk-label govuk-radios__label" for="start-2">9:30\u00a0a.m.</label></div>',
      '</div></fieldset>',
      '<fieldset class="day"><legend class="day__name">Wednesday, <span class="unbroken">November 25, 2026</span></legend>',
      '<div class="govuk-radios govuk-radios--small day__times">',
      '<div class="govuk-radios__item">',
      '<input class="govuk-radios__input" id="start-3" name="start" type="radio" value="2026-11-25T14:00Z">',
      '<label class="govuk-label govuk-radios__label" for="start-3">9:00\u00a0a.m.</label></div>',
      '</div></fieldset>',
    ].join(''),
  )
})

it.each([
  ['Newfoundland’s half hour', 'America/St_Johns', 'Tuesday, November 24, 2026', '10:30\u00a0a.m.'],
  ['Saskatchewan, which never changes', 'America/Regina', 'Tuesday, November 24, 2026', '8:00\u00a0a.m.'],
  ['Vancouver at UTC−7 in winter', 'America/Vancouver', 'Tuesday, November 24, 2026', '7:00\u00a0a.m.'],
])('tell the clock of %s', async (_, timeZone, day, label) => {
  expect(await shown(at('2026-11-24T14:00Z'), timeZone)).toEqual([
    { day, times: [{ value: '2026-11-24T14:00Z', label, checked: false }] },
  ])
})

it.each(languages)('say their offset where clocks go back between them, in %s', async (language) => {
  const starts = at('2026-10-30T13:00Z', '2026-11-01T05:30Z', '2026-11-01T06:30Z', '2026-11-02T14:00Z')
  const labels = (await shown(starts, 'America/Toronto', language)).map(({ times }) =>
    times.map(({ label }) => label),
  )
  expect(labels).toEqual(
    {
      en: [
        ['9:00\u00a0a.m., UTC−04:00'],
        ['1:30\u00a0a.m., UTC−04:00', '1:30\u00a0a.m., UTC−05:00'],
        ['9:00\u00a0a.m., UTC−05:00'],
      ],
      fr: [
        ['9\u00a0h, UTC−04:00'],
        ['1\u00a0h\u00a030, UTC−04:00', '1\u00a0h\u00a030, UTC−05:00'],
        ['9\u00a0h, UTC−05:00'],
      ],
    }[language],
  )
})

it('say their offset where clocks go forward, and not where nothing changes', async () => {
  const spring = at('2027-03-12T14:00Z', '2027-03-15T13:00Z')
  const labels = async (timeZone: string) =>
    (await shown(spring, timeZone)).flatMap(({ times }) => times.map(({ label }) => label))
  expect(await labels('America/Toronto')).toEqual(['9:00\u00a0a.m., UTC−05:00', '9:00\u00a0a.m., UTC−04:00'])
  expect(await labels('America/Vancouver')).toEqual(['7:00\u00a0a.m.', '6:00\u00a0a.m.'])
  expect(await labels('America/Regina')).toEqual(['8:00\u00a0a.m.', '7:00\u00a0a.m.'])
})

it('are nothing when there is none', () => {
  expect(renderOpeningsHtml([], { timeZone: 'America/Toronto', language: 'en' })).toBe('')
})
