import {
  all,
  answered,
  any,
  type Condition,
  is,
  listConditionQuestionNames,
  not,
} from '../../forms/condition.ts'
import {
  defineSection,
  findSection,
  isConditionWithinSection,
  type QuestionsByName,
  type Section,
} from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { listFirstHalfSections, listSecondHalfSections } from '../../forms/halves.ts'
import type { Wording } from '../../forms/language.ts'
import type { Question } from '../../forms/questions/index.ts'
import { showOnPages } from '../../forms/show-on-pages.ts'
import { practice } from '../practice.ts'
import { beforeYouSendSection } from './intake/before-you-send.ts'
import { howYouComeSection } from './intake/how-you-come.ts'
import { intakeForm } from './intake/index.ts'
import { callOnlyAtSafeTimesNote, reachingYouSection } from './intake/reaching-you.ts'
import { reachingYouMoreSection } from './intake/reaching-you-more.ts'
import { startSection } from './intake/start.ts'
import { whatIsHappeningSection } from './intake/what-is-happening.ts'

/** A page of “Your file” on which a parent adds to the intake that they sent. */
export interface AddablePage {
  /** The last part of its address: `/file/more/<slug>/`. */
  readonly slug: string
  /** What the page asks: questions of the intake, in the section of the intake that has this slug. */
  readonly section: Section
  /** Answers that opening the page gives, which it does not ask for. */
  readonly preset?: FormFields
  /** What the page takes for granted of answers elsewhere, to decide what it asks. It is not an answer. */
  readonly assumes?: FormFields
  /** What the coordinator is told. */
  readonly news: 'told-more' | 'contact-rules-changed' | 'urgent'
  /** What the file’s record says. */
  readonly action: 'answers_added' | 'contact_rules_changed' | 'urgency_raised'
}

const { when: _, ...urgencyWhy } = whatIsHappeningSection.questions.urgencyWhy

