import { expect, it } from 'vitest'
import { practice } from './practice.ts'
import { timeZoneOptions } from './time/time-zones.ts'
import { renderUnbroken } from './unbroken.ts'

/** Random characters of a code may look like a verb with its pronoun. */
const PARTS_OF_CODES = ['YXBT-EN8N', 'A-VGJ7-6SZC-T96X-57N3', 'A-MXN6-G8SQ-4MYZ-T972', 'TE7A-7TES', '9-CE-9']

it('renders a text so that what belongs together stays on one line, escaped, and with its characters as they are', () => {
  const text = `Comment se nomme-t-elle? <Peut-être> le 14 décembre, dans 14 jours, au ${practice.phone.reach}.`
  expect(renderUnbroken(text)).toBe(
    [
      'Comment se <span class="unbroken">nomme-t-elle</span>? &#60;<span class="unbroken">Peut-être</span>&#62;',
      ' le <span class="unbroken">14 décembre</span>, dans <span class="unbroken">14 jours</span>,',
      ` au <span class="unbroken">${practice.phone.reach}</span>.`,
    ].join(''),
  )
})

it.each(['9 o’clock', 'Sainte-Foy', '2,14 joursnées', 'K7Q4-9MX2', ...PARTS_OF_CODES])(
  'leaves alone what may break: %s',
  (text) => {
    expect(renderUnbroken(text)).not.toContain('<span')
  },
)

const zoneNames = Object.values(timeZoneOptions).flatMap((names) => Object.values(names))

it.each([
  ['UTC−07:00', 'UTC+00:00', 'UTC+05:45'],
  zoneNames.flatMap((name) => name.match(/\p{L}+(?:-\p{L}+)+/gu) ?? []),
])('breaks a time zone and its offset between words alone: %s, %s, %s', (...parts) => {
  for (const part of parts)
    expect(renderUnbroken(`Heure de ${part}, UTC`)).toContain(`<span class="unbroken">${part}</span>`)
})
