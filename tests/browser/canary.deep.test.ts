import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { authorisePageWording, filePageWording } from '../../content/file/page-wording.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import {
  authoriseSection,
  contactAuthorisationForm,
} from '../../content/forms/contact-authorisation/index.ts'
import { declarationSection } from '../../content/forms/intake/declaration.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { resumeWording } from '../../content/forms/resume-wording.ts'
import { siteWording } from '../../content/site/wording.ts'
import { type FetchVisitor, postForm, sendExampleForm } from '../../dev/send-example-form.ts'
import { getFieldsPostedAtSending, listPagePosts } from '../../forms/example.ts'
import { listPagesWithVisibleQuestions, listQuestionsWithSections } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { getQuestionFieldNames } from '../../forms/questions/index.ts'
import { fetchMailbox, waitForMails } from './mailbox.ts'
import { openPage } from './open-page.ts'
import {
  createConnectionHeaders,
  fillIntake,
  fillSection,
  pageUrl,
  portal,
  pressButton,
  readPageSlot,
  saveExampleDraft,
  waitForYourFile,
} from './page-actions.ts'

/** What no place but an answer may hold, and the forms it is written in. */
const canaries: string[] = []

const kindOfField = new Map(
  [intakeForm, contactAuthorisationForm]
    .flatMap(listQuestionsWithSections)
    .flatMap(({ name, question }) =>
      getQuestionFieldNames(name, question).map((field) => [field, question.kind] as const),
    ),
)

/** Valid answers to every field of every page, recognisable wherever text is taken. */
const canaryAnswers = replaceFieldsByKind(intakeExamples.full.fields, {
  text: createCanary,
  name: createCanary,
  longText: createCanary,
  address: createCanary,
  email: () => `${createCanary()}@example.org`,
  phone: createPhoneCanary,
})

/** The same of what allows a call. */
const canaryAuthorisation: FormFields = {
  ...replaceFieldsByKind(authorisationExamples.full.fields, {
    longText: createCanary,
    phone: createPhoneCanary,
  }),
  signedName: [createCanary()],
}

/** The same fields with something else in those of some kinds of question. */
function replaceFieldsByKind(fields: FormFields, values: Readonly<Record<string, () => string>>): FormFields {
  return Object.fromEntries(
    Object.entries(fields).map(([field, typed]) => {
      const value = values[kindOfField.get(field.split('/').at(-1) ?? field) ?? '']
      return [field, value && !/-(province|instead)$/.test(field) ? [value()] : typed]
    }),
  )
}

function createCanary(): string {
  const marker = `quokka${canaries.length}x`
  canaries.push(marker)
  return marker
}

function createPhoneCanary(): string {
  const line = String(1000 + canaries.length)
  canaries.push(
    `604777${line}`,
    `604 777 ${line}`,
    `604\u00a0777\u00a0${line}`,
    `604-777-${line}`,
    `(604) 777-${line}`,
  )
  return `604 777 ${line}`
}

/** Three parents who between them are asked everything. */
const parentFields = [
  { route: ['consent'], parentingDocument: ['none'] },
  { route: ['court-order'], parentingDocument: ['minutes'] },
  { route: ['one-parent'], parentingDocument: ['minutes'] },
].map((choices): FormFields => ({ ...canaryAnswers, ...choices }))

const findCanaries = (haystack: string, needles: readonly string[] = canaries): string[] => {
  const lowerCase = haystack.toLowerCase()
  return needles.filter((needle) => lowerCase.includes(needle.toLowerCase()))
}

it('asks these parents everything between them', () => {
  const pages = parentFields.flatMap((fields) => listPagesWithVisibleQuestions(intakeForm, fields))
  const askedQuestions = new Set(pages.flatMap((page) => [...page.asked]))
  expect(
    listQuestionsWithSections(intakeForm).flatMap(({ name }) => (askedQuestions.has(name) ? [] : [name])),
  ).toEqual([])
})

it('leaves nothing a parent typed in the database file, the logs, an address, a mail or an error page', async () => {
  const [byConsent = {}, ...others] = parentFields
  for (const fields of others)
    await sendExampleForm(portal.origin, intakeForm, fields, 'en', createConnectionHeaders())
  await saveExampleDraft(canaryAnswers)
  const { reference, codes, addresses } = await sendFromTwoBrowsers(limitListsToOne(byConsent))
  expect(findCanaries(addresses.join('\n'), [...canaries, ...codes]), 'in an address or a title').toEqual([])

  for (const text of await provokeErrors(canaryAnswers))
    expect(findCanaries(text), 'in an error page').toEqual([])
  await postCanariesEverywhere()

  const [, privateCode = ''] = codes
  await waitForMails('the receipt', ({ text }) => text.includes(privateCode))
  const mails = await fetchMailbox()
  // Who it goes to is an answer, to a question that says what it is for.
  for (const { subject, text, html } of mails)
    expect(findCanaries(`${subject}\n${text}\n${html}`), 'in a mail').toEqual([])

  const log = readFileSync(portal.logFile, 'utf8')
    .split('\n')
    // The development server's own lines, which no deployment has.
    .filter((line) => !/^\[wrangler:info\] (GET|HEAD|POST) /.test(line))
    .join('\n')
  expect(log).toContain('"event":"form_sent"')
  expect(findCanaries(log, [...canaries, reference, ...codes]), 'in the logs').toEqual([])

  const files = readdirSync(portal.stateFolder, { recursive: true, withFileTypes: true })
  const databases = files.filter((file) => file.isFile() && /\.sqlite(-wal)?$/.test(file.name))
  const raw = databases.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1')).join('\n')
  expect(raw).toContain(reference)
  expect(findCanaries(raw, [...canaries, ...codes]), 'in the database file').toEqual([])
})

