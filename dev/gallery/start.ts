import { buildSite } from '../build.ts'
import { startGalleryPortal } from './serve.ts'

// `npm run gallery` serves every kind of question in every state until Ctrl-C.
await buildSite({ gallery: true })
const portal = await startGalleryPortal(
  Number(process.env.PORT ?? 8787),
  Number(process.env.SERVICES_PORT ?? 8788),
)
console.log(`The gallery: ${portal.origin}/gallery/   (Ctrl-C stops it)`)
process.once('SIGINT', () => portal.close().then(() => process.exit(0)))
