import { describe, expect, it } from 'vitest'
import { filePageWording } from '../../content/file/page-wording.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { practice } from '../../content/practice.ts'
import { listPagePosts } from '../../forms/example.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { listSectionsNotAtSending } from '../../forms/progress.ts'
import { countRows, queryRows } from '../../tests/support/database-rows.ts'
import { chooseCases } from '../../tests/support/explored-cases.ts'
import { insertFilesLedBy } from '../../tests/support/file-rows.ts'
import { declarationFields, sendIntake } from '../../tests/support/intake-drafts.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createCountingD1, createVisitor, emptyDatabase } from '../../tests/support/test-portal.ts'

const deliveries = setUpPortal()

const ROBIN = 'robin-ashdown'
const CAMILLE = 'camille-verdier'
const [administrator] = practice.coordinators.filter((coordinator) => coordinator.administrator)

/** The parent whose requests are watched: Morgan Tanaka, who writes about Alexis Brandt. */
const parent: FormFields = {
  ...intakeExamples.byOneParent.fields,
  emailSafe: ['yes'],
  mailSubject: ['documents'],
  receipt: ['yes'],
}

/** Somebody who wrote to the practice before and has nothing to do with Morgan and Alexis. */
const stranger: FormFields = {
  device: ['own'],
  route: ['consent'],
  legalName: ['Wren Halloran'],
  'birthDate-day': ['3'],
  'birthDate-month': ['3'],
  'birthDate-year': ['1979'],
  province: ['ON'],
  language: ['en'],
  phone: ['416 555 0188'],
  email: ['wren.halloran@example.org'],
  ownLawyer: ['Beatrix Lowe'],
  otherName: ['Sam Field'],
  otherPhone: ['416 555 0189'],
  'children/01/childName': ['Ada Field'],
  'children/01/childBirthDate-day': ['9'],
  'children/01/childBirthDate-month': ['9'],
  'children/01/childBirthDate-year': ['2014'],
  worried: ['no'],
}

/** Alexis, who is Morgan's other parent. */
const alexis: FormFields = {
  ...stranger,
  legalName: ['Alexis Brandt'],
  phone: ['613-555-0177'],
  email: ['A.Brandt@example.net'],
}

/**
 * The intakes that the practice may have had before. A test sends one of them, so that coordinators are equally busy
 * whoever it is about.
 */
const before = {
  nobody: stranger,
  'the same family, from the other side': {
    ...alexis,
    otherName: ['Morgan Tanaka'],
    otherPhone: ['613 555 0142'],
  },
  'the same family, by a child': {
    ...stranger,
    'children/01/childName': ['Noa Brandt-Tanaka'],
    'children/01/childBirthDate-day': ['17'],
    'children/01/childBirthDate-month': ['3'],
    'children/01/childBirthDate-year': ['2016'],
  },
  'the other parent, about somebody else': alexis,
  'the parent themselves, about somebody else': { ...stranger, phone: ['613 555 0142'] },
  'a lawyer in common': { ...stranger, ownLawyer: ['Hannah Osei'] },
} as const satisfies Record<string, FormFields>
type Before = keyof typeof before
/** Of the files that may be related, one goes to whoever leads it, and one is a conflict for them. */
const befores = chooseCases(Object.keys(before) as Before[], (was) =>
  ['nobody', 'the same family, from the other side', 'the other parent, about somebody else'].includes(was),
)

