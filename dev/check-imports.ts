import { readFileSync } from 'node:fs'
import { parseCommandLine } from './command-line.ts'
import { findCircles, groupImportsByFolder } from './import-circles.ts'
import { type FoundImport, listImports } from './list-imports.ts'
import { listSourceFiles } from './list-source-files.ts'

/**
 * The folders that each folder may import from: `site → content ← worker → db`. No library fits: those that check
 * directions do not read .astro files, and the desk may import the types of the worker's routes but nothing that runs.
 */
const ALLOWED_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  forms: [],
  content: ['forms'],
  db: [],
  // One page mounts the desk.
  site: ['forms', 'content', 'desk'],
  desk: ['forms', 'content'],
  worker: ['forms', 'content', 'db'],
  dev: ['forms', 'content', 'worker', 'site', 'db'],
  'tests/support': ['forms', 'content', 'worker', 'db'],
  'tests/bench': ['forms', 'content', 'worker', 'db', 'dev', 'tests/browser', 'tests/support'],
  'tests/screenshots': ['forms', 'content', 'dev', 'tests/browser'],
  'tests/third-language': ['forms', 'content', 'dev'],
  // The journeys find the desk's buttons by their wording.
  'tests/browser': ['forms', 'content', 'worker', 'dev', 'desk', 'tests/support'],
}

/** Imports that are allowed only for types. */
const ALLOWED_TYPE_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  desk: ['worker/desk/api.ts', 'worker/desk/api-error.ts', 'worker/desk/page-data.ts'],
  db: ['forms', 'content', 'tests/support'],
}

/** Single files that a folder may import: the database shares stages, kinds of message, limits and units with the desk. */
const ALLOWED_FILE_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  db: [
    'content/file-stages.ts',
    'content/file/overrides.ts',
    'content/intake-form-ids.ts',
    'content/limits.ts',
    'content/mail/message-kinds.ts',
    'content/time/units.ts',
  ],
}

/** Imports that are allowed in tests, which measure and drive code of other folders. */
const ALLOWED_TEST_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  forms: ['tests/support'],
  content: ['tests/support'],
  site: ['dev', 'tests/support'],
  desk: ['tests/support'],
  dev: ['tests/support'],
  db: ['worker', 'tests/support'],
  worker: ['tests/support'],
}

/** The pure parts of the worker, which may not import HTTP or D1. */
const PURE_FILES = [
  'worker/booking/reserve/change-deadline.ts',
  'worker/booking/openings/shown-openings.ts',
  'worker/booking/openings/openings.ts',
  'worker/intake/assign.ts',
  'worker/intake/reference.ts',
  'worker/mail/retry.ts',
]
const IMPURE_IMPORT_PATTERN = /^(hono|drizzle-orm|db\/|worker\/http\/)/

/**
 * The worker's folders, and the files beside them, in order: each may import only from those before it. First comes
 * what knows no request: the log, keys and seals, the settings, what the site built, how to reach a parent, messages. Then
 * come requests and pages, sessions, and forms in general. On these stands what the practice does, each part after those it
 * builds on. Last come the desk and the files that put the worker together.
 */
export const WORKER_IMPORT_ORDER = [
  'no-relational-queries.ts',
  'drop-page-words.ts',
  'log-events.ts',
  'log.ts',
  'privacy',
  'environment.ts',
  'site',
  'contact',
  'mail',
  'record',
  'http',
  'session',
  'forms',
  'intake',
  'additions',
  'booking',
  'authorisation',
  'invitation',
  'code',
  'letters',
  'documents',
  'file',
  'calendar',
  'webhooks',
  'operations',
  'desk',
  'registered-forms.ts',
  'rotation',
  'retention',
  'known-visitor.ts',
  'app.ts',
  'index.ts',
  'tail',
] as const

/** Lists every import that is not allowed: in the wrong direction, back to an earlier folder, or in a circle. */
export function findWrongImports(sources: ReadonlyMap<string, string>): string[] {
  const imports = new Map([...sources].map(([file, text]) => [file, listImports(file, text)]))
  const each = [...imports].flatMap(([file, found]) => found.map((imported) => ({ file, imported })))
  return [
    ...each.flatMap(({ file, imported }) => checkImport(file, imported)),
    ...each.flatMap(({ file, imported }) => checkWorkerOrder(file, imported.target)),
    ...listCircles(imports),
  ]
}

