import { existsSync } from 'node:fs'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'
import { unpackPackagedBrowser } from './packaged-browser.ts'

/** A browser, and where it came from, which the summary of the tests tells. */
interface FoundBrowser {
  readonly from: string
  /** Launches the browser, with further arguments if given. */
  launch(args?: readonly string[]): Promise<Browser>
}

/**
 * Finds a browser: an installed Chromium or Chrome, else the one inside @sparticuz/chromium. It takes the first that
 * really starts, since a binary can be there and lack a library, and rejects with what to install when none does.
 */
export async function findBrowser(): Promise<FoundBrowser> {
  const failures: string[] = []
  for (const { from, options } of listCandidates()) {
    const launch = async (args: readonly string[] = []) =>
      chromium.launch({ ...options(), args: [...LAUNCH_ARGUMENTS, ...args] })
    try {
      await (await launch()).close()
      return { from, launch }
    } catch (error) {
      failures.push(`${from}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  throw new Error(
    `${failures.join('\n')}\nNo browser starts. Install Chromium (on Debian: apt-get install chromium) or Google Chrome, then run this again.`,
  )
}

function listCandidates(): { from: string; options: () => LaunchOptions }[] {
  return [
    ...CHROMIUM_PATHS.filter(existsSync).map((executablePath) => ({
      from: executablePath,
      options: () => ({ executablePath }),
    })),
    { from: 'Google Chrome', options: () => ({ channel: 'chrome' }) },
    {
      from: 'the one inside @sparticuz/chromium',
      options: () => {
        const { executablePath, env } = unpackPackagedBrowser()
        return { executablePath, env: { ...process.env, ...env } }
      },
    },
  ]
}

const CHROMIUM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser']

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
