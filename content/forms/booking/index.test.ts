import { expect, it } from 'vitest'
import { toFormFields } from '../../../forms/example.ts'
import { listQuestionsWithSections } from '../../../forms/form.ts'
import type { FormFields } from '../../../forms/form-fields.ts'
import { languages } from '../../../forms/language.ts'
import { parseForm, parseSectionFields } from '../../../forms/parse.ts'
import { summariseAnswers } from '../../../forms/summarise.ts'
import { meetingModeOptions } from '../../booking/availability.ts'
import { calendarEntryTitleOptions } from '../../mail/appointment-messages.ts'
import { timeZoneOptions } from '../../time/time-zones.ts'
import { bookingExamples } from './examples.ts'
import { bookingForm, checkSection, meetingSection, timeRequestSection } from './index.ts'

const { plain, full, mistakes } = bookingExamples

const read = (fields: FormFields) => parseForm(bookingForm, fields)

it('takes the least that books a time, or asks for one, and no less', () => {
  for (const [part, least] of [
    [meetingSection, { way: 'phone' }],
    [checkSection, { calendarTitle: 'none' }],
    [timeRequestSection, { preferredParts: ['any'] }],
  ] as const) {
    expect(parseSectionFields(part, toFormFields(least)).ok, part.slug).toBe(true)
    expect(parseSectionFields(part, {}).ok, part.slug).toBe(false)
  }
  const needed = listQuestionsWithSections(bookingForm).filter(({ question }) => question.required)
  expect(needed.map(({ name }) => name)).toEqual(['way', 'calendarTitle', 'preferredParts'])
})

it.each(Object.values(bookingExamples).filter((example) => example !== mistakes))(
  'reads what was chosen: $title',
  ({ fields }) => {
    const { preferredParts, preferredWays, ...single } = fields as FormFields
    const [times = ''] = single.preferredTimes ?? []
    expect(read(fields)).toMatchObject({
      ok: true,
      answers: {
        way: single.way?.[0],
        timeZone: single.timeZone?.[0],
        calendarTitle: single.calendarTitle?.[0],
        preferredParts,
        ...(preferredWays && { preferredWays }),
        ...(times && { preferredTimes: times }),
      },
    })
  },
)

it('offers every way to meet, the time zones of Canada first, every calendar title there is, and no calendar entry', () => {
  const options = (name: string) => {
    const found = listQuestionsWithSections(bookingForm).find((one) => one.name === name)?.question
    return found && 'options' in found ? Object.keys(found.options) : []
  }
  expect(options('way')).toEqual(Object.keys(meetingModeOptions))
  expect(options('preferredWays')).toEqual(Object.keys(meetingModeOptions))
  expect(meetingSection.questions.timeZone.likely).toBe(timeZoneOptions)
  expect(options('calendarTitle')).toEqual([...Object.keys(calendarEntryTitleOptions), 'none'])
})

it('says how to mend each answer, in both languages', () => {
  const reading = read(mistakes.fields)
  const said = reading.ok ? [] : reading.problems.map(({ field, wording }) => [field, wording.en, wording.fr])
  expect(said).toEqual([
    ['way', ...chooseOne],
    ['timeZone', ...chooseOne],
    [
      'calendarTitle',
      'Choose what your calendar may say. “No calendar entry” is an answer too',
      'Choisissez ce que votre agenda peut indiquer. Vous pouvez aussi choisir «\u00a0Rien à l’agenda\u00a0»',
    ],
    [
      'preferredParts',
      'Tick at least one part of the day. “Any time” is an answer too',
      'Cochez au moins un moment de la journée. Vous pouvez aussi cocher «\u00a0N’importe quand\u00a0»',
    ],
    ['preferredWays', ...chooseOne],
    [
      'preferredTimes',
      'Shorten this to 1000 characters or fewer. It has 1001 now',
      'Raccourcissez ce texte à 1000 caractères au plus. Il en compte maintenant 1001',
    ],
  ])
})

const chooseOne = ['Choose from the answers shown', 'Choisissez parmi les réponses proposées']

it('names in its messages the answers as they stand on the page', () => {
  for (const language of languages) {
    const { calendarTitle } = checkSection.questions
    expect(calendarTitle.required[language]).toContain(calendarTitle.options.none[language])
    const { preferredParts } = timeRequestSection.questions
    expect(preferredParts.required[language]).toContain(preferredParts.options.any[language])
  }
})

it('calls nothing in a calendar by a word that tells what it is', () => {
  for (const { en, fr } of Object.values(calendarEntryTitleOptions)) {
    expect(`${en} ${fr}`).not.toMatch(/parent|child|famil|coordinat|session|rencontre|mediat|médiat|court/i)
  }
})

it('lets no browser remember what is typed', () => {
  expect(listQuestionsWithSections(bookingForm).filter(({ question }) => question.autocomplete)).toEqual([])
})

it.each(languages)('reads a request back (%s)', (language) => {
  const reading = read(full.fields)
  if (!reading.ok) throw new Error('The example with everything filled in does not read')
  const sections = summariseAnswers(reading.asked, reading.answers, language)
  expect(sections.map(({ slug }) => slug)).toEqual(
    [meetingSection, checkSection, timeRequestSection].map(({ slug }) => slug),
  )
  for (const { question, lines } of sections.flatMap(({ rows }) => rows))
    expect(lines, question).not.toEqual([])
  const preferredTimes = sections.at(-1)?.rows.find(({ question }) => question === 'preferredTimes')
  expect(preferredTimes?.lines).toHaveLength(2)
})

it('has nothing to say of wishes that were left empty', () => {
  const reading = read(plain.fields)
  if (!reading.ok) throw new Error('The plain example does not read')
  const rows = summariseAnswers(reading.asked, reading.answers, 'en').at(-1)?.rows ?? []
  expect(rows.filter(({ lines }) => lines.length > 0).map(({ question }) => question)).toEqual([
    'preferredParts',
  ])
})
