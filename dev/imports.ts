import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import ts from 'typescript'

/**
 * Which folder may import from which: `site → content ← worker → db`. No library fits: those that know directions
 * read no .astro files, and the desk may import the types of the worker's routes but nothing that runs.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  content: [],
  db: [],
  // One page mounts the desk.
  site: ['content', 'desk'],
  desk: ['content'],
  worker: ['content', 'db'],
  dev: ['content', 'worker', 'site', 'db', 'e2e'],
  bench: ['content', 'worker', 'db', 'dev', 'e2e'],
  // The words of the desk's buttons.
  e2e: ['content', 'worker', 'dev', 'desk'],
}

/** Imports of types only that are allowed besides. */
const allowedTypes: Readonly<Record<string, readonly string[]>> = {
  desk: ['worker/desk/api.ts'],
  db: ['content', 'worker/testing'],
}

/** Tests measure and drive what they test, from wherever that stands. */
const allowedInTests: Readonly<Record<string, readonly string[]>> = {
  site: ['e2e'],
  db: ['worker'],
}

/** The pure parts of the worker know neither HTTP nor D1. */
const pure = [
  'worker/booking/change-until.ts',
  'worker/booking/nearest.ts',
  'worker/booking/openings.ts',
  'worker/intake/assign.ts',
  'worker/intake/reference.ts',
  'worker/mail/retry.ts',
]
const impure = /^(hono|drizzle-orm|db\/|worker\/http\/)/

/** Every import that goes the wrong way: `site/x.astro imports worker/y.ts`. */
export function wrongImports(): string[] {
  const files = globSync('{content,db,site,desk,worker,dev,bench,e2e}/**/*.{ts,tsx,astro}')
  return files.flatMap((file) => importsOf(file).flatMap((imported) => judge(file, imported)))
}

interface Imported {
  /** A path in the project, or a package's name. */
  readonly target: string
  readonly typesOnly: boolean
}

function judge(file: string, { target, typesOnly }: Imported): string[] {
  const from = file.split('/')[0] ?? ''
  const to = target.split('/')[0] ?? ''
  const wrong = `${file} imports ${target}`
  if (pure.includes(file) && !typesOnly && impure.test(target))
    return [`${wrong}: it is a pure part of the worker`]
  const inTest = /\.test\.tsx?$/.test(file)
  if (from === 'content' && !inTest && !(to in allowed) && !inContent.has(target))
    return [`${wrong}: content may use zod alone`]
  if (!(to in allowed) || to === from || allowed[from]?.includes(to)) return []
  if (typesOnly && allowedTypes[from]?.some((path) => target.startsWith(path))) return []
  if (inTest && allowedInTests[from]?.includes(to)) return []
  return [wrong]
}

/** The packages content/ may use: zod, and what one kind of question or a time of day cannot be judged without. */
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
