import { allLanguagePathPrefixes } from '../../forms/language.ts'
import { writeDerivedWranglerConfig } from '../derive-config.ts'
import { type Portal, startPortal } from '../start-portal.ts'

/** The addresses of the gallery, as wrangler.toml writes them. */
export const galleryPathPatterns = allLanguagePathPrefixes.map((root) => `${root}/gallery/*`)

/** Starts the portal with the gallery. The site must have been built with it. */
export const startGalleryPortal = (port: number, servicesPort: number): Promise<Portal> =>
  startPortal({
    port,
    servicesPort,
    stateFolder: '.wrangler/gallery',
    config: writeDerivedWranglerConfig('gallery', {
      main: 'dev/gallery/worker.ts',
      workerFirst: galleryPathPatterns,
    }),
  })
