import { eq } from 'drizzle-orm'
import type { Availability } from '../../content/booking/availability.ts'
import { practice } from '../../content/practice.ts'
import { appointmentSlots, appointments, attendances, parents } from '../../db/schema.ts'
import { type Language, pathIn } from '../../forms/language.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import { quartersOf } from '../../worker/booking/openings/openings.ts'
import { type Details, sealDetails } from '../../worker/booking/reserve/attendance-details.ts'
import { environment } from '../../worker/environment.ts'
import { type ContactRules, contactPlace } from '../../worker/intake/contact-rules.ts'
import { codeId, newCode } from '../../worker/privacy/code.ts'
import { seal } from '../../worker/privacy/seal.ts'
import { saveRules as saveHours } from './booking-rows.ts'
import { parentWithFile, withFileOpen } from './parent-with-file.ts'
import { formsSeen } from './parse-visible-page.ts'
import { bindings, type Visitor } from './test-portal.ts'

/** Sunday, 22 November 2026, 10 a.m. in Toronto: the first session that may be booked is at 10 on Monday. */
export const NOW = Date.UTC(2026, 10, 22, 15)
export const ROBIN = 'robin-ashdown'

/** A Monday far enough away to be moved and cancelled until the Thursday before, 2 p.m. in Toronto. */
export const FAR = '2026-12-07T19:00Z'

type Wanted = NonNullable<Parameters<typeof parentWithFile>[0]>

/** A parent with “Your file” open who may book with Robin, reads the time in Toronto and has a safe address. */
export const parentWhoBooks = (wanted: Wanted = {}) =>
  parentWithFile({
    ...wanted,
    rules: {
      email: 'sam@example.org',
      mailSubject: 'appointment',
      timeZone: 'America/Toronto',
      ...wanted.rules,
    },
    parent: { booksWith: ROBIN, ...wanted.parent },
  })

/** The other parent of a file, who came too and agrees to a joint session: in French, with a safe address. */
export async function otherParentOf({ fileId }: { readonly fileId: string }) {
  const { db, keys, draftSecret } = environment(bindings)
  const [parentId, code] = [`other of ${fileId}`, newCode()]
  const told: ContactRules = {
    mailSubject: 'documents',
    email: 'alex@example.net',
    timeZone: 'America/St_Johns',
  }
  await db
    .update(parents)
    .set({
      contact: await seal(keys, 'answers', contactPlace(parentId), told),
      standing: 'received',
      givenReference: 'ZZZZ-ZZZZ',
      language: 'fr',
      accessId: await codeId(draftSecret, 'file', code),
      jointAgreedAt: 1,
      booksWith: ROBIN,
    })
    .where(eq(parents.id, parentId))
  return { fileId, parentId, parent: await withFileOpen(code), code }
}

/** What a coordinator saved at the desk: the settings, but for what is told. */
export async function saveRules(some: Partial<Availability>, coordinator = ROBIN): Promise<void> {
  const settings = practice.coordinators.find(({ id }) => id === coordinator)?.availability
  await saveHours(coordinator, { ...(settings as Availability), ...some })
}

/** A day on the page with the times under it. */
interface ShownDay {
  readonly day: string
  readonly times: { readonly value: string; label: string; readonly checked: boolean }[]
}

/** The times a page offers, under their days, as they are read. */
export async function timesShown(response: Response): Promise<ShownDay[]> {
  const days: { day: string; times: ShownDay['times'] }[] = []
  const rewriter = new HTMLRewriter()
    .on('.day', {
      element: () => {
        days.push({ day: '', times: [] })
      },
    })
    .on('.day .day__name', {
      text: ({ text }) => {
        const day = days.at(-1)
        if (day) day.day += text
      },
    })
    .on('.day input', {
      element: (input) => {
        const value = input.getAttribute('value') ?? ''
        days.at(-1)?.times.push({ value, label: '', checked: input.hasAttribute('checked') })
      },
    })
    .on('.day label', {
      text: ({ text }) => {
        const time = days.at(-1)?.times.at(-1)
        if (time) time.label += text
      },
    })
  await rewriter.transform(response).text()
  return days
}

