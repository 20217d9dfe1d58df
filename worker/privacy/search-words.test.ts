import { describe, expect, it } from 'vitest'
import {
  listEmailSearchValues,
  listNameSearchValues,
  listPhoneSearchValues,
  parseSearchQuery,
} from './search-words.ts'

/** Whether each thing in a query is among what is stored. */
const isFoundIn = (stored: readonly string[], query: string) => {
  const required = parseSearchQuery(query)
  return required.length > 0 && required.every((values) => values.some((value) => stored.includes(value)))
}
const nameIsFoundBy = (name: string, query: string) => isFoundIn(listNameSearchValues(name), query)

describe('a name', () => {
  it.each([
    ['Zoë Côté-Lafrenière', 'zoe cote'],
    ['Zoë Côté-Lafrenière', 'LAFRENIÈRE ZOE'],
    ['Zoë Côté-Lafrenière', 'cotelafreniere'],
    ['Zoe\u0308 Co\u0302te\u0301', 'Zoë Côté'],
    ['Jean-Luc Roy', 'jean luc'],
    ['Jean-Luc Roy', 'Jean‑Luc'],
    ['Jean Luc Roy', 'jean-luc'],
    ['Jeanluc Roy', 'Jean-Luc'],
    ['Sinéad O’Brien', "o'brien"],
    ['Sinéad O’Brien', 'obrien'],
    ['Sinéad OʼBrien', 'OBrien'],
    ["Sinead O'Brien", 'brien sin'],
    ['Jürgen Weiß', 'weiss'],
    ['Jürgen Weiss', 'Weiß'],
    ['Løvenskiold', 'lovens'],
    ['Łukasz Wałęsa', 'lukasz walesa'],
    ['Фёдор Достоевский', 'федор дост'],
    ['Фёдор Достоевский', 'ДОСТОЕВСКИЙ'],
    ['王小明', '明'],
    ['王小明', '小明'],
    ['王小明', '王 小明'],
    ['김철수', '철수'],
    ['がとう はなこ', 'はなこ'],
    ['कोमल शर्मा', 'कोमल'],
    ['محمد علي', 'محمد'],
    ['Kʷən̓ Sahʔa', 'kwen sahʔa'.replace('kwen', 'kwən')],
    ['Ana 🌻 Ruiz', 'ruiz ana'],
    ['\u202eAna\u202c Ru\u200biz', 'ana ruiz'],
    ['Ｍａｒｉｅ　Ｒｏｙ', 'marie roy'],
    [`${'a'.repeat(149)} ${'b'.repeat(150)}`, `${'b'.repeat(150)} ${'a'.repeat(20)}`],
  ])('%s is found by %s', (name, query) => {
    expect(nameIsFoundBy(name, query)).toBe(true)
  })

  it.each([
    ['Zoë Côté', 'zoe roy'],
    ['Zoë Côté', 'oe'],
    ['Zoë Côté', 'zoee'],
    ['Anne-Marie', 'marieanne'],
    ['王小明', '李'],
    ['がとう', 'かとう'],
    ['कोमल', 'कमल'],
    ['🌻', '🌻'],
    ['Ana', '🌻'],
    ['Ana', 'a'],
    ['Ana', ' \u200b\u202e '],
    ['Ana', "'-’."],
  ])('%s is not found by %s', (name, query) => {
    expect(nameIsFoundBy(name, query)).toBe(false)
  })

  it('stores every beginning from two letters, and no more than fifteen letters of a word', () => {
    expect(listNameSearchValues('Roy')).toEqual(['word:ro', 'word:roy'])
    expect(listNameSearchValues('x'.repeat(300))).toHaveLength(14)
    expect(listNameSearchValues('xy '.repeat(100)).length).toBeLessThanOrEqual(60)
  })
})

describe('a phone number', () => {
  const open = listPhoneSearchValues('+14165550199', false)

  it.each([
    '+1 416 555 0199',
    '(416) 555-0199',
    '416.555.0199',
    '1-416-555-0199',
    '0199',
    '555 0199',
    '50199',
  ])('is found by %s', (query) => expect(isFoundIn(open, query)).toBe(true))

  it.each(['416 555', '0198', '199', '99'])('is not found by %s', (query) =>
    expect(isFoundIn(open, query)).toBe(false),
  )

  it('that stays closed is found only as a whole, so that nobody guesses it digit by digit', () => {
    const closed = listPhoneSearchValues('+14165550199', true)
    expect(isFoundIn(closed, '416 555 0199')).toBe(true)
    expect(closed).toEqual(['phone:14165550199'])
  })
})

describe('an e-mail address', () => {
  const open = listEmailSearchValues('ana.ruiz_92@example.com', false)

  it.each(['Ana.Ruiz_92@Example.com', 'ruiz', 'ana 92'])('is found by %s', (query) =>
    expect(isFoundIn(open, query)).toBe(true),
  )

  it('is not found by its domain', () => {
    expect(isFoundIn(open, 'example')).toBe(false)
    expect(isFoundIn(open, '@example.com')).toBe(false)
  })

  it('that stays closed is found only as a whole', () => {
    expect(listEmailSearchValues('ana.ruiz@example.com', true)).toEqual(['email:ana.ruiz@example.com'])
  })
})

describe('a query', () => {
  it('reads a date in either order, beside a name', () => {
    expect(parseSearchQuery('lou 2016-04-30')).toEqual([['birth:2016-04-30'], ['word:lou']])
    expect(parseSearchQuery('30/4/2016')).toEqual([['birth:2016-04-30', 'birth:2016-30-04']])
    expect(parseSearchQuery('04.05.2016')).toEqual([['birth:2016-05-04', 'birth:2016-04-05']])
  })

  it('names the longest word first, which the fewest files have', () => {
    expect(parseSearchQuery('li tremblay').map(([first]) => first)).toEqual(['word:tremblay', 'word:li'])
  })

  it('ends soon for whatever is typed', () => {
    for (const text of [
      '1 '.repeat(100),
      '-'.repeat(200),
      '@'.repeat(200),
      'a@'.repeat(100),
      '('.repeat(200),
    ])
      expect(parseSearchQuery(text).length).toBeLessThanOrEqual(100)
  })
})
