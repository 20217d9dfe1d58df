import { rmSync } from 'node:fs'
import { writeDerivedWranglerConfig } from '../../dev/derive-config.ts'
import { findFreePort, type Portal, startPortal } from '../../dev/start-portal.ts'

const STATE_FOLDER = '.wrangler/bench'
const REQUESTS_A_MINUTE = 1_000_000_000

/** A portal of the benchmarks' own: an empty database, the reference route, and no limit on requests. */
export async function startBenchPortal(): Promise<Portal> {
  rmSync(STATE_FOLDER, { recursive: true, force: true })
  const config = writeDerivedWranglerConfig('bench', {
    main: 'tests/bench/worker.ts',
    workerFirst: ['/bench/*'],
    limit: REQUESTS_A_MINUTE,
  })
  return startPortal({ port: await findFreePort(), servicesPort: 0, stateFolder: STATE_FOLDER, config })
}