/** One child and one order are enough where every page is loaded. */
const limitListsToOne = (fields: FormFields): FormFields =>
  Object.fromEntries(Object.entries(fields).filter(([field]) => !/\/(?!01\/)\d\d\//.test(field)))

/**
 * Begins an intake in one browser, goes on with a code in another, sends it and opens “Your file”; gives the codes
 * shown and every address and title that either browser or anybody it asked came to know.
 */
async function sendFromTwoBrowsers(fields: FormFields) {
  const observedAddresses: string[] = []
  const openObservedPage = async () => {
    const page = await openPage()
    page.on('request', (request) => observedAddresses.push(request.url(), request.headers().referer ?? ''))
    return page
  }
  const first = await openObservedPage()
  await fillIntake(first, fields, 'en')
  await first.goto(pageUrl('en', '/intake/tasks/'))
  await pressButton(first, resumeWording.giveCode.en)
  await first.waitForURL(pageUrl('en', '/intake/resume-code/'))
  const resumeCode = await readPageSlot(first, 'code')

  const second = await openObservedPage()
  await second.goto(pageUrl('en', '/intake/resume/'))
  await second.locator('#code').fill(resumeCode)
  await second.locator('#device').press('Space')
  await pressButton(second, resumeWording.open.en)
  await second.waitForURL(pageUrl('en', '/intake/tasks/'))
  await second.goto(pageUrl('en', '/intake/check/'))
  expect(await second.locator('[data-answer="legalName"]').textContent()).toBe(fields.legalName?.[0])
  expect(await fillSection(second, declarationSection, fields)).toEqual([])
  await pressButton(second, siteWording.send.en)
  await second.waitForURL(pageUrl('en', '/intake/sent/'))
  const [reference, privateCode] = [
    await readPageSlot(second, 'reference'),
    await readPageSlot(second, 'code'),
  ]
  await second.goto(pageUrl('en', '/file/code/'))
  await second.locator('#code').fill(privateCode)
  await pressButton(second, filePageWording.openButton.en)
  await waitForYourFile(second, 'en')
  await second.goto(pageUrl('en', '/file/authorise/'))
  expect(await fillSection(second, authoriseSection, canaryAuthorisation)).toEqual([])
  await pressButton(second, authorisePageWording.button.en)
  await second.waitForURL(pageUrl('en', '/file/receipt/'))
  expect(await readPageSlot(second, 'receipt')).toContain(canaryAuthorisation.signedName?.[0])
  for (const page of [first, second]) observedAddresses.push(...(await readNavigationHistory(page)))
  return { reference, codes: [resumeCode, privateCode], addresses: observedAddresses }
}

async function readNavigationHistory(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const { entries } = await session.send('Page.getNavigationHistory')
  return entries.flatMap(({ url, title }) => [url, title])
}

/** Asks for every refusal a form page can give with the canaries in hand. */
async function provokeErrors(fields: FormFields): Promise<string[]> {
  const someone: FetchVisitor = { origin: portal.origin, cookie: '', headers: createConnectionHeaders() }
  const posted = new Map(listPagePosts(intakeForm, fields).map((one) => [one.path, one.fields]))
  const you = posted.get('/intake/you/') ?? {}
  const refused = [
    await fetch(`${portal.origin}/intake/you/`, {
      method: 'POST',
      body: new URLSearchParams({ legalName: you.legalName?.[0] ?? '' }),
    }),
    await fetch(`${portal.origin}/intake/you/`, {
      method: 'POST',
      body: JSON.stringify(you),
      headers: { Origin: portal.origin, 'Content-Type': 'application/json' },
    }),
    await postForm(someone, '/intake/you/', { ...you, background: ['x'.repeat(2_000_000)] }),
    await postForm(someone, '/intake/Nothing/', you),
    await postForm(someone, '/intake/you/nobody/', you),
    await postForm(someone, '/intake/children/', posted.get('/intake/children/01/') ?? {}),
    await postForm(someone, '/intake/send/', fields),
    await postForm(someone, '/intake/send/', getFieldsPostedAtSending(intakeForm, fields)),
    await postForm(someone, '/intake/tasks/', you),
    await postForm(someone, '/file/opened/', you),
  ]
  for (const { status, url } of refused) expect(status, url).toBeGreaterThanOrEqual(400)
  return Promise.all(refused.map((answer) => answer.text()))
}

/** Posts a canary in every field of every page, choices and dates too, and where codes are asked for. */
async function postCanariesEverywhere(): Promise<void> {
  const someone: FetchVisitor = { origin: portal.origin, cookie: '', headers: createConnectionHeaders() }
  const everywhere: FormFields = Object.fromEntries(
    Object.keys(canaryAnswers).map((field) => [field, [createCanary()]]),
  )
  const codePages = ['/intake/resume/', '/file/'].map((path) => ({
    path,
    fields: { code: [createCanary()], device: ['own'] },
  }))
  const statuses = new Set<number>()
  for (const { path, fields } of [...listPagePosts(intakeForm, everywhere), ...codePages]) {
    const answer = await postForm(someone, path, fields)
    statuses.add(answer.status)
    expect(findCanaries(answer.headers.get('Location') ?? ''), 'in an address').toEqual([])
    await answer.body?.cancel()
  }
  // Some pages take text and no more; no page is broken by it.
  expect([...statuses].toSorted()).toEqual([303, 422])
}
