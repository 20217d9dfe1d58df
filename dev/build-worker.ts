import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type Plugin, rolldown } from 'rolldown'
import { exitWithUsage, parseCommandLine } from './command-line.ts'
import { dropMethods } from './drop-methods.ts'
import { dropTableIndexes } from './drop-table-indexes.ts'
import { joinSqlLines } from './join-sql-lines.ts'
import { collectMovedWordings, moveWordings, writeDeclaredWordings } from './move-wordings.ts'

// wrangler runs this file before it deploys or serves a worker (`[build]` in wrangler.toml), and uploads what it wrote:
// `node dev/build-worker.ts worker/index.ts .wrangler/worker`. With READABLE_WORKER set, it is not minified.

const ROOT = join(import.meta.dirname, '..')

/** What stands in the bundle in place of a package that is imported by its name. */
const REPLACED_PACKAGES: Readonly<Record<string, string>> = {
  // The build takes out of the mail SDK what nobody calls (dev/trim-mail-sdk.ts). The worker only sends mail.
  resend: 'dist/mail-sdk.js',
  'postal-mime': 'worker/mail/mail-not-received.ts',
  // What verifies its webhooks takes its hashes from the platform.
  'fast-sha256': 'worker/mail/platform-hashes.ts',
  '@stablelib/base64': 'worker/mail/platform-hashes.ts',
}

const NO_RELATIONAL_QUERIES = 'worker/no-relational-queries.ts'

/** What stands in the bundle in place of a file. */
const REPLACED_FILES: Readonly<Record<string, string>> = {
  // Seals take a key that is there; jose brings every other way to agree on one.
  'node_modules/jose/dist/webapi/lib/key_management.js': 'worker/privacy/direct-encryption.ts',
  // Drizzle’s relational queries, and its kinds of columns that no table has.
  'node_modules/drizzle-orm/relations.js': NO_RELATIONAL_QUERIES,
  'node_modules/drizzle-orm/sqlite-core/query-builders/query.js': NO_RELATIONAL_QUERIES,
  'node_modules/drizzle-orm/sqlite-core/columns/all.js': NO_RELATIONAL_QUERIES,
  'node_modules/drizzle-orm/pg-core/columns/enum.js': NO_RELATIONAL_QUERIES,
  // The words of forms that only pages show stand in what the site builds.
  'forms/show-on-pages.ts': 'worker/drop-page-words.ts',
  // The words that the worker loads stand in what the site builds too; the worker carries their hash.
  'worker/site/declared-words-hash.ts': 'dist/loaded-words-hash.js',
  'worker/site/declared-wordings.ts': 'dist/declared-wordings.js',
}

export interface WorkerBundle {
  /** The module, minified unless it was to be readable. */
  readonly code: string
  readonly sourceMap: string
  /** The files and what each imports, by path from the root of the project. */
  readonly importsByFile: Readonly<Record<string, readonly string[]>>
  /** The bytes of each file as it stands in the module, before it is minified. */
  readonly bytesByFile: Readonly<Record<string, number>>
}

/** Bundles a worker into one module. The site must be built. */
export async function bundleWorker(entry = 'worker/index.ts', { minify = true } = {}): Promise<WorkerBundle> {
  const importsByFile: Record<string, string[]> = {}
  const bundler = await rolldown({
    cwd: ROOT,
    input: join(ROOT, entry),
    platform: 'neutral',
    external: /^(node|cloudflare):/,
    // Those of wrangler.
    resolve: {
      conditionNames: ['workerd', 'worker', 'browser', 'import', 'module'],
      mainFields: ['browser', 'module', 'main'],
    },
    transform: {
      define: {
        'process.env.NODE_ENV': '"production"',
        'navigator.userAgent': '"Cloudflare-Workers"',
      },
    },
    // Reading a property of our values does nothing else, so that what is read and not used is left out.
    treeshake: { propertyReadSideEffects: false },
    plugins: [
      replaceModules,
      createWordingMover(),
      joinLinesOfSql,
      dropIndexesOfTables,
      dropUncalledMethods,
      recordImports(importsByFile),
    ],
  })
  const { output } = await bundler.generate({
    format: 'esm',
    sourcemap: true,
    entryFileNames: 'index.js',
    minify,
    comments: { legal: true, annotation: false, jsdoc: false },
    codeSplitting: false,
  })
  await bundler.close()
  const [{ code, map, modules }] = output
  if (!map) throw new Error('The bundle has no source map')
  return {
    code,
    sourceMap: map.toString(),
    importsByFile,
    bytesByFile: Object.fromEntries(
      Object.entries(modules).map(([file, { renderedLength }]) => [relative(ROOT, file), renderedLength]),
    ),
  }
}

