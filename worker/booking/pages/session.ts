import { type Booking, readBooking } from '../../../db/booking.ts'
import { type OwnBooking, readOwnBooking } from '../../../db/parent-booking.ts'
import { pathIn } from '../../../forms/language.ts'
import { readHere } from '../../file/session.ts'
import type { Context } from '../../http/context.ts'

/** The file open in this browser with what it takes to offer times, or with what it takes to show what is booked. */
export type BookingHere = Booking & { readonly accessId: string }
export type OwnBookingHere = OwnBooking & { readonly accessId: string }

export const bookingHere = (c: Context): Promise<BookingHere | undefined> =>
  readHere(c, (accessId) => readBooking(c.get('env').db, accessId, Date.now()))

export const ownBookingHere = (c: Context): Promise<OwnBookingHere | undefined> =>
  readHere(c, (accessId) => readOwnBooking(c.get('env').db, accessId))

export const toFile = (c: Context) => to(c, '/file/yours/')
export const toBooking = (c: Context) => to(c, '/file/book/')
export const toAppointment = (c: Context) => to(c, '/file/appointment/')

const to = (c: Context, path: string) => c.redirect(pathIn(c.get('language'), path), 303)
