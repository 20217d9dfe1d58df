import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import ts from 'typescript'
import { defaultLanguage } from '../forms/language.ts'
import { newPathByMovedPath } from '../worker/http/moved-paths.ts'
import { parseCommandLine } from './command-line.ts'
import { listSourceFiles } from './list-source-files.ts'

/**
 * Checks the names of the code against docs/glossary.md: no identifier, file name, column or address holds a retired
 * word, and no two files export different things under one name.
 */
const GLOSSARY = 'docs/glossary.md'
const SOURCES = '{content,forms,db,desk,dev,site,tests,worker}/**/*.{ts,tsx,astro}'

/** Files that dev/build-worker.ts puts in place of others of ours, under the same names. */
const STAND_INS = new Set(['worker/drop-page-words.ts'])

/** Lists every name that breaks a rule, one line each. */
export function listNameProblems(): string[] {
  const retired = parseRetiredWords(readFileSync(GLOSSARY, 'utf8'))
  const files = listSourceFiles(SOURCES).sort()
  const parsed = files.map((file) => ({ file, source: parseSource(file) }))
  return [
    ...listSourceFiles('{content,forms,db,desk,dev,site,tests,worker,docs}/**/*')
      // The names of these files are addresses that people read.
      .filter((file) => !file.startsWith('content/pages/'))
      .flatMap((file) =>
        findRetiredWordsInName(basename(file), retired).map((word) => `${file}: “${word}” is retired`),
      ),
    ...parsed.flatMap(({ file, source }) => findRetiredNamesInSource(file, source, retired)),
    ...findNamesExportedTwice(parsed.filter(({ file }) => !STAND_INS.has(file))),
  ]
}

/** Reads the retired words that stand in `code`, in the last column of the glossary: nothing may be called so. */
export function parseRetiredWords(glossary: string): readonly (readonly string[])[] {
  const rows = glossary.split('\n').filter((line) => line.startsWith('|'))
  const last = rows.map((row) => row.split('|').at(-2) ?? '')
  return last.flatMap((cell) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => splitNameIntoWords(word)),
  )
}

/** Splits a name into words: `keptUntil`, `kept_until` and `kept-until` all give `kept` and `until`. */
export const splitNameIntoWords = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)

/** Lists the retired words that a name contains. */
export function findRetiredWordsInName(name: string, retired: readonly (readonly string[])[]): string[] {
  const parts = splitNameIntoWords(name)
  return retired
    .filter((word) => parts.some((_, at) => word.every((part, index) => parts[at + index] === part)))
    .map((word) => word.join(' '))
}

/** Lists the identifiers, columns and addresses that hold a retired word, with the line where each stands first. */
export function findRetiredNamesInSource(
  file: string,
  source: ts.SourceFile,
  retired: readonly (readonly string[])[],
): string[] {
  const found = new Map<string, string>()
  const look = (name: string, node: ts.Node) => {
    if (letAlone.has(name) || found.has(name)) return
    const [word] = findRetiredWordsInName(name, retired)
    if (!word) return
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
    found.set(name, `${file}:${line + 1}: ${name}: “${word}” is retired`)
  }
  const visit = (node: ts.Node) => {
    if (ts.isIdentifier(node)) look(node.text, node)
    // A text here is a column, an index or an address.
    const name = file === 'db/schema.ts' ? readText(node) : readAddress(node)
    if (name !== undefined) look(name, node)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return [...found.values()]
}

/** Reads a text, with a colon for each value put into it: `/files/${reference}/calls` gives `/files/:/calls`. */
function readText(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text
  if (!ts.isTemplateExpression(node)) return undefined
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(':')
}

/** Reads the path of an address. Its query names fields of a form, whose names stay as they are. */
function readAddress(node: ts.Node): string | undefined {
  const [, path] = ADDRESS.exec(readText(node) ?? '') ?? []
  return path
}

/** A path, perhaps behind an origin, with parameters and wildcards, and a query or fragment. */
const ADDRESS = /^:?(\/[\w:[\]{}|/*.-]*)([?#]\S*)?$/

/**
 * Names that are not checked: questions, since answers are stored under them; pages people read; and addresses that
 * have moved.
 */
const letAlone = new Set([
  ...globSync('content/forms/**/*.ts').flatMap((file) => questionNames(parseSource(file))),
  ...globSync(`content/pages/${defaultLanguage}/*.md`).map((file) => `/${basename(file, '.md')}/`),
  ...Object.keys(newPathByMovedPath).flatMap((path) => [path, path.slice(0, -1), `${path}*`]),
])

/** Lists the names of the questions that a file declares: `phone` in `phone: ask.phone({ … })`. */
function questionNames(source: ts.SourceFile): string[] {
  const names: string[] = []
  const visit = (node: ts.Node) => {
    if (
      ts.isPropertyAssignment(node) &&
      ts.isCallExpression(node.initializer) &&
      node.initializer.expression.getText(source).startsWith('ask.')
    )
      names.push(node.name.getText(source))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return names
}

/** Lists the names that two files export: `name is exported by a.ts and b.ts`. */
export function findNamesExportedTwice(parsed: readonly { file: string; source: ts.SourceFile }[]): string[] {
  const by = new Map<string, string[]>()
  for (const { file, source } of parsed) {
    for (const name of new Set(exportedNames(source))) by.set(name, [...(by.get(name) ?? []), file])
  }
  return [...by]
    .filter(([name, files]) => files.length > 1 && !GIVEN.has(name))
    .map(([name, files]) => `${name} is exported by ${files.join(' and ')}`)
}

/** Names that a framework prescribes. */
const GIVEN = new Set(['GET', 'getStaticPaths', 'Props'])

function exportedNames(source: ts.SourceFile): string[] {
  return source.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) return namesInExportList(source, statement)
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    if (!isExported) return []
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name))
    if (
      ts.isFunctionDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isClassDeclaration(statement)
    )
      return statement.name ? [statement.name.text] : []
    return []
  })
}

/**
 * Lists the names of `export { … }`, without those of things that another file declares under the same name, which are
 * only passed on.
 */
function namesInExportList(
  source: ts.SourceFile,
  { exportClause, moduleSpecifier }: ts.ExportDeclaration,
): string[] {
  if (!exportClause) return []
  if (ts.isNamespaceExport(exportClause)) return [exportClause.name.text]
  const imported = importedNames(source)
  return exportClause.elements
    .filter(({ propertyName, name }) => propertyName || !(moduleSpecifier || imported.has(name.text)))
    .map(({ name }) => name.text)
}

const importedNames = (source: ts.SourceFile): Set<string> =>
  new Set(
    source.statements.flatMap((statement) => {
      const bindings = ts.isImportDeclaration(statement) && statement.importClause?.namedBindings
      return bindings && ts.isNamedImports(bindings)
        ? bindings.elements.filter(({ propertyName }) => !propertyName).map(({ name }) => name.text)
        : []
    }),
  )

const boundNames = (name: ts.BindingName): string[] =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []))

/** Parses a source file; of an .astro file, its frontmatter. */
export function parseSource(file: string, text = readFileSync(file, 'utf8')): ts.SourceFile {
  const code = file.endsWith('.astro') ? (/^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '') : text
  return ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
}

if (import.meta.main) {
  parseCommandLine({ usage: 'npm run names' })
  const wrong = listNameProblems()
  for (const line of wrong) console.error(line)
  process.exit(wrong.length === 0 ? 0 : 1)
}
