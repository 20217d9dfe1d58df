import type { MdastPluginEntry } from 'satteri'
import { type GlossaryEntry, glossary } from '../../content/site/glossary.ts'
import { type Language, localisePath } from '../../forms/language.ts'
import { getPageLanguageFromFile, getPageNameFromFile } from './page-file.ts'
import { createLinkPiece, createTextPiece, type TextPiece } from './text-pieces.ts'

/**
 * Links each term of the glossary where it first appears in a page's paragraphs and lists. It skips headings, other
 * links, and the page that has the glossary.
 */
export const linkTermsPlugin: MdastPluginEntry = ({ fileURL }) => {
  const language = getPageLanguageFromFile(fileURL)
  const linked = new Set<string>()
  if (getPageNameFromFile(fileURL) === 'glossary') return undefined
  return {
    name: 'link-terms',
    text(node, context) {
      if (!isRunningText(node, context)) return
      const pieces = linkTermsAsTextPieces(node.value, language, linked)
      if (pieces.length > 1 || pieces[0]?.type === 'link') context.replaceNode(node, pieces)
    },
  }
}

/** Splits a text into plain text and links. Links each term once, and adds it to `linked`. */
export function linkTermsAsTextPieces(source: string, language: Language, linked: Set<string>): TextPiece[] {
  const found = findFirstTerm(source, language, linked)
  if (!found) return source === '' ? [] : [createTextPiece(source)]
  linked.add(found.name)
  const [before, after] = [source.slice(0, found.at), source.slice(found.at + found.words.length)]
  return [
    ...linkTermsAsTextPieces(before, language, linked),
    createLinkPiece(`${localisePath(language, '/glossary/')}#${found.name}`, found.words),
    ...linkTermsAsTextPieces(after, language, linked),
  ]
}

/** Finds the earliest term in a text that is not linked yet; of two that begin together, the longer one. */
function findFirstTerm(text: string, language: Language, linked: ReadonlySet<string>) {
  const found = Object.entries(glossary as Readonly<Record<string, GlossaryEntry>>)
    .filter(([name]) => !linked.has(name))
    .flatMap(([name, entry]) => {
      const match = termPattern(entry, language).exec(text)
      return match ? [{ name, at: match.index, words: match[0] }] : []
    })
  return found.toSorted((one, other) => one.at - other.at || other.words.length - one.words.length)[0]
}

/** Matches the term and its other forms as whole words, longer forms first. */
function termPattern({ term, also }: GlossaryEntry, language: Language): RegExp {
  const forms = [term[language], ...(also?.[language] ?? [])].toSorted(
    (one, other) => other.length - one.length,
  )
  const escaped = forms.map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`(?<![\\p{L}\\p{N}’-])(?:${escaped.join('|')})(?![\\p{L}\\p{N}-])`, 'iu')
}

interface NodeAncestry {
  parent(node: never): unknown
}

/** Whether a text stands in a paragraph or a list, outside headings and links. */
function isRunningText(node: unknown, context: NodeAncestry): boolean {
  for (let above = node; above; above = context.parent(above as never)) {
    const { type } = above as { type: string }
    if (type === 'heading' || type === 'link' || type === 'tableCell') return false
  }
  return true
}
