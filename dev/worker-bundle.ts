import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** The most that the worker may weigh as it is deployed: minified, after gzip. */
export const MAX_WORKER_BYTES = 220 * 1024

interface WorkerBundle {
  /** The bytes after gzip, as wrangler counts them. */
  readonly gzippedBytes: number
  /** The files and what each imports, by path from the root of the project. */
  readonly importsByFile: Readonly<Record<string, readonly string[]>>
  /** The minified bytes of each library and folder, the heaviest first. */
  readonly bytesByPart: readonly (readonly [part: string, bytes: number])[]
}

/** Bundles the worker as `npm run deploy` does, and deploys nothing. The site must be built. */
export function bundleWorker(): WorkerBundle {
  const folder = mkdtempSync(join(tmpdir(), 'worker-bundle-'))
  try {
    execFileSync('wrangler', ['deploy', '--dry-run', '--metafile', '--outdir', folder], {
      env: { ...process.env, CI: '1', CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false' },
      stdio: 'pipe',
    })
    const metafile: Metafile = JSON.parse(readFileSync(join(folder, 'bundle-meta.json'), 'utf8'))
    return {
      gzippedBytes: gzipSync(readFileSync(join(folder, 'index.js'))).length,
      importsByFile: Object.fromEntries(
        Object.entries(metafile.inputs).map(([file, { imports }]) => [file, imports.map(({ path }) => path)]),
      ),
      bytesByPart: sumBytesByPart(metafile),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** What esbuild records of a bundle. */
interface Metafile {
  readonly inputs: Readonly<Record<string, { readonly imports: readonly { readonly path: string }[] }>>
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
  >
}

function sumBytesByPart({ outputs }: Metafile): [part: string, bytes: number][] {
  const sums = new Map<string, number>()
  for (const { inputs } of Object.values(outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const part =
        file.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? file.split('/').slice(0, 2).join('/')
      sums.set(part, (sums.get(part) ?? 0) + bytesInOutput)
    }
  }
  return [...sums].sort(([, a], [, b]) => b - a)
}
