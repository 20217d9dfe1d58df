import { dirname, join, normalize } from 'node:path'
import ts from 'typescript'

export interface FoundImport {
  /** A path in the project, or the name of a package. */
  readonly target: string
  readonly typesOnly: boolean
}

/**
 * Lists what a file imports and re-exports, including types. Of an .astro file it reads the frontmatter and the scripts
 * that the page loads.
 */
export function listImports(file: string, text: string): FoundImport[] {
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

/** Turns each `<script src="…">` of a page into an import. */
const scriptsAsImports = (text: string) =>
  [...text.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)].map(([, src]) => `\nimport '${src}'`).join('')

const isTypesOnly = (node: ts.ImportDeclaration | ts.ExportDeclaration): boolean =>
  ts.isExportDeclaration(node)
    ? node.isTypeOnly
    : node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword

const resolveSpecifier = (file: string, specifier: string): string =>
  specifier.startsWith('.') ? normalize(join(dirname(file), specifier)) : specifier