const replaceModules: Plugin = {
  name: 'replace-modules',
  async resolveId(source, importer, { isEntry }) {
    const replacement = REPLACED_PACKAGES[source]
    if (replacement) return join(ROOT, replacement)
    if (isEntry || !REPLACED_BASENAMES.some((name) => source.endsWith(name))) return
    const resolved = await this.resolve(source, importer, { skipSelf: true })
    const replacedBy = resolved && REPLACED_FILES[relative(ROOT, resolved.id)]
    return replacedBy ? join(ROOT, replacedBy) : resolved
  },
}

/** What an import of a replaced file ends with. */
const REPLACED_BASENAMES = Object.keys(REPLACED_FILES).map((file) => file.slice(file.lastIndexOf('/')))

/** Throws unless the site was built of the same wordings, since each is known by its place among them. */
function createWordingMover(): Plugin {
  const moved = collectMovedWordings()
  if (readFileSync(join(ROOT, 'dist/declared-wordings.js'), 'utf8') !== writeDeclaredWordings(moved))
    throw new Error('The site was built of other wordings: run `npm run build`')
  return {
    name: 'move-wordings',
    transform: {
      filter: { id: /\/(content|forms)\/.*\.ts$/ },
      handler(source, id) {
        const file = relative(ROOT, id)
        const firstIndex = moved.firstIndexByFile.get(file)
        return firstIndex === undefined ? undefined : moveWordings(file, source, firstIndex)
      },
    },
  }
}

const joinLinesOfSql: Plugin = {
  name: 'join-lines-of-sql',
  transform: {
    filter: { id: /\/(db|worker)\/.*\.ts$/, code: 'sql' },
    handler: (source, id) => joinSqlLines(id, source),
  },
}

const dropIndexesOfTables: Plugin = {
  name: 'drop-indexes-of-tables',
  transform: {
    filter: { id: /\/db\/schema\.ts$/ },
    handler: (source, id) => dropTableIndexes(id, source),
  },
}

/** The methods that nobody calls, by the file of their class. */
const UNCALLED_METHODS: Readonly<Record<string, readonly string[]>> = {
  // Relational queries are left out, and wrangler applies the migrations.
  'node_modules/drizzle-orm/sqlite-core/dialect.js': ['buildRelationalQuery', 'migrate'],
  // The worker sends, and verifies webhooks.
  'dist/mail-sdk.js': ['get', 'list', 'update', 'cancel', 'share', 'metrics', 'patch', 'put', 'remove'],
}

const dropUncalledMethods: Plugin = {
  name: 'drop-uncalled-methods',
  transform: {
    filter: { id: /\/(node_modules|dist)\// },
    handler(source, id) {
      const names = UNCALLED_METHODS[relative(ROOT, id)]
      return names && dropMethods(id, source, names)
    },
  },
}

const recordImports = (importsByFile: Record<string, string[]>): Plugin => ({
  name: 'record-imports',
  moduleParsed({ id, importedIds }) {
    importsByFile[relative(ROOT, id)] = importedIds.map((imported) => relative(ROOT, imported))
  },
})

if (import.meta.main) {
  const usage = 'node dev/build-worker.ts ENTRY FOLDER'
  const [entry, folder, ...others] = parseCommandLine({ usage, words: 'any' }).words
  if (!entry || !folder || others.length > 0)
    exitWithUsage('Name the entry and the folder, and no more', usage)
  const { code, sourceMap } = await bundleWorker(entry, { minify: !process.env.READABLE_WORKER })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'index.js'), code)
  writeFileSync(join(folder, 'index.js.map'), sourceMap)
}
