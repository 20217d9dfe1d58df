import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { languages } from '../forms/language.ts'

/**
 * Where code names a language that it should derive from the list of languages: `=== 'fr'`, `/^(\/fr)?/`, `wording.fr`.
 * The keys of a wording, and what the value of a key says of its own language, are what a translator adds.
 */
export const findNamedLanguages = (): string[] =>
  globSync('{content,forms,site,desk,worker,db,dev}/**/*.{ts,tsx,astro}')
    .filter(
      (file) =>
        !/\.(test|fixture|property\.test)\.tsx?$/.test(file) && !MAY_NAME.some((may) => may.test(file)),
    )
    .flatMap((file) =>
      findInSource(readFileSync(file, 'utf8'), file.endsWith('x')).map((named) => `${file} names ${named}`),
    )

const MAY_NAME = [
  // The list, and the languages that each coordinator of the practice speaks.
  /^forms\/language\.ts$/,
  /^content\/practice\.ts$/,
  // Families made up for tests and first looks.
  /\/(examples|full-example|send-example-intakes)\.ts$/,
  // Of a laptop, and in English.
  /^dev\/(services|content)\//,
  /^dev\/(screenshots|start-portal)\.ts$/,
]

/** What a source names, one entry a place; of an Astro page the script at its head. */
export function findInSource(text: string, isJsx = false): string[] {
  const script = /^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? text
  const source = ts.createSourceFile(
    'source',
    script,
    ts.ScriptTarget.Latest,
    true,
    isJsx ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )
  const found: string[] = []
  const visit = (node: ts.Node, spoken: string | undefined) => {
    const named = nameOfLanguage(node)
    if (named && named !== spoken) found.push(node.getText())
    ts.forEachChild(node, (child) => visit(child, languageOfValue(node, child) ?? spoken))
  }
  visit(source, undefined)
  return found
}

const isCode = (text: string) => languages.some((language) => language === text)

/** The language a node names outside of the keys of a wording. */
function nameOfLanguage(node: ts.Node): string | undefined {
  // `wording.fr`, `const { fr } = wording`
  if ((ts.isPropertyAccessExpression(node) || ts.isBindingElement(node)) && isCode(node.name.getText()))
    return node.name.getText()
  if (ts.isStringLiteralLike(node) && isCode(node.text)) return node.text
  // '/fr/intake/', /^(\/fr)?\/intake/
  return ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isRegularExpressionLiteral(node)
    ? languages.find((language) => new RegExp(`[/(]${language}(?![\\w-])`).test(node.text))
    : undefined
}

/** In the value of `fr: …`, French may be named. */
const languageOfValue = (node: ts.Node, child: ts.Node): string | undefined =>
  ts.isPropertyAssignment(node) && node.initializer === child && isCode(node.name.getText())
    ? node.name.getText()
    : undefined
