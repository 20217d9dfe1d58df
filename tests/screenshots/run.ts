import { mkdirSync, rmSync } from 'node:fs'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { childrenSection } from '../../content/forms/intake/children.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { practice } from '../../content/practice.ts'
import { errorPageWordingByStatus } from '../../content/site/error-pages.ts'
import { bookFirstOpening, holdFirstOpening } from '../../dev/book-first-opening.ts'
import { buildSite } from '../../dev/build.ts'
import { listBuiltPages } from '../../dev/built-site.ts'
import { closeOnSignal } from '../../dev/end-on-signal.ts'
import { galleryPages } from '../../dev/gallery/gallery-pages.ts'
import { startGalleryPortal } from '../../dev/gallery/serve.ts'
import { type FetchVisitor, postForm, sendExampleForm } from '../../dev/send-example-form.ts'
import { listPagePosts } from '../../forms/example.ts'
import { listItemIds } from '../../forms/form.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { findBrowser } from '../browser/find-browser.ts'

// `npm run screenshots` takes pictures of every page, every kind of question in every state, the check of the answers,
// the confirmation and the desk, at 360, 768 and 1280 px, light and dark, into screenshots/. `-- file invitation`
// takes only those whose name contains one of these words.
const FOLDER = 'screenshots'
const WIDTHS = [360, 768, 1280]
/** Names a picture by its path: `/fr/intake/you/` gives `fr-intake-you`. */
const buildScreenshotName = (path: string) => path.replace(/^\/|\/$/g, '').replace(/[/?=]+/g, '-') || 'home'

const requestedNames = process.argv.slice(2)
const SCHEMES = ['light', 'dark'] as const

rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })
// With the files of an earlier run, the desk would show a conflict review in place of the example.
rmSync('.wrangler/gallery', { recursive: true, force: true })
// Whatever was started ends when this process exits.
closeOnSignal(() => undefined, 1)
await buildSite({ gallery: true })
const portal = await startGalleryPortal(
  Number(process.env.PORT ?? 8797),
  Number(process.env.SERVICES_PORT ?? 8798),
)
const browser = await (await findBrowser()).launch()
try {
  const { fields } = intakeExamples.byOneParent
  const draft: FetchVisitor = { origin: portal.origin, cookie: '' }
  for (const { path, fields: typed } of listPagePosts(intakeForm, fields)) await postForm(draft, path, typed)
  const sent = await sendExampleForm(portal.origin, intakeForm, fields, 'en')
  const { file, reference } = await openYourFile(sent)
  const { file: booked } = await openYourFile(
    await sendExampleForm(portal.origin, intakeForm, intakeExamples.byConsent.fields, 'en'),
  )
  await bookFirstOpening(booked)
  const authorise = await (
    await fetch(`${portal.origin}/file/authorise/`, { headers: { Cookie: file.cookie } })
  ).text()
  const wording = /name="wording"[^>]*value="([^"]+)"/.exec(authorise)?.[1] ?? ''
  const { status } = await postForm(file, '/file/authorise/', {
    ...authorisationExamples.plain.fields,
    wording: [wording],
  })
  if (status !== 303) throw new Error(`Signing answered ${status}`)
  const administrator = practice.coordinators.find((one) => one.administrator)
  const token = await portal.services.issueToken(administrator?.email ?? '')
  const otherParent: FetchVisitor = { origin: portal.origin, cookie: '' }
  await postForm(otherParent, '/invitation/', { code: [await createInvitationCode(reference)] })
  const [child] = listItemIds(childrenSection, fields)
  const paths = [
    ...listBuiltPages().filter((path) => !/\/(errors|specimen|item|resume-code|opened)\//.test(path)),
    ...languages.flatMap((language) => [
      // These cookies open a file, so /file/ itself would show “Your file”.
      localisePath(language, '/file/code/'),
      localisePath(language, `/intake/children/${child}/`),
      localisePath(language, `/desk/files/${reference}/`),
      localisePath(language, `/desk/files/${reference}/call/`),
      ...['day', 'week', 'list'].map((view) => localisePath(language, `/desk/appointments/?view=${view}`)),
      localisePath(language, '/desk/hours/'),
      ...Object.keys(errorPageWordingByStatus).map((status) =>
        localisePath(language, `/gallery/errors/${status}/`),
      ),
    ]),
    ...galleryPages.map(({ path }) => path),
  ].filter(
    (path) =>
      requestedNames.length === 0 || requestedNames.some((name) => buildScreenshotName(path).includes(name)),
  )
  const cookiesAt = (path: string) => {
    const own = path.includes('/sent/') ? sent : draft
    const fileVisitor = path.includes('/appointment/') ? booked : file
    return [own.cookie, fileVisitor.cookie, otherParent.cookie, `CF_Authorization=${token}`].map(
      toBrowserCookie,
    )
  }
  const takeScreenshots = async (width: number, colorScheme: (typeof SCHEMES)[number]) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
    const page = await context.newPage()
    for (const path of paths) {
      await context.addCookies(cookiesAt(path))
      // The desk fetches what it shows after it has loaded; every other page is complete once loaded.
      const waitUntil = path.includes('/desk/') ? 'networkidle' : 'load'
      await page.goto(`${portal.origin}${path}`, { waitUntil })
      await page.screenshot({
        path: `${FOLDER}/${buildScreenshotName(path)}.${width}.${colorScheme}.png`,
        fullPage: true,
      })
    }
    await context.close()
  }
  for (const width of WIDTHS) {
    await holdFirstOpening(file)
    await Promise.all(SCHEMES.map((scheme) => takeScreenshots(width, scheme)))
  }
  console.log(`${paths.length * WIDTHS.length * SCHEMES.length} pictures in ${FOLDER}/`)
} finally {
  await browser.close()
  await portal.close()
}
process.exit(0)

