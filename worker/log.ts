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
    ? { error: error.name, at: firstStackFrames(error) }
    : { error: typeof error, at: '' }

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
