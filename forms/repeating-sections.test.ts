import { describe, expect, it } from 'vitest'
import { answered, is } from './condition.ts'
import { encodeFormBody, getSectionFields, listPagePosts } from './example.ts'
import {
  addUnprefixedItemFields,
  defineForm,
  defineSection,
  getExpectedFields,
  getVisibleFieldsOutsideItems,
  listItemIds,
  toStoredFields,
} from './form.ts'
import { parseAnswersSoFar, parseForm, parseSectionFields } from './parse.ts'
import { unknownOptionProblemWording } from './questions/choice.ts'
import { ask } from './questions/index.ts'
import { buildMisleadingCharactersProblem } from './questions/plain-text.ts'
import { label, repeatsForPets, required, title, yesOrNo } from './section-wording.fixture.ts'
import { showOnPages } from './show-on-pages.ts'
import { summariseAnswers } from './summarise.ts'

const home = defineSection('home', {
  title,
  questions: { garden: ask.choice({ label, options: yesOrNo }) },
})
const pets = defineSection('pets', {
  title,
  repeats: repeatsForPets,
  questions: {
    petName: ask.name({ label, required }),
    petBorn: ask.date({ subject: 'any', label, optOuts: ['unknown'] }),
    petVet: ask.text({ label, required, max: 10, optOuts: ['unknown', 'in-person'] }),
    petGarden: ask.text({ label, when: is('garden', 'yes') }),
    petBornWhere: ask.text({ label, when: answered('petBorn') }),
  },
})
const end = defineSection('end', {
  title,
  questions: {
    why: ask.longText({ label, required, optOuts: ['in-person'] }),
    whyMore: ask.text({ label, when: answered('why') }),
  },
})
const house = defineForm('house', 1, [home, pets, end])

const rex = { petName: ['Rex'], petVet: ['Dr Roe'] }
const tibbs = { petName: ['Tibbs'], 'petVet-instead': ['unknown'] }
const well = {
  garden: ['no'],
  why: ['Because'],
  ...toStoredFields(pets, 'b2', tibbs),
  ...toStoredFields(pets, 'a1', rex),
}

describe('those in a list', () => {
  it('are found by their ids, each once, in the order they were begun', () => {
    expect(listItemIds(pets, well)).toEqual(['a1', 'b2'])
    expect(listItemIds(pets, {})).toEqual([])
    expect(
      listItemIds(pets, { 'pets/10/petName': [''], 'pets/09/petName': [''], 'pets/1/petName': [''] }),
    ).toEqual(['09', '1', '10'])
  })

  it('are not found in what only looks like one', () => {
    const odd = {
      pets: ['x'],
      'pets/': ['x'],
      'pets/a1': ['x'],
      'pets//petName': ['x'],
      'pets/a1/': ['x'],
      'petstore/a1/petName': ['x'],
      'home/a1/petName': ['x'],
      petName: ['x'],
    }
    expect(listItemIds(pets, odd)).toEqual([])
  })

  it('have their own fields under the names their page posts, beside everything asked elsewhere', () => {
    expect(addUnprefixedItemFields(pets, 'b2', well)).toMatchObject({ ...tibbs, garden: ['no'] })
    expect(addUnprefixedItemFields(pets, 'b2', well).petVet).toBeUndefined()
    expect(addUnprefixedItemFields(pets, 'zz', well).petName).toBeUndefined()
    // The id `a` is where the id `a1` begins; it must not match it.
    expect(addUnprefixedItemFields(pets, 'a', well).petName).toBeUndefined()
  })

  it('are kept and read back the same, whatever is in their fields', () => {
    const posted = { petName: ['a/b'], 'petVet-instead': ['unknown', 'in-person'], petVet: [''] }
    expect(addUnprefixedItemFields(pets, 'a1', toStoredFields(pets, 'a1', posted))).toMatchObject(posted)
    expect(toStoredFields(pets, undefined, posted)).toBe(posted)
  })

  it('cannot speak for what is asked once, and what is asked once cannot for them', () => {
    // A page of the list is asked for its own fields only, so neither of these comes from it.
    expect(getVisibleFieldsOutsideItems(house, { ...well, petName: ['x'] })).not.toHaveProperty('petName')
    const { answers } = parseAnswersSoFar(house, { ...well, 'pets/a1/garden': ['yes'] })
    expect(answers.garden).toBe('no')
  })
})

