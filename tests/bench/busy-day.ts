import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { practice } from '../../content/practice.ts'
import { authoriseCall } from '../../dev/authorise-call.ts'
import { bookFirstOpening } from '../../dev/book-first-opening.ts'
import { type RequestDeskApi, screenInitiatingParent } from '../../dev/desk-actions.ts'
import { type FetchVisitor, postForm, requireRedirect } from '../../dev/send-example-form.ts'
import type { Portal } from '../../dev/start-portal.ts'
import { getFieldsPostedAtSending, listPagePosts } from '../../forms/example.ts'
import { listQuestionsWithSections } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { defaultLanguage } from '../../forms/language.ts'
import { getQuestionFieldNames } from '../../forms/questions/index.ts'
import { type Measure, roundToThousandths } from './measure.ts'
import type { DatabaseWork } from './metered-d1.ts'
import { createFamilyConnectionHeaders, letHourPass } from './start-bench-portal.ts'
import { WORK_HEADER } from './work-header.ts'

const INTAKES_A_MONTH = 10_000
const DAYS_A_MONTH = 365 / 12
const INTAKES = Math.round(INTAKES_A_MONTH / DAYS_A_MONTH)
const MINUTES_A_DAY = 1440
/** As many come in an hour, for which the portal bounds what strangers send. */
const INTAKES_AN_HOUR = Math.ceil(INTAKES / 24)
/** How the families of the day come, in turns of six. */
const EXAMPLES = [
  'byOneParent',
  'byConsent',
  'byOneParent',
  'byCourtOrder',
  'byOneParent',
  'byConsent',
] as const
/** One family in so many begins and does not send. */
const ABANDONED_EVERY = 3
const PAGES_BEFORE_LEAVING = 3

/** What is included in the paid plan each month. Sources, and the dates on which they were read: docs/scale.md. */
const INCLUDED_A_MONTH = { requests: 10_000_000, rowsRead: 25_000_000_000, rowsWritten: 50_000_000 } as const
const MAX_DATABASE_BYTES = 10_000_000_000

const workKinds = [
  'unfinished forms',
  'intakes',
  'your file',
  'desk: lists',
  'desk: files',
  'scheduled work',
] as const
type WorkKind = (typeof workKinds)[number]
type WorkByKind = Readonly<Partial<Record<WorkKind, DatabaseWork>>>

/**
 * Lets a day pass at 10,000 intakes a month, with as many families as come in one: through the portal's own pages and desk, by the
 * minute, with a hundred thousand files of before if they were seeded. Prints what the day asked of the database, and compares it
 * with what the paid plan includes. Everything is counted.
 */
export async function measureBusyDay(portal: Portal): Promise<Measure[]> {
  const requests = new Map<WorkKind, number>()
  const count = (kind: WorkKind) => requests.set(kind, (requests.get(kind) ?? 0) + 1)
  await postToBench(portal, 'room')
  const before = await fetchDatabaseBytes(portal)
  for (let first = 0; first < INTAKES; first += INTAKES_AN_HOUR) {
    await letHourPass(portal.origin)
    const families = Array.from(
      { length: Math.min(INTAKES_AN_HOUR, INTAKES - first) },
      (_, index) => first + index,
    )
    const bookings = await Promise.all(
      families.map(async (family) => {
        if (family % ABANDONED_EVERY === 0) await abandonIntake(portal, count)
        return takeFamilyIn(portal, family, count)
      }),
    )
    // One after the other: two who choose the same opening would have to choose again.
    for (const book of bookings) await book()
    for (const _ of families) await passMinute(portal, count)
  }
  await postToBench(portal, 'drafts-end')
  for (let minute = INTAKES; minute < MINUTES_A_DAY; minute++) await passMinute(portal, count)
  const work = await fetchWork(portal)
  const bytes = (await fetchDatabaseBytes(portal)) - before
  console.error(renderDay(work, requests, bytes))
  console.error(`${await countMessages(portal)} messages left.`)
  return buildMeasures(work, requests, bytes)
}

type CountRequest = (kind: WorkKind) => void

/** A family begins, looks at some pages, and leaves. */
async function abandonIntake({ origin }: Portal, count: CountRequest): Promise<void> {
  const visitor = createVisitor(origin, 'unfinished forms')
  const posts = listPagePosts(intakeForm, intakeExamples.byConsent.fields)
  await fillPages(visitor, posts.slice(0, PAGES_BEFORE_LEAVING), () => count('unfinished forms'))
}

/**
 * A family sends the intake, opens “Your file” and takes its next step there; its coordinator reads and meets it. Gives what
 * books a session, for a family that does.
 */
