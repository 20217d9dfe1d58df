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
  expect(look('worker/a.ts', "say('What was kept')")).toEqual([])
})

/** Makes a text with `<name>` in it a template. */
const putValues = (text: string) => text.replaceAll(/<(\w+)>/g, '$' + '{$1}')

it.each([
  "'/come-back/'",
  "'/come-back/*'",
  "'/v2/come-back/:id'",
  "'/come-back/?then=check'",
  '`/come-back/`',
  '`/come-back/<id>/`',
  '`/files/<id>/come-back`',
  '`<origin>/come-back/`',
  '`<origin>/files/<id>/kept#top`',
])('finds the retired word in the address %s', (address) => {
  const source = parseSource('a.ts', `get(${putValues(address)})`)
  expect(findRetiredNamesInSource('a.ts', source, parseRetiredWords(glossary))).toHaveLength(1)
})

it.each([
  "'/tasks/'",
  "'/tasks/?kept=1'",
  '`/files/<id>/`',
  '`What was kept until <day>`',
  '`<name> kept /all/ of it`',
])('finds none in %s', (text) => {
  const source = parseSource('a.ts', `get(${putValues(text)})`)
  expect(findRetiredNamesInSource('a.ts', source, parseRetiredWords(glossary))).toEqual([])
})

it('finds a name that two files export, whatever kind of thing it is in each', () => {
  const parsed = [
    { file: 'a.ts', source: parseSource('a.ts', 'export const one = 1, two = 2') },
    { file: 'b.ts', source: parseSource('b.ts', 'export type one = 1\nfunction two() {}') },
    { file: 'c.ts', source: parseSource('c.ts', "export { two } from './a.ts'") },
  ]
  expect(findNamesExportedTwice(parsed)).toEqual(['one is exported by a.ts and b.ts'])
})

it.each([
  ['const one = 2\nexport { one }', true],
  ['const two = 2\nexport { two as one }', true],
  ["import { two } from './c.ts'\nexport { two as one }", true],
  ["export { two as one } from './c.ts'", true],
  ["export * as one from './c.ts'", true],
  ["export { one } from './a.ts'", false],
  ["import { one } from './a.ts'\nexport { one }", false],
  ["export * from './a.ts'", false],
  ['const one = 2\nexport { one as two }', false],
])('reads the list of exports in %j', (text, isTwice) => {
  const parsed = [
    { file: 'a.ts', source: parseSource('a.ts', 'export const one = 1') },
    { file: 'b.ts', source: parseSource('b.ts', text) },
  ]
  expect(findNamesExportedTwice(parsed)).toHaveLength(isTwice ? 1 : 0)
})

it('holds of this project', () => expect(listNameProblems()).toEqual([]))
