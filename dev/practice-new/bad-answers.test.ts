import { describe, expect, it } from 'vitest'
import { createEmptyAnswers, findAnswerProblems } from './answers.ts'
import answersOfJuniperHill from './juniper-hill.fixture.json' with { type: 'json' }
import type { EnteredAnswers } from './questions.ts'

const TODAY = '2026-12-01'
const copyAnswers = (): EnteredAnswers => structuredClone(answersOfJuniperHill) as EnteredAnswers

/** The whole answers with some changed: of the practice, of the second coordinator, of a line, of the line added. */
function changeAnswers(
  group: 'practice' | 'coordinators' | 'checkedLines' | 'addedLines',
  key: string,
  text: string,
) {
  const answers = copyAnswers()
  const entry = {
    practice: answers.practice,
    coordinators: answers.coordinators[1],
    checkedLines: answers.checkedLines,
    addedLines: answers.addedLines[0],
  }[group]
  if (entry) entry[key] = text
  return answers
}

it('takes the answers of a whole practice', () => {
  expect(findAnswerProblems(copyAnswers(), TODAY)).toEqual([])
})

it('takes none at all, since every one of them may wait', () => {
  expect(findAnswerProblems(createEmptyAnswers(), TODAY)).toEqual([])
})

describe('refuses, and says at once what to enter:', () => {
  it.each<[Parameters<typeof changeAnswers>, problem: RegExp]>([
    [['practice', 'name', 'Lantern Street West'], /the example’s name/],
    [['practice', 'name', '123'], /with letters/],
    [['practice', 'name', 'A <b>'], /one line of text/],
    [['practice', 'name', 'A\u2028B'], /one line of text/],
    [['practice', 'provinces', 'BC, Cascadia'], /“Cascadia” is no province/],
    [['practice', 'provinces', ','], /one or more/],
    [['practice', 'phone', '736 2211'], /with its area code/],
    [['practice', 'phone', '604 555 0142'], /for fiction/],
    [['practice', 'phone', '+44 20 7946 0958'], /with its area code/],
    [['practice', 'phoneHours', '17:00-9:00'], /not after/],
    [['practice', 'phoneHours', 'nine to five'], /in quarter hours/],
    [['practice', 'timeZone', 'America'], /Enter one of these/],
    [['practice', 'timeZone', 'Paris'], /Enter one of these/],
    [['practice', 'phoneHours', ''], /timeZone: .*Enter them first/],
    [['practice', 'email', 'hello'], /an e-mail address/],
    [['practice', 'email', 'hello@mail.example.com'], /reserved for examples/],
    [['practice', 'discreetName', 'Parenting Office'], /“Parent” tells/],
    [['practice', 'discreetName', 'Juniper Hill Office'], /the name of the practice/],
    [['practice', 'discreetAddress', 'office@juniper-hill.ca'], /leads to your practice/],
    [['practice', 'discreetAddress', 'office@family-mail.ca'], /“famil” tells/],
    [['practice', 'officeProvinces', 'ON'], /doesn’t work in ON/],
    [['practice', 'hourlyFee', '$250'], /whole number from 1 to 2000/],
    [['practice', 'changeWorkingDays', '0'], /from 1 to 30/],
    [['practice', 'worksInPairs', 'sometimes'], /yes or no/],
    [['practice', 'mainColour', 'navy'], /# and six digits/],
    [['practice', 'mainColour', '#8fb8e8'], /too light to be read.* #[0-9a-f]{6}\./],
    [['practice', 'accentColour', '#ffe680'], /too light to be read.* #[0-9a-f]{6}\./],
    [['practice', 'colour', '#112233'], /none of the questions/],
    [['coordinators', 'name', 'Noor Haddad'], /Somebody else has that name/],
    [['coordinators', 'name', 'Robin Ashdown'], /of the example/],
    [['coordinators', 'name', '山田'], /letters from a to z/],
    [['coordinators', 'name', ''], /no answer/],
    [['coordinators', 'email', 'NOOR@juniper-hill.ca'], /signs in with that address/],
    [['coordinators', 'profession', 'coach'], /mental-health or law/],
    [['coordinators', 'languages', 'English, Klingon'], /english, french/],
    [['coordinators', 'provinces', 'BC, ON'], /doesn’t work in ON/],
    [['coordinators', 'hours', '9:00-17:00'], /does not begin with days/],
    [['coordinators', 'hours', 'Mon 9:00-12:10'], /in quarter hours/],
    [['coordinators', 'hours', 'Mon-Wed 9:00-12:00; Tue 11:00-13:00'], /overlap on tue/],
    [['coordinators', 'hours', 'Fri-Mon 9:00-12:00'], /does not begin with days/],
    [['coordinators', 'capacity', '-3'], /from 1 to 1000/],
    [['coordinators', 'licence', 'RSW'], /none of the questions/],
    [['checkedLines', '911', '2026-12-02'], /still to come/],
    [['checkedLines', '911', '2025-11-30'], /more than a year ago/],
    [['checkedLines', '911', 'remove'], /year, month and day/],
    [['checkedLines', '9-8-8', 'yesterday'], /year, month and day/],
    [['addedLines', 'reach', '12345'], /three digits such as 811/],
    [['addedLines', 'provinces', 'Texas'], /is no province/],
    [['addedLines', 'note-fr', ''], /no answer/],
  ])('%j', (change, problem) => {
    const problems = findAnswerProblems(changeAnswers(...change), TODAY)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(problem)
  })

  it('a practice without anybody who sees every file', () => {
    const answers = copyAnswers()
    for (const entry of answers.coordinators) entry.administrator = 'no'
    expect(findAnswerProblems(answers, TODAY)).toEqual([
      expect.stringContaining('Nobody sees every file yet'),
    ])
  })

  it('a line that answers in one language alone, and does not say so', () => {
    const problems = findAnswerProblems(changeAnswers('addedLines', 'languages', 'French'), TODAY)
    expect(problems).toHaveLength(2)
    expect(problems[0]).toContain('with the word French')
    expect(problems[1]).toContain('with the word français')
  })

  it('a practice without a privacy officer', () => {
    const answers = copyAnswers()
    for (const entry of answers.coordinators) entry.privacyOfficer = 'no'
    expect(findAnswerProblems(answers, TODAY)).toEqual([
      expect.stringContaining('Nobody is the privacy officer yet'),
    ])
  })

  it('one who is said not to be the last, and is', () => {
    const answers = copyAnswers()
    answers.coordinators.pop()
    expect(findAnswerProblems(answers, TODAY)[0]).toMatch(/^coordinators, 2: name: there is no answer/)
  })
})
