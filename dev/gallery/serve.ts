import { languageRoots } from '../../forms/language.ts'
import { deriveWranglerConfig } from '../derive-config.ts'
import { type Portal, startPortal } from '../start-portal.ts'

/** Starts the portal with the gallery. The site must have been built with it. */
export const startGalleryPortal = (port: number, servicesPort: number): Promise<Portal> =>
  startPortal({
    port,
    servicesPort,
    stateFolder: '.wrangler/gallery',
    config: deriveWranglerConfig('gallery', {
      main: 'dev/gallery/worker.ts',
      workerFirst: languageRoots.map((root) => `${root}/gallery/*`),
    }),
  })
