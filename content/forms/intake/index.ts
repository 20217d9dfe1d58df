import { type Answers, defineForm } from '../../../forms/form.ts'
import { beforeYouSendSection } from './before-you-send.ts'
import { childrenSection } from './children.ts'
import { childrenMoreSection } from './children-more.ts'
import { declarationSection } from './declaration.ts'
import { documentsSection } from './documents.ts'
import { howYouComeSection } from './how-you-come.ts'
import { ordersSection } from './orders.ts'
import { otherParentSection } from './other-parent.ts'
import { otherParentMoreSection } from './other-parent-more.ts'
import { reachingYouSection } from './reaching-you.ts'
import { reachingYouMoreSection } from './reaching-you-more.ts'
import { safetySection } from './safety.ts'
import { safetyMoreSection } from './safety-more.ts'
import { startSection } from './start.ts'
import { whatIsHappeningSection } from './what-is-happening.ts'
import { whatYouNeedSection } from './what-you-need.ts'
import { youSection } from './you.ts'
import { youMoreSection } from './you-more.ts'

export const intakeForm = defineForm('intake', 3, [
  startSection,
  youSection,
  reachingYouSection,
  otherParentSection,
  childrenSection,
  safetySection,
  safetyMoreSection,
  howYouComeSection,
  youMoreSection,
  reachingYouMoreSection,
  otherParentMoreSection,
  childrenMoreSection,
  whatIsHappeningSection,
  documentsSection,
  ordersSection,
  whatYouNeedSection,
  beforeYouSendSection,
  declarationSection,
])
export type IntakeForm = typeof intakeForm
export type IntakeAnswers = Answers<IntakeForm>
