import { eq } from 'drizzle-orm'
import type { Availability } from '../../content/booking/availability.ts'
import { practice } from '../../content/practice.ts'
import { appointmentSlots, appointments, attendances, parents } from '../../db/schema.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { type Language, localisePath } from '../../forms/language.ts'
import { getBusyQuarterHours } from '../../worker/booking/openings/openings.ts'
import {
  type AttendanceDetails,
  sealAttendanceDetails,
} from '../../worker/booking/reserve/attendance-details.ts'
import { buildContactRulesSealContext, type ContactRules } from '../../worker/contact/contact-rules.ts'
import { parseEnvironment } from '../../worker/environment.ts'
import { generatePrivateCode, hashCode } from '../../worker/privacy/code.ts'
import { seal } from '../../worker/privacy/seal.ts'
import { upsertAvailability } from './booking-rows.ts'
import { createParentWithFile, openFileWithCode } from './parent-with-file.ts'
import { parseHtml, readText } from './parse-html.ts'
import { bindings, type Visitor } from './test-portal.ts'

/** Sunday, 22 November 2026, 10 a.m. in Toronto. The first appointment that can be booked is on Monday at 10. */
export const BOOKING_NOW = Date.UTC(2026, 10, 22, 15)
export const ROBIN_ID = 'robin-ashdown'

/** Monday, 7 December 2026, 2 p.m. in Toronto: late enough to be moved or cancelled until the Thursday before. */
export const CHANGEABLE_START = '2026-12-07T19:00Z'

type BookingParentOptions = NonNullable<Parameters<typeof createParentWithFile>[0]>

/**
 * Creates a parent with “Your file” open, who may book with Robin, is in the time zone of Toronto and has a safe
 * address.
 */
export const createBookingParent = (options: BookingParentOptions = {}) =>
  createParentWithFile({
    ...options,
    rules: {
      email: 'sam@example.org',
      mailSubject: 'appointment',
      timeZone: 'America/Toronto',
      ...options.rules,
    },
    parent: { bookingCoordinatorId: ROBIN_ID, ...options.parent },
  })

/**
 * Creates the other parent of a file, who came, reads French, has a safe address and consented to a joint appointment.
 */
export async function createOtherBookingParent({ fileId }: { readonly fileId: string }) {
  const { db, keys } = parseEnvironment(bindings)
  const [parentId, code] = [`other of ${fileId}`, generatePrivateCode()]
  const contactRules: ContactRules = {
    mailSubject: 'documents',
    email: 'alex@example.net',
    timeZone: 'America/St_Johns',
  }
  await db
    .update(parents)
    .set({
      sealedContactRules: await seal(keys, 'answers', buildContactRulesSealContext(parentId), contactRules),
      status: 'received',
      issuedReference: 'ZZZZ-ZZZZ',
      language: 'fr',
      accessCodeHash: await hashCode(keys.draft, 'file', code),
      jointConsentedAt: 1,
      bookingCoordinatorId: ROBIN_ID,
    })
    .where(eq(parents.id, parentId))
  return { fileId, parentId, parent: await openFileWithCode(code), code }
}

/** Saves a coordinator's availability as the desk does: the availability of the settings, with changes. */
export async function saveAvailabilityChanges(
  changes: Partial<Availability>,
  coordinatorId = ROBIN_ID,
): Promise<void> {
  const settings = practice.coordinators.find(({ id }) => id === coordinatorId)?.availability
  await upsertAvailability(coordinatorId, { ...(settings as Availability), ...changes })
}

/** The times that a page offers, by day, as a person reads them. */
export async function parseOpeningsByDay(response: Response) {
  const page = parseHtml(await response.text())
  return page.querySelectorAll('.day').map((day) => ({
    day: readText(day.querySelector('.day__name')),
    times: day.querySelectorAll('input').map((input) => ({
      value: input.getAttribute('value') ?? '',
      label: readText(day.querySelector(`label[for="${input.id}"]`)),
      checked: input.hasAttribute('checked'),
    })),
  }))
}

/** The values of all times that a page offers, as its form posts them. */
export const parseOpeningStarts = async (response: Response): Promise<string[]> =>
  (await parseOpeningsByDay(response)).flatMap(({ times }) => times.map(({ value }) => value))

/** What the form on a page that posts to a path holds. Throws when the page shows no such form. */
export async function parseChosenFields(response: Response, path: string): Promise<FormFields> {
  const form = parseHtml(await response.text())
    .querySelectorAll('form:not([hidden])')
    .find((found) => found.getAttribute('action') === path)
  if (!form) throw new Error(`The page shows no form for ${path}`)
  const controls = form.querySelectorAll(
    'input[type="hidden"], input[checked]:not([name="start"]), select:has(option[selected])',
  )
  return Object.fromEntries(
    controls.map((control) => [
      control.getAttribute('name') ?? '',
      [(control.querySelector('option[selected]') ?? control).getAttribute('value') ?? ''],
    ]),
  )
}

