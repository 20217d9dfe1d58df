import { mkdirSync, rmSync } from 'node:fs'
import { authorisationExamples } from '../content/forms/contact-authorisation/examples.ts'
import { children } from '../content/forms/intake/children.ts'
import { intakeExamples } from '../content/forms/intake/examples.ts'
import { intake } from '../content/forms/intake/index.ts'
import { practice } from '../content/practice.ts'
import { errorPages } from '../content/site/error-pages.ts'
import { postsOf } from '../forms/example.ts'
import { itemsOf } from '../forms/form.ts'
import { languages, pathIn } from '../forms/language.ts'
import { builtPages } from '../tests/browser/built-site.ts'
import { bookFirst, keepFirst } from './book-first-opening.ts'
import { buildSite } from './build.ts'
import { findBrowser } from './find-browser.ts'
import { galleryPages } from './gallery/gallery-pages.ts'
import { serveGallery } from './gallery/serve.ts'
import { post, sendExample, type Visitor } from './send-example-form.ts'

// `npm run screenshots`: every page, every kind of question in every state, the check, the confirmation and the desk,
// at 360, 768 and 1280 px, light and dark, into screenshots/. `-- file invited` takes only those with such a word in their name.
const FOLDER = 'screenshots'
const WIDTHS = [360, 768, 1280]
/** `/fr/intake/you/` → `fr-intake-you`. */
const nameOf = (path: string) => path.replace(/^\/|\/$/g, '').replace(/[/?=]+/g, '-') || 'home'

const wanted = process.argv.slice(2)
const SCHEMES = ['light', 'dark'] as const

rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })
// The family of the example is known from an earlier run otherwise, and the desk shows that instead.
rmSync('.wrangler/gallery', { recursive: true, force: true })
await buildSite({ gallery: true })
const portal = await serveGallery(Number(process.env.PORT ?? 8797), Number(process.env.SERVICES_PORT ?? 8798))
const browser = await (await findBrowser()).launch()
try {
  const { fields } = intakeExamples.byOneParent
  const draft: Visitor = { origin: portal.origin, cookie: '' }
  for (const { path, fields: typed } of postsOf(intake, fields)) await post(draft, path, typed)
  const sent = await sendExample(portal.origin, intake, fields, 'en')
  const { file, reference } = await openFile(sent)
  const { file: booked } = await openFile(
    await sendExample(portal.origin, intake, intakeExamples.byConsent.fields, 'en'),
  )
  await bookFirst(booked)
  const authorise = await (
    await fetch(`${portal.origin}/file/authorise/`, { headers: { Cookie: file.cookie } })
  ).text()
  const wording = /name="wording"[^>]*value="([^"]+)"/.exec(authorise)?.[1] ?? ''
  const { status } = await post(file, '/file/authorise/', {
    ...authorisationExamples.plain.fields,
    wording: [wording],
  })
  if (status !== 303) throw new Error(`Signing answered ${status}`)
  const administrator = practice.coordinators.find((one) => one.administrator)
  const token = await portal.services.issueToken({ email: administrator?.email ?? '' })
  const invited: Visitor = { origin: portal.origin, cookie: '' }
  await post(invited, '/invited/', { code: [await invitationTo(reference)] })
  const [child] = itemsOf(children, fields)
  const paths = [
    ...builtPages().filter((path) => !/\/(errors|specimen|item|resume-code)\//.test(path)),
    ...languages.flatMap((language) => [
      pathIn(language, `/intake/children/${child}/`),
      pathIn(language, `/desk/files/${reference}/`),
      pathIn(language, `/desk/files/${reference}/call/`),
      ...['day', 'week', 'list'].map((view) => pathIn(language, `/desk/appointments/?view=${view}`)),
      pathIn(language, '/desk/hours/'),
      ...Object.keys(errorPages).map((status) => pathIn(language, `/gallery/errors/${status}/`)),
    ]),
    ...galleryPages.map(({ path }) => path),
  ].filter((path) => wanted.length === 0 || wanted.some((word) => nameOf(path).includes(word)))
  const cookiesAt = (path: string) => {
    const own = path.includes('/sent/') ? sent : draft
    const opened = path.includes('/appointment/') ? booked : file
    return [own.cookie, opened.cookie, invited.cookie, `CF_Authorization=${token}`].map(asBrowserCookie)
  }
  const take = async (width: number, colorScheme: (typeof SCHEMES)[number]) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
    const page = await context.newPage()
    for (const path of paths) {
      await context.addCookies(cookiesAt(path))
      // The desk asks for what it shows once it stands; everything else is whole when it has loaded.
      const waitUntil = path.includes('/desk/') ? 'networkidle' : 'load'
      await page.goto(`${portal.origin}${path}`, { waitUntil })
      await page.screenshot({
        path: `${FOLDER}/${nameOf(path)}.${width}.${colorScheme}.png`,
        fullPage: true,
      })
    }
    await context.close()
  }
  for (const width of WIDTHS) {
    await keepFirst(file)
    await Promise.all(SCHEMES.map((scheme) => take(width, scheme)))
  }
  console.log(`${paths.length * WIDTHS.length * SCHEMES.length} pictures in ${FOLDER}/`)
} finally {
  await browser.close()
  await portal.close()
}
process.exit(0)

/** “Your file” of whoever sent an intake, opened with the code that the confirmation page shows. */
async function openFile({ cookie }: Visitor): Promise<{ file: Visitor; reference: string }> {
  const page = await fetch(`${portal.origin}/intake/sent/`, { headers: { Cookie: cookie } })
  const html = await page.text()
  const slot = (name: string) => new RegExp(`data-slot="${name}"[^>]*>([^<]+)<`).exec(html)?.[1] ?? ''
  const file: Visitor = { origin: portal.origin, cookie: '' }
  await post(file, '/file/', { code: [slot('code')] })
  return { file, reference: slot('reference') }
}

/** What whoever leads a file does once the other parent was reached; gives the code of the invitation. */
async function invitationTo(reference: string): Promise<string> {
  const ask = async (email: string, path: string, json?: object) => {
    const cookie = `CF_Authorization=${await portal.services.issueToken({ email })}`
    const answer = await fetch(`${portal.origin}/desk/api/files/${reference}${path}`, {
      headers: { Cookie: cookie, Origin: portal.origin, 'Content-Type': 'application/json' },
      ...(json && { method: 'POST', body: JSON.stringify(json) }),
    })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
    return answer.json()
  }
  const [first] = practice.coordinators
  const { lead } = (await ask(first?.email ?? '', '')) as { lead: { id: string } }
  const email = practice.coordinators.find(({ id }) => id === lead.id)?.email ?? ''
  const { calling } = (await ask(email, '')) as { calling: { latest: { id: string } }[] }
  const authorisation = calling[0]?.latest.id
  await ask(email, '/attempts', {
    id: crypto.randomUUID(),
    authorisation,
    attemptedAt: Date.now(),
    channel: 'phone',
    outcome: 'interested',
    nextStep: 'invite',
  })
  return ((await ask(email, '/invitation', { authorisation })) as { code: string }).code
}

/** A cookie marked secure can be set only as https would; the browser sends it to localhost all the same. */
function asBrowserCookie(cookie: string) {
  const [name = '', value = ''] = cookie.split('=')
  const secure = name.startsWith('__Host-')
  return { name, value, secure, url: `${secure ? portal.origin.replace('http', 'https') : portal.origin}/` }
}
