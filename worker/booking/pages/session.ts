import { type BookingContext, loadBookingContext } from '../../../db/booking.ts'
import { loadParentFileForBooking, type ParentFileForBooking } from '../../../db/parent-booking.ts'
import type { Context } from '../../http/context.ts'
import { redirectTo } from '../../http/redirect.ts'
import { redirectWithNews } from '../../http/returned-page.ts'
import { loadFileSessionWithLoader } from '../../session/file-session.ts'

/** The file that is open in this browser, with what is needed to offer times or to show what is booked. */
export type BookingSession = BookingContext & { readonly accessCodeHash: string }
export type AppointmentSession = ParentFileForBooking & { readonly accessCodeHash: string }

export const loadBookingSession = (c: Context): Promise<BookingSession | undefined> =>
  loadFileSessionWithLoader(c, (accessCodeHash) =>
    loadBookingContext(c.get('env').db, accessCodeHash, Date.now()),
  )

export const loadAppointmentSession = (c: Context): Promise<AppointmentSession | undefined> =>
  loadFileSessionWithLoader(c, (accessCodeHash) =>
    loadParentFileForBooking(c.get('env').db, accessCodeHash, Date.now()),
  )

export const redirectToBooking = (c: Context) => redirectTo(c, '/file/book/')
export const redirectToAppointment = (c: Context) => redirectTo(c, '/file/appointment/')
/** Leads to the page of an appointment, which confirms that it was moved. */
export const redirectToMovedAppointment = (c: Context) => redirectWithNews(c, '/file/appointment/', 'moved')
