import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

/** A browser, and where it came from, which the summary of the tests tells. */
export interface FoundBrowser {
  readonly from: string
  /** Launches the browser, with further arguments if given. */
  launch(args?: readonly string[]): Promise<Browser>
}

/**
 * Finds a browser: an installed Chromium or Chrome, else the one inside @sparticuz/chromium, else Debian's, which it
 * installs. It takes the first that really starts, since a binary can be there and lack a library.
 */
export async function findOrInstallBrowser(): Promise<FoundBrowser> {
  const candidates: { from: string; path: () => Promise<string | undefined> }[] = [
    ...INSTALLED_BROWSER_PATHS.map((path) => ({
      from: path,
      path: async () => (existsSync(path) ? path : undefined),
    })),
    {
      from: '@sparticuz/chromium',
      path: () => sparticuz.executablePath(),
    },
    { from: 'Debian’s package chromium, installed now', path: async () => installDebianChromium() },
  ]
  const failures: string[] = []
  for (const { from, path } of candidates) {
    const launch = async (args: readonly string[] = []) => {
      const executablePath = await path()
      if (!executablePath) throw new Error('is not there')
      return chromium.launch({ executablePath, args: [...LAUNCH_ARGUMENTS, ...args] })
    }
    try {
      await (await launch()).close()
      return { from, launch }
    } catch (error) {
      failures.push(`${from}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  throw new Error(
    `No browser for the journeys: install chromium (Debian: apt-get install chromium).\n${failures.join('\n')}`,
  )
}

const INSTALLED_BROWSER_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/**
 * Loads each page in the frame of the page before, since a new frame costs a third of the processor time of opening a
 * page. Chromium obeys only the last --enable-features, so the features that Playwright enables are here too.
 */
const ENABLED_FEATURES = [
  'RenderDocument:level/crashed-frame',
  'CDPScreenshotNewSurface',
  'SkipListAccountsWithoutGaiaCookies',
]

/** No sandbox, as tests run as root in bare containers; no graphics card, not even in software; no calls home. */
const LAUNCH_ARGUMENTS = [
  `--enable-features=${ENABLED_FEATURES.join(',')}`,
  '--no-sandbox',
  '--disable-gpu',
  '--disable-gpu-compositing',
  '--disable-accelerated-2d-canvas',
  '--disable-software-rasterizer',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function installDebianChromium(): string | undefined {
  const run = (...args: string[]) =>
    spawnSync('apt-get', args, {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  if (run('update', '-qq').status !== 0) return undefined
  return run('install', '-y', '-qq', '--no-install-recommends', 'chromium').status === 0
    ? '/usr/bin/chromium'
    : undefined
}
