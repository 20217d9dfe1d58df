import { mkdirSync, rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import { escapeHtml } from '../../content/escape-html.ts'
import { practice } from '../../content/practice.ts'
import { buildSite } from '../../dev/build.ts'
import { parseCommandLine } from '../../dev/command-line.ts'
import { closeOnSignal } from '../../dev/end-on-signal.ts'
import { startGalleryPortal } from '../../dev/gallery/serve.ts'
import { createEmptyAnswers } from '../../dev/practice-new/answers.ts'
import { askQuestions } from '../../dev/practice-new/ask-questions.ts'
import { sendExampleIntakes } from '../../dev/send-example-intakes.ts'
import { findBrowser } from '../browser/find-browser.ts'

// `npm run set-up:pictures` takes the pictures of docs/set-up.md: the questions of `npm run practice:new`, and what the example
// practice shows on a laptop.
const FOLDER = 'docs/set-up'
const SIZE = { width: 1000, height: 620 }
/** What somebody enters in the picture: an answer that cannot be taken is among them. */
const ENTERED = ['Juniper Hill', 'BC, AB', '736 2211', '604 736 2211', '8:30-16:00']

parseCommandLine({ usage: 'npm run set-up:pictures' })
mkdirSync(FOLDER, { recursive: true })
// With the files of an earlier run, the desk would show conflict reviews.
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
  await sendExampleIntakes(portal.origin)
  const context = await browser.newContext({ viewport: SIZE, colorScheme: 'light' })
  const administrator = practice.coordinators.find((one) => one.administrator)
  const token = await portal.services.issueToken(administrator?.email ?? '')
  await context.addCookies([{ name: 'CF_Authorization', value: token, url: portal.origin }])
  const page = await context.newPage()
  await page.setContent(renderTerminal(await printQuestions()))
  await page.screenshot({ path: `${FOLDER}/questions.png` })
  for (const [name, address] of [
    ['mailbox', `${portal.services.origin}/`],
    ['desk', `${portal.origin}/desk/`],
  ] as const) {
    await page.goto(address, { waitUntil: 'networkidle' })
    await page.screenshot({ path: `${FOLDER}/${name}.png` })
  }
} finally {
  await browser.close()
  await portal.close()
}
process.exit(0)

/** What the command prints and what is entered, in their order. */
async function printQuestions(): Promise<string[]> {
  const lines = ['$ npm run practice:new']
  const remaining = [...ENTERED]
  await askQuestions(createEmptyAnswers(), {
    input: Readable.from(ENTERED.map((line) => `${line}\n`)),
    // Each question is followed by what is entered; a reason to ask again stands before its question.
    print: (line) => {
      const next = line.startsWith('\n') ? remaining.shift() : undefined
      lines.push(line, ...(next ? [`> ${next}`] : []))
    },
    today: new Date().toISOString().slice(0, 10),
    store: () => undefined,
  })
  return lines
}

function renderTerminal(lines: readonly string[]): string {
  return `<body style="margin: 0; background: #16201f; color: #f0e9dd">
  <pre style="margin: 0; padding: 1.5rem; font: 16px/1.45 monospace; white-space: pre-wrap">${escapeHtml(lines.join('\n'))}</pre>
</body>`
}
