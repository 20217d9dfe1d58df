import ICAL from 'ical.js'
import { beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS } from '../../content/time/units.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { changesNothing, queryRows } from '../../tests/support/database-rows.ts'
import { insertAppointmentInFile, insertFamilyOfTwoParents } from '../../tests/support/desk-families.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, createCountingD1, createVisitor, type Visitor } from '../../tests/support/test-portal.ts'

const FILE = 'F11E-F11E'
const NOW = Date.UTC(2026, 10, 22, 15)

let camille: Visitor
let robin: Visitor

setUpPortal({ now: NOW })
beforeEach(async () => {
  ;({ camille, robin } = await createDeskTeam())
})

/** Creates a new secret address and gives its path. */
async function createFeedAddress(visitor: Visitor = camille): Promise<string> {
  const answer = await visitor.request('/desk/api/calendar-feed', { method: 'POST' })
  const { address } = (await answer.json()) as { address: string }
  expect(address.startsWith(`${bindings.PORTAL_ORIGIN}/calendar/`)).toBe(true)
  return new URL(address).pathname
}

/** Fetches the feed as a calendar program does, without cookies or a browser’s headers. */
const fetchFeed = (path: string, method = 'GET') =>
  createVisitor().request(path, { method, omitBrowserHeaders: true })

const parseEvents = (file: string) =>
  new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))

