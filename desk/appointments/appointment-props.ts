import type { CalendarAppointment } from './queries.ts'

/** What the actions on one appointment need to know, wherever it is shown. */
export interface AppointmentActionsProps {
  /** The reference of the appointment's file. */
  readonly reference: string
  readonly appointment: Pick<
    CalendarAppointment,
    'id' | 'sequence' | 'startsAt' | 'state' | 'may' | 'mayTakeOver' | 'attendees'
  >
  /** Whether the page shows it as one parent’s, of two who take part. */
  readonly isOfOneParent?: boolean
  /** Names the appointment for screen readers, which may read only the button: `K7Q4-9MX2, 9:00 a.m.` */
  readonly about: string
  readonly timeZone: string
  /** A time to which it could be moved, in milliseconds. The form that moves it is open then. */
  readonly proposedStartsAt?: number | undefined
  /** Runs when an action is done, before it is announced, such as to close a dialog. */
  readonly onDone?: (() => void) | undefined
}
