import type { Browser, Page } from 'playwright-core'
import { practice } from '../../content/practice.ts'
import { sendLivelyPractice } from '../../dev/send-lively-practice.ts'
import type { Portal } from '../../dev/start-portal.ts'
import { findBrowser } from '../browser/find-browser.ts'
import { type Measure, measureRatiosInPairs, summariseRuns } from './measure.ts'
import { emulateSlowPhone, REQUEST_LATENCY_MS, ROUND_TRIP_MS } from './slow-phone.ts'

const PAIRS = 9

/** A page, and what stands on it once it is drawn. */
interface DrawnPage {
  readonly path: string
  readonly drawn: string
}

/** One heading that React draws in the desk’s frame, with the desk’s styles and the same script of libraries. */
const BLANK_REACT_PAGE: DrawnPage = { path: '/specimen/blank-react/', drawn: '#drawn' }

const listPages: Readonly<Record<string, DrawnPage>> = {
  today: { path: '/desk/', drawn: '.today__row' },
  files: { path: '/desk/files/', drawn: '.files tbody tr' },
}

/** How somebody comes: with nothing stored, as on a new device, or with the scripts of an earlier visit. */
const visits = {
  'first-visit': { latency: REQUEST_LATENCY_MS, isCached: false },
  'later-visit': { latency: ROUND_TRIP_MS, isCached: true },
} as const

/**
 * How soon the first row of each list of the desk stands in a frame, with 32 files, beside a page of the same build on which
 * React draws one heading and asks for nothing. On a slow phone, in pairs.
 */
export async function measureDeskLists(portal: Portal): Promise<Measure[]> {
  await sendLivelyPractice(portal)
  const administrator = practice.coordinators.find((coordinator) => coordinator.administrator)
  const token = await portal.services.issueToken(administrator?.email ?? '')
  const browser = await (await findBrowser()).launch()
  try {
    const measures: Measure[] = []
    for (const [visit, conditions] of Object.entries(visits)) {
      const page = await openSlowPage(browser, portal.origin, token, conditions)
      const load = (drawn: DrawnPage) => loadUntilDrawn(page, portal.origin, drawn)
      for (const [list, drawn] of Object.entries(listPages)) {
        // The first of each fills the caches, of the browser or of the worker.
        await load(BLANK_REACT_PAGE)
        await load(drawn)
        const ratios = await measureRatiosInPairs(
          PAIRS,
          () => load(drawn),
          () => load(BLANK_REACT_PAGE),
        )
        measures.push({
          name: `first-row-of-${list}-at-the-desk-on-a-${visit}`,
          ...summariseRuns(ratios),
          unit: 'ratio to a blank React page',
          goal: 1.5,
          better: 'lower',
        })
      }
    }
    return measures
  } finally {
    await browser.close()
  }
}

async function openSlowPage(
  browser: Browser,
  origin: string,
  token: string,
  { latency, isCached }: (typeof visits)[keyof typeof visits],
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  // Browsers accept a secure cookie only over https, but send it to localhost.
  const url = `${origin.replace('http', 'https')}/`
  await context.addCookies([{ name: 'CF_Authorization', value: token, secure: true, url }])
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await emulateSlowPhone(session, latency)
  await session.send('Network.setCacheDisabled', { cacheDisabled: !isCached })
  return page
}

/** Loads a page, and gives the milliseconds from the navigation until the frame after what is meant was drawn. */
async function loadUntilDrawn(page: Page, origin: string, { path, drawn }: DrawnPage): Promise<number> {
  await page.goto(`${origin}${path}`, { waitUntil: 'commit' })
  return page.evaluate(
    (selector) =>
      new Promise<number>((resolve) => {
        const look = () => {
          if (!document.querySelector(selector)) return
          observer.disconnect()
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))
        }
        const observer = new MutationObserver(look)
        observer.observe(document, { childList: true, subtree: true })
        look()
      }),
    drawn,
  )
}
