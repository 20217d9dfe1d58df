import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { DeploymentConfig } from '../deployment-config.ts'

/**
 * Writes the configuration of a deployment's Tail Worker into .wrangler/derived/, and gives its path. Its name is the one to
 * which the portal hands its log, its account the portal's. It has no address, no binding and no secret.
 */
export function writeTailConfig(config: DeploymentConfig): string {
  const name = config.tail_consumers?.[0]?.service
  if (!name) throw new Error('wrangler.toml names no Tail Worker')
  const root = join(import.meta.dirname, '../..')
  const folder = join(root, '.wrangler', 'derived')
  const settings = {
    name,
    main: relative(folder, join(root, 'worker/tail/index.ts')),
    account_id: config.account_id,
    compatibility_date: config.compatibility_date,
    send_metrics: false,
    workers_dev: false,
    preview_urls: false,
    observability: { enabled: true, logs: { enabled: true, invocation_logs: false } },
  }
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.json`)
  writeFileSync(path, JSON.stringify(settings, null, 2))
  return path
}
