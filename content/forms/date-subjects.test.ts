import { expect, it } from 'vitest'
import { parentForms } from './parent-forms.ts'

it('knows of every date that a parent is asked for what happened on it', () => {
  const dates = parentForms.flatMap(({ form }) =>
    form.sections.flatMap(({ questions }) =>
      Object.entries(questions).flatMap(([name, question]) =>
        question.kind === 'date' ? [[name, question.subject] as const] : [],
      ),
    ),
  )
  expect(dates.length).toBeGreaterThan(7)
  for (const [name, subject] of dates) expect([name, subject]).not.toEqual([name, 'any'])
})
