import { estimatePages, type PageEstimate, sumMinutes } from '../../../forms/estimate.ts'
import type { Form } from '../../../forms/form.ts'
import { buildWording, type Language, languages } from '../../../forms/language.ts'
import { intakeExamples } from './examples.ts'
import { intakeForm } from './index.ts'

/** What the first half takes a parent who comes on their own and has one child. */
export const estimateFirstHalf = (language: Language): PageEstimate[] =>
  estimatePages(intakeForm, intakeExamples.briefByOneParent.fields, language).filter(
    ({ half }) => half === 'first',
  )

/** What the second half takes a parent who fills in nearly all of it. */
export const estimateSecondHalf = (language: Language): PageEstimate[] =>
  estimatePages(intakeForm, intakeExamples.byOneParent.fields, language).filter(
    ({ half }) => half === 'second',
  )

/** How long each half takes, as pages tell it: `8 minutes`. */
export const firstHalfMinutesWording = buildMinutesWording(countMinutes(estimateFirstHalf))
export const secondHalfMinutesWording = buildMinutesWording(countMinutes(estimateSecondHalf))

export function buildMinutesWording(minutes: number | undefined) {
  return buildWording(() => `${minutes} minutes`)
}

/** The minutes that pages take in the language with the most words, so that every language tells the same. */
function countMinutes(estimate: (language: Language) => readonly PageEstimate[]): number {
  return Math.max(...languages.map((language) => sumMinutes(estimate(language))))
}

/** The minutes left on a page of the first half of the intake or a variant, itself included; undefined for other pages. */
export function countMinutesLeft(form: Form, slug: string): number | undefined {
  const estimateFrom = (language: Language) => {
    const pages = estimatePages(form, intakeExamples.briefByOneParent.fields, language)
    const firstHalf = pages.filter(({ half }) => half === 'first')
    const index = firstHalf.findIndex((page) => page.slug === slug)
    return index === -1 ? [] : firstHalf.slice(index)
  }
  return countMinutes(estimateFrom) || undefined
}
