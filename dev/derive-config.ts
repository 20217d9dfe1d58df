import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

interface Difference {
  /** The worker to run instead of the portal's own. */
  readonly main: string
  /** More addresses that wake it. */
  readonly workerFirst: readonly string[]
  /** Requests a minute, where the portal's own limits would measure themselves. */
  readonly limit?: number
}

/** Writes wrangler.toml with a few differences into .wrangler/, for a worker that wraps the portal's; gives its path. */
export function deriveConfig(name: string, { main, workerFirst, limit }: Difference): string {
  const root = join(import.meta.dirname, '..')
  const folder = join(root, '.wrangler', 'derived')
  const from = (path: string) => relative(folder, join(root, path))
  const derived = [
    [/^main = .*$/m, `main = "${from(main)}"`],
    [/^directory = .*$/m, `directory = "${from('dist')}"`],
    [/^migrations_dir = .*$/m, `migrations_dir = "${from('db/migrations')}"`],
    [
      /^run_worker_first = \[$/m,
      ['run_worker_first = [', ...workerFirst.map((path) => `  "${path}",`)].join('\n'),
    ],
    ...(limit ? [[/limit = \d+/g, `limit = ${limit}`] as const] : []),
  ].reduce(
    (toml, [line, instead]) => replaced(toml, line as RegExp, instead as string),
    readFileSync(join(root, 'wrangler.toml'), 'utf8'),
  )
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.toml`)
  writeFileSync(path, derived)
  return path
}

function replaced(toml: string, line: RegExp, instead: string): string {
  if (toml.search(line) < 0) throw new Error(`wrangler.toml has no line like ${line}`)
  return toml.replace(line, instead)
}
