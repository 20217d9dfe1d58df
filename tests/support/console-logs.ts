import { type MockInstance, vi } from 'vitest'

/** Everything written to the console while it is watched, in one string a line. */
export interface Logs {
  readonly lines: readonly string[]
  /** The worker's own events of that name. */
  events(name: string): Readonly<Record<string, unknown>>[]
}

/** Watches every way of writing to the console until the mocks are restored. */
export function watchLogs(): Logs {
  const lines: string[] = []
  const watch = (spy: MockInstance<(...words: unknown[]) => void>) =>
    spy.mockImplementation((...words) => {
      lines.push(words.map((word) => (typeof word === 'string' ? word : inspected(word))).join(' '))
    })
  for (const way of ['log', 'info', 'warn', 'error', 'debug'] as const) watch(vi.spyOn(console, way))
  return {
    lines,
    events: (name) =>
      lines
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter(({ event }) => event === name),
  }
}

const inspected = (word: unknown): string =>
  word instanceof Error ? `${word.name} ${word.message} ${word.stack}` : JSON.stringify(word)
