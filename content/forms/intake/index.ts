import { type Answers, form } from '../form.ts'
import { howYouCome } from './how-you-come.ts'
import { otherParent } from './other-parent.ts'
import { you } from './you.ts'

/** The New Client Intake Form. */
export const intake = form('intake', 1, [howYouCome, you, otherParent])
export type IntakeAnswers = Answers<typeof intake>