async function takeFamilyIn(
  portal: Portal,
  family: number,
  count: CountRequest,
): Promise<() => Promise<void>> {
  const example = EXAMPLES[family % EXAMPLES.length] ?? 'byConsent'
  const fields = nameFamily(intakeExamples[example].fields, family)
  const sent = createVisitor(portal.origin, 'intakes')
  await fillPages(sent, listPagePosts(intakeForm, fields), () => count('intakes'))
  await requireRedirect(
    '/intake/send/',
    await postForm(sent, '/intake/send/', getFieldsPostedAtSending(intakeForm, fields)),
  )
  const confirmation = await readPage(sent, '/intake/sent/')
  count('intakes')
  count('intakes')
  const slot = (name: string) => new RegExp(`data-slot="${name}"[^>]*>([^<]+)<`).exec(confirmation)?.[1] ?? ''
  const file = createVisitor(portal.origin, 'your file')
  await postForm(file, '/file/', { code: [slot('code')] })
  await readPage(file, '/file/')
  count('your file')
  count('your file')
  if (example === 'byOneParent') {
    await authoriseCall(file)
    count('your file')
    count('your file')
  }
  const desk = await openCountedDesk(portal, slot('reference'), count)
  await workAtDesk(desk)
  return async () => {
    if (example !== 'byConsent') return
    await bookFirstOpening(file)
    for (let request = 0; request < 3; request++) count('your file')
  }
}

/** What a coordinator's desk asks for a new file: the day, the list, each part of the file, what was written, and a talk noted. */
async function workAtDesk({ practiceApi, fileApi }: CountedDesk): Promise<void> {
  await practiceApi('today')
  await practiceApi('files')
  for (const part of [
    'header',
    'related-files',
    'contact-holds',
    'screenings',
    'calls',
    'appointments',
    'messages',
  ])
    await fileApi(`/${part}`)
  await fileApi('/readings/overview', { language: defaultLanguage })
  await fileApi('/readings/answers', { language: defaultLanguage })
  await screenInitiatingParent(fileApi)
  await fileApi('/header')
}

interface CountedDesk {
  readonly practiceApi: RequestDeskApi
  readonly fileApi: RequestDeskApi
}

/** Opens the desk as the lead of a file, or as an administrator while nobody leads it. */
async function openCountedDesk(portal: Portal, reference: string, count: CountRequest): Promise<CountedDesk> {
  const administrator = practice.coordinators.find((one) => one.administrator)?.email ?? ''
  const requestAs =
    (email: string, kind?: WorkKind): RequestDeskApi =>
    async (path, json) => {
      if (kind) count(kind)
      const answer = await fetch(`${portal.origin}/desk/api/${path}`, {
        headers: {
          Cookie: `CF_Authorization=${await portal.services.issueToken(email)}`,
          Origin: portal.origin,
          'Content-Type': 'application/json',
          ...(kind && { [WORK_HEADER]: kind }),
        },
        ...(json && { method: 'POST', body: JSON.stringify(json) }),
      })
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
      return answer.status === 204 ? undefined : answer.json()
    }
  const { lead } = (await requestAs(administrator)(`files/${reference}/header`)) as {
    readonly lead: { readonly id: string } | null
  }
  const email = practice.coordinators.find(({ id }) => id === lead?.id)?.email ?? administrator
  const askAboutFile = requestAs(email, 'desk: files')
  return {
    practiceApi: requestAs(email, 'desk: lists'),
    fileApi: (path, json) => askAboutFile(`files/${reference}${path}`, json),
  }
}

/** Reads each page and posts it, as a browser does. */
async function fillPages(
  visitor: FetchVisitor,
  posts: readonly { readonly path: string; readonly fields: FormFields }[],
  count: () => void,
): Promise<void> {
  for (const { path, fields } of posts) {
    await readPage(visitor, path)
    await requireRedirect(path, await postForm(visitor, path, fields))
    count()
    count()
  }
}

async function readPage({ origin, cookie, headers }: FetchVisitor, path: string): Promise<string> {
  const page = await fetch(`${origin}${path}`, { headers: { ...headers, Cookie: cookie } })
  return page.text()
}

const createVisitor = (origin: string, kind: WorkKind): FetchVisitor => ({
  origin,
  cookie: '',
  headers: { ...createFamilyConnectionHeaders(), [WORK_HEADER]: kind },
})

