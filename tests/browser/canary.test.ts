import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { authorisePage, yourFile } from '../../content/file/page-wording.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { authorise, contactAuthorisation } from '../../content/forms/contact-authorisation/index.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { comeBack } from '../../content/intake/resume.ts'
import { words as siteWords } from '../../content/site/wording.ts'
import { post, sendExample, type Visitor } from '../../dev/send-example-form.ts'
import { declarationOf, postsOf } from '../../forms/example.ts'
import { everyQuestion, filledPages } from '../../forms/form.ts'
import { fieldNames } from '../../forms/questions/index.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import {
  addressOf,
  eventually,
  fillIntake,
  fillSection,
  mailbox,
  newConnection,
  openBrowser,
  portal,
  press,
  saveDraft,
  slot,
} from './page-actions.ts'

const visitor = openBrowser()

/** What no place but an answer may hold, and the forms it is written in. */
const canaries: string[] = []

const kindOfField = new Map(
  [intake, contactAuthorisation]
    .flatMap(everyQuestion)
    .flatMap(({ name, question }) =>
      fieldNames(name, question).map((field) => [field, question.kind] as const),
    ),
)

/** Valid answers to every field of every page, recognisable wherever text is taken. */
const answers = marked(intakeExamples.full.fields, {
  text: canary,
  name: canary,
  longText: canary,
  address: canary,
  email: () => `${canary()}@example.org`,
  phone: phoneCanary,
})

/** The same of what allows a call. */
const authorisation: Fields = {
  ...marked(authorisationExamples.full.fields, { longText: canary, phone: phoneCanary }),
  signedName: [canary()],
}

/** The same fields with something else in those of some kinds of question. */
function marked(fields: Fields, values: Readonly<Record<string, () => string>>): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([field, typed]) => {
      const value = values[kindOfField.get(field.split('/').at(-1) ?? field) ?? '']
      return [field, value && !/-(province|instead)$/.test(field) ? [value()] : typed]
    }),
  )
}

function canary(): string {
  const word = `quokka${canaries.length}x`
  canaries.push(word)
  return word
}

function phoneCanary(): string {
  const line = String(1000 + canaries.length)
  canaries.push(`604777${line}`, `604 777 ${line}`, `604-777-${line}`, `(604) 777-${line}`)
  return `604 777 ${line}`
}

/** Three parents who between them are asked everything. */
const parents = [
  { route: ['consent'], parentingDocument: ['none'] },
  { route: ['court-order'], parentingDocument: ['minutes'] },
  { route: ['one-parent'], parentingDocument: ['minutes'] },
].map((choices): Fields => ({ ...answers, ...choices }))

const found = (haystack: string, words: readonly string[] = canaries): string[] => {
  const small = haystack.toLowerCase()
  return words.filter((word) => small.includes(word.toLowerCase()))
}

it('asks these parents everything between them', () => {
  const pages = parents.flatMap((fields) => filledPages(intake, fields))
  const asked = new Set(pages.flatMap((page) => [...page.asked]))
  expect(everyQuestion(intake).flatMap(({ name }) => (asked.has(name) ? [] : [name]))).toEqual([])
})

it('leaves nothing a parent typed in the database file, the logs, an address, a mail or an error page', async () => {
  const [byConsent = {}, ...others] = parents
  for (const fields of others) await sendExample(portal.origin, intake, fields, 'en', newConnection())
  await saveDraft(answers)
  const { reference, codes, addresses } = await sendFromTwoBrowsers(withOneOfEach(byConsent))
  expect(found(addresses.join('\n'), [...canaries, ...codes]), 'in an address or a title').toEqual([])

  for (const text of await provokeErrors(answers)) expect(found(text), 'in an error page').toEqual([])
  await postNonsense()

  const [, privateCode = ''] = codes
  await eventually('the receipt', async () => (await mailsWith(privateCode))[0])
  const mails = await mailsWith('')
  // Who it goes to is an answer, to a question that says what it is for.
  for (const { subject, text, html } of mails)
    expect(found(`${subject}\n${text}\n${html}`), 'in a mail').toEqual([])

  const log = readFileSync(portal.logFile, 'utf8')
    .split('\n')
    // The development server's own lines, which no deployment has.
    .filter((line) => !/^\[wrangler:info\] (GET|HEAD|POST) /.test(line))
    .join('\n')
  expect(log).toContain('"event":"intake_sent"')
  expect(found(log, [...canaries, reference, ...codes]), 'in the logs').toEqual([])

  const files = readdirSync(portal.stateFolder, { recursive: true, withFileTypes: true })
  const databases = files.filter((file) => file.isFile() && /\.sqlite(-wal)?$/.test(file.name))
  const raw = databases.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1')).join('\n')
  expect(raw).toContain(reference)
  expect(found(raw, [...canaries, ...codes]), 'in the database file').toEqual([])
})

