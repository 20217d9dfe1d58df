import { expect, it } from 'vitest'
import { listConditionQuestionNames } from '../../forms/condition.ts'
import type { Section } from '../../forms/form.ts'
import { addablePages } from './added-pages.ts'
import { beforeYouSendSection } from './intake/before-you-send.ts'
import { intakeForm } from './intake/index.ts'

/** How a family came and on which device is known; what is asked about sending is over. */
const NOT_ASKED_AGAIN = new Set(['device', 'route', ...Object.keys(beforeYouSendSection.questions)])

it('lets every question of the intake be answered from “Your file”', () => {
  const addable = new Set(addablePages.flatMap(({ section }) => Object.keys(section.questions)))
  const all = intakeForm.sections
    .filter((section: Section) => !section.atSending)
    .flatMap(({ questions }: Section) => Object.entries(questions))
    .flatMap(([name, { retired }]) => (retired ? [] : [name]))
  expect(all.filter((name) => !addable.has(name) && !NOT_ASKED_AGAIN.has(name))).toEqual([])
})

it('asks on the same page what decides whether a question is asked, or knows it', () => {
  for (const { slug, section, assumes, preset } of addablePages)
    for (const [name, { when }] of Object.entries(section.questions)) {
      const known = new Set(['route', ...Object.keys({ ...section.questions, ...assumes, ...preset })])
      expect(
        listConditionQuestionNames(when).filter((other) => !known.has(other)),
        `${slug}: ${name}`,
      ).toEqual([])
    }
})

it('has one address for each page', () => {
  const slugs = addablePages.map(({ slug }) => slug)
  expect(new Set(slugs).size).toBe(slugs.length)
})
