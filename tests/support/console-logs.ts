import { type MockInstance, vi } from 'vitest'
import type { LogEvents } from '../../worker/log-events.ts'

/** Everything written to the console while it is watched, one string for each line. */
export interface ConsoleLogs {
  readonly lines: readonly string[]
  /** The events of that name that the worker logged. */
  eventsNamed(name: keyof LogEvents): Readonly<Record<string, unknown>>[]
}

/** Watches every method of the console until the mocks are restored. */
export function captureConsole(): ConsoleLogs {
  const lines: string[] = []
  const captureMethod = (spy: MockInstance<(...values: unknown[]) => void>) =>
    spy.mockImplementation((...values) => {
      lines.push(
        values.map((value) => (typeof value === 'string' ? value : formatLoggedValue(value))).join(' '),
      )
    })
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    captureMethod(vi.spyOn(console, method))
  return {
    lines,
    eventsNamed: (name) =>
      lines
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter(({ event }) => event === name),
  }
}

const formatLoggedValue = (value: unknown): string =>
  value instanceof Error ? `${value.name} ${value.message} ${value.stack}` : JSON.stringify(value)