/** One question: why something cannot wait any more. */
const urgentSection = defineSection(whatIsHappeningSection.slug, {
  title: { en: 'It can’t wait any longer', fr: 'Cela ne peut plus attendre' },
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

/**
 * The sections that a parent can add to under their own title. The others are about sending, the device, or have a page
 * below.
 */
const sectionsToAddTo = [
  ...listFirstHalfSections(intakeForm).filter(
    ({ slug }) => slug !== startSection.slug && slug !== reachingYouSection.slug,
  ),
  ...listSecondHalfSections(intakeForm).filter(
    ({ slug }) => slug !== beforeYouSendSection.slug && slug !== reachingYouMoreSection.slug,
  ),
]

/** Whatever was asked of an order that sends a family here, for an order that was made later, too. */
const orderPage: AddablePage = {
  slug: 'court-order',
  section: askWhereverItMayApply(
    defineSection(startSection.slug, {
      title: { en: 'A court order that sends you here', fr: 'Une ordonnance qui vous amène ici' },
      questions: Object.fromEntries(
        [startSection, howYouComeSection].flatMap(({ questions }) =>
          Object.entries(questions).filter(([name]) => name.startsWith('order')),
        ),
      ),
    }),
  ),
  assumes: { route: ['court-order'] },
  news: 'told-more',
  action: 'answers_added',
}

/** The pages on which a parent tells more: what was left empty or was not asked at first, and the second half. */
export const tellMorePages: readonly AddablePage[] = [
  ...sectionsToAddTo.map(
    (section): AddablePage => ({
      slug: section.slug,
      section: withQuestionsItDependsOn(
        section.repeats?.itemsOf === undefined ? section : withNameOfItem(section, section.repeats),
      ),
      news: 'told-more',
      action: 'answers_added',
    }),
  ),
  orderPage,
]

/**
 * Asks on the page itself what decides which of its questions are asked, since “Your file” knows no answer, and requires
 * nothing. How a family came is known.
 */
function withQuestionsItDependsOn(section: Section): Section {
  const elsewhere = new Set(
    Object.values(section.questions)
      .flatMap(({ when }) => listConditionQuestionNames(when))
      .filter((name) => name !== 'route' && !(name in section.questions)),
  )
  return askWhereverItMayApply(
    requireNothing({
      ...section,
      questions: { ...pickIntakeQuestions(elsewhere), ...section.questions },
    }),
  )
}

/** The questions of the intake that have these names, in its order. */
function pickIntakeQuestions(names: ReadonlySet<string>): QuestionsByName {
  const picked: Record<string, Question> = {}
  // Loops: each page of a start goes through the whole intake, and a function for each question is called a thousand times.
  for (const { questions } of intakeForm.sections as readonly Section[]) {
    for (const [name, question] of Object.entries(questions)) if (names.has(name)) picked[name] = question
  }
  return picked
}

/**
 * Asks a question that depends both on its own page and on what is known beforehand wherever the latter holds: a page that
 * is shown once can't follow the rest.
 */
function askWhereverItMayApply(section: Section): Section {
  const isOnPage = (part: Condition) =>
    listConditionQuestionNames(part).some((name) => name in section.questions)
  const questions = Object.entries(section.questions).map(([name, question]) => {
    const { when } = question
    if (!when || !('all' in when) || isConditionWithinSection(section, when)) return [name, question]
    return [name, { ...question, when: { all: when.all.filter((part) => !isOnPage(part)) } }]
  })
  return { ...section, questions: Object.fromEntries(questions) }
}

function requireNothing(section: Section): Section {
  const questions = Object.entries(section.questions).map(([name, { required: _, ...question }]) => [
    name,
    question,
  ])
  return { ...section, questions: Object.fromEntries(questions) }
}

/** Asks which item of another list a page is about, since “Your file” shows no list. */
function withNameOfItem(
  section: Section,
  { itemsOf, namedBy }: { itemsOf: string; namedBy: string },
): Section {
  const name = findSection(intakeForm, itemsOf)?.questions[namedBy]
  return name ? { ...section, questions: { [namedBy]: name, ...section.questions } } : section
}

const withoutRetired = (questions: QuestionsByName): QuestionsByName =>
  Object.fromEntries(Object.entries(questions).filter(([, { retired }]) => !retired))

/** The page on which a parent says anew how to reach them. */
export const contactPage: AddablePage = {
  slug: reachingYouSection.slug,
  section: {
    ...reachingYouSection,
    questions: withoutRetired({ ...reachingYouSection.questions, ...reachingYouMoreSection.questions }),
    // The intake’s own note tells of what comes before sending; everything about a safe way is on this page.
    notes: [
      {
        after: 'contactRules',
        when: not(
          any(
            all(is('phoneSafe', 'yes'), not(is('phoneUse', 'text'))),
            all(is('phoneSafe', 'no', 'not-sure'), answered('safeTimes')),
            is('textSafe', 'yes'),
            is('emailSafe', 'yes'),
            answered('alternatePhone'),
          ),
        ),
        lines: showOnPages([
          {
            en: `If none of these ways is safe for you, you can still save this page with the button below. From then on we won’t call or write to you: please call us at ${practice.phone.reach}. ${practice.phoneHours.en}`,
            fr: `Aucun de ces moyens n’est sûr pour vous? Vous pouvez quand même enregistrer cette page avec le bouton ci-dessous. Dès lors, nous ne vous appellerons pas et ne vous écrirons pas : appelez-nous au ${practice.phone.reach}. ${practice.phoneHours.fr}`,
          },
        ]),
      },
      callOnlyAtSafeTimesNote,
    ],
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

/** The same pages for a coordinator, who writes down what was said and no more: nothing on them is required. */
export const deskFormPages: readonly AddablePage[] = addablePages.map((page) => ({
  ...page,
  section: requireNothing(page.section),
}))

/** Stands before the day on which a parent last added to a page. */
export const addedOnWording: Wording = { en: 'Added on', fr: 'Ajouté le' }

/** Whether a page asks about safety. “Your file” never tells whether such a page was filled in. */
export const asksAboutSafety = ({ section: { questions } }: Pick<AddablePage, 'section'>): boolean =>
  Object.values(questions).some(({ envelope }) => envelope === 'safety')
