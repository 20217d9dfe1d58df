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

/** What the platform says of a connection of a family's own: the portal bounds how often one sends. */
export const createFamilyConnectionHeaders = (): Record<string, string> => ({
  // RFC 3849 reserves these addresses for examples.
  'CF-Connecting-IP': `2001:db8:${Array.from(crypto.getRandomValues(new Uint16Array(2)), (part) => part.toString(16)).join(':')}::1`,
})

/** Forgets what the portal counted in this hour, as the next hour would. */
export async function letHourPass(origin: string): Promise<void> {
  const { ok, status } = await fetch(`${origin}/bench/hour`, { method: 'POST', headers: { Origin: origin } })
  if (!ok) throw new Error(`The portal did not let an hour pass: ${status}`)
}
