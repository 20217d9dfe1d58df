import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** What a test file needs: the runtime it runs in, and whether `npm run test:deep` runs it. */
export interface TestFilePlan {
  readonly file: string
  readonly runtime: 'unit' | 'worker'
  /** Runs in `npm test`. */
  readonly isQuick: boolean
  /** Runs in `npm run test:deep`. */
  readonly isDeep: boolean
}

/** Say how many runs a property test makes, and how many cases of a table; a file that imports one runs in both commands. */
const MORE_WHEN_DEEP = ['tests/support/property-runs.ts', 'tests/support/explored-cases.ts']
/** What only the Workers runtime has: its modules, D1 among them, and its rewriter. */
const WORKER_IMPORT = /^cloudflare:/
const WORKER_GLOBAL = /\bnew HTMLRewriter\b/

/**
 * Plans test files. A test that imports, directly or through another file, what only the
 * Workers runtime has runs there; every other test runs in Node, which starts faster.
 */
export function planTestFiles(
  files: readonly string[],
  readSource: (file: string) => string | undefined,
): TestFilePlan[] {
  const sources = new Map<string, Source>()
  const read = (file: string) => {
    const source = sources.get(file) ?? parseSource(file, readSource(file) ?? '')
    sources.set(file, source)
    return source
  }
  return files.map((file) => {
    const reached = [...reachFiles(file, read)]
    const isDeepOnly = file.endsWith('.deep.test.ts')
    return {
      file,
      runtime: reached.some((each) => read(each).needsWorker) ? 'worker' : 'unit',
      isQuick: !isDeepOnly,
      isDeep: isDeepOnly || MORE_WHEN_DEEP.some((each) => reached.includes(each)),
    }
  })
}

/** Plans the test files of the project but those of the browser. */
export const planAllTestFiles = (): TestFilePlan[] =>
  planMatchingFiles('{content,forms,site,desk,dev,worker,db,tests/support}/**/*.test.ts')

/** Plans the test files of the browser. The runtime is that of what they import; the portal runs beside them. */
export const planBrowserTestFiles = (): TestFilePlan[] => planMatchingFiles('tests/browser/**/*.test.ts')

const planMatchingFiles = (pattern: string): TestFilePlan[] =>
  planTestFiles(globSync(pattern).toSorted(), (file) =>
    existsSync(file) ? readFileSync(file, 'utf8') : undefined,
  )

interface Source {
  readonly imports: readonly string[]
  readonly needsWorker: boolean
}

/** Lists a file and all it imports, directly or through another file. */
function reachFiles(file: string, read: (file: string) => Source): Set<string> {
  const reached = new Set([file])
  for (const each of reached) for (const target of read(each).imports) reached.add(target)
  return reached
}

/** Reads the imports that are left when types are removed. */
function parseSource(file: string, text: string): Source {
  const specifiers = [...text.matchAll(IMPORT)].map(([, from, dynamic]) => from ?? dynamic ?? '')
  return {
    imports: specifiers
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => normalize(join(dirname(file), specifier))),
    needsWorker: specifiers.some((specifier) => WORKER_IMPORT.test(specifier)) || WORKER_GLOBAL.test(text),
  }
}

const IMPORT =
  /^(?:import|export)(?!\s+type\s)(?:[^'"]*?\sfrom)?\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm
