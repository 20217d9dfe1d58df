import { readFileSync, writeFileSync } from 'node:fs'
import { parseCommandLine } from '../../dev/command-line.ts'
import { findBrowser } from '../browser/find-browser.ts'

// `npm run icons` draws the icons that browsers ask for by themselves: the ground and the flame of lantern.svg. They lack
// the lantern, since browsers also show them for pages that hide whose they are, which link no icon.
parseCommandLine({ usage: 'npm run icons' })
const lantern = readFileSync('site/public/lantern.svg', 'utf8')
const [ground = '', colour = ''] = /<rect [^>]*fill="([^"]+)"[^>]*>/.exec(lantern) ?? []
const flame = lantern.match(/<path [^>]*>/g)?.at(-1) ?? ''
const LARGER_FLAME = 'translate(16 20) scale(2.2) translate(-16 -23.5)'
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 0 40 40">${ground}<g transform="${LARGER_FLAME}">${flame}</g></svg>`

const browser = await (await findBrowser()).launch()
try {
  writeFileSync('site/public/favicon.ico', wrapPngInIco(await drawIcon(32, 'transparent'), 32))
  // Phones round the corners of these by themselves, and show what is transparent as black.
  const touchIcon = await drawIcon(180, colour)
  for (const ending of ['', '-precomposed'])
    writeFileSync(`site/public/apple-touch-icon${ending}.png`, touchIcon)
} finally {
  await browser.close()
}

async function drawIcon(pixels: number, background: string): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: pixels, height: pixels } })
  await page.setContent(`<body style="margin: 0; display: grid; background: ${background}">${icon}</body>`)
  return page.screenshot({ omitBackground: true })
}

/** Wraps one square PNG as an icon file. Source: “Icons”, Microsoft, ICONDIR and ICONDIRENTRY; PNG since Windows Vista. */
function wrapPngInIco(png: Buffer, pixels: number): Buffer {
  const header = Buffer.alloc(22)
  header.writeUInt16LE(1, 2) // an icon
  header.writeUInt16LE(1, 4) // one picture
  header.writeUInt8(pixels, 6)
  header.writeUInt8(pixels, 7)
  header.writeUInt16LE(1, 10) // colour planes
  header.writeUInt16LE(32, 12) // bits a pixel
  header.writeUInt32LE(png.length, 14)
  header.writeUInt32LE(header.length, 18)
  return Buffer.concat([header, png])
}
