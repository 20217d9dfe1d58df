import { describe, expect, it } from 'vitest'
import { answered, is } from './condition.ts'
import { defineForm, defineSection, listPagesWithVisibleQuestions } from './form.ts'
import { parseAnswersSoFar } from './parse.ts'
import { listSectionStatuses, listSectionsNotAtSending, type SectionStatus } from './progress.ts'
import { ask } from './questions/index.ts'
import { label, repeatsForPets, required, title, yesOrNo } from './section-wording.fixture.ts'

const first = defineSection('first', {
  title,
  questions: { pets: ask.choice({ label, required, options: yesOrNo }), note: ask.text({ label, max: 5 }) },
})
const animals = defineSection('animals', {
  title,
  repeats: repeatsForPets,
  questions: {
    petName: ask.name({ label, required }),
    petAge: ask.text({ label, max: 3 }),
    petVet: ask.text({ label, when: answered('petAge') }),
  },
})
const quiet = defineSection('quiet', {
  title,
  questions: { why: ask.text({ label, required, when: is('pets', 'no') }) },
})
const later = defineSection('later', {
  title,
  questions: { whyMore: ask.text({ label, when: answered('why') }) },
})
const last = defineSection('last', { title, half: 'second', questions: { end: ask.text({ label }) } })
const sending = defineSection('sending', {
  title,
  atSending: true,
  questions: { sworn: ask.choices({ label, required, options: yesOrNo }) },
})
const house = defineForm('house', 1, [first, animals, quiet, later, last, sending])

const statusBySection = (
  fields: Record<string, readonly string[]>,
  ...saved: string[]
): Record<string, SectionStatus> =>
  Object.fromEntries(
    listSectionStatuses(
      house,
      { fields, savedSections: new Set(saved) },
      parseAnswersSoFar(house, fields).problems,
    ).map(({ section: { slug }, status }) => [slug, status]),
  )

describe('the steps of a form', () => {
  it('are its sections in order, without what is asked on sending', () => {
    expect(listSectionsNotAtSending(house).map(({ slug }) => slug)).toEqual([
      'first',
      'animals',
      'quiet',
      'later',
      'last',
    ])
  })
})

describe('where a section stands', () => {
  it('is to do before it was saved', () => {
    expect(statusBySection({})).toEqual({
      first: 'to-do',
      animals: 'to-do',
      quiet: 'to-do',
      later: 'to-do',
      last: 'optional',
    })
  })

  it('has nothing to mend in a question that is not asked any more, nor in what it opened', () => {
    expect(statusBySection({ pets: ['no'], why: [''] }, 'first', 'quiet').quiet).toBe('to-mend')
    expect(statusBySection({ pets: ['yes'], why: [''] }, 'first', 'quiet', 'later')).toMatchObject({
      quiet: 'done',
      later: 'done',
    })
  })

  it('is done once saved, even when nothing was answered that had not to be', () => {
    expect(statusBySection({}, 'last').last).toBe('done')
    expect(statusBySection({ pets: ['yes'] }, 'first', 'animals').animals).toBe('done')
  })

  it('is not done for being filled in without being saved', () => {
    expect(statusBySection({ end: ['typed'] }).last).toBe('optional')
  })

  it('is something to mend when saved and in the way of sending', () => {
    expect(statusBySection({ pets: ['yes'], note: ['too long'] }, 'first').first).toBe('to-mend')
    expect(statusBySection({ pets: [''] }, 'first').first).toBe('to-mend')
    // The question is required, and the answer it depends on was given after its page was saved.
    expect(statusBySection({ pets: ['no'] }, 'first', 'quiet').quiet).toBe('to-mend')
  })

  it('is something to mend when one of its many is, and says nothing of the declaration', () => {
    const well = { pets: ['yes'], 'animals/aa/petName': ['Rex'] }
    expect(statusBySection(well, 'first', 'animals').animals).toBe('done')
    expect(statusBySection({ ...well, 'animals/bb/petName': [''] }, 'first', 'animals').animals).toBe(
      'to-mend',
    )
    expect(Object.values(statusBySection(well, 'first', 'animals', 'last'))).not.toContain('to-mend')
  })

  it('counts one of many as begun', () => {
    expect(statusBySection({ pets: ['yes'], 'animals/aa/petName': ['Rex'] }, 'first').animals).toBe('done')
  })
})

describe('the pages that are asked', () => {
  const pagesOf = (fields: Record<string, readonly string[]>) =>
    listPagesWithVisibleQuestions(house, fields).map(({ section: { slug }, item, asked }) => [
      slug,
      item,
      [...asked],
    ])

  it('are one for each section, with the questions asked on it', () => {
    expect(pagesOf({ pets: ['no'], why: ['x'] })).toEqual([
      ['first', undefined, ['pets', 'note']],
      ['quiet', undefined, ['why']],
      ['later', undefined, ['whyMore']],
      ['last', undefined, ['end']],
      ['sending', undefined, ['sworn']],
    ])
  })

  it('ask nothing on a page whose every question depends on another answer', () => {
    const asked = pagesOf({ pets: ['yes'], why: ['x'] }).filter(
      ([slug]) => slug === 'quiet' || slug === 'later',
    )
    expect(asked).toEqual([
      ['quiet', undefined, []],
      ['later', undefined, []],
    ])
  })

  it('are one for each of a list, in the order they were begun, and none for an empty one', () => {
    expect(pagesOf({ pets: ['yes'] }).filter(([slug]) => slug === 'animals')).toEqual([])
    const fields = {
      pets: ['yes'],
      'animals/bb/petName': ['Tibbs'],
      'animals/aa/petName': ['Rex'],
      'animals/aa/petAge': ['3'],
    }
    expect(pagesOf(fields).filter(([slug]) => slug === 'animals')).toEqual([
      ['animals', 'aa', ['petName', 'petAge', 'petVet']],
      ['animals', 'bb', ['petName', 'petAge']],
    ])
  })

  it('hold what was typed into one under the names its page posts, and nothing of another', () => {
    const fields = { pets: ['yes'], 'animals/aa/petAge': ['3'], 'animals/bb/petName': ['Tibbs'] }
    const [, rex, tibbs] = listPagesWithVisibleQuestions(house, fields)
    expect(rex?.fields).toEqual({ petAge: ['3'] })
    expect(tibbs?.fields).toEqual({ petName: ['Tibbs'] })
  })
})
