import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { languages } from '../forms/language.ts'

/**
 * Lists where code names a language although it should derive it from the list of languages: `=== 'fr'`,
 * `/^(\/fr)?/`, `wording.fr`. The keys of a wording may name languages, and the value of a key may name its own: a
 * translator adds both.
 */
export const findHardCodedLanguages = (): string[] =>
  globSync('{content,forms,site,desk,worker,db,dev}/**/*.{ts,tsx,astro}')
    .filter(
      (file) =>
        !/\.(test|fixture|property\.test)\.tsx?$/.test(file) && !MAY_NAME.some((may) => may.test(file)),
    )
    .flatMap((file) =>
      findHardCodedLanguagesInSource(readFileSync(file, 'utf8'), file.endsWith('x')).map(
        (named) => `${file} names ${named}`,
      ),
    )

const MAY_NAME = [
  // The list of languages, and the languages that each coordinator of the practice speaks.
  /^forms\/language\.ts$/,
  /^content\/practice\.ts$/,
  // Made-up families for tests and demonstrations.
  /\/(examples|full-example|send-example-intakes)\.ts$/,
  // What only runs on a laptop, in English.
  /^dev\/(services|content)\//,
  /^dev\/(screenshots|start-portal)\.ts$/,
]

/** Lists each place where a source names a language; of an Astro page it reads the frontmatter. */
export function findHardCodedLanguagesInSource(text: string, isJsx = false): string[] {
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

/** The language that a node names, unless it names it as the key of a wording. */
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

/** The language that the value of a key may name: French in the value of `fr: …`. */
const languageOfValue = (node: ts.Node, child: ts.Node): string | undefined =>
  ts.isPropertyAssignment(node) && node.initializer === child && isCode(node.name.getText())
    ? node.name.getText()
    : undefined
