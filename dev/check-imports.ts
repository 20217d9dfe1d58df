import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import ts from 'typescript'

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

/** Every import in the wrong direction: `site/x.astro imports worker/y.ts`. */
export function findWrongImports(): string[] {
  const files = globSync('{content,forms,db,site,desk,worker,dev,tests}/**/*.{ts,tsx,astro}')
  return files.flatMap((file) => listImports(file).flatMap((imported) => checkImport(file, imported)))
}

interface FoundImport {
  /** A path in the project, or a package's name. */
  readonly target: string
  readonly typesOnly: boolean
}

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

function listImports(file: string): FoundImport[] {
  const text = readFileSync(file, 'utf8')
  const code = file.endsWith('.astro')
    ? (/^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '') + scriptsAsImports(text)
    : text
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: FoundImport[] = []
  const visit = (node: ts.Node) => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      found.push({ target: resolveSpecifier(file, node.moduleSpecifier.text), typesOnly: isTypesOnly(node) })
    }
    if (
      ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword &&
      node.arguments[0] &&
      ts.isStringLiteral(node.arguments[0])
    ) {
      found.push({ target: resolveSpecifier(file, node.arguments[0].text), typesOnly: false })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** `<script src="…">` of a page, written as the imports they are. */
const scriptsAsImports = (text: string) =>
  [...text.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)].map(([, src]) => `\nimport '${src}'`).join('')

const isTypesOnly = (node: ts.ImportDeclaration | ts.ExportDeclaration): boolean =>
  ts.isExportDeclaration(node)
    ? node.isTypeOnly
    : node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword

const resolveSpecifier = (file: string, specifier: string): string =>
  specifier.startsWith('.') ? normalize(join(dirname(file), specifier)) : specifier

if (import.meta.main) {
  const wrong = findWrongImports()
  for (const line of wrong) console.error(line)
  process.exit(wrong.length === 0 ? 0 : 1)
}
