import { mkdirSync, rmSync } from 'node:fs'
import { childrenSection } from '../../content/forms/intake/children.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { practice } from '../../content/practice.ts'
import { errorPageWordingByStatus } from '../../content/site/error-pages.ts'
import { authoriseCall } from '../../dev/authorise-call.ts'
import { bookFirstOpening, holdFirstOpening } from '../../dev/book-first-opening.ts'
import { buildSite } from '../../dev/build.ts'
import { listBuiltPages } from '../../dev/built-site.ts'
import { parseCommandLine } from '../../dev/command-line.ts'
import { openDeskAsLead, openYourFile, recordCall, screenInitiatingParent } from '../../dev/desk-actions.ts'
import { closeOnSignal } from '../../dev/end-on-signal.ts'
import { listGalleryPages } from '../../dev/gallery/gallery-pages.ts'
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

const { words: requestedNames } = parseCommandLine({
  usage: 'npm run screenshots [-- PART-OF-A-NAME …]',
  words: 'any',
})
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
  await authoriseCall(file)
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
      ...['day', 'week', 'list'].map((view) => localisePath(language, `/desk/calendar/?view=${view}`)),
      localisePath(language, '/desk/numbers/'),
      localisePath(language, '/desk/settings/'),
      ...Object.keys(errorPageWordingByStatus).map((status) =>
        localisePath(language, `/gallery/errors/${status}/`),
      ),
    ]),
    ...listGalleryPages().map(({ path }) => path),
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

/** Records a talk alone and that the other parent was reached, as the file's lead does, and gives the code of the invitation. */
async function createInvitationCode(reference: string): Promise<string> {
  const desk = await openDeskAsLead(portal, reference)
  if (!desk) throw new Error(`Nobody leads ${reference}`)
  // A call comes after a talk alone, and that after what the parent said about safety.
  await screenInitiatingParent(desk)
  const authorisation = await recordCall(desk, 'interested', 'invite')
  return ((await desk('/invitation', { authorisation })) as { readonly code: string }).code
}

/** Converts a cookie for localhost. Browsers accept a secure cookie only over https, but send it to localhost. */
function toBrowserCookie(cookie: string) {
  const [name = '', value = ''] = cookie.split('=')
  const secure = name.startsWith('__Host-')
  return { name, value, secure, url: `${secure ? portal.origin.replace('http', 'https') : portal.origin}/` }
}
