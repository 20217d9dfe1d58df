import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { emulateSlowPhone } from './slow-phone.ts'

/** A page with a form, and the cookie that it is served for. */
export interface MeasuredForm {
  readonly url: string
  readonly cookie?: string
}

/** What a browser did from nothing to a form that can be filled in, on a slow phone. */
export interface FormLoad {
  /** Milliseconds until something could be typed into the first field. */
  readonly typable: number
  /** Milliseconds of processor time of the main thread until nothing was left to do, and what they went to. */
  readonly mainThread: number
  readonly script: number
  readonly styleAndLayout: number
  /** Bytes over the wire, with headers. */
  readonly bytes: {
    readonly html: number
    readonly style: number
    readonly script: number
    readonly all: number
  }
}

/** How long nothing may happen on a page before its load counts as over. */
const QUIET_MS = 500
/** A phone’s window, in CSS pixels. */
const VIEWPORT = { width: 412, height: 823 }

/**
 * Loads a form in a window of its own, with nothing in the cache and so many milliseconds a request, and types a letter
 * into its first field.
 */
export async function loadForm(browser: Browser, form: MeasuredForm, latency: number): Promise<FormLoad> {
  const context = await openContext(browser, form)
  try {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    const bytes = countBytes(session)
    await page.addInitScript(watchFirstField)
    await emulateSlowPhone(session, latency)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    const before = await readMetrics(session)
    await page.goto(form.url, { waitUntil: 'load' })
    const typable = await page.evaluate(waitUntilQuiet, QUIET_MS)
    const after = await readMetrics(session)
    await assertTypable(page)
    const spent = (...names: string[]) =>
      names.reduce((sum, name) => sum + ((after.get(name) ?? 0) - (before.get(name) ?? 0)) * 1000, 0)
    return {
      typable,
      mainThread: spent('TaskDuration'),
      script: spent('ScriptDuration'),
      styleAndLayout: spent('RecalcStyleDuration', 'LayoutDuration'),
      bytes: bytes(),
    }
  } finally {
    await context.close()
  }
}

/** Counts the fields that a form shows, with JavaScript or without. */
export async function countFields(
  browser: Browser,
  form: MeasuredForm,
  javaScriptEnabled: boolean,
): Promise<number> {
  const context = await openContext(browser, form, javaScriptEnabled)
  try {
    const page = await context.newPage()
    await page.goto(form.url, { waitUntil: 'networkidle' })
    return await page.locator('input:visible, select:visible, textarea:visible').count()
  } finally {
    await context.close()
  }
}

async function openContext(
  browser: Browser,
  { url, cookie }: MeasuredForm,
  javaScriptEnabled = true,
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: VIEWPORT, javaScriptEnabled })
  if (cookie) {
    const [name = '', value = ''] = cookie.split('=')
    // Browsers accept a secure cookie only over https, but send it to localhost.
    await context.addCookies([
      { name, value, secure: true, url: `${new URL(url).origin.replace('http', 'https')}/` },
    ])
  }
  return context
}

declare global {
  interface Window {
    firstFieldAt: Promise<number>
  }
}

/** Notes in the page when its first field stands in a frame and the browser could take what is typed. */
function watchFirstField(): void {
  window.firstFieldAt = new Promise((resolve) => {
    const look = () => {
      const field = document.querySelector<HTMLInputElement>('input[type=text], input:not([type])')
      // A frame comes only when the style sheets are there; a task after it, only when the browser has time.
      if (field?.checkVisibility() && !field.disabled) setTimeout(() => resolve(performance.now()))
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}

/** Waits in the page for its first field, then until no long task has come for a while. Gives when the field stood. */
async function waitUntilQuiet(quietMs: number): Promise<number> {
  const at = await window.firstFieldAt
  let lastTask = performance.now()
  const observer = new PerformanceObserver(() => {
    lastTask = performance.now()
  })
  observer.observe({ type: 'longtask', buffered: true })
  observer.observe({ type: 'resource', buffered: true })
  while (performance.now() - lastTask < quietMs)
    await new Promise((resolve) => setTimeout(resolve, quietMs / 5))
  return at
}

async function assertTypable(page: Page): Promise<void> {
  const field = page.locator('input[type=text], input:not([type])').first()
  await field.focus()
  await page.keyboard.type('A')
  if ((await field.inputValue()) !== 'A') throw new Error(`${page.url()} does not take what is typed`)
}

async function readMetrics(session: CDPSession): Promise<Map<string, number>> {
  const { metrics } = await session.send('Performance.getMetrics')
  return new Map(metrics.map(({ name, value }) => [name, value]))
}

/** Counts what a page loads from now on, by type. */
function countBytes(session: CDPSession): () => FormLoad['bytes'] {
  const typeByRequest = new Map<string, string>()
  const sums = new Map<string, number>()
  session.on('Network.responseReceived', ({ requestId, type }) => typeByRequest.set(requestId, type))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const type = typeByRequest.get(requestId) ?? ''
    sums.set(type, (sums.get(type) ?? 0) + encodedDataLength)
  })
  const sumOf = (type: string) => sums.get(type) ?? 0
  return () => ({
    html: sumOf('Document'),
    style: sumOf('Stylesheet'),
    script: sumOf('Script'),
    all: [...sums.values()].reduce((sum, each) => sum + each, 0),
  })
}