describe('reading a form with a list', () => {
  it('gives one record for each, in order, with what was ticked in place of an answer', () => {
    const reading = parseForm(house, well)
    expect(reading).toMatchObject({
      ok: true,
      answers: {
        garden: 'no',
        why: 'Because',
        pets: [
          { petName: 'Rex', petVet: 'Dr Roe' },
          { petName: 'Tibbs', 'petVet-instead': ['unknown'] },
        ],
      },
    })
    if (!reading.ok) throw new Error('It was to be read')
    expect(reading.answers).not.toHaveProperty('petName')
    expect(reading.asked.map(({ slug, item }) => [slug, item])).toEqual([
      ['home', undefined],
      ['pets', 1],
      ['pets', 2],
      ['end', undefined],
    ])
  })

  it('gives no list where there is none', () => {
    const reading = parseForm(house, { why: ['Because'] })
    expect(reading.ok && reading.answers).toEqual({ why: 'Because' })
  })

  it('says which of them something is to mend in', () => {
    const fields = { ...well, 'pets/b2/petName': [''], 'pets/a1/petVet': ['much too long'] }
    expect(parseAnswersSoFar(house, fields).problems).toEqual([
      {
        section: 'pets',
        item: 'a1',
        question: 'petVet',
        field: 'petVet',
        wording: expect.objectContaining({ en: 'Shorten this to 10 characters or fewer. It has 13 now' }),
      },
      { section: 'pets', item: 'b2', question: 'petName', field: 'petName', wording: required },
    ])
  })

  it('asks each what its own answers and the pages before decide', () => {
    const born = { 'petBorn-day': ['1'], 'petBorn-month': ['2'], 'petBorn-year': ['2020'] }
    const asked = (fields: Record<string, readonly string[]>) =>
      parseAnswersSoFar(house, fields)
        .asked.filter(({ slug }) => slug === 'pets')
        .map(({ questions }) => Object.keys(questions))
    expect(asked({ ...well, ...toStoredFields(pets, 'b2', born) })).toEqual([
      ['petName', 'petBorn', 'petVet'],
      ['petName', 'petBorn', 'petVet', 'petBornWhere'],
    ])
    expect(asked({ ...well, garden: ['yes'] })).toEqual([
      ['petName', 'petBorn', 'petVet', 'petGarden'],
      ['petName', 'petBorn', 'petVet', 'petGarden'],
    ])
  })

  it('keeps what one is asked out of what the next is asked', () => {
    const born = { 'petBorn-day': ['1'], 'petBorn-month': ['2'], 'petBorn-year': ['2020'] }
    const fields = { ...well, ...toStoredFields(pets, 'a1', { ...born, petBornWhere: ['Here'] }) }
    const { answers } = parseAnswersSoFar(house, { ...fields, 'pets/b2/petBornWhere': ['Nowhere'] })
    expect(answers.pets).toEqual([
      { petName: 'Rex', petVet: 'Dr Roe', petBorn: '2020-02-01', petBornWhere: 'Here' },
      { petName: 'Tibbs', 'petVet-instead': ['unknown'] },
    ])
  })

  it('is posted page by page: each of the list, then the list', () => {
    expect(listPagePosts(house, well).map(({ path }) => path)).toEqual([
      '/house/home/',
      '/house/pets/a1/',
      '/house/pets/b2/',
      '/house/pets/',
      '/house/end/',
    ])
    expect(encodeFormBody(listPagePosts(house, well)[2]?.fields ?? {})).toContain('petVet-instead=unknown&')
    expect(getSectionFields(pets, rex)).not.toHaveProperty('petVet-instead')
  })
})

