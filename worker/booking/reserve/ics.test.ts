import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, it } from 'vitest'
import { countPropertyRuns } from '../../../tests/support/property-runs.ts'
import { type IcsEvent, renderIcsFile } from './ics.ts'

const NOW = Date.UTC(2026, 10, 29, 12, 5, 7, 890)
const event: IcsEvent = {
  ...{ uid: 'one@example.com', sequence: 2, stampedAt: NOW, startsAt: NOW, endsAt: NOW + 3_600_000 },
  summary: 'Réservé',
}

const feed = { name: 'Booked', refreshMinutes: 60 }

it('writes what calendar programs need, line by line', () => {
  expect(
    renderIcsFile('CANCEL', 'office@example.com', [{ ...event, status: 'CANCELLED' }], feed).split('\r\n'),
  ).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//calendar//entry//EN',
    'METHOD:CANCEL',
    'NAME:Booked',
    'X-WR-CALNAME:Booked',
    'REFRESH-INTERVAL;VALUE=DURATION:PT60M',
    'X-PUBLISHED-TTL:PT60M',
    'BEGIN:VEVENT',
    'UID:one@example.com',
    'SEQUENCE:2',
    'DTSTAMP:20261129T120507Z',
    'DTSTART:20261129T120507Z',
    'DTEND:20261129T130507Z',
    'SUMMARY:Réservé',
    'ORGANIZER:mailto:office@example.com',
    'STATUS:CANCELLED',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})

it('reads back as it was written, in lines of at most 75 octets, whatever the summary', () => {
  const printable = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/\p{Cc}/gu, '\n').trim())
  fc.assert(
    fc.property(printable, (summary) => {
      const file = renderIcsFile('PUBLISH', 'office@example.com', [{ ...event, summary }])
      for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      const calendar = new ICAL.Component(ICAL.parse(file))
      const [read] = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each))
      expect(read?.summary).toBe(summary)
      expect(read?.startDate.toJSDate().getTime()).toBe(Math.floor(event.startsAt / 1000) * 1000)
    }),
    { numRuns: countPropertyRuns(200) },
  )
})
