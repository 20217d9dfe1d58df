import { rmSync } from 'node:fs'
import { deriveConfig } from '../../dev/derive-config.ts'
import { type Portal, startPortal } from '../../dev/start-portal.ts'

const STATE = '.wrangler/bench'
const LIMITLESS = 1_000_000_000

/** A portal of the benchmarks' own: an empty database, the reference route, and no limit on requests. */
export function startBenchPortal(): Promise<Portal> {
  rmSync(STATE, { recursive: true, force: true })
  const config = deriveConfig('bench', {
    main: 'tests/bench/worker.ts',
    workerFirst: ['/bench/*'],
    limit: LIMITLESS,
  })
  return startPortal({ port: 8897, servicesPort: 8898, stateFolder: STATE, config })
}