describe('what is ticked in place of an answer', () => {
  const read = (fields: Record<string, readonly string[]>) => parseSectionFields(end, fields)

  it('is enough where an answer is required', () => {
    expect(read({ why: [''], 'why-instead': ['in-person'] })).toMatchObject({ ok: true })
    expect(parseAnswersSoFar(house, { 'why-instead': ['in-person'] }).answers).toEqual({
      'why-instead': ['in-person'],
    })
    expect(read({ why: [''] })).toMatchObject({ ok: false, problems: [{ field: 'why', wording: required }] })
    expect(read({ why: [''], 'why-instead': [''] })).toMatchObject({ ok: false })
    expect(read({ why: [''], 'why-instead': [] })).toMatchObject({ ok: false })
  })

  it('stands beside an answer when both were given, and neither is lost', () => {
    const both = { why: ['Some of it'], 'why-instead': ['in-person'] }
    expect(read(both)).toEqual({ ok: true, fields: both })
    expect(parseAnswersSoFar(house, both).answers).toEqual({
      why: 'Some of it',
      'why-instead': ['in-person'],
    })
  })

  it('does not let a wrong answer through', () => {
    const fields = { petName: ['Rex'], petVet: ['much too long'], 'petVet-instead': ['unknown'] }
    expect(parseSectionFields(pets, fields)).toMatchObject({ ok: false, problems: [{ field: 'petVet' }] })
  })

  it.each([
    ['is offered elsewhere only', 'unknown'],
    ['nobody offers', 'kanari'],
    ['every object has', 'toString'],
    ['names a prototype', '__proto__'],
  ])('is refused when it is a value that %s', (_, value) => {
    for (const ticked of [[value], ['in-person', value]]) {
      expect(read({ why: ['Because'], 'why-instead': ticked })).toEqual({
        ok: false,
        fields: { why: ['Because'], 'why-instead': ticked },
        problems: [
          { section: 'end', question: 'why', field: 'why-instead', wording: unknownOptionProblemWording },
        ],
      })
      expect(parseAnswersSoFar(house, { why: ['Because'], 'why-instead': ticked }).problems).toHaveLength(1)
    }
  })

  it('with hidden characters is refused as such', () => {
    expect(read({ why: ['Because'], 'why-instead': ['in-\u202eperson'] })).toMatchObject({
      problems: [{ field: 'why-instead', wording: buildMisleadingCharactersProblem('in-\u202eperson') }],
    })
  })

  it('twice counts as once among the lines one reads', () => {
    const { answers, asked } = parseAnswersSoFar(house, { 'why-instead': ['in-person', 'in-person'] })
    const row = summariseAnswers(asked, answers, 'en')
      .flatMap(({ rows }) => rows)
      .find(({ question }) => question === 'why')
    expect(row?.lines).toEqual(['I’d rather say it in person'])
  })

  it('is no answer to what depends on one', () => {
    const asked = (fields: Record<string, readonly string[]>) =>
      parseAnswersSoFar(house, fields).asked.flatMap(({ questions }) => Object.keys(questions))
    expect(asked({ 'why-instead': ['in-person'] })).not.toContain('whyMore')
    expect(asked({ why: ['Because'], 'why-instead': ['in-person'] })).toContain('whyMore')
  })

  it('is not offered, expected or read where the question does not declare it', () => {
    expect(getExpectedFields(home).has('garden-instead')).toBe(false)
    expect(getExpectedFields(end).get('why-instead')).toEqual({ many: true })
    expect(parseSectionFields(home, { garden: ['yes'], 'garden-instead': ['unknown'] })).toEqual({
      ok: true,
      fields: { garden: ['yes'] },
    })
    expect(parseAnswersSoFar(house, { 'garden-instead': ['unknown'] }).answers).toEqual({})
  })
})

describe('a list as it reads back', () => {
  const summaryOf = (language: 'en' | 'fr') => {
    const { answers, asked } = parseAnswersSoFar(house, well)
    return summariseAnswers(asked, answers, language).filter(({ slug }) => slug === 'pets')
  }

  it('numbers each and shows its own answers', () => {
    expect(
      summaryOf('en').map(({ title, item, rows }) => [title, item, rows.map(({ lines }) => lines)]),
    ).toEqual([
      ['Pet 1', 1, [['Rex'], [], ['Dr Roe']]],
      ['Pet 2', 2, [['Tibbs'], [], ['I don’t know']]],
    ])
  })

  it('does so in French', () => {
    expect(summaryOf('fr').map(({ title, rows }) => [title, rows[2]?.lines])).toEqual([
      ['Animal 1', ['Dr Roe']],
      ['Animal 2', ['Je ne sais pas']],
    ])
    expect(summaryOf('fr')[0]?.rows[0]?.label).toBe('La question')
  })

  it('shows an answer first and what was ticked beside it after', () => {
    const fields = { ...well, 'pets/a1/petVet-instead': ['in-person', 'unknown'] }
    const { answers, asked } = parseAnswersSoFar(house, fields)
    expect(summariseAnswers(asked, answers, 'en')[1]?.rows[2]?.lines).toEqual([
      'Dr Roe',
      'I don’t know',
      'I’d rather say it in person',
    ])
  })

  it('holds when an answer is missing from a stored copy', () => {
    const { asked } = parseAnswersSoFar(house, well)
    for (const answers of [{}, { pets: [] }]) {
      const lines = summariseAnswers(asked, answers, 'en').flatMap(({ rows }) =>
        rows.flatMap((row) => row.lines),
      )
      expect(lines).toEqual([])
    }
  })
})

describe('a form refuses', () => {
  const note = { lines: showOnPages([label]) }

  it('a note after a question of another page, and takes one on its own', () => {
    const noted = (after: string) =>
      defineSection('noted', { title, notes: [{ ...note, after }], questions: end.questions })
    expect(() => defineForm('test', 1, [home, noted('garden')])).toThrow(
      'test/noted: a note stands after “garden”, which is not on its page',
    )
    expect(defineForm('test', 1, [home, noted('why')]).sections).toHaveLength(2)
  })

  it('a note that depends on what is not asked before it', () => {
    const noted = defineSection('noted', {
      title,
      notes: [{ ...note, when: is('nobody', 'x') }],
      questions: { own: ask.text({ label }) },
    })
    expect(() => defineForm('test', 1, [noted])).toThrow('“a note” depends on “nobody”')
    const own = defineSection('own', {
      title,
      notes: [{ ...note, when: answered('own') }],
      questions: { own: ask.text({ label }) },
    })
    expect(defineForm('test', 1, [own]).sections).toEqual([own])
  })

  it('a list named by a question that is not on its page', () => {
    const list = defineSection('list', {
      title,
      repeats: repeatsForPets,
      questions: { other: ask.text({ label }) },
    })
    expect(() => defineForm('test', 1, [list])).toThrow(
      'test/list: its list is named by “petName”, which is not on its page',
    )
  })

  it('anything that depends on one of many: it would not know which', () => {
    const after = (when: ReturnType<typeof answered>) =>
      defineSection('after', { title, questions: { more: ask.text({ label, when }) } })
    expect(() => defineForm('test', 1, [home, pets, after(answered('petName'))])).toThrow(
      'test/after: “more” depends on “petName”, which is not asked before it',
    )
  })

  it('a name that two lists share', () => {
    const again = defineSection('again', {
      title,
      repeats: repeatsForPets,
      questions: { petName: ask.name({ label }) },
    })
    expect(() => defineForm('test', 1, [home, pets, again])).toThrow('test/again: “petName” is asked twice')
  })
})
