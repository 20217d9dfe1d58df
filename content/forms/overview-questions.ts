import type { IntakeAnswers } from './intake/index.ts'

type ItemQuestion<List extends 'children' | 'children-more'> = keyof NonNullable<IntakeAnswers[List]>[number]

/** The name of a question of the intake, also of one that is asked about each child. */
export type IntakeQuestionName =
  | keyof IntakeAnswers
  | ItemQuestion<'children'>
  | ItemQuestion<'children-more'>

/**
 * The questions whose answers a file’s overview tells, by what they are about there. None of them is about safety, and no
 * number and no address is among them: a number is opened by itself.
 */
export const overviewQuestions = {
  /** How a parent may be reached. An empty answer to the first of them means no. */
  reach: ['phoneSafe', 'textSafe', 'messageSafe', 'sayWho', 'emailSafe'],
  reachNotes: ['phoneUse', 'safeCallTime', 'safeTimes', 'contactRules'],
  mustNotLearn: ['otherMustNotLearn'],
  urgency: ['urgency', 'urgencyWhy'],
  pressing: ['issueOne', 'issueTwo', 'issueThree', 'inYourWords'],
  children: ['childName', 'childBirthDate', 'childLivesWith'],
  needs: [
    'interpreter',
    'accessibility',
    'separateArrival',
    'meetBy',
    'firstSession',
    'language',
    'pronouns',
  ],
} as const satisfies Readonly<Record<string, readonly IntakeQuestionName[]>>
