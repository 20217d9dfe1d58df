import type { TraceItem, TraceLog } from '@cloudflare/workers-types'
import { afterEach, expect, it, vi } from 'vitest'
import tailWorker from './index.ts'

afterEach(() => vi.restoreAllMocks())

const REQUEST = '0b9f7c1e-54a2-4a57-9d0c-6f1d2a3b4c5d'
const SECRET = 'kX3v9QmCANARYw8Zt2Lr5Ybn7Hd4Fs'
const CANARY = /CANARY|KANA|kanari/i

/** The line of one request, as the portal writes it. */
const requestLine = {
  event: 'request',
  request: REQUEST,
  method: 'GET',
  route: '/calendar/:file',
  status: 200,
  ms: 12,
}
const wrapLine = (...message: unknown[]): TraceLog => ({ level: 'log', timestamp: 5, message })

/**
 * A run of the portal as the platform hands it over, with a canary wherever it has something of a request
 * (developers.cloudflare.com/workers/runtime-apis/handlers/tail/#tailitems).
 */
const createTrace = (changes: Partial<TraceItem> = {}): TraceItem => {
  const request = {
    url: `https://portal.example.com/calendar/${SECRET}.ics?kanari=${SECRET}`,
    method: 'GET',
    headers: { cookie: `__Host-file=${SECRET}`, referer: 'https://portal.example.com/desk/files/KANA-R100/' },
    cf: { colo: 'YYZ', kanari: SECRET },
    getUnredacted: () => request,
  }
  return {
    scriptName: 'evenhand-production',
    entrypoint: SECRET,
    event: { request, response: { status: 200 } },
    eventTimestamp: 5,
    logs: [wrapLine(JSON.stringify(requestLine))],
    exceptions: [],
    diagnosticsChannelEvents: [{ timestamp: 5, channel: 'kanari', message: SECRET }],
    outcome: 'ok',
    executionModel: 'stateless',
    truncated: false,
    cpuTime: 1,
    wallTime: 2,
    ...changes,
  }
}

/** Hands traces to the Tail Worker, and gives what it stores. */
function collectStored(...traces: TraceItem[]): Record<string, unknown>[] {
  const written = vi.spyOn(console, 'log').mockImplementation(() => {})
  tailWorker.tail(traces)
  return written.mock.calls.map(([line]) => JSON.parse(String(line)))
}

it('stores a line of the portal as it was written, and nothing of the request around it', () => {
  const stored = collectStored(createTrace(), createTrace({ event: { cron: 'kanari', scheduledTime: 1 } }))
  expect(stored).toEqual(Array(2).fill({ ...requestLine, loggedAt: 5 }))
})

it.each<[string, unknown[]]>([
  ['a text', [`GET /calendar/${SECRET}.ics`]],
  ['JSON that is no object', [JSON.stringify(SECRET)]],
  ['JSON of nothing', ['null']],
  ['an event that is not declared', [JSON.stringify({ event: SECRET })]],
  ['a name that every object has', [JSON.stringify({ event: 'constructor', url: SECRET })]],
  ['several values', [JSON.stringify(requestLine), SECRET]],
  ['an object', [{ ...requestLine, url: SECRET }]],
  ['an error', [new Error(SECRET)]],
])('drops a line that is %s, and tells how many', (_, message) => {
  const stored = collectStored(createTrace({ logs: [wrapLine(...message)] }))
  expect(stored).toEqual([{ event: 'lines_dropped', dropped: 1, truncated: false }])
})

it.each<[string, unknown]>([
  ['url', `https://portal.example.com/calendar/${SECRET}.ics`],
  ['__proto__', SECRET],
  ['route', `/calendar/${SECRET}.ics`],
  ['route', '/desk/files/KANA-R100/'],
  ['method', SECRET],
  ['request', SECRET],
  ['status', { nested: SECRET }],
  ['questions', ['phone', SECRET]],
  ['at', `at fetch (https://portal.example.com/calendar/${SECRET}.ics:1:2)`],
  ['at', `at fetch (calendar/${SECRET}.js:1:2)`],
  ['error', `TypeError: ${SECRET}`],
  ['name', 'kanari@family.example'],
  ['code', 'KANA-R100'],
])('leaves out the field %s when it holds %s', (field, value) => {
  const line = `{${JSON.stringify(field)}:${JSON.stringify(value)},"event":"request","ms":3}`
  const stored = collectStored(createTrace({ logs: [wrapLine(line)] }))
  expect(stored).toEqual([{ event: 'request', ms: 3, loggedAt: 5 }])
})

it('stores of an exception its class and its place, and never its message', () => {
  const message = `No row for ${SECRET}\n    at kanari (KANA-R100.js:1:2)`
  const exceptions = [
    {
      name: 'TypeError',
      message,
      timestamp: 6,
      stack: `TypeError: ${message}\n    at openFeed (index.js:12:34)\n    at async Object.fetch (index.js:5:6)`,
    },
    { name: SECRET, message: SECRET, timestamp: 7, stack: `at /calendar/${SECRET}.ics (${SECRET}:1:2)` },
    { name: 'Error', message: 'elsewhere', timestamp: 8, stack: `at x (https://a.example/?q=${SECRET}:1:2)` },
  ]
  expect(collectStored(createTrace({ logs: [], exceptions, outcome: 'exception' }))).toEqual([
    {
      event: 'exception',
      error: 'TypeError',
      at: 'at openFeed (index.js:12:34) < at async Object.fetch (index.js:5:6)',
      loggedAt: 6,
    },
    { event: 'exception', error: 'Error', at: '', loggedAt: 7 },
    { event: 'exception', error: 'Error', at: '', loggedAt: 8 },
    { event: 'run_ended', outcome: 'exception' },
  ])
})

it('tells how a run ended badly, in a word of the platform', () => {
  const stored = collectStored(
    createTrace({ logs: [], outcome: 'exceededCpu' }),
    createTrace({ logs: [], outcome: `https://portal.example.com/${SECRET}` }),
    createTrace({ logs: [], truncated: true }),
  )
  expect(stored).toEqual([
    { event: 'run_ended', outcome: 'exceededCpu' },
    { event: 'run_ended', outcome: 'other' },
    { event: 'lines_dropped', dropped: 0, truncated: true },
  ])
})

it('stores no canary, whatever a run brings', () => {
  const exceptions = [{ name: 'kanari x', message: SECRET, timestamp: 1, stack: SECRET }]
  const logs = [wrapLine(JSON.stringify({ ...requestLine, [SECRET]: 1, form: SECRET })), wrapLine(SECRET)]
  const stored = collectStored(createTrace({ logs, exceptions, outcome: 'exception' }))
  expect(stored.length).toBeGreaterThan(2)
  expect(JSON.stringify(stored)).not.toMatch(CANARY)
})
