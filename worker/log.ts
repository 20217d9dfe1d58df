import type { ErrorFields, LogEvents } from './log-events.ts'

/**
 * One JSON line an event. Fields hold names, counts and ids: never an answer, a name, an address or a token.
 * `console.log` is where the platform collects them.
 */
export function log<Event extends keyof LogEvents>(event: Event, fields: LogEvents[Event]): void {
  console.log(JSON.stringify({ event, ...fields }))
}

export const errorFields = (error: unknown): ErrorFields =>
  error instanceof Error
    ? { error: error.name, at: firstStackFrames(error) }
    : { error: typeof error, at: '' }

/** The first frames of a stack. A stack begins with the message, which may itself have many lines. */
function firstStackFrames({ message, stack = '' }: Error): string {
  const frames = message === '' ? stack : stack.slice(stack.indexOf(message) + message.length)
  return frames
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 3)
    .join(' < ')
}
