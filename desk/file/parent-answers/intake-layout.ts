import type { intakeForm } from '../../../content/forms/intake/index.ts'
import type { IntakeQuestionName } from '../../../content/forms/overview-questions.ts'
import type { SummaryLayout } from '../../../forms/summary-groups.ts'

type SectionSlug = (typeof intakeForm)['sections'][number]['slug']

/** The questions about reaching a parent, in the order in which somebody about to call needs them. */
export const contactRuleQuestions = [
  'noContactOrder',
  'phone',
  'phoneUse',
  'phoneSafe',
  'safeCallTime',
  'textSafe',
  'messageSafe',
  'sayWho',
  'email',
  'emailSafe',
  'safeTimes',
  'otherMustNotLearn',
  'alternateName',
  'alternatePhone',
  'alternateKnows',
  'contactRules',
] as const satisfies readonly IntakeQuestionName[]

/** The questions by which the form works, and what was agreed to in it. */
const questionsAboutForm = [
  'device',
  'mailSubject',
  'hasRead',
  'understands',
  'heardOfUs',
  'receipt',
  'declared',
] as const satisfies readonly IntakeQuestionName[]

/** Both halves of what was asked about one thing stand together: what presses first, the form itself last. */
export const intakeLayout = {
  groups: [
    ['safety', 'what-is-happening', 'safety-more'],
    ['children', 'children-more'],
    ['start', 'how-you-come'],
    ['documents'],
    ['orders'],
    ['what-you-need'],
    ['you', 'you-more'],
    ['other-parent', 'other-parent-more'],
  ],
  lastGroup: ['before-you-send', 'declaration'],
  without: new Set<string>(contactRuleQuestions),
  aboutForm: new Set<string>(questionsAboutForm),
} as const satisfies SummaryLayout & {
  readonly groups: readonly (readonly SectionSlug[])[]
  readonly lastGroup: readonly SectionSlug[]
}