const mailsWith = async (text: string) => (await mailbox()).filter((mail) => mail.text?.includes(text))

/** One child and one order are enough where every page is loaded. */
const withOneOfEach = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([field]) => !/\/(?!01\/)\d\d\//.test(field)))

/**
 * Begins an intake in one browser, goes on with a code in another, sends it and opens “Your file”; gives the codes
 * shown and every address and title that either browser or anybody it asked came to know.
 */
async function sendFromTwoBrowsers(fields: Fields) {
  const known: string[] = []
  const open = async () => {
    const page = await visitor()
    page.on('request', (request) => known.push(request.url(), request.headers().referer ?? ''))
    return page
  }
  const first = await open()
  await fillIntake(first, fields, 'en')
  await first.goto(addressOf('en', '/intake/tasks/'))
  await press(first, comeBack.giveCode.en)
  await first.waitForURL(addressOf('en', '/intake/resume-code/'))
  const resumeCode = await slot(first, 'code')

  const second = await open()
  await second.goto(addressOf('en', '/intake/resume/'))
  await second.locator('#code').fill(resumeCode)
  await second.locator('#device').press('Space')
  await press(second, comeBack.open.en)
  await second.waitForURL(addressOf('en', '/intake/tasks/'))
  await second.goto(addressOf('en', '/intake/check/'))
  expect(await second.locator('[data-answer="legalName"]').textContent()).toBe(fields.legalName?.[0])
  await second.locator('#declared').press('Space')
  await press(second, siteWords.send.en)
  await second.waitForURL(addressOf('en', '/intake/sent/'))
  const [reference, privateCode] = [await slot(second, 'reference'), await slot(second, 'code')]
  await second.goto(addressOf('en', `/file/#${privateCode}`))
  await press(second, yourFile.openButton.en)
  await second.waitForURL(addressOf('en', '/file/yours/'))
  await second.goto(addressOf('en', '/file/authorise/'))
  expect(await fillSection(second, authorise, authorisation)).toEqual([])
  await press(second, authorisePage.button.en)
  await second.waitForURL(addressOf('en', '/file/receipt/'))
  expect(await slot(second, 'receipt')).toContain(authorisation.signedName?.[0])
  for (const page of [first, second]) known.push(...(await historyOf(page)))
  return { reference, codes: [resumeCode, privateCode], addresses: known }
}

async function historyOf(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const { entries } = await session.send('Page.getNavigationHistory')
  return entries.flatMap(({ url, title }) => [url, title])
}

/** Asks for every refusal a form page can give with the canaries in hand. */
async function provokeErrors(fields: Fields): Promise<string[]> {
  const someone: Visitor = { origin: portal.origin, cookie: '', headers: newConnection() }
  const posted = new Map(postsOf(intake, fields).map((one) => [one.path, one.fields]))
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
    await post(someone, '/intake/you/', { ...you, background: ['x'.repeat(2_000_000)] }),
    await post(someone, '/intake/nothing/', you),
    await post(someone, '/intake/you/nobody/', you),
    await post(someone, '/intake/children/', posted.get('/intake/children/01/') ?? {}),
    await post(someone, '/intake/send/', fields),
    await post(someone, '/intake/send/', declarationOf(intake, fields)),
    await post(someone, '/intake/tasks/', you),
    await post(someone, '/file/yours/', you),
  ]
  for (const { status, url } of refused) expect(status, url).toBeGreaterThanOrEqual(400)
  return Promise.all(refused.map((answer) => answer.text()))
}

/** Posts a canary in every field of every page, choices and dates too, and where codes are asked for. */
async function postNonsense(): Promise<void> {
  const someone: Visitor = { origin: portal.origin, cookie: '', headers: newConnection() }
  const everywhere: Fields = Object.fromEntries(Object.keys(answers).map((field) => [field, [canary()]]))
  const codePages = ['/intake/resume/', '/file/'].map((path) => ({
    path,
    fields: { code: [canary()], device: ['own'] },
  }))
  const statuses = new Set<number>()
  for (const { path, fields } of [...postsOf(intake, everywhere), ...codePages]) {
    const answer = await post(someone, path, fields)
    statuses.add(answer.status)
    expect(found(answer.headers.get('Location') ?? ''), 'in an address').toEqual([])
    await answer.body?.cancel()
  }
  // Some pages take text and no more; no page is broken by it.
  expect([...statuses].toSorted()).toEqual([303, 422])
}
