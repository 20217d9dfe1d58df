import { type Answers, form } from '../../../forms/form.ts'
import { beforeYouSend } from './before-you-send.ts'
import { children } from './children.ts'
import { declaration } from './declaration.ts'
import { documents } from './documents.ts'
import { howYouCome } from './how-you-come.ts'
import { orders } from './orders.ts'
import { otherParent } from './other-parent.ts'
import { reachingYou } from './reaching-you.ts'
import { safety } from './safety.ts'
import { safetyMore } from './safety-more.ts'
import { start } from './start.ts'
import { whatIsHappening } from './what-is-happening.ts'
import { whatYouNeed } from './what-you-need.ts'
import { you } from './you.ts'

/** The New Client Intake Form. */
export const intake = form('intake', 2, [
  start,
  howYouCome,
  you,
  reachingYou,
  otherParent,
  children,
  documents,
  orders,
  whatIsHappening,
  safety,
  safetyMore,
  whatYouNeed,
  beforeYouSend,
  declaration,
])
export type IntakeAnswers = Answers<typeof intake>
