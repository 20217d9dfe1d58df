import { validator } from 'hono/validator'
import { MAX_LISTED_AUDIT_EVENTS } from '../../content/limits.ts'
import { practice } from '../../content/practice.ts'
import type { AuditAction } from '../../content/record/audit-actions.ts'
import { loadDeskFileRecord, type RecordFilter } from '../../db/desk-file-record.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'
import { requireFilePermission, requireUnlockedFile } from './file-access.ts'

/**
 * Parses `?actor=parent&actions=closed,assigned&side=other&folder=decision&unattributed=shown&from=…&until=…&before=…`.
 * What is missing or malformed does not limit the record.
 */
const recordQuery = validator('query', (query): RecordFilter => parseRecordFilter(query))

/**
 * The route of a file’s record: who did what, when, newest first, a page at a time. It holds no answers, so that
 * reading it is not itself on record: a GET changes nothing.
 */
export const fileRecordApi = new Hono<AppEnv>().get(
  '/files/:reference/record',
  recordQuery,
  requireFilePermission('readRecord', (db, query, search) =>
    loadDeskFileRecord(db, query, parseRecordFilter(search)),
  ),
  requireUnlockedFile,
  (c) => {
    const { file, events, actors, unattributed } = c.get('loaded')
    return c.json({
      reference: file.reference,
      events: events.slice(0, MAX_LISTED_AUDIT_EVENTS).map(({ actor, detail, ...event }) => ({
        ...event,
        actor: toActorRef(actor),
        facts: JSON.parse(detail) as Readonly<Record<string, string | number | boolean>>,
      })),
      hasOlder: events.length > MAX_LISTED_AUDIT_EVENTS,
      /** How many fit but name no parent, or no folder, where one is asked for. */
      unattributed,
      actors: actors.map(({ actor }) => toActorRef(actor)),
      /** The names of everybody whom a fact may name. */
      coordinators: [...practice.coordinators, ...practice.formerCoordinators].map(({ id, name }) => ({
        id,
        name,
      })),
    })
  },
)

/** Who acted. `parent` and `system` have no name; the desk has words for them. */
const toActorRef = (actor: string) =>
  actor === 'parent' || actor === 'system'
    ? { id: actor, name: null }
    : { id: actor, name: toCoordinatorRef(actor)?.name ?? null }

function parseRecordFilter(query: Readonly<Record<string, string | string[] | undefined>>): RecordFilter {
  const actions = String(query.actions ?? '')
    .split(',')
    .filter((action) => /^[a-z_]{1,40}$/.test(action))
    .slice(0, MAX_FILTERED_ACTIONS) as AuditAction[]
  return {
    actor: parseWord(query.actor),
    actions: actions.length > 0 ? actions : undefined,
    from: parseWholeNumber(query.from),
    until: parseWholeNumber(query.until),
    side: parseWord(query.side),
    folder: parseWord(query.folder),
    withUnattributed: query.unattributed === 'shown',
    before: parseWholeNumber(query.before),
  }
}

/** Parses an id of a coordinator, a side or a folder. */
const parseWord = (text: string | string[] | undefined): string | undefined =>
  /^[a-z-]{1,60}$/.test(String(text ?? '')) ? String(text) : undefined

/** The most actions that a query may name; D1 takes at most 100 parameters in a statement. */
const MAX_FILTERED_ACTIONS = 60

/** Parses milliseconds or a sequence number of at most 15 digits, which every number in JavaScript holds exactly. */
const parseWholeNumber = (text: string | string[] | undefined): number | undefined =>
  /^\d{1,15}$/.test(String(text ?? '')) ? Number(text) : undefined
