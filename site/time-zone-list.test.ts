import { expect, it } from 'vitest'
import { parseBuiltPage } from '../dev/built-site.ts'
import { languages, localisePath } from '../forms/language.ts'
import { isTimeZone } from '../forms/questions/time-zone.ts'

const pages = ['/intake/you-more/', '/time-zones/'].flatMap((path) =>
  languages.map((language) => localisePath(language, path)),
)

it.each(pages)('offers every time zone once on %s, those of Canada first and in words', (path) => {
  const options = [...parseBuiltPage(path).querySelectorAll('#timeZone option:not([value=""])')]
  const zones = options.map((option) => option.getAttribute('value') ?? option.textContent)
  expect(zones.filter((zone) => !isTimeZone(zone))).toEqual([])
  expect(new Set(zones).size).toBe(zones.length)
  // Each zone that the runtime lists is there, by this name or by the one it has now.
  const resolve = (timeZone: string) => new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  const offered = new Set([...zones, ...zones.map(resolve)])
  expect(Intl.supportedValuesOf('timeZone').filter((zone) => !offered.has(zone))).toEqual([])
  expect(zones.slice(0, 4)).toEqual([
    'America/St_Johns',
    'America/Halifax',
    'America/Blanc-Sablon',
    'America/Toronto',
  ])
})

it.each([
  [
    'America/Dawson_Creek',
    'Mountain time in the Peace River region',
    'UTC−07:00 all year',
    'UTC−07:00 toute l’année',
  ],
  ['America/Creston', 'Mountain time in Creston', 'UTC−07:00 all year', 'UTC−07:00 toute l’année'],
  ['America/Whitehorse', 'Yukon time', 'UTC−07:00 all year', 'UTC−07:00 toute l’année'],
  ['America/Vancouver', 'Pacific time', 'UTC−07:00 all year', 'UTC−07:00 toute l’année'],
  ['America/Edmonton', 'Alberta time', 'UTC−06:00 all year', 'UTC−06:00 toute l’année'],
  ['America/Yellowknife', 'Northwest Territories time', 'UTC−06:00 all year', 'UTC−06:00 toute l’année'],
  ['America/Regina', 'Saskatchewan time', 'UTC−06:00 all year', 'UTC−06:00 toute l’année'],
  [
    'America/Cambridge_Bay',
    'Mountain time in Nunavut',
    'UTC−07:00, UTC−06:00 in summer',
    'UTC−07:00, UTC−06:00 en été',
  ],
  ['America/Toronto', 'Eastern time', 'UTC−05:00, UTC−04:00 in summer', 'UTC−05:00, UTC−04:00 en été'],
  ['America/St_Johns', 'Newfoundland time', 'UTC−03:30, UTC−02:30 in summer', 'UTC−03:30, UTC−02:30 en été'],
])('tells the offset of %s beside its name', (zone, name, en, fr) => {
  const readOption = (path: string) =>
    parseBuiltPage(path).querySelector(`#timeZone option[value="${zone}"]`)?.textContent ?? ''
  expect(readOption('/intake/you-more/')).toContain(name)
  expect(readOption('/intake/you-more/')).toMatch(new RegExp(`, ${en}(?: \\(|$)`))
  expect(readOption('/fr/intake/you-more/')).toMatch(new RegExp(`, ${fr}(?: \\(|$)`))
})
