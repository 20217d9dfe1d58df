import type { ErrorFields, LogEvents } from './log-events.ts'

/**
 * Logs an event as one line of JSON. Fields hold names, counts and ids, never an answer, a name, an address or a token.
 * The platform collects what goes to `console.log`.
 */
export function log<Event extends keyof LogEvents>(event: Event, fields: LogEvents[Event]): void {
  console.log(JSON.stringify({ event, ...fields }))
}

/** Describes anything that was thrown; for a value that is no `Error`, only its type. */
export const getErrorLogFields = (error: unknown): ErrorFields =>
  error instanceof Error
    ? { error: getErrorCode(error) ?? error.name, at: firstStackFrames(error) }
    : { error: typeof error, at: '' }

/**
 * The constant that names an error, such as `ERR_JWE_INVALID`. Libraries that have one often take `name` from their
 * class, whose name the bundler shortens.
 */
function getErrorCode(error: Error): string | undefined {
  const code = 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : undefined
}

/** Gives the first frames of a stack without the message, which precedes them and may have several lines. */
function firstStackFrames({ message, stack = '' }: Error): string {
  const frames = message === '' ? stack : stack.slice(stack.indexOf(message) + message.length)
  return frames
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 3)
    .join(' < ')
}
