import { buildSite } from '../build.ts'
import { parseCommandLine } from '../command-line.ts'
import { closeOnSignal } from '../end-on-signal.ts'
import { startGalleryPortal } from './serve.ts'

// `npm run gallery` serves every kind of question in every state until Ctrl-C.
parseCommandLine({ usage: 'npm run gallery' })
await buildSite({ gallery: true })
const starting = startGalleryPortal(
  Number(process.env.PORT ?? 8787),
  Number(process.env.SERVICES_PORT ?? 8788),
)
closeOnSignal(async () => (await starting).close())
const portal = await starting
console.log(`The gallery: ${portal.origin}/gallery/   (Ctrl-C stops it)`)
