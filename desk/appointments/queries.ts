import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { deskClient, parseResponseOrThrowApiError } from '../client/api-client.ts'
import { getFilePartQueryKey } from '../client/file-key.ts'

export type AppointmentCalendar = InferResponseType<typeof deskClient.appointments.$get, 200>
export type CalendarAppointment = AppointmentCalendar['appointments'][number]
/** A parent who takes part in an appointment, and whether they came. */
export type Attendee = CalendarAppointment['attendees'][number]

/** The first part of the key of every calendar query, because an appointment may be in several calendars. */
const calendarsKey = ['calendar'] as const

/** A coordinator's appointments around a date. The defaults are this week and the coordinator who is signed in. */
export const appointmentCalendarQuery = ({
  view = '',
  date = '',
  coordinator = '',
}: Readonly<Record<string, string>>) => {
  const query = { view: view as AppointmentCalendar['view'], date, coordinator }
  return queryOptions({
    queryKey: [...calendarsKey, query],
    queryFn: () => parseResponseOrThrowApiError(deskClient.appointments.$get({ query })),
  })
}

/** The keys of what a change of an appointment makes stale: every calendar, and three parts of its file. */
export const getQueryKeysStaleAfterAppointmentChange = (reference: string) => [
  calendarsKey,
  getFilePartQueryKey(reference, 'header'),
  getFilePartQueryKey(reference, 'appointments'),
  getFilePartQueryKey(reference, 'messages'),
]
