import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import {
  type AuditActionKind,
  auditActionDefinitions,
  auditActionKindOptions,
} from '../../../content/record/audit-actions.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getFilePartQueryKey } from '../../client/file-key.ts'

export type FileRecord = InferResponseType<typeof fileClient.record.$get, 200>
export type RecordedEvent = FileRecord['events'][number]

/**
 * The filter as it stands in the address: who, a kind of action, a parent, a folder of notes, whether what names neither
 * comes along, two days, and the page.
 */
export type RecordSearch = Readonly<Record<string, string>>

/** A page of a file's record that the filter leaves, newest first. */
export const fileRecordQuery = (reference: string, search: RecordSearch) =>
  queryOptions({
    queryKey: [...getFilePartQueryKey(reference, 'record'), search],
    queryFn: () =>
      parseResponseOrThrowApiError(
        fileClient.record.$get({ param: { reference }, query: toRecordQuery(search) }),
      ),
  })

/** Turns the filter into the query of the worker: days of this device become instants, a kind its actions. */
export const toRecordQuery = ({
  who,
  what,
  side,
  folder,
  unattributed,
  from,
  until,
  before,
}: RecordSearch): Record<string, string> => {
  const query = {
    actor: who,
    actions:
      what && Object.hasOwn(auditActionKindOptions, what) ? listActionsOfKind(what as AuditActionKind) : '',
    side,
    folder,
    unattributed,
    from: toStartOfDay(from, 0),
    until: toStartOfDay(until, 1),
    before,
  }
  return Object.fromEntries(Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

const listActionsOfKind = (kind: AuditActionKind): string =>
  Object.entries(auditActionDefinitions)
    .filter(([, definition]) => definition.kind === kind)
    .map(([action]) => action)
    .join()

/** The instant in milliseconds at which a day, or the one so many days later, begins on this device. */
function toStartOfDay(day: string | undefined, daysLater: number): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '') ?? []
  if (!date) return undefined
  return String(Math.max(0, new Date(Number(year), Number(month) - 1, Number(date) + daysLater).getTime()))
}
