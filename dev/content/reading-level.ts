import { readFileSync } from 'node:fs'
import { fleschKincaid } from 'flesch-kincaid'
import { syllable } from 'syllable'
import { fillSettingsAsPlainText } from '../../site/markdown/settings.ts'

export interface ReadingLevel {
  /** The Flesch–Kincaid grade: the years of schooling in the United States that a reader needs. */
  readonly grade: number
  readonly words: number
  /** The number of words in the longest paragraph or list item. */
  readonly longestParagraph: number
}

/** Measures the paragraphs and lists of an English page, without front matter, headings and tables. */
export function measureFileReadingLevel(file: string): ReadingLevel {
  const paragraphs = parseParagraphs(fillSettingsAsPlainText(readFileSync(file, 'utf8'), 'en', file))
  const sentences = paragraphs.flatMap((paragraph) => paragraph.split(/(?<=[.?!:])\s+/)).map(splitIntoWords)
  const words = sentences.flat()
  const counts = {
    sentence: sentences.filter((each) => each.length > 0).length,
    word: words.length,
    syllable: words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0),
  }
  return {
    grade: words.length === 0 ? 0 : fleschKincaid(counts),
    words: words.length,
    longestParagraph: Math.max(0, ...paragraphs.map((paragraph) => splitIntoWords(paragraph).length)),
  }
}

/** Lists every paragraph and every list item as it is read aloud. */
export const parseParagraphs = (markdown: string): string[] =>
  markdown
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .split(/\n{2,}|\n(?=- |\d+\. )/)
    .filter((block) => !/^(#|\|)/.test(block.trim()))
    .map((block) =>
      block
        .replace(/^\s*(- |\d+\. )/, '')
        .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
        .replace(/[*_`]/g, '')
        .trim(),
    )
    .filter((block) => block !== '')

const splitIntoWords = (text: string): string[] => text.match(/[\p{L}’'-]*\p{L}[\p{L}’'-]*/gu) ?? []
