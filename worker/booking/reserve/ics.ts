/** An entry of a calendar. Instants are in milliseconds, and are written in UTC. */
export interface IcsEvent {
  readonly uid: string
  readonly sequence: number
  readonly stampedAt: number
  readonly startsAt: number
  readonly endsAt: number
  readonly summary: string
  readonly status?: 'CONFIRMED' | 'CANCELLED'
}

/** What a calendar program does with the entries: `PUBLISH` adds or replaces them, `CANCEL` removes them. */
export type IcsMethod = 'PUBLISH' | 'CANCEL'

/** A calendar to which programs subscribe (RFC 7986, 5.1 and 5.7). */
interface IcsFeed {
  /** What a program calls the calendar. */
  readonly name: string
  /** How often a program should look whether it changed. */
  readonly refreshMinutes: number
}

/**
 * Renders a calendar file (RFC 5545, RFC 5546): UTF-8, lines of at most 75 octets that end in CRLF. `organizer` is an
 * address that every entry names, without which programs neither replace nor remove an entry.
 */
export function renderIcsFile(
  method: IcsMethod,
  organizer: string,
  events: readonly IcsEvent[],
  feed?: IcsFeed,
): string {
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:${PRODUCT_ID}`, `METHOD:${method}`],
    ...(feed ? listFeedLines(feed) : []),
    ...events.flatMap((event) => listEventLines(event, organizer)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${foldLine(line)}\r\n`).join('')
}

/** It does not name the practice, since a calendar may show it. */
const PRODUCT_ID = '-//calendar//entry//EN'

/** Each property by its standard name, and by the one that Outlook and Apple’s programs read. */
const listFeedLines = ({ name, refreshMinutes }: IcsFeed) => [
  `NAME:${escapeText(name)}`,
  `X-WR-CALNAME:${escapeText(name)}`,
  `REFRESH-INTERVAL;VALUE=DURATION:PT${refreshMinutes}M`,
  `X-PUBLISHED-TTL:PT${refreshMinutes}M`,
]

const listEventLines = (
  { uid, sequence, stampedAt, startsAt, endsAt, summary, status }: IcsEvent,
  organizer: string,
) => [
  'BEGIN:VEVENT',
  `UID:${escapeText(uid)}`,
  `SEQUENCE:${sequence}`,
  `DTSTAMP:${formatUtc(stampedAt)}`,
  `DTSTART:${formatUtc(startsAt)}`,
  `DTEND:${formatUtc(endsAt)}`,
  `SUMMARY:${escapeText(summary)}`,
  `ORGANIZER:mailto:${organizer}`,
  ...(status ? [`STATUS:${status}`] : []),
  'END:VEVENT',
]

/** Writes an instant as `20261129T120000Z`, without its milliseconds (RFC 5545, 3.3.5). */
const formatUtc = (instant: number): string => new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '')

/** Escapes what separates values (RFC 5545, 3.3.11). */
const escapeText = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n')

/** Folds a line before its 76th octet, between two characters, and begins the rest with a space (RFC 5545, 3.1). */
function foldLine(line: string): string {
  let folded = ''
  let octets = 0
  for (const character of line) {
    const length = new TextEncoder().encode(character).length
    if (octets + length > MAX_LINE_OCTETS) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += length
  }
  return folded
}

const MAX_LINE_OCTETS = 75
