import type { TraceItem } from '@cloudflare/workers-types'
import { getErrorLogFields } from '../log.ts'
import { ERROR_NAME, FRAMES, knownLogEvents, logFieldShapes } from './log-shapes.ts'

/** What is stored of an event: one record a line. */
type FilteredRecord = Readonly<Record<string, unknown>>

/**
 * Lists what may be stored of one run of the portal: its own log lines, and how the run ended when it did not end well. The
 * platform adds the request to what it hands over, with its whole address and headers; nothing here reads them. Of an
 * exception only the class and the place pass, since its message may quote a value.
 */
export function filterTrace({ logs, exceptions, outcome, truncated }: TraceItem): FilteredRecord[] {
  const lines = logs.map(({ message, timestamp }) => ({ line: parseOwnLine(message), timestamp }))
  const own = lines.flatMap(({ line, timestamp }) => (line ? [{ ...line, loggedAt: timestamp }] : []))
  const dropped = lines.length - own.length
  return [
    ...own,
    ...exceptions.map(({ name, message, stack = '', timestamp }) => ({
      event: 'exception',
      ...describeException(name, message, stack),
      loggedAt: timestamp,
    })),
    ...(outcome === 'ok' ? [] : [{ event: 'run_ended', outcome: OUTCOME.test(outcome) ? outcome : 'other' }]),
    ...(dropped > 0 || truncated ? [{ event: 'lines_dropped', dropped, truncated }] : []),
  ]
}

/** The platform's words for how a run ended: `exception`, `exceededCpu`, `canceled`. */
const OUTCOME = /^[a-zA-Z]{1,40}$/

/** Parses a line that `log` wrote, and leaves out each field that it does not know. Any other line gives undefined. */
function parseOwnLine(message: unknown): FilteredRecord | undefined {
  const [text, ...rest] = Array.isArray(message) ? message : [message]
  if (typeof text !== 'string' || rest.length > 0) return undefined
  const line = parseRecord(text)
  if (!line || typeof line.event !== 'string' || !Object.hasOwn(knownLogEvents, line.event)) return undefined
  return { event: line.event, ...Object.fromEntries(Object.entries(line).filter(isKnownField)) }
}

function parseRecord(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

function isKnownField([field, value]: [string, unknown]): boolean {
  if (!Object.hasOwn(logFieldShapes, field)) return false
  const shape = logFieldShapes[field as keyof typeof logFieldShapes]
  return [value].flat().every((one) => hasShape(one, shape))
}

const hasShape = (value: unknown, shape: RegExp): boolean =>
  typeof value === 'string'
    ? shape.test(value)
    : ['number', 'boolean'].includes(typeof value) || value === null

/** Names the class of an exception and its first frames, as the portal names those it catches. */
function describeException(name: string, message: string, stack: string) {
  const { error, at } = getErrorLogFields(Object.assign(new Error(message), { name, stack }))
  return { error: ERROR_NAME.test(error) ? error : 'Error', at: FRAMES.test(at) ? at : '' }
}
