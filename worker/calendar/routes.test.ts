import ICAL from 'ical.js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { accessTeam } from '../../tests/support/access-team.ts'
import { watchLogs } from '../../tests/support/console-logs.ts'
import { changesNothing, rows } from '../../tests/support/database-rows.ts'
import { family, sessionIn } from '../../tests/support/desk-families.ts'
import {
  bindings,
  countingD1,
  prepareDatabase,
  type Visitor,
  visit,
} from '../../tests/support/test-portal.ts'

const FILE = 'F11E-F11E'
const NOW = Date.UTC(2026, 10, 22, 15)
const DAY = 86_400_000

let camille: Visitor
let robin: Visitor

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  await prepareDatabase()
  const team = await accessTeam()
  camille = await team.visit('camille@lantern-street.example.com')
  robin = await team.visit('robin@lantern-street.example.com')
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** A new private address; gives its path. */
async function makeAddress(visitor: Visitor = camille): Promise<string> {
  const answer = await visitor.request('/desk/api/feed', { method: 'POST' })
  const { address } = (await answer.json()) as { address: string }
  expect(address.startsWith(`${bindings.PORTAL_ORIGIN}/calendar/`)).toBe(true)
  return new URL(address).pathname
}

/** A calendar program: no cookie, no headers of a browser. */
const fetched = (path: string, method = 'GET') => visit().request(path, { method, bare: true })

const eventsIn = (file: string) =>
  new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))

describe('a private address', () => {
  it('shows a calendar when its coordinator is booked: a word, a reference, UTC instants, and nothing else', async () => {
    await family(FILE)
    await sessionIn(FILE, 'to-come', NOW + DAY, { kind: 'joint', way: 'in-person', sequence: 2 })
    await sessionIn(FILE, 'behind', NOW - 29 * DAY)
    await sessionIn(FILE, 'long-past', NOW - 31 * DAY)
    await sessionIn(FILE, 'cancelled', NOW + 2 * DAY, { cancelledAt: 5 })
    await sessionIn(FILE, 'kept', NOW + 3 * DAY, { keptUntil: NOW + 1000 })
    await sessionIn(FILE, 'another', NOW + DAY, { coordinator: 'robin-ashdown' })
    const answer = await fetched(await makeAddress())
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8; method=PUBLISH')
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    expect(answer.headers.get('Set-Cookie')).toBeNull()
    const file = await answer.text()
    const [behind, next, ...more] = eventsIn(file)
    expect(more).toEqual([])
    expect(behind?.uid).toMatch(/^behind@/)
    expect(next?.uid).toMatch(/^to-come@/)
    expect([next?.sequence, next?.summary]).toEqual([2, `Réservé ${FILE}`])
    expect(next?.startDate.toJSDate().getTime()).toBe(NOW + DAY)
    expect(next?.startDate.zone).toBe(ICAL.Timezone.utcTimezone)
    expect(file).toContain('METHOD:PUBLISH')
    const lines = file.split('\r\n').map((line) => line.split(/[:;]/)[0])
    expect(new Set(lines)).toEqual(
      new Set([
        ...['BEGIN', 'VERSION', 'PRODID', 'METHOD', 'NAME', 'X-WR-CALNAME', 'UID', 'SEQUENCE', 'DTSTAMP'],
        ...['DTSTART', 'DTEND', 'SUMMARY', 'END', ''],
      ]),
    )
    for (const word of [
      'ottilie',
      'Marchbanks',
      'Camille',
      'joint',
      'person',
      'initiating',
      'Lantern',
      'evenhand',
    ])
      expect(file.toLowerCase()).not.toContain(word.toLowerCase())
  })

  it('is in its coordinator’s first language, and reads the database once', async () => {
    await family(FILE)
    await sessionIn(FILE, 'session', NOW + DAY, { coordinator: 'robin-ashdown' })
    const path = await makeAddress(robin)
    const { DB, calls } = countingD1()
    const answer = await visit({ DB }).request(path, { bare: true })
    expect(eventsIn(await answer.text()).map(({ summary }) => summary)).toEqual([`Booked ${FILE}`])
    expect(calls).toHaveLength(1)
  })

  it('answers HEAD as GET, without the calendar', async () => {
    const answer = await fetched(await makeAddress(), 'HEAD')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Content-Type')).toContain('text/calendar')
    expect(await answer.text()).toBe('')
  })

  it('stops when it is replaced or removed, and is answered like one that never was', async () => {
    const older = await makeAddress()
    const newer = await makeAddress()
    expect((await fetched(older)).status).toBe(404)
    expect((await fetched(newer)).status).toBe(200)
    expect(await (await camille.get('/desk/api/feed')).json()).toEqual({ madeAt: NOW })
    expect(await (await robin.get('/desk/api/feed')).json()).toEqual({ madeAt: null })
    const removed = await camille.request('/desk/api/feed', { method: 'DELETE' })
    expect(await removed.json()).toEqual({ madeAt: null })
    const invented = `/calendar/${'A'.repeat(32)}.ics`
    const answers = await Promise.all(
      [older, newer, invented, '/calendar/.ics', '/calendar/x', newer.replace('.ics', '')].map(
        async (path) => {
          const answer = await changesNothing(() => fetched(path))
          const headers = [...answer.headers].filter(([name]) => name !== 'x-request-id')
          return { status: answer.status, headers, text: await answer.text() }
        },
      ),
    )
    expect(answers[0]?.status).toBe(404)
    expect(answers[0]?.headers).not.toContainEqual(['location', expect.anything()])
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })

  it('is kept only as a keyed hash, is no shorter than 160 bits, and stands in no log', async () => {
    const logs = watchLogs()
    const path = await makeAddress()
    const secret = /^\/calendar\/([\w-]+)\.ics$/.exec(path)?.[1] ?? ''
    expect(Buffer.from(secret, 'base64url').length * 8).toBeGreaterThanOrEqual(160)
    await fetched(path)
    await fetched(path.replace('.ics', 'X.ics'))
    expect(JSON.stringify(await rows('select * from calendar_feeds'))).not.toContain(secret)
    expect(logs.events('request').map(({ route }) => route)).toEqual([
      '/desk/api/feed',
      '/calendar/:file',
      '/calendar/:file',
    ])
    expect(logs.lines.join('\n')).not.toContain(secret)
  })

  it('is refused to a flood', async () => {
    const path = await makeAddress()
    const LIMIT_REQUESTS = { limit: async () => ({ success: false }) }
    expect((await visit({ LIMIT_REQUESTS }).request(path, { bare: true })).status).toBe(429)
  })

  it('is made and removed only by pages of the desk', async () => {
    expect((await visit().request('/desk/api/feed', { method: 'POST' })).status).toBe(401)
    const path = await makeAddress()
    for (const method of ['POST', 'DELETE']) {
      const bare = await camille.request('/desk/api/feed', {
        method,
        bare: true,
        headers: { Origin: 'https://elsewhere.example' },
      })
      expect(bare.status).toBe(403)
    }
    expect((await fetched(path)).status).toBe(200)
  })
})
