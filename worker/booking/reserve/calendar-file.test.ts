import ICAL from 'ical.js'
import { expect, it } from 'vitest'
import { calendarEntryTitleOptions } from '../../../content/mail/appointment-messages.ts'
import { practice } from '../../../content/practice.ts'
import { DAY_MS } from '../../../content/time/units.ts'
import { languages } from '../../../forms/language.ts'
import { buildCalendarAttachment, type CalendarEntry, renderCalendarFile } from './calendar-file.ts'
import type { IcsMethod } from './ics.ts'

const NOW = Date.UTC(2026, 10, 22, 15, 30)
const entry: CalendarEntry = {
  attendanceId: '0b54a5b1-8e0f-4f3b-9d5e-1c1d6f0f9a11',
  startsAt: Date.parse('2026-11-24T15:00Z'),
  endsAt: Date.parse('2026-11-24T16:00Z'),
  sequence: 0,
  title: 'appointment',
}

/** Parses the entry with another implementation. */
function parseEntry(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file))
  const [event, ...more] = calendar.getAllSubcomponents('vevent')
  if (!event || more.length > 0) throw new Error('The file should hold one event')
  return { calendar, event, read: new ICAL.Event(event) }
}

it.each([
  ['Toronto in winter', '2026-11-24T15:00Z'],
  ['Toronto in summer', '2027-07-01T13:00Z'],
  ['Vancouver in winter, at UTC−7', '2026-12-01T16:00Z'],
  ['Newfoundland’s half hour', '2026-12-01T12:30Z'],
  ['the hour that comes twice', '2026-11-01T05:30Z'],
])('says in UTC when a session is, in %s', (_, startsAt) => {
  const starts = Date.parse(startsAt)
  const file = renderCalendarFile(
    { ...entry, startsAt: starts, endsAt: starts + 3_600_000 },
    'PUBLISH',
    'en',
    NOW,
  )
  const { read } = parseEntry(file)
  expect(read.startDate.zone).toBe(ICAL.Timezone.utcTimezone)
  expect(read.startDate.toJSDate().getTime()).toBe(starts)
  expect(read.endDate.toJSDate().getTime()).toBe(starts + 3_600_000)
  expect(file).toContain(`DTSTART:${startsAt.replaceAll(/[-:]/g, '').replace('Z', '00Z')}\r\n`)
})

it('has the same UID and counts its SEQUENCE up over three moves and a cancelling', () => {
  const steps: [IcsMethod, number][] = [
    ['PUBLISH', 0],
    ['PUBLISH', 1],
    ['PUBLISH', 2],
    ['PUBLISH', 3],
    ['CANCEL', 4],
  ]
  const read = steps.map(([method, sequence], day) => {
    const moved = { startsAt: entry.startsAt + day * DAY_MS, endsAt: entry.endsAt + day * DAY_MS }
    const { calendar, event, read } = parseEntry(
      renderCalendarFile({ ...entry, ...moved, sequence }, method, 'en', NOW + day),
    )
    expect(read.startDate.toJSDate().getTime()).toBe(moved.startsAt)
    return [
      read.uid,
      read.sequence,
      calendar.getFirstPropertyValue('method'),
      event.getFirstPropertyValue('status'),
    ]
  })
  const uid = `${entry.attendanceId}@ls-office.example.com`
  expect(read).toEqual([
    [uid, 0, 'PUBLISH', 'CONFIRMED'],
    [uid, 1, 'PUBLISH', 'CONFIRMED'],
    [uid, 2, 'PUBLISH', 'CONFIRMED'],
    [uid, 3, 'PUBLISH', 'CONFIRMED'],
    [uid, 4, 'CANCEL', 'CANCELLED'],
  ])
})

it.each(languages)('says nothing but the time and the word its parent chose, in %s', (language) => {
  for (const title of ['appointment', 'busy'] as const) {
    const file = renderCalendarFile({ ...entry, title }, 'PUBLISH', language, NOW)
    const { calendar, event, read } = parseEntry(file)
    expect(read.summary).toBe(calendarEntryTitleOptions[title][language])
    expect(event.getAllProperties().map(({ name }) => name)).toEqual([
      'uid',
      'sequence',
      'dtstamp',
      'dtstart',
      'dtend',
      'summary',
      'organizer',
      'status',
    ])
    expect(event.getFirstPropertyValue('organizer')).toBe('mailto:office@ls-office.example.com')
    expect(event.getFirstProperty('organizer')?.getFirstParameter('cn')).toBeFalsy()
    expect(calendar.getAllProperties().map(({ name }) => name)).toEqual(['version', 'prodid', 'method'])
    const names = practice.coordinators.flatMap(({ name, email }) => [name, email])
    for (const name of [practice.name, practice.phone.reach, practice.descriptor[language], ...names]) {
      expect(file.toLowerCase()).not.toContain(name.toLowerCase())
    }
  }
})

it('ends every line in CRLF, the last too, and folds none', () => {
  const file = renderCalendarFile(entry, 'PUBLISH', 'fr', NOW)
  expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true)
  expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
})

it.each(['PUBLISH', 'CANCEL'] as const)('goes with an e-mail to the letter, as %s', (method) => {
  const { filename, content, contentType } = buildCalendarAttachment(entry, method, 'fr', NOW)
  expect([filename, contentType]).toEqual(['calendar.ics', 'application/ics'])
  expect(Buffer.from(content, 'base64').toString()).toBe(renderCalendarFile(entry, method, 'fr', NOW))
})
