import { buildSite } from '../../dev/build.ts'
import { parseCommandLine } from '../../dev/command-line.ts'
import { closeOnSignal } from '../../dev/end-on-signal.ts'
import { startGalleryPortal } from '../../dev/gallery/serve.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { findBrowser } from '../browser/find-browser.ts'

// `npm run shared-image` takes the picture that a shared link shows: the head of the home page.
parseCommandLine({ usage: 'npm run shared-image' })
// Whatever was started ends when this process exits.
closeOnSignal(() => undefined, 1)
await buildSite({ gallery: true })
const portal = await startGalleryPortal(
  Number(process.env.PORT ?? 8797),
  Number(process.env.SERVICES_PORT ?? 8798),
)
const browser = await (await findBrowser()).launch()
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 630 } })
  for (const language of languages) {
    await page.goto(`${portal.origin}${localisePath(language, '/')}`, { waitUntil: 'networkidle' })
    await page.evaluate(() => {
      for (const hidden of document.querySelectorAll('.masthead__link, .leave, .next, .hero__lead'))
        (hidden as HTMLElement).style.display = 'none'
    })
    await page.screenshot({ path: `site/public/shared-${language}.png` })
  }
} finally {
  await browser.close()
  await portal.close()
}
process.exit(0)
