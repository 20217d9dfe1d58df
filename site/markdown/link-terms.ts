import type { MdastPluginEntry } from 'satteri'
import { type GlossaryEntry, glossary } from '../../content/site/glossary.ts'
import { type Language, pathIn } from '../../forms/language.ts'
import { languageOfPage, pageOf } from './page-file.ts'
import { link, type Piece, text } from './text-pieces.ts'

/**
 * Links each term of the glossary where it first appears in a page's paragraphs and lists: not in headings, nor inside
 * another link, nor on the page that has the glossary.
 */
export const linkTerms: MdastPluginEntry = ({ fileURL }) => {
  const language = languageOfPage(fileURL)
  const linked = new Set<string>()
  if (pageOf(fileURL) === 'glossary') return undefined
  return {
    name: 'link-terms',
    text(node, context) {
      if (!isRunning(node, context)) return
      const pieces = withTerms(node.value, language, linked)
      if (pieces.length > 1 || pieces[0]?.type === 'link') context.replaceNode(node, pieces)
    },
  }
}

/** A text as pieces of text and links; each term is linked once and then kept in `linked`. */
export function withTerms(source: string, language: Language, linked: Set<string>): Piece[] {
  const found = firstTerm(source, language, linked)
  if (!found) return source === '' ? [] : [text(source)]
  linked.add(found.name)
  const [before, after] = [source.slice(0, found.at), source.slice(found.at + found.words.length)]
  return [
    ...withTerms(before, language, linked),
    link(`${pathIn(language, '/glossary/')}#${found.name}`, found.words),
    ...withTerms(after, language, linked),
  ]
}

/** The earliest term in a text that is not linked yet; of two that begin together the longer. */
function firstTerm(text: string, language: Language, linked: ReadonlySet<string>) {
  const found = Object.entries(glossary as Readonly<Record<string, GlossaryEntry>>)
    .filter(([name]) => !linked.has(name))
    .flatMap(([name, entry]) => {
      const match = pattern(entry, language).exec(text)
      return match ? [{ name, at: match.index, words: match[0] }] : []
    })
  return found.toSorted((one, other) => one.at - other.at || other.words.length - one.words.length)[0]
}

/** The term and its other forms as whole words, longer forms first. */
function pattern({ term, also }: GlossaryEntry, language: Language): RegExp {
  const forms = [term[language], ...(also?.[language] ?? [])].toSorted(
    (one, other) => other.length - one.length,
  )
  const escaped = forms.map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`(?<![\\p{L}\\p{N}’-])(?:${escaped.join('|')})(?![\\p{L}\\p{N}-])`, 'iu')
}

interface Ancestry {
  parent(node: never): unknown
}

/** Whether a text runs in a paragraph or list, outside of headings and links. */
function isRunning(node: unknown, context: Ancestry): boolean {
  for (let above = node; above; above = context.parent(above as never)) {
    const { type } = above as { type: string }
    if (type === 'heading' || type === 'link' || type === 'tableCell') return false
  }
  return true
}
