import { readFileSync } from 'node:fs'
import { type Language, languages } from '../../forms/language.ts'

/** A fact about the service, and where each language states it. */
export interface ContentFact {
  readonly fact: string
  readonly page: string
  readonly anchors: Readonly<Record<Language, string>>
}

/** Parses the rows of docs/content.md: `| fact | page | anchor (en) | anchor (fr) |`, an anchor for each language. */
export const readContentFacts = (file = 'docs/content.md'): ContentFact[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))
    .filter((cells) => cells.length >= 6 && cells[2] !== 'page' && !/^-+$/.test(cells[2] ?? ''))
    .map(([, fact = '', page = '', ...anchors]) => ({
      fact,
      page,
      anchors: Object.fromEntries(
        languages.map((language, index) => [language, anchors[index] ?? '']),
      ) as Record<Language, string>,
    }))
