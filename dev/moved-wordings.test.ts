import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { safetySection } from '../content/forms/intake/safety.ts'
import { faultPageWording } from '../content/site/fault-page-wording.ts'
import { captureConsole } from '../tests/support/console-logs.ts'
import { keyPurposes } from '../worker/privacy/key-ring.ts'
import type { SiteFiles } from '../worker/site/site-files.ts'
import { bundleWorker } from './build-worker.ts'
import type * as fixture from './moved-wordings.fixture.ts'
import { addNewKeys } from './new-keys.ts'

const WORDS = readFileSync('dist/moved-wordings.json', 'utf8')

const createSiteFiles = (answer: () => Response) =>
  ({ fetch: async () => answer() }) as unknown as SiteFiles['siteFiles']

/** Bundles a worker and runs it from its top, as an isolate does. */
async function startBundle<Exports>(entry: string): Promise<Exports> {
  const folder = mkdtempSync(join(tmpdir(), 'moved-wordings-'))
  try {
    const { code, sourceMap } = await bundleWorker(entry)
    writeFileSync(join(folder, 'worker.mjs'), code)
    writeFileSync(join(folder, 'index.js.map'), sourceMap)
    return await import(/* @vite-ignore */ pathToFileURL(join(folder, 'worker.mjs')).href)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

it('reads a wording of the bundle once its words are loaded, to the letter and once', async () => {
  const logged = captureConsole()
  const {
    safetySection: bundled,
    loadMovedWordings,
    movedWordings,
  } = await startBundle<typeof fixture>('dev/moved-wordings.fixture.ts')
  const site = (answer: () => Response) => ({
    siteFiles: createSiteFiles(answer),
    portalOrigin: 'https://a.example',
  })
  const { title } = bundled
  expect(movedWordings.includes(title)).toBe(true)

  for (const [reason, answer] of [
    ['missing', () => new Response('', { status: 404 })],
    ['not_of_this_build', () => new Response(WORDS.replace('safety', 'safely'))],
    ['not_of_this_build', () => new Response(WORDS.slice(0, -1))],
  ] as const) {
    await expect(loadMovedWordings(site(answer))).rejects.toThrow('The words of the site are unavailable')
    expect(logged.eventsNamed('words_unavailable').at(-1)).toEqual({ event: 'words_unavailable', reason })
    expect(() => title.en).toThrow('before it was loaded')
    expect(() => ({ ...title })).toThrow('before it was loaded')
  }

  await loadMovedWordings(site(() => new Response(WORDS)))
  expect({ ...title }).toEqual(safetySection.title)
  expect(JSON.stringify(bundled.questions.urgency.options)).toBe(
    JSON.stringify(safetySection.questions.urgency.options),
  )
  await loadMovedWordings(site(() => new Response('', { status: 404 })))
})

it.each(['dev/gallery/worker.ts', 'tests/bench/worker.ts', 'tests/browser/portal-worker.ts'])(
  'reads no wording while %s starts',
  async (entry) => {
    await startBundle(entry)
  },
)

it('answers nothing but 503 while the words are not those of the worker', async () => {
  const logged = captureConsole()
  const started = await startBundle<BundledWorker>('worker/index.ts')
  const request = (answer: () => Response, path = '/desk/api/files') =>
    started.default.fetch(new Request(`https://lantern-street.example.com${path}`, { method: 'POST' }), {
      ...settings,
      ASSETS: createSiteFiles(answer),
    } as never)

  for (const answer of [() => new Response('', { status: 404 }), () => new Response('[]')]) {
    const refused = await request(answer)
    expect([refused.status, await refused.json()]).toEqual([
      503,
      { code: 'busy', request: expect.any(String) },
    ])
  }
  expect(logged.eventsNamed('words_unavailable').length).toBe(2)
  // The error page is a file of the site, too.
  const unreachable = () => {
    throw new Error('The site cannot be reached')
  }
  const plain = await request(unreachable, '/intake/you/')
  expect([plain.status, await plain.text()]).toEqual([
    503,
    expect.stringContaining(faultPageWording.title.en),
  ])
  // It has no origin.
  expect((await request(() => new Response(WORDS))).status).toBe(403)
})

interface BundledWorker {
  readonly default: { fetch(request: Request, bindings: unknown): Promise<Response> }
}

/** Settings of the right shape. */
const settings = {
  PORTAL_ORIGIN: 'https://lantern-street.example.com',
  ACCESS_TEAM_DOMAIN: 'https://team.example.com',
  ACCESS_AUD: 'audience-of-the-tests',
  MAIL_API: 'https://mail.example.com',
  RESEND_API_KEY: 're_tests',
  KEY_RING: JSON.stringify(addNewKeys({}, keyPurposes)),
}