/** Every time a page offers, as it would be posted. */
export const startsShown = async (response: Response): Promise<string[]> =>
  (await timesShown(response)).flatMap(({ times }) => times.map(({ value }) => value))

/** What the form of a page holds that posts to an address: its hidden fields. One that asks for the page again has none. */
export async function heldBy(response: Response, path: string): Promise<Fields> {
  const held = (await formsSeen(response)).filter(({ action }) => action === path)
  if (held.length === 0) throw new Error(`The page shows no form for ${path}`)
  return Object.assign({}, ...held.map(({ fields }) => fields))
}

/** Opens the page of times, chooses one and continues; `fields` are chosen otherwise. */
export async function chooses(
  parent: Visitor,
  start: string,
  fields: Fields = {},
  language: Language = 'en',
): Promise<Response> {
  const path = pathIn(language, '/file/book/')
  const held = await heldBy(await parent.get(path), path)
  return parent.post(path, { ...held, start: [start], ...fields })
}

/** What the page that books would post for the time that is kept. */
export async function lookedOver(
  parent: Visitor,
  calendarTitle = 'appointment',
  language: Language = 'en',
): Promise<{ path: string; fields: Fields }> {
  const path = pathIn(language, '/file/book/check/')
  const held = await heldBy(await parent.get(path), path)
  return { path, fields: { ...held, calendarTitle: [calendarTitle] } }
}

/** Chooses a time, looks it over and books it, page by page; or moves the session booked before. */
export async function books(
  parent: Visitor,
  start: string,
  {
    calendarTitle,
    language,
    ...fields
  }: { calendarTitle?: string; language?: Language; way?: string[]; timeZone?: string[] } = {},
): Promise<Response> {
  const chosen = await chooses(parent, start, fields, language)
  if (chosen.status !== 303) throw new Error(`Choosing ${start} was answered with ${chosen.status}`)
  const { path, fields: posted } = await lookedOver(parent, calendarTitle, language)
  return parent.post(path, posted)
}

/** A session of one or both parents of a file, an hour by video with Robin, straight into the database; gives its id. */
export async function hasSession(
  parents: readonly { readonly parentId: string; readonly fileId: string }[],
  startsAt: number,
  overrides: Partial<typeof appointments.$inferInsert> = {},
  details: Details = { timeZone: 'America/Toronto', calendarTitle: 'appointment' },
): Promise<string> {
  const env = environment(bindings)
  const id = crypto.randomUUID()
  const taken = { takenFrom: startsAt, takenUntil: startsAt + 75 * 60_000 }
  await env.db.insert(appointments).values({
    id,
    fileId: parents[0]?.fileId ?? 'none',
    coordinator: ROBIN,
    kind: parents.length > 1 ? 'joint' : 'individual',
    way: 'video',
    startsAt,
    endsAt: startsAt + 3_600_000,
    ...taken,
    madeAt: NOW,
    madeBy: ROBIN,
    ...overrides,
  })
  for (const { parentId } of parents) {
    const attendanceId = crypto.randomUUID()
    const sealed = await sealDetails(env, attendanceId, details)
    await env.db
      .insert(attendances)
      .values({ id: attendanceId, appointmentId: id, parentId, details: sealed })
  }
  await env.db
    .insert(appointmentSlots)
    .values(quartersOf(taken).map((quarter) => ({ coordinator: ROBIN, quarter, appointmentId: id })))
  return id
}

/** Calls to the database without those by which mail leaves afterwards, in the background. */
export const withoutMail = (calls: readonly (readonly string[])[]) =>
  calls.filter(([first = '', ...more]) => more.length > 0 || !/^update "outbox"/.test(first))
