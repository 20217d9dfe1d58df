import { globSync, readFileSync } from 'node:fs'
import { findCircles, groupByFolder } from './import-circles.ts'
import { type FoundImport, listImports } from './list-imports.ts'

/**
 * Which folder may import from which: `site → content ← worker → db`. No library fits: those that know directions
 * read no .astro files, and the desk may import the types of the worker's routes but nothing that runs.
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
  'tests/third-language': ['forms', 'content', 'dev'],
  // The desk for the wording of its buttons.
  'tests/browser': ['forms', 'content', 'worker', 'dev', 'desk', 'tests/support'],
}

/** Imports of types only that are allowed besides. */
const ALLOWED_TYPE_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  desk: ['worker/desk/api.ts', 'worker/desk/api-error.ts'],
  db: ['forms', 'content', 'tests/support'],
}

/** What a room takes from another one, file by file: the stages and the kinds of message that the database and the desk go by. */
const ALLOWED_FILE_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  db: ['content/file-stages.ts', 'content/mail/message-kinds.ts'],
}

/** Tests measure and drive what they test, from whichever room it is in. */
const ALLOWED_TEST_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  site: ['dev'],
  dev: ['tests/support'],
  db: ['worker', 'tests/support'],
  worker: ['tests/support'],
}

/** The pure parts of the worker know neither HTTP nor D1. */
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
 * The worker's folders, and the files beside them, from the ground up: each imports from those before it and from none
 * after. First what knows of no request: the log, keys and seals, the settings, how a parent may be reached, messages.
 * Then requests and pages, what is open in a browser, and forms in general. On these stands what the practice does, each
 * after what it builds on; and over all of it the desk, and what puts the worker together.
 */
export const WORKER_ORDER = [
  'log-events.ts',
  'log.ts',
  'privacy',
  'environment.ts',
  'contact',
  'mail',
  'http',
  'session',
  'forms',
  'intake',
  'booking',
  'authorisation',
  'invitation',
  'file',
  'calendar',
  'desk',
  'registered-forms.ts',
  'app.ts',
  'index.ts',
] as const

/** Source texts by their path in the project. */
type Sources = ReadonlyMap<string, string>

/** Every import that may not be: in the wrong direction, back to a folder above, or round in a circle. */
export function findWrongImports(sources: Sources): string[] {
  const imports = new Map([...sources].map(([file, text]) => [file, listImports(file, text)]))
  const each = [...imports].flatMap(([file, found]) => found.map((imported) => ({ file, imported })))
  return [
    ...each.flatMap(({ file, imported }) => checkImport(file, imported)),
    ...each.flatMap(({ file, imported }) => checkWorkerOrder(file, imported.target)),
    ...listCircles(imports),
  ]
}

/** An import from one of the worker's folders to one above it. A test may drive whatever stands on what it tests. */
function checkWorkerOrder(file: string, target: string): string[] {
  if (!file.startsWith('worker/') || !target.startsWith('worker/') || isTest(file)) return []
  const [from, to] = [file, target].map((path) => path.split('/')[1] ?? '')
  const rank = (child = '') => (WORKER_ORDER as readonly string[]).indexOf(child)
  const unknown = [from, to].find((child) => rank(child) === -1)
  if (unknown !== undefined) return [`worker/${unknown} has no place in WORKER_ORDER`]
  return rank(to) > rank(from) ? [`${file} imports ${target}: worker/${to} stands above worker/${from}`] : []
}

/** Circles between files, types included, and between what lies in one folder, at any depth; of rooms directions tell. */
function listCircles(imports: ReadonlyMap<string, readonly FoundImport[]>): string[] {
  const graph = (files: readonly string[]) =>
    new Map(
      files.map((file) => [
        file,
        new Set(imports.get(file)?.flatMap(({ target }) => (imports.has(target) ? [target] : []))),
      ]),
    )
  const files = [...imports.keys()]
  const folders = groupByFolder(graph(files.filter((file) => !isTest(file))))
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
    return [`${wrong}: content and forms may use zod alone`]
  if (!(to in ALLOWED_IMPORTS) || to === from || ALLOWED_IMPORTS[from]?.includes(to)) return []
  if (ALLOWED_FILE_IMPORTS[from]?.includes(target)) return []
  if (typesOnly && ALLOWED_TYPE_IMPORTS[from]?.some((path) => target.startsWith(path))) return []
  if (inTest && ALLOWED_TEST_IMPORTS[from]?.includes(to)) return []
  return [wrong]
}

/** `content`, `worker`; of tests the second folder too, since each has rules of its own. */
const findRoom = (path: string): string =>
  path
    .split('/')
    .slice(0, path.startsWith('tests/') ? 2 : 1)
    .join('/')

/** The packages content/ and forms/ may use: zod, and what one kind of question or a time of day cannot be judged without. */
const CONTENT_PACKAGES = new Set(['zod', 'libphonenumber-js/min', 'temporal-polyfill'])

if (import.meta.main) {
  const files = globSync('{content,forms,db,site,desk,worker,dev,tests}/**/*.{ts,tsx,astro}')
  const wrong = findWrongImports(new Map(files.map((file) => [file, readFileSync(file, 'utf8')])))
  for (const line of wrong) console.error(line)
  process.exit(wrong.length === 0 ? 0 : 1)
}
