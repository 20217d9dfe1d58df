import { defineSection, findSection, type Section } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { listSecondHalfSections } from '../../forms/halves.ts'
import type { Wording } from '../../forms/language.ts'
import { beforeYouSendSection } from './intake/before-you-send.ts'
import { intakeForm } from './intake/index.ts'
import { reachingYouSection } from './intake/reaching-you.ts'
import { reachingYouMoreSection } from './intake/reaching-you-more.ts'
import { whatIsHappeningSection } from './intake/what-is-happening.ts'

/** A page of “Your file” on which a parent adds to the intake that they sent. */
export interface AddablePage {
  /** The last part of its address: `/file/more/<slug>/`. */
  readonly slug: string
  /** What the page asks: questions of the intake, in the section of the intake that has this slug. */
  readonly section: Section
  /** Answers that opening the page gives, which it does not ask for. */
  readonly preset?: FormFields
  /** What the coordinator is told. */
  readonly news: 'told-more' | 'contact-rules-changed' | 'urgent'
  /** What the file’s record says. */
  readonly action: 'answers_added' | 'contact_rules_changed' | 'urgency_raised'
}

const { when: _, ...urgencyWhy } = whatIsHappeningSection.questions.urgencyWhy

/** One question: why something cannot wait any more. */
const urgentSection = defineSection(whatIsHappeningSection.slug, {
  title: { en: 'It can’t wait any more', fr: 'Cela ne peut plus attendre' },
  questions: {
    urgencyWhy: {
      ...urgencyWhy,
      label: { en: 'What has become urgent?', fr: 'Qu’est-ce qui est devenu urgent?' },
      required: {
        en: 'Write what has become urgent. One line is enough',
        fr: 'Écrivez ce qui est devenu urgent. Une ligne suffit',
      },
    },
  },
})

/** The pages of the second half, in which a parent tells more. */
export const tellMorePages: readonly AddablePage[] = listSecondHalfSections(intakeForm)
  // One page is about sending, which is done. What makes it safe to reach the parent has a page of its own.
  .filter(({ slug }) => slug !== beforeYouSendSection.slug && slug !== reachingYouMoreSection.slug)
  .map((section) => ({
    slug: section.slug,
    section: section.repeats?.itemsOf === undefined ? section : withNameOfItem(section, section.repeats),
    news: 'told-more',
    action: 'answers_added',
  }))

/** Asks which item of another list a page is about, since “Your file” shows no list. */
function withNameOfItem(
  section: Section,
  { itemsOf, namedBy }: { itemsOf: string; namedBy: string },
): Section {
  const name = findSection(intakeForm, itemsOf)?.questions[namedBy]
  return name ? { ...section, questions: { [namedBy]: name, ...section.questions } } : section
}

/** The page on which a parent says anew how to reach them. */
export const contactPage: AddablePage = {
  slug: reachingYouSection.slug,
  section: {
    ...reachingYouSection,
    questions: { ...reachingYouSection.questions, ...reachingYouMoreSection.questions },
  },
  news: 'contact-rules-changed',
  action: 'contact_rules_changed',
}

/** The page on which a parent says that something has become urgent. */
export const urgentPage: AddablePage = {
  slug: 'urgent',
  section: urgentSection,
  preset: { urgency: ['today'] },
  news: 'urgent',
  action: 'urgency_raised',
}

/** Every page on which a parent adds something. */
export const addablePages: readonly AddablePage[] = [...tellMorePages, contactPage, urgentPage]

/** Stands before the day on which a parent last added to a page. */
export const addedOnWording: Wording = { en: 'Added on', fr: 'Ajouté le' }

/** Whether a page asks about safety. “Your file” never tells whether such a page was filled in. */
export const asksAboutSafety = ({ section: { questions } }: Pick<AddablePage, 'section'>): boolean =>
  Object.values(questions).some(({ envelope }) => envelope === 'safety')