describe('a parent whose other parent is known to the practice', () => {
  it.each(chooseCases([ROBIN, CAMILLE], (lead) => lead === ROBIN))(
    'meets the same pages in the same way as any other, with %s leading the file',
    async (lead) => {
      const [unrelated, ...relatedWalks] = await walks(befores, async (was) => {
        await heardFrom(before[was], lead)
      })
      expect(unrelated?.steps.map(({ status }) => status)).toContain(422)
      expect(unrelated?.steps.filter(({ body }) => body.includes('[reference]')).length).toBeGreaterThan(1)
      for (const walk of relatedWalks) expect(walk).toEqual(unrelated)
    },
  )

  it('meets the same when nobody has room', async () => {
    const [unrelated, ...relatedWalks] = await walks(befores, async (was) => {
      await heardFrom(before[was], CAMILLE)
      await fillThePractice()
    })
    expect(unrelated?.steps.some(({ body }) => body.includes(filePageWording.statuses.waiting.en))).toBe(true)
    for (const walk of relatedWalks) expect(walk).toEqual(unrelated)
  })

  it('meets the same when everybody who could lead has a conflict, and an administrator is told', async () => {
    const recipients: string[][] = []
    const stories = { nobody: stranger, everybody: alexis }
    const [assigned, conflicted] = await walks(
      Object.keys(stories) as ('nobody' | 'everybody')[],
      async (was) => {
        recipients.push([])
        for (const { id } of practice.coordinators) await heardFrom(stories[was], id)
      },
      async () => {
        const [file] = await latestFile()
        recipients.at(-1)?.push(file?.lead_coordinator_id ?? 'nobody', file?.stage ?? '')
        const told = deliveries.filter(({ to }) => to !== parent.email?.[0])
        recipients.at(-1)?.push(...told.map(({ to, text }) => `${to}: ${/fits nobody yet/.test(text)}`))
      },
    )
    expect(conflicted).toEqual(assigned)
    expect(recipients).toEqual([
      [ROBIN, 'new', `${practice.coordinators[0]?.email}: false`],
      ['nobody', 'new', `${administrator?.email}: true`],
    ])
    // What belongs together in it, such as “3 working days”, is marked on the page.
    const [start = ''] = filePageWording.statuses.received.en.split(String(practice.answersWithinDays))
    expect(JSON.stringify(conflicted)).toContain(start)
  })
})

describe('who leads the new file', () => {
  // Robin has fewer files than Camille, and would lead if no file were related.
  it.each<[Before, string, string]>([
    ['nobody', ROBIN, ROBIN],
    ['nobody', CAMILLE, ROBIN],
    ['the other parent, about somebody else', ROBIN, CAMILLE],
    ['the other parent, about somebody else', CAMILLE, ROBIN],
    ['the parent themselves, about somebody else', ROBIN, CAMILLE],
    ['the same family, from the other side', ROBIN, ROBIN],
    ['the same family, from the other side', CAMILLE, CAMILLE],
    ['the same family, by a child', CAMILLE, CAMILLE],
    ['a lawyer in common', ROBIN, ROBIN],
    ['a lawyer in common', CAMILLE, ROBIN],
  ])('when %s is known from a file of %s is %s', async (was, lead, expected) => {
    await insertFilesLedBy(CAMILLE, 2)
    await heardFrom(before[was], lead)
    await sendIntake(parent)
    const [file] = await latestFile()
    expect(file).toMatchObject({ lead_coordinator_id: expected, stage: 'new' })
    const told = deliveries.filter(({ text }) => text.includes(`/desk/files/${file?.reference}/`)).at(-1)
    expect(told?.to).toBe(practice.coordinators.find(({ id }) => id === expected)?.email)
  })

  it('has a conflict with whoever assists in the other file, as with whoever leads it', async () => {
    await insertFilesLedBy(CAMILLE, 2)
    const otherFile = await heardFrom(alexis, null)
    await queryRows('update files set legal_coordinator_id = ? where id = ?', ROBIN, otherFile)
    await sendIntake(parent)
    expect((await latestFile())[0]?.lead_coordinator_id).toBe(CAMILLE)
  })
})

interface Step {
  readonly request: string
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly cookies: readonly string[]
  readonly body: string
  readonly calls: readonly (readonly string[])[]
}