/** Finds an import from a folder of the worker to a later one. Tests may import whatever builds on what they test. */
function checkWorkerOrder(file: string, target: string): string[] {
  if (!file.startsWith('worker/') || !target.startsWith('worker/') || isTest(file)) return []
  const [from, to] = [file, target].map((path) => path.split('/')[1] ?? '')
  const rank = (child = '') => (WORKER_IMPORT_ORDER as readonly string[]).indexOf(child)
  const unknown = [from, to].find((child) => rank(child) === -1)
  if (unknown !== undefined) return [`worker/${unknown} has no place in WORKER_ORDER`]
  return rank(to) > rank(from) ? [`${file} imports ${target}: worker/${to} stands above worker/${from}`] : []
}

/**
 * Lists circles between files, including imports of types, and circles between the children of a folder, at any depth.
 * The top folders are left out, since ALLOWED_IMPORTS gives their directions.
 */
function listCircles(imports: ReadonlyMap<string, readonly FoundImport[]>): string[] {
  const graph = (files: readonly string[]) =>
    new Map(
      files.map((file) => [
        file,
        new Set(imports.get(file)?.flatMap(({ target }) => (imports.has(target) ? [target] : []))),
      ]),
    )
  const files = [...imports.keys()]
  const folders = groupImportsByFolder(graph(files.filter((file) => !isTest(file))))
  return [
    ...findCircles(graph(files)).map((circle) => `Files import one another: ${circle}`),
    ...[...folders].flatMap(([folder, children]) =>
      folder === ''
        ? []
        : findCircles(children).map((circle) => `In ${folder}/ imports lead back: ${circle}`),
    ),
  ]
}

const isTest = (file: string): boolean => /\.(test|fixture)\.tsx?$/.test(file)

function checkImport(file: string, { target, typesOnly }: FoundImport): string[] {
  const from = findRoom(file)
  const to = findRoom(target)
  const wrong = `${file} imports ${target}`
  if (PURE_FILES.includes(file) && !typesOnly && IMPURE_IMPORT_PATTERN.test(target))
    return [`${wrong}: it is a pure part of the worker`]
  const inTest = /\.test\.tsx?$/.test(file)
  if (
    (from === 'content' || from === 'forms') &&
    !inTest &&
    !(to in ALLOWED_IMPORTS) &&
    !CONTENT_PACKAGES.has(target)
  )
    return [`${wrong}: content and forms may use zod’s mini build alone`]
  if (!(to in ALLOWED_IMPORTS) || to === from || ALLOWED_IMPORTS[from]?.includes(to)) return []
  if (ALLOWED_FILE_IMPORTS[from]?.includes(target)) return []
  if (typesOnly && ALLOWED_TYPE_IMPORTS[from]?.some((path) => target.startsWith(path))) return []
  if (inTest && ALLOWED_TEST_IMPORTS[from]?.includes(to)) return []
  return [wrong]
}

/** The part of the project that a file is in: `content`, `worker`; in tests/ each folder is a part: `tests/bench`. */
const findRoom = (path: string): string =>
  path
    .split('/')
    .slice(0, path.startsWith('tests/') ? 2 : 1)
    .join('/')

/** The packages that content/ and forms/ may use: zod, and what phone numbers cannot do without. */
const CONTENT_PACKAGES = new Set(['zod/mini', 'libphonenumber-js/core/es6'])

if (import.meta.main) {
  parseCommandLine({ usage: 'npm run imports' })
  const files = listSourceFiles('{content,forms,db,site,desk,worker,dev,tests}/**/*.{ts,tsx,astro}')
  const wrong = findWrongImports(new Map(files.map((file) => [file, readFileSync(file, 'utf8')])))
  for (const line of wrong) console.error(line)
  process.exit(wrong.length === 0 ? 0 : 1)
}
