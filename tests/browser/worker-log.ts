import { readFileSync } from 'node:fs'
import type { LogEvents } from '../../worker/log-events.ts'
import { portal } from './page-actions.ts'

/** Reads every event that the worker of the portal has logged, oldest first. */
export const readLogEvents = (): LoggedEvent[] =>
  readFileSync(portal.logFile, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{"event":'))
    .map((line) => JSON.parse(line) as LoggedEvent)

type LoggedEvent = Readonly<Record<string, unknown>> & { readonly event: keyof LogEvents }
