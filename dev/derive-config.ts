import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

interface ConfigDifference {
  /** The worker to run instead of the portal's own. */
  readonly main: string
  /** Further addresses that wake the worker. */
  readonly workerFirst: readonly string[]
  /** Requests a minute, for benchmarks and journeys that the portal's own limits would stop. */
  readonly limit?: number
}

/** Writes a copy of wrangler.toml with these differences into .wrangler/derived/, and gives its path. */
export function writeDerivedWranglerConfig(
  name: string,
  { main, workerFirst, limit }: ConfigDifference,
): string {
  const root = join(import.meta.dirname, '..')
  const folder = join(root, '.wrangler', 'derived')
  const pathFromFolder = (path: string) => relative(folder, join(root, path))
  const derived = [
    [/^main = .*$/m, `main = "${name}/index.js"`],
    // wrangler runs it where it was itself started: in the root of the project.
    [/^command = .*$/m, `command = "node dev/build-worker.ts ${main} .wrangler/derived/${name}"`],
    [/^watch_dir = .*$/m, `watch_dir = "${pathFromFolder('worker')}"`],
    [/^directory = .*$/m, `directory = "${pathFromFolder('dist')}"`],
    [/^migrations_dir = .*$/m, `migrations_dir = "${pathFromFolder('db/migrations')}"`],
    [
      /^run_worker_first = \[$/m,
      ['run_worker_first = [', ...workerFirst.map((path) => `  "${path}",`)].join('\n'),
    ],
    ...(limit ? [[/limit = \d+/g, `limit = ${limit}`] as const] : []),
  ].reduce(
    (toml, [line, replacement]) => replaceLine(toml, line as RegExp, replacement as string),
    readFileSync(join(root, 'wrangler.toml'), 'utf8'),
  )
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.toml`)
  writeFileSync(path, derived)
  return path
}

function replaceLine(toml: string, line: RegExp, replacement: string): string {
  if (toml.search(line) < 0) throw new Error(`wrangler.toml has no line like ${line}`)
  return toml.replace(line, replacement)
}
