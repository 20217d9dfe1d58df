import { readFileSync } from 'node:fs'

/** A fact about the service, and where each language says it. */
export interface ContentFact {
  readonly fact: string
  readonly page: string
  readonly anchors: { readonly en: string; readonly fr: string }
}

/** The rows of docs/content.md: `| fact | page | anchor (en) | anchor (fr) |`. */
export const parseListedFacts = (file = 'docs/content.md'): ContentFact[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))
    .filter((cells) => cells.length === 6 && cells[2] !== 'page' && !/^-+$/.test(cells[2] ?? ''))
    .map(([, fact = '', page = '', en = '', fr = '']) => ({ fact, page, anchors: { en, fr } }))