/** Opens the page of times, chooses one and continues. `fields` replaces other choices. */
export async function chooseOpeningOnPage(
  parent: Visitor,
  start: string,
  fields: FormFields = {},
  language: Language = 'en',
): Promise<Response> {
  const path = localisePath(language, '/file/book/')
  const chosenFields = await parseChosenFields(await parent.get(path), path)
  return parent.post(path, { ...chosenFields, start: [start], ...fields })
}

/** The path and the fields that the booking page would post for the held time. */
async function loadBookingCheckForm(
  parent: Visitor,
  calendarTitle = 'appointment',
  language: Language = 'en',
): Promise<{ path: string; fields: FormFields }> {
  const path = localisePath(language, '/file/book/check/')
  const chosenFields = await parseChosenFields(await parent.get(path), path)
  return { path, fields: { ...chosenFields, calendarTitle: [calendarTitle] } }
}

/** Chooses a time, checks it and books it, page by page. Moves the appointment if one is booked already. */
export async function bookAppointmentThroughPages(
  parent: Visitor,
  start: string,
  {
    calendarTitle,
    language,
    ...fields
  }: { calendarTitle?: string; language?: Language; way?: string[]; timeZone?: string[] } = {},
): Promise<Response> {
  const chosenResponse = await chooseOpeningOnPage(parent, start, fields, language)
  if (chosenResponse.status !== 303)
    throw new Error(`Choosing ${start} was answered with ${chosenResponse.status}`)
  const { path, fields: posted } = await loadBookingCheckForm(parent, calendarTitle, language)
  return parent.post(path, posted)
}

/** Inserts an appointment of one or both parents of a file: an hour by video with Robin. Returns its id. */
export async function insertAppointmentForParents(
  parents: readonly { readonly parentId: string; readonly fileId: string }[],
  startsAt: number,
  overrides: Partial<typeof appointments.$inferInsert> = {},
  details: AttendanceDetails = { timeZone: 'America/Toronto', calendarTitle: 'appointment' },
): Promise<string> {
  const env = parseEnvironment(bindings)
  const id = crypto.randomUUID()
  const busyTimes = { busyFrom: startsAt, busyUntil: startsAt + 75 * 60_000 }
  await env.db.insert(appointments).values({
    id,
    fileId: parents[0]?.fileId ?? 'none',
    coordinatorId: ROBIN_ID,
    kind: parents.length > 1 ? 'joint' : 'individual',
    mode: 'video',
    startsAt,
    endsAt: startsAt + 3_600_000,
    ...busyTimes,
    createdAt: BOOKING_NOW,
    createdBy: ROBIN_ID,
    ...overrides,
  })
  for (const { parentId } of parents) {
    const attendanceId = crypto.randomUUID()
    const sealedDetails = await sealAttendanceDetails(env, attendanceId, details)
    await env.db.insert(attendances).values({ id: attendanceId, appointmentId: id, parentId, sealedDetails })
  }
  await env.db.insert(appointmentSlots).values(
    getBusyQuarterHours(busyTimes).map((quarter) => ({
      coordinatorId: ROBIN_ID,
      quarter,
      appointmentId: id,
    })),
  )
  return id
}

/** Leaves out the database calls that send messages in the background. */
export const excludeOutboxUpdates = (calls: readonly (readonly string[])[]) =>
  calls.filter(([first = '', ...more]) => more.length > 0 || !/^update "outbox"/.test(first))

/** Choices on the page of times and on the page that checks them. */
type BookingChoices = Parameters<typeof bookAppointmentThroughPages>[2]

/** Creates a parent who has booked an appointment through the pages. */
export async function createParentWithAppointment(
  start = CHANGEABLE_START,
  choices: BookingChoices = {},
  options: BookingParentOptions = {},
) {
  const file = await createBookingParent(options)
  const { status } = await bookAppointmentThroughPages(file.parent, start, choices)
  if (status !== 303) throw new Error(`Booking ${start} was answered with ${status}`)
  return file
}

/** Chooses a time, which is then held. Gives the path and the fields that the page which checks it would post. */
export async function holdTime(
  parent: Visitor,
  start: string,
  fields: FormFields = {},
  calendarTitle?: string,
): Promise<{ path: string; fields: FormFields }> {
  await chooseOpeningOnPage(parent, start, fields)
  return loadBookingCheckForm(parent, calendarTitle)
}

/** Creates a parent for whom a time is held, with the path and the fields that the page which checks it would post. */
export async function createParentWithHeldTime(
  start = CHANGEABLE_START,
  fields: FormFields = {},
  calendarTitle?: string,
) {
  const file = await createBookingParent()
  return { ...file, ...(await holdTime(file.parent, start, fields, calendarTitle)) }
}
