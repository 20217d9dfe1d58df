import { copyFileSync, cpSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { listSourceFiles } from '../../dev/list-source-files.ts'
import { defaultLanguage, languages } from '../../forms/language.ts'

/** A language nobody speaks: ISO 639-2 leaves its code to whoever needs one. */
const MADE_UP_LANGUAGE = 'qaa'

/** What its sentences begin with, so that one in another language is found out. */
const MADE_UP_MARK = '¤'

const SOURCES = '{content,forms,db,desk,dev,site,tests,worker}/**/*.{ts,tsx}'

/** Adds the made-up language to a copy of the project in the three places where one is added. */
export function addMadeUpLanguage(project: string): void {
  for (const file of listSourceFiles(SOURCES, project)) {
    const path = join(project, file)
    const source = readFileSync(path, 'utf8')
    const translated = translateWordings(file, source)
    const text = file === 'forms/language.ts' ? extendList(translated) : translated
    if (text !== source) writeFileSync(path, text)
  }
  copyPages(project)
}

/** The first place: the list. */
const extendList = (source: string): string =>
  source.replace(/(?<=^export const languages = \[)[^\]]*/m, (list) => `${list}, '${MADE_UP_LANGUAGE}'`)

/**
 * The second: its words. Every literal that has all languages as keys, a wording or whatever else a language has one
 * of, gets the same in the made-up one, its sentences marked.
 */
function translateWordings(file: string, source: string): string {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, kind)
  return render(tree, false)

  function render(node: ts.Node, translating: boolean): string {
    if (translating && isLeaf(node)) return translateLeaf(node, source.slice(node.getStart(), node.end))
    let text = ''
    let at = ts.isSourceFile(node) ? 0 : node.getStart()
    ts.forEachChild(node, (child) => {
      text += source.slice(at, child.getStart()) + render(child, translating)
      at = child.end
      if (isLastLanguage(child))
        text += `, ${MADE_UP_LANGUAGE}: ${render(originalOf(child).initializer, true)}`
    })
    return text + source.slice(at, node.end)
  }
}

const isLeaf = (node: ts.Node) =>
  ts.isStringLiteral(node) ||
  ts.isNoSubstitutionTemplateLiteral(node) ||
  ts.isTemplateHead(node) ||
  ts.isIdentifier(node)

/** Marks a sentence; what is said of the original language is said of the made-up one: `practice.fees.en`, `'en'`. */
function translateLeaf(node: ts.Node, text: string): string {
  if (ts.isIdentifier(node)) {
    const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node
    return isMember && node.text === defaultLanguage ? MADE_UP_LANGUAGE : text
  }
  if (text === `'${defaultLanguage}'`) return `'${MADE_UP_LANGUAGE}'`
  const isSentence = /^.\p{L}/u.test(text) && !/^.https?:/.test(text)
  return isSentence || ts.isTemplateHead(node) ? `${text[0]}${MADE_UP_MARK}${text.slice(1)}` : text
}

type WordingPart = ts.PropertyAssignment & { readonly parent: ts.ObjectLiteralExpression }

function isLastLanguage(node: ts.Node): node is WordingPart {
  if (!ts.isPropertyAssignment(node) || !ts.isObjectLiteralExpression(node.parent)) return false
  const keys = node.parent.properties.map((property) => property.name?.getText())
  return node.name.getText() === languages.at(-1) && languages.every((language) => keys.includes(language))
}

const originalOf = ({ parent }: WordingPart): ts.PropertyAssignment =>
  parent.properties.find(
    (property): property is ts.PropertyAssignment =>
      ts.isPropertyAssignment(property) && property.name.getText() === defaultLanguage,
  ) as ts.PropertyAssignment

/** The third: its pages, where each says what, and the picture beside a link to one that is shared. */
function copyPages(project: string): void {
  const folder = (language: string) => join(project, 'content/pages', language)
  cpSync(folder(defaultLanguage), folder(MADE_UP_LANGUAGE), { recursive: true })
  for (const file of globSync(`${folder(MADE_UP_LANGUAGE)}/*.md`)) {
    const page = readFileSync(file, 'utf8')
    // Not the title, by which other pages call it.
    writeFileSync(file, page.replace(/^(description|lead): (['"]?)/gm, `$1: $2${MADE_UP_MARK}`))
  }
  const facts = join(project, 'docs/content.md')
  writeFileSync(facts, readFileSync(facts, 'utf8').replace(/^\|.*\|$/gm, repeatAnchor))
  const picture = (language: string) => join(project, 'site/public', `shared-${language}.png`)
  copyFileSync(picture(defaultLanguage), picture(MADE_UP_LANGUAGE))
}

/** `| fact | page | anchor (en) | … |`, the anchor once more at the end. */
const repeatAnchor = (row: string): string => `${row}${row.split('|')[3]}|`
