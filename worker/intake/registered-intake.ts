import { intakeForm } from '../../content/forms/intake/index.ts'
import type { RegisteredForm } from '../forms/registered-form.ts'
import { showIntakeConfirmation } from './confirmation.ts'
import { getContactRulesFromAnswers } from './contact-answers.ts'
import { loadIntakeDraftAndCapacity } from './room.ts'
import { loadIntakeAndRecorder } from './send.ts'

/** Registers the intake. Sending it opens a file, or joins the file that its parent was invited to. */
export const registeredIntake: RegisteredForm<typeof intakeForm> = {
  form: intakeForm,
  beginsWithInvitation: true,
  contact: { sections: ['reaching-you', 'other-parent'], readRules: getContactRulesFromAnswers },
  loadDraftAndCapacity: loadIntakeDraftAndCapacity,
  loadToSend: loadIntakeAndRecorder,
  showConfirmation: showIntakeConfirmation,
}
