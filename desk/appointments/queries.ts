import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { deskClient, request } from '../client/api-client.ts'
import { filePartKey } from '../client/file-key.ts'

export type AppointmentCalendar = InferResponseType<typeof deskClient.appointments.$get, 200>
export type CalendarAppointment = AppointmentCalendar['appointments'][number]

/** The first part of the name of every query for a calendar: an appointment may stand in several. */
const calendarsKey = ['calendar'] as const

/** A coordinator's appointments around a date; by default this week's, of whoever is signed in. */
export const appointmentCalendarQuery = ({
  view = '',
  date = '',
  coordinator = '',
}: Readonly<Record<string, string>>) => {
  const query = { view: view as AppointmentCalendar['view'], date, coordinator }
  return queryOptions({
    queryKey: [...calendarsKey, query],
    queryFn: () => request(deskClient.appointments.$get({ query })),
  })
}

/** What a change of an appointment makes stale: every calendar, and what its file’s page shows of it. */
export const appointmentStaleKeys = (reference: string) => [
  calendarsKey,
  filePartKey(reference, 'header'),
  filePartKey(reference, 'appointments'),
  filePartKey(reference, 'messages'),
]
