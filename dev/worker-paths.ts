import { readFileSync, writeFileSync } from 'node:fs'
import { listWorkerPaths } from '../worker/http/worker-paths.ts'
import { parseCommandLine } from './command-line.ts'

// `npm run worker-paths` writes the addresses that wake the worker into wrangler.toml, which cannot import them.
const CONFIG = 'wrangler.toml'

/** Replaces the addresses that wake the worker in the text of a wrangler.toml. */
export const replaceWorkerPathsInToml = (toml: string): string =>
  toml.replace(
    /^run_worker_first = \[\n[^\]]*\]$/m,
    ['run_worker_first = [', ...listWorkerPaths().map((path) => `  "${path}",`), ']'].join('\n'),
  )

if (import.meta.main) {
  parseCommandLine({ usage: 'npm run worker-paths' })
  writeFileSync(CONFIG, replaceWorkerPathsInToml(readFileSync(CONFIG, 'utf8')))
}