describe('a private address', () => {
  it('shows a calendar when its coordinator is booked: a word, a reference, UTC instants, and nothing else', async () => {
    await insertFamilyOfTwoParents(FILE)
    await insertAppointmentInFile(FILE, 'to-come', NOW + DAY_MS, {
      kind: 'joint',
      mode: 'in-person',
      sequence: 2,
    })
    await insertAppointmentInFile(FILE, 'behind', NOW - 29 * DAY_MS)
    await insertAppointmentInFile(FILE, 'long-past', NOW - 31 * DAY_MS)
    await insertAppointmentInFile(FILE, 'cancelled', NOW + 2 * DAY_MS, { cancelledAt: 5 })
    await insertAppointmentInFile(FILE, 'held', NOW + 3 * DAY_MS, { heldUntil: NOW + 1000 })
    await insertAppointmentInFile(FILE, 'another', NOW + DAY_MS, { coordinatorId: 'robin-ashdown' })
    const answer = await fetchFeed(await createFeedAddress())
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8; method=PUBLISH')
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    expect(answer.headers.get('Set-Cookie')).toBeNull()
    const file = await answer.text()
    const [behind, next, ...more] = parseEvents(file)
    expect(more).toEqual([])
    expect(behind?.uid).toMatch(/^behind@/)
    expect(next?.uid).toMatch(/^to-come@/)
    expect([next?.sequence, next?.summary]).toEqual([2, `Réservé ${FILE}`])
    expect(next?.startDate.toJSDate().getTime()).toBe(NOW + DAY_MS)
    expect(next?.startDate.zone).toBe(ICAL.Timezone.utcTimezone)
    expect(file).toContain('METHOD:PUBLISH')
    const lines = file.split('\r\n').map((line) => line.split(/[:;]/)[0])
    expect(new Set(lines)).toEqual(
      new Set([
        ...['BEGIN', 'VERSION', 'PRODID', 'METHOD', 'NAME', 'X-WR-CALNAME', 'UID', 'SEQUENCE', 'DTSTAMP'],
        ...['DTSTART', 'DTEND', 'SUMMARY', 'ORGANIZER', 'END', '', 'REFRESH-INTERVAL', 'X-PUBLISHED-TTL'],
      ]),
    )
    const feed = new ICAL.Component(ICAL.parse(file))
    expect(feed.getFirstPropertyValue('refresh-interval')?.toString()).toBe('PT60M')
    expect(feed.getFirstPropertyValue('x-published-ttl')?.toString()).toBe('PT60M')
    for (const secretText of [
      'ottilie',
      'Marchbanks',
      'Camille',
      'joint',
      'person',
      'initiating',
      'Lantern',
      'evenhand',
    ])
      expect(file.toLowerCase()).not.toContain(secretText.toLowerCase())
  })

  it('is in its coordinator’s first language, and reads the database once', async () => {
    await insertFamilyOfTwoParents(FILE)
    await insertAppointmentInFile(FILE, 'session', NOW + DAY_MS, { coordinatorId: 'robin-ashdown' })
    const path = await createFeedAddress(robin)
    const { DB, calls } = createCountingD1()
    const answer = await createVisitor({ DB }).request(path, { omitBrowserHeaders: true })
    expect(parseEvents(await answer.text()).map(({ summary }) => summary)).toEqual([`Booked ${FILE}`])
    expect(calls).toHaveLength(1)
  })

  it('answers HEAD as GET, without the calendar', async () => {
    const answer = await fetchFeed(await createFeedAddress(), 'HEAD')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Content-Type')).toContain('text/calendar')
    expect(await answer.text()).toBe('')
  })

  it('stops when it is replaced or removed, and is answered like one that never was', async () => {
    const older = await createFeedAddress()
    const newer = await createFeedAddress()
    expect((await fetchFeed(older)).status).toBe(404)
    expect((await fetchFeed(newer)).status).toBe(200)
    expect(await (await camille.get('/desk/api/calendar-feed')).json()).toEqual({ createdAt: NOW })
    expect(await (await robin.get('/desk/api/calendar-feed')).json()).toEqual({ createdAt: null })
    const removed = await camille.request('/desk/api/calendar-feed', { method: 'DELETE' })
    expect(await removed.json()).toEqual({ createdAt: null })
    const invented = `/calendar/${'A'.repeat(32)}.ics`
    const answers = await Promise.all(
      [older, newer, invented, '/calendar/.ics', '/calendar/x', newer.replace('.ics', '')].map(
        async (path) => {
          const answer = await changesNothing(() => fetchFeed(path))
          const headers = [...answer.headers].filter(([name]) => name !== 'x-request-id')
          return { status: answer.status, headers, text: await answer.text() }
        },
      ),
    )
    expect(answers[0]?.status).toBe(404)
    expect(answers[0]?.headers).not.toContainEqual(['location', expect.anything()])
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })

  it('is stored only as a keyed hash, is no shorter than 160 bits, and is in no log', async () => {
    const logs = captureConsole()
    const path = await createFeedAddress()
    const secret = /^\/calendar\/([\w-]+)\.ics$/.exec(path)?.[1] ?? ''
    expect(Buffer.from(secret, 'base64url').length * 8).toBeGreaterThanOrEqual(160)
    await fetchFeed(path)
    await fetchFeed(path.replace('.ics', 'X.ics'))
    expect(JSON.stringify(await queryRows('select * from calendar_feeds'))).not.toContain(secret)
    expect(logs.eventsNamed('request').map(({ route }) => route)).toEqual([
      '/desk/api/calendar-feed',
      '/calendar/:file',
      '/calendar/:file',
    ])
    expect(logs.lines.join('\n')).not.toContain(secret)
  })

  it('is refused to a flood', async () => {
    const path = await createFeedAddress()
    const LIMIT_REQUESTS = { limit: async () => ({ success: false }) }
    expect((await createVisitor({ LIMIT_REQUESTS }).request(path, { omitBrowserHeaders: true })).status).toBe(
      429,
    )
  })

  it('is made and removed only by pages of the desk', async () => {
    expect((await createVisitor().request('/desk/api/calendar-feed', { method: 'POST' })).status).toBe(401)
    const path = await createFeedAddress()
    for (const method of ['POST', 'DELETE']) {
      const bare = await camille.request('/desk/api/calendar-feed', {
        method,
        omitBrowserHeaders: true,
        headers: { Origin: 'https://another-site.example' },
      })
      expect(bare.status).toBe(403)
    }
    expect((await fetchFeed(path)).status).toBe(200)
  })
})
