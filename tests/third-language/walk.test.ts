import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { startSection } from '../../content/forms/intake/start.ts'
import { mailSubjectOptions } from '../../content/mail/mail-subjects.ts'
import { errorPageWordingByStatus } from '../../content/site/error-pages.ts'
import { siteWording } from '../../content/site/wording.ts'
import { type FetchVisitor, postForm } from '../../dev/send-example-form.ts'
import { findFreePort, type Portal, startPortal } from '../../dev/start-portal.ts'
import { getFieldsPostedAtSending, listPagePosts } from '../../forms/example.ts'
import {
  getLocaleTag,
  getOtherLanguages,
  getOwnLanguageName,
  type Language,
  languages,
  localisePath,
} from '../../forms/language.ts'

// In the last language of the list, whichever that is: run.ts adds one that nothing in the project knows.
const language = languages.at(-1) as Language
const inLanguage = (path: string) => localisePath(language, path)
const fields = {
  ...intakeExamples.byConsent.fields,
  language: [language],
  otherLanguage: [language],
}

let portal: Portal
let parent: FetchVisitor

beforeAll(async () => {
  const stateFolder = '.wrangler/third-language'
  rmSync(stateFolder, { recursive: true, force: true })
  portal = await startPortal({ port: await findFreePort(), servicesPort: 0, stateFolder })
  parent = { origin: portal.origin, cookie: '' }
})
afterAll(() => portal?.close())

it.each(['/', '/how-it-works/', '/intake/', '/intake/how-you-come/', '/file/', '/receipt/', '/invitation/'])(
  'serves %s in it, with a way to the same place in each of the others',
  async (path) => {
    const page = await load(path)
    expect(page).toMatchObject({ status: 200, language: getLocaleTag(language) })
    expect(page.html).toContain(siteWording.skip[language])
    expectSwitch(page.html, path)
  },
)

it.each([
  ['/nowhere/', 404],
  ['/intake/check/', 410],
  ['/desk/', 401],
] as const)('says at %s in it that the answer is %i', async (path, status) => {
  const page = await load(path)
  expect(page).toMatchObject({ status, language: getLocaleTag(language) })
  expect(page.text).toContain(errorPageWordingByStatus[status].title[language])
})

it('gives a mistake back in it', async () => {
  // Without a cookie the page comes back at once; with one, by a redirect.
  const stranger: FetchVisitor = { origin: portal.origin, cookie: '' }
  const page = await read(await postForm(stranger, inLanguage('/intake/start/'), { route: [''] }))
  expect(page).toMatchObject({ status: 422, language: getLocaleTag(language) })
  expect(page.text).toContain(siteWording.problemTitle[language])
  expect(page.text).toContain(startSection.questions.route.required[language])
})

it('saves every page of the intake, and shows it again in it', async () => {
  for (const { path, fields: typed } of listPagePosts(intakeForm, fields)) {
    const answer = await postForm(parent, inLanguage(path), typed)
    expect([path, answer.status]).toEqual([path, 303])
    expect(answer.headers.get('Location')).toMatch(new RegExp(`^/${language}/intake/`))
  }
  const page = await load('/intake/you/')
  expect(page.html).toContain('Maëlle Côté-Lafrenière')
  const asksLanguage = intakeForm.sections.find(({ questions }) => 'language' in questions)
  const { html } = await load(`/intake/${asksLanguage?.slug}/`)
  expect(html).toMatch(new RegExp(`<input[^>]*value="${language}"[^>]* checked`))
})

it('lets the answers be checked in it, and in each of the others', async () => {
  const page = await load('/intake/check/')
  expect(page).toMatchObject({ status: 200, language: getLocaleTag(language) })
  for (const { title, atSending, repeats } of intakeForm.sections)
    if (!atSending && !repeats) expect(page.text).toContain(joinLines(title[language]))
  expect(page.text).toContain(getOwnLanguageName(language))
  expectSwitch(page.html, '/intake/check/')
  for (const other of getOtherLanguages(language)) {
    const elsewhere = await load('/intake/check/', other)
    expect(elsewhere).toMatchObject({ status: 200, language: getLocaleTag(other) })
  }
})

it('sends it, confirms it and writes to the parent in it', async () => {
  const sent = await postForm(
    parent,
    inLanguage('/intake/send/'),
    getFieldsPostedAtSending(intakeForm, fields),
  )
  expect([sent.status, sent.headers.get('Location')]).toEqual([303, inLanguage('/intake/sent/')])
  const page = await load('/intake/sent/')
  expect(page).toMatchObject({ status: 200, language: getLocaleTag(language) })
  const [receipt] = await waitForMail('maelle.cote@example.org')
  expect(receipt?.subject).toBe(mailSubjectOptions.appointment[language])
  expect(receipt?.html).toContain(`lang="${getLocaleTag(language)}"`)
  expect(receipt?.text).toContain(`${portal.origin}${inLanguage('/code/')}`)
})

interface LoadedPage {
  readonly status: number
  readonly language: string | undefined
  readonly html: string
  /** What a person reads, without tags. */
  readonly text: string
}

const load = async (path: string, where: Language = language): Promise<LoadedPage> =>
  read(await fetch(`${portal.origin}${localisePath(where, path)}`, { headers: { Cookie: parent.cookie } }))

async function read(response: Response): Promise<LoadedPage> {
  const html = await response.text()
  return {
    status: response.status,
    language: /<html lang="([^"]+)"/.exec(html)?.[1],
    html,
    text: joinLines(html.replace(/<[^>]+>/g, ' ')),
  }
}

function expectSwitch(html: string, path: string): void {
  const switches =
    /<(?:a|button) [^>]*(?:href|formaction)="([^"]+)"[^>]* lang="([^"]+)"[^>]*>\s*([^<]*?)\s*</g
  const links = [...html.matchAll(switches)]
  expect(links.map(([, href, to, name]) => [href, to, name])).toEqual(
    getOtherLanguages(language).map((other) => [localisePath(other, path), other, getOwnLanguageName(other)]),
  )
}

interface Mail {
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** What arrived for somebody, as soon as it did. */
async function waitForMail(address: string): Promise<Mail[]> {
  const emails = (await (await fetch(`${portal.services.origin}/emails`)).json()) as Mail[]
  const theirs = emails.filter(({ to }) => to.includes(address))
  if (theirs.length > 0) return theirs
  await new Promise((resolve) => setTimeout(resolve, 100))
  return waitForMail(address)
}

/** Joins the lines of a text, with one space of any kind for many. */
const joinLines = (text: string) => text.replace(/\s+/g, ' ')