/** Opens “Your file” of a visitor who sent an intake, with the access code from the confirmation page. */
async function openYourFile({ cookie }: FetchVisitor): Promise<{ file: FetchVisitor; reference: string }> {
  const page = await fetch(`${portal.origin}/intake/sent/`, { headers: { Cookie: cookie } })
  const html = await page.text()
  const slot = (name: string) => new RegExp(`data-slot="${name}"[^>]*>([^<]+)<`).exec(html)?.[1] ?? ''
  const file: FetchVisitor = { origin: portal.origin, cookie: '' }
  await postForm(file, '/file/', { code: [slot('code')] })
  return { file, reference: slot('reference') }
}

/** Records a talk alone and that the other parent was reached, as the file's lead does, and gives the code of the invitation. */
async function createInvitationCode(reference: string): Promise<string> {
  const requestDeskApi = async (email: string, path: string, json?: object) => {
    const cookie = `CF_Authorization=${await portal.services.issueToken(email)}`
    const answer = await fetch(`${portal.origin}/desk/api/files/${reference}${path}`, {
      headers: { Cookie: cookie, Origin: portal.origin, 'Content-Type': 'application/json' },
      ...(json && { method: 'POST', body: JSON.stringify(json) }),
    })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
    return answer.status === 204 ? undefined : answer.json()
  }
  const [anyCoordinator] = practice.coordinators
  const { lead } = (await requestDeskApi(anyCoordinator?.email ?? '', '/header')) as { lead: { id: string } }
  const email = practice.coordinators.find(({ id }) => id === lead.id)?.email ?? ''
  // A call comes after a talk alone, and that after what the parent said about safety.
  await requestDeskApi(email, '/readings/safety-answers', { language: 'en', reason: 'screening' })
  await requestDeskApi(email, '/screenings', {
    ...{ side: 'initiating', talk: { heldAt: Date.now() - 60_000, mode: 'phone' }, finding: 'go-ahead' },
    ...{ note: '', seen: null, amends: false },
  })
  const { calls } = (await requestDeskApi(email, '/calls')) as { calls: { latest: { id: string } }[] }
  const authorisation = calls[0]?.latest.id
  await requestDeskApi(email, '/call-attempts', {
    id: crypto.randomUUID(),
    authorisation,
    attemptedAt: Date.now(),
    channel: 'phone',
    outcome: 'interested',
    nextStep: 'invite',
  })
  return ((await requestDeskApi(email, '/invitation', { authorisation })) as { code: string }).code
}

/** Converts a cookie for localhost. Browsers accept a secure cookie only over https, but send it to localhost. */
function toBrowserCookie(cookie: string) {
  const [name = '', value = ''] = cookie.split('=')
  const secure = name.startsWith('__Host-')
  return { name, value, secure, url: `${secure ? portal.origin.replace('http', 'https') : portal.origin}/` }
}
