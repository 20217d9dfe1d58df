import { expect, it } from 'vitest'
import {
  findNamesExportedTwice,
  findRetiredNamesInSource,
  findRetiredWordsInName,
  listNameProblems,
  parseRetiredWords,
  parseSource,
  splitNameIntoWords,
} from './check-names.ts'

const glossary = `
| concept | word | retired |
| --- | --- | --- |
| a slot held | hold | \`kept\`, *keep* |
| resume | resume | \`come back\` |`

it('retires what stands in code in the last column, and nothing that is only retired for one meaning', () => {
  expect(parseRetiredWords(glossary)).toEqual([['kept'], ['come', 'back']])
})

it.each([
  ['keptUntil', ['kept', 'until']],
  ['KEPT_UNTIL', ['kept', 'until']],
  ['come-back.test.ts', ['come', 'back', 'test', 'ts']],
])('reads %s as words', (name, words) => expect(splitNameIntoWords(name)).toEqual(words))

it.each([
  ['keptUntil', ['kept']],
  ['comeBackRoutes', ['come back']],
  ['keeper', []],
  ['comeAndBack', []],
])('finds in %s whole words alone', (name, found) => {
  expect(findRetiredWordsInName(name, parseRetiredWords(glossary))).toEqual(found)
})

it('finds retired words in identifiers, columns and addresses, and lets text and questions be', () => {
  const retired = parseRetiredWords(glossary)
  const look = (file: string, text: string) =>
    findRetiredNamesInSource(file, parseSource(file, text), retired)
  expect(look('db/a.ts', 'const keptUntil = 1\nuse(keptUntil)')).toEqual([
    'db/a.ts:1: keptUntil: “kept” is retired',
  ])
  expect(look('db/schema.ts', "text('kept_until')")).toHaveLength(1)
  expect(look('worker/a.ts', "get('/come-back/')")).toHaveLength(1)
  expect(look('worker/a.ts', "say('What was kept')")).toEqual([])
})

it('finds a name that two files export, whatever kind of thing it is in each', () => {
  const parsed = [
    { file: 'a.ts', source: parseSource('a.ts', 'export const one = 1, two = 2') },
    { file: 'b.ts', source: parseSource('b.ts', 'export type one = 1\nfunction two() {}') },
    { file: 'c.ts', source: parseSource('c.ts', "export { two } from './a.ts'") },
  ]
  expect(findNamesExportedTwice(parsed)).toEqual(['one is exported by a.ts and b.ts'])
})

it('holds of this project', { timeout: 60_000 }, () => expect(listNameProblems()).toEqual([]))
