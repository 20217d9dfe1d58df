import { appendFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { writeDerivedWranglerConfig } from '../../dev/derive-config.ts'
import { galleryPathPatterns } from '../../dev/gallery/serve.ts'
import { findFreePort, startPortal } from '../../dev/start-portal.ts'
import { findBrowser } from './find-browser.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where everything stands, for the journeys. */
    portal: {
      readonly origin: string
      readonly services: string
      /** The local database and state, as files. */
      readonly stateFolder: string
      /** Everything the worker and its runtime printed. */
      readonly logFile: string
    }
  }
}

/** All journeys come from one connection, whose limit a fast machine reaches; worker/http/rate-limit.test.ts tests limits. */
const REQUESTS_A_MINUTE = 1_000_000

/** One portal, which has the gallery too, for all journeys: on free ports and with an empty database. */
export default async function setup(project: TestProject) {
  const stateFolder = join(import.meta.dirname, '..', '..', '.wrangler', 'browser-tests')
  const logFile = join(stateFolder, 'worker.log')
  rmSync(stateFolder, { recursive: true, force: true })
  mkdirSync(stateFolder, { recursive: true })
  const browser = await findBrowser()
  const config = writeDerivedWranglerConfig('browser-tests', {
    main: 'tests/browser/portal-worker.ts',
    workerFirst: galleryPathPatterns,
    limit: REQUESTS_A_MINUTE,
  })
  const portal = await startPortal({
    port: await findFreePort(),
    servicesPort: 0,
    stateFolder,
    config,
    onOutput: (text) => appendFileSync(logFile, text),
  })
  console.log(`Browser: ${browser.from}`)
  const { origin, services } = portal
  project.provide('portal', {
    origin,
    services: services.origin,
    stateFolder,
    logFile,
  })
  return () => portal.close()
}
