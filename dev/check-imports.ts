import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import ts from 'typescript'

/**
 * Which folder may import from which: `site → content ← worker → db`. No library fits: those that know directions
 * read no .astro files, and the desk may import the types of the worker's routes but nothing that runs.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  forms: [],
  content: ['forms'],
  db: [],
  // One page mounts the desk.
  site: ['forms', 'content', 'desk'],
  desk: ['forms', 'content'],
  worker: ['forms', 'content', 'db'],
  dev: ['forms', 'content', 'worker', 'site', 'db', 'tests/browser'],
  'tests/support': ['forms', 'content', 'worker', 'db'],
  'tests/bench': ['forms', 'content', 'worker', 'db', 'dev', 'tests/browser', 'tests/support'],
  // The words of the desk's buttons.
  'tests/browser': ['forms', 'content', 'worker', 'dev', 'desk', 'tests/support'],
}

/** Imports of types only that are allowed besides. */
const allowedTypes: Readonly<Record<string, readonly string[]>> = {
  desk: ['worker/desk/api.ts'],
  db: ['forms', 'content', 'tests/support'],
}

/** Tests measure and drive what they test, from wherever that stands. */
const allowedInTests: Readonly<Record<string, readonly string[]>> = {
  site: ['tests/browser'],
  db: ['worker', 'tests/support'],
  worker: ['tests/support'],
}

/** The pure parts of the worker know neither HTTP nor D1. */
const pure = [
  'worker/booking/reserve/change-deadline.ts',
  'worker/booking/openings/shown-openings.ts',
  'worker/booking/openings/openings.ts',
  'worker/intake/assign.ts',
  'worker/intake/reference.ts',
  'worker/mail/retry.ts',
]
const impure = /^(hono|drizzle-orm|db\/|worker\/http\/)/

/** Every import that goes the wrong way: `site/x.astro imports worker/y.ts`. */
export function wrongImports(): string[] {
  const files = globSync('{content,forms,db,site,desk,worker,dev,tests}/**/*.{ts,tsx,astro}')
  return files.flatMap((file) => importsOf(file).flatMap((imported) => judge(file, imported)))
}

interface Imported {
  /** A path in the project, or a package's name. */
  readonly target: string
  readonly typesOnly: boolean
}

function judge(file: string, { target, typesOnly }: Imported): string[] {
  const from = roomOf(file)
  const to = roomOf(target)
  const wrong = `${file} imports ${target}`
  if (pure.includes(file) && !typesOnly && impure.test(target))
    return [`${wrong}: it is a pure part of the worker`]
  const inTest = /\.test\.tsx?$/.test(file)
  if ((from === 'content' || from === 'forms') && !inTest && !(to in allowed) && !inContent.has(target))
    return [`${wrong}: content and forms may use zod alone`]
  if (!(to in allowed) || to === from || allowed[from]?.includes(to)) return []
  if (typesOnly && allowedTypes[from]?.some((path) => target.startsWith(path))) return []
  if (inTest && allowedInTests[from]?.includes(to)) return []
  return [wrong]
}

/** `content`, `worker`; of tests the second folder too, since each has rules of its own. */
const roomOf = (path: string): string =>
  path
    .split('/')
    .slice(0, path.startsWith('tests/') ? 2 : 1)
    .join('/')

/** The packages content/ and forms/ may use: zod, and what one kind of question or a time of day cannot be judged without. */
const inContent = new Set(['zod', 'libphonenumber-js/min', 'temporal-polyfill'])

function importsOf(file: string): Imported[] {
  const text = readFileSync(file, 'utf8')
  const code = file.endsWith('.astro')
    ? (/^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '') + scriptsIn(text)
    : text
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: Imported[] = []
  const visit = (node: ts.Node) => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      found.push({ target: resolve(file, node.moduleSpecifier.text), typesOnly: isTypesOnly(node) })
    }
    if (
      ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword &&
      node.arguments[0] &&
      ts.isStringLiteral(node.arguments[0])
    ) {
      found.push({ target: resolve(file, node.arguments[0].text), typesOnly: false })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** `<script src="…">` of a page, written as the imports they are. */
const scriptsIn = (text: string) =>
  [...text.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)].map(([, src]) => `\nimport '${src}'`).join('')

const isTypesOnly = (node: ts.ImportDeclaration | ts.ExportDeclaration): boolean =>
  ts.isExportDeclaration(node)
    ? node.isTypeOnly
    : node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword

const resolve = (file: string, specifier: string): string =>
  specifier.startsWith('.') ? normalize(join(dirname(file), specifier)) : specifier

if (import.meta.main) {
  const wrong = wrongImports()
  for (const line of wrong) console.error(line)
  process.exit(wrong.length === 0 ? 0 : 1)
}