/** Gives everybody whom a family names a name, numbers and addresses of their own, so that no two families share any. */
function nameFamily(fields: FormFields, family: number): FormFields {
  let people = 0
  let phones = 0
  const letters = toLetters(family)
  const rename = (kind: string | undefined, value: string): string => {
    if (value === '') return value
    if (kind === 'email') return `${family}.${people++}.${value}`
    if (kind === 'phone') return `416 ${200 + phones++} ${String(family).padStart(4, '0')}`
    return kind === 'name' ? `Given${letters} Family${toLetters(people++)}${letters}` : value
  }
  return Object.fromEntries(
    Object.entries(fields).map(([path, values]) => {
      const field = path.split('/').at(-1) ?? path
      return [path, values.map((value) => rename(kindByField.get(field), value))]
    }),
  )
}

const kindByField = new Map(
  listQuestionsWithSections(intakeForm).flatMap(({ name, question }) =>
    // What is ticked in place of an answer tells nobody apart.
    getQuestionFieldNames(name, question)
      .filter((field) => !field.endsWith('-instead'))
      .map((field): [string, string] => [field, question.kind]),
  ),
)

const toLetters = (number: number): string =>
  [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('')

async function passMinute(portal: Portal, count: CountRequest): Promise<void> {
  count('scheduled work')
  await postToBench(portal, 'minute')
}

async function postToBench({ origin }: Portal, path: string): Promise<void> {
  const { ok, status } = await fetch(`${origin}/bench/${path}`, {
    method: 'POST',
    headers: { Origin: origin },
  })
  if (!ok) throw new Error(`/bench/${path} answered ${status}`)
}

const fetchWork = async ({ origin }: Portal): Promise<WorkByKind> =>
  (await fetch(`${origin}/bench/work`)).json() as Promise<WorkByKind>

/** The size of the database after the scheduled work of a minute, which asks it something. */
async function fetchDatabaseBytes(portal: Portal): Promise<number> {
  await postToBench(portal, 'minute')
  return (await fetchWork(portal))['scheduled work']?.bytes ?? Number.NaN
}

/** Counts the messages that the mail service took in the day. */
const countMessages = async ({ services }: Portal): Promise<number> =>
  ((await (await fetch(`${services.origin}/emails`)).json()) as unknown[]).length

function buildMeasures(work: WorkByKind, requests: ReadonlyMap<WorkKind, number>, bytes: number): Measure[] {
  const total = (of: (each: DatabaseWork) => number) =>
    Object.values(work).reduce((sum, each) => sum + of(each), 0)
  const share = (name: string, ofDay: number, included: number): Measure => ({
    name,
    value: roundToThousandths((ofDay * DAYS_A_MONTH) / included),
    unit: `of what a month includes (${ofDay} a day)`,
    goal: 1,
    better: 'lower',
  })
  const requestsADay = [...requests.values()].reduce((sum, each) => sum + each, 0)
  return [
    share(
      `rows-read-at-${INTAKES_A_MONTH}-intakes-a-month`,
      total(({ rowsRead }) => rowsRead),
      INCLUDED_A_MONTH.rowsRead,
    ),
    share(
      `rows-written-at-${INTAKES_A_MONTH}-intakes-a-month`,
      total(({ rowsWritten }) => rowsWritten),
      INCLUDED_A_MONTH.rowsWritten,
    ),
    share(`requests-at-${INTAKES_A_MONTH}-intakes-a-month`, requestsADay, INCLUDED_A_MONTH.requests),
    {
      name: `months-until-a-database-is-full-at-${INTAKES_A_MONTH}-intakes-a-month`,
      value: roundToThousandths(MAX_DATABASE_BYTES / (bytes * DAYS_A_MONTH)),
      unit: `months, without erasing anything (${bytes} bytes a day)`,
      goal: 12,
      better: 'higher',
    },
  ]
}

/** The day as a table of Markdown. */
function renderDay(work: WorkByKind, requests: ReadonlyMap<WorkKind, number>, bytes: number): string {
  const format = (value: number) => Math.round(value).toLocaleString('en-CA')
  const rows = workKinds.map((kind) => {
    const { calls = 0, rowsRead = 0, rowsWritten = 0 } = work[kind] ?? {}
    return [kind, requests.get(kind) ?? 0, calls, rowsRead, rowsWritten] as const
  })
  const sums = [1, 2, 3, 4].map((column) => rows.reduce((sum, row) => sum + (row[column] as number), 0))
  return [
    '| work | requests | D1 calls | rows read | rows written |',
    '| --- | --- | --- | --- | --- |',
    ...[...rows, ['the day', ...sums] as const].map(
      ([kind, ...values]) => `| ${kind} | ${values.map((value) => format(value as number)).join(' | ')} |`,
    ),
    '',
    `${INTAKES} intakes, ${Math.ceil(INTAKES / ABANDONED_EVERY)} unfinished forms, ${MINUTES_A_DAY} minutes; the database grew by ${format(bytes)} bytes, ${format(bytes / INTAKES)} an intake.`,
  ].join('\n')
}
