import { describe, expect, it } from 'vitest'
import type { Form } from '../../forms/form.ts'
import { languages } from '../../forms/language.ts'
import { parseAnswersSoFar, parseSectionFields } from '../../forms/parse.ts'
import { getAnswerFieldNames } from '../../forms/questions/index.ts'
import { bookingExamples } from './booking/examples.ts'
import { bookingForm } from './booking/index.ts'
import { authorisationExamples } from './contact-authorisation/examples.ts'
import { contactAuthorisationForm } from './contact-authorisation/index.ts'
import { intakeExamples } from './intake/examples.ts'
import { intakeForm } from './intake/index.ts'

/** What shows nothing, though a program may take it for text. */
const unseen = [
  '\u200b',
  '\u00a0\u3000',
  '\u3164',
  '\u115f\u1160\uffa0',
  '\u2800',
  '\u200d\u200c',
  '\u2060\ufeff',
  '\u00ad',
  '\u034f',
  '\u180e',
  '\u0301',
  '\ufe0f',
  '\u{e0020}\u{e007f}',
  '\u202d\u202c',
  '\u200e \u200f',
  '\ufffc',
  '\t\r\n\u000b',
  '\0\u0007\u0092',
]

const forms: readonly (readonly [Form, Readonly<Record<string, readonly string[]>>])[] = [
  [intakeForm, intakeExamples.byOneParent.fields],
  [contactAuthorisationForm, authorisationExamples.full.fields],
  [bookingForm, bookingExamples.full.fields],
]

const required = forms.flatMap(([form, fields]) =>
  form.sections.flatMap((section) =>
    Object.entries(section.questions).flatMap(([name, question]) =>
      question.required ? [{ form, fields, section, name, question, wording: question.required }] : [],
    ),
  ),
)

describe('a question that must be answered', () => {
  it('is there to be tried in every form', () => {
    expect(new Set(required.map(({ form }) => form.id))).toEqual(new Set(forms.map(([{ id }]) => id)))
    expect(required.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['legalName', 'otherName', 'phone', 'signedName']),
    )
  })

  it.each(required)('is not answered by what shows nothing: $form.id, $name', (asked) => {
    const { form, section, name, question, wording } = asked
    for (const text of unseen) {
      const blank = Object.fromEntries(getAnswerFieldNames(name, question).map((field) => [field, [text]]))
      const fields = { ...asked.fields, ...blank, [`${name}-instead`]: [] }
      const posted = parseSectionFields(section, fields)
      if (!question.when)
        expect(!posted.ok && posted.problems.filter((problem) => problem.question === name)).toMatchObject([
          { wording },
        ])
      const { answers, problems } = parseAnswersSoFar(form, fields)
      expect(problems.filter((problem) => problem.question === name)).toMatchObject([{ wording }])
      expect(answers).not.toHaveProperty(name)
    }
  })

  it.each(['.', '—', '“”', '’', '😀', '♥', '_', '-\u0301'])('is not signed with %s', (name) => {
    const reading = parseSectionFields(contactAuthorisationForm.sections[0], {
      ...authorisationExamples.full.fields,
      signedName: [name],
    })
    expect(!reading.ok && reading.problems).toMatchObject([
      { field: 'signedName', wording: { en: 'Type your full name to sign' } },
    ])
  })

  it.each(['X', '李', 'ᐃ', 'شهرزاد', '٣', 'Mo 😀', 'é', 'e\u0301', '\u200eMo\u200e', 'ʔ'])(
    'is signed with %s',
    (name) => {
      const fields = { ...authorisationExamples.full.fields, signedName: [name] }
      expect(parseSectionFields(contactAuthorisationForm.sections[0], fields).ok).toBe(true)
    },
  )
})

describe('the list of what is to be mended', () => {
  const told = forms.flatMap(([form]) =>
    form.sections.flatMap(({ questions }) =>
      Object.entries(questions).flatMap(([name, question]) =>
        [
          question.required,
          ...('every' in question ? [question.every] : []),
          ...('signs' in question ? [question.signs] : []),
        ].flatMap((wording) => (wording ? [{ form, name, wording, label: question.label }] : [])),
      ),
    ),
  )

  it.each(told)('names the question with a word of its own: $form.id, $name', ({ wording, label }) => {
    for (const language of languages) {
      const asked = listStems(label[language])
      expect(
        listStems(wording[language]).some((stem) => asked.includes(stem)),
        wording[language],
      ).toBe(true)
    }
  })
})

/** The beginnings of the longer words of a sentence, by which its forms are the same word: `confirm`, `Confirmez`. */
const listStems = (sentence: string): readonly string[] =>
  (sentence.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => word.slice(0, 5))
