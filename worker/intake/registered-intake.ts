import { type IntakeForm, intakeForm } from '../../content/forms/intake/index.ts'
import { joiningForm } from '../../content/forms/joining/index.ts'
import type { RegisteredForm } from '../forms/registered-form.ts'
import { showIntakeConfirmation, showJoiningConfirmation } from './confirmation.ts'
import { getContactRulesFromAnswers } from './contact-answers.ts'
import { loadIntakeDraftAndCapacity } from './room.ts'
import { createIntakeLoader } from './send.ts'
import { loadSharedPages } from './shared-pages.ts'

const common = {
  beginsWithInvitation: true,
  contact: {
    sections: ['reaching-you', 'other-parent'],
    readRules: getContactRulesFromAnswers,
    mailQuestion: 'receipt',
  },
  loadDraftAndCapacity: loadIntakeDraftAndCapacity,
} as const

/**
 * Registers the intake. Sending it opens a file. It joins the file that its parent was invited to, if it was begun with
 * an invitation, as every intake of an invited parent was before there was a form for them.
 */
export const registeredIntake: RegisteredForm<IntakeForm> = {
  ...common,
  form: intakeForm,
  loadToSend: createIntakeLoader(intakeForm),
  showConfirmation: showIntakeConfirmation,
}

/** Registers the form of a parent who joins a file. It begins with a code only. */
export const registeredJoining: RegisteredForm<IntakeForm> = {
  ...common,
  form: joiningForm,
  withoutInvitation: registeredIntake as RegisteredForm,
  loadSharedPages,
  loadToSend: createIntakeLoader(joiningForm),
  showConfirmation: showJoiningConfirmation,
}