/** Takes the same walk in one prepared world after another, and reads the database after each. */
async function walks<Was>(
  worlds: readonly Was[],
  prepare: (was: Was) => Promise<void>,
  afterwards: () => Promise<void> = async () => undefined,
) {
  const walked = []
  for (const was of worlds) {
    await emptyDatabase()
    await insertFilesLedBy(CAMILLE, 2)
    await prepare(was)
    deliveries.length = 0
    walked.push(await walk())
    expect(await countRows('drafts')).toBe(0)
    await afterwards()
  }
  return walked
}

/** Collects everything a parent sees from the first page to “Your file”, and the statements sent to the database. */
async function walk() {
  const { DB, calls } = createCountingD1()
  const visitor = createVisitor({ DB })
  const met: Step[] = []
  const meet = async (request: string, asking: Promise<Response>) => {
    calls.length = 0
    const answer = await asking
    met.push({
      request,
      status: answer.status,
      headers: [...answer.headers].filter(([name]) => name !== 'set-cookie' && name !== 'x-request-id'),
      cookies: answer.headers.getSetCookie(),
      body: await answer.text(),
      calls: calls.map((statements) => [...statements]),
    })
  }
  for (const { path, fields } of listPagePosts(intakeForm, parent)) {
    await meet(`GET ${path}`, visitor.get(path))
    await meet(`POST ${path}`, visitor.post(path, fields))
  }
  for (const { slug } of listSectionsNotAtSending(intakeForm))
    await meet(slug, visitor.get(`/intake/${slug}/`))
  await meet('tasks', visitor.get('/intake/tasks/'))
  await meet('check', visitor.get('/intake/check/'))
  await meet('send too early', visitor.post('/intake/send/'))
  await meet('send', visitor.post('/intake/send/', declarationFields))
  await meet('send again', visitor.post('/intake/send/', declarationFields))
  await meet('sent', visitor.get('/intake/sent/'))
  const { slots } = await parsePage(await visitor.get('/intake/sent/'))
  const { code = '', reference = '' } = slots
  await meet('open the file', visitor.post('/file/', { code: [code] }))
  await meet('the file', visitor.get('/file/'))
  const mail = deliveries
    .filter(({ to }) => to === parent.email?.[0])
    .map(({ subject, text, html }) => ({ subject, text, html }))
  expect(mail).toHaveLength(1)
  // Hides the random values: cookies, revisions of pages, the reference and the private code.
  const masked = JSON.stringify({ steps: met, mail })
    .replaceAll(/__Host-intake=[\w-]{43}\.(own|own\.sent)\.\d+\.[\w-]{43}/g, '__Host-intake=[token].$1')
    .replaceAll(/__Host-file=[^;"]+/g, '__Host-file=[signed]')
    .replaceAll(/ name=\\"revision\\" value=\\"\d+\\"/g, ' name=[revision]')
    .replaceAll(reference, '[reference]')
    .replaceAll(code, '[code]')
  return JSON.parse(masked) as { steps: Step[]; mail: object[] }
}

/** Sends an intake before the watched parent, assigns its file and returns the file's id. */
async function heardFrom(fields: FormFields, lead: string | null): Promise<string> {
  await sendIntake(fields)
  const [file] = await latestFile()
  await queryRows(
    'update files set lead_coordinator_id = ?, accepted_at = created_at where id = ?',
    lead,
    file?.id,
  )
  return file?.id ?? ''
}

const latestFile = () =>
  queryRows<{ id: string; reference: string; lead_coordinator_id: string | null; stage: string }>(
    'select * from files order by rowid desc limit 1',
  )

/** Fills the practice, so that nobody has room. */
async function fillThePractice(): Promise<void> {
  for (const { id, capacity } of practice.coordinators) {
    const [led] = await queryRows<{ n: number }>(
      'select count(*) as n from files where lead_coordinator_id = ?',
      id,
    )
    await insertFilesLedBy(id, capacity - (led?.n ?? 0))
  }
}
