import type { Language } from '../../forms/language.ts'
import { type ApprovableDecision, approvableDecisionOptions } from '../file/overrides.ts'
import { APPROVAL_DAYS } from '../limits.ts'
import type { ComposedMessage } from './compose-message.ts'
import { type CoordinatorMessageFacts, composeCoordinatorMessage } from './coordinator-message.ts'

interface ApprovalFacts extends CoordinatorMessageFacts {
  readonly decision: ApprovableDecision
}

/** Asks a colleague whether they agree to a decision. It names the file and the kind of decision, and nobody. */
export const composeApprovalMessage = (
  { decision, ...file }: ApprovalFacts,
  language: Language,
): ComposedMessage =>
  composeCoordinatorMessage(
    file,
    approvalWording(file.reference, approvableDecisionOptions[decision][language])[language],
    language,
  )

const approvalWording = (reference: string, decision: string) =>
  ({
    en: {
      subject: `Your agreement is asked in file ${reference}`,
      lines: [
        `A colleague asks whether you agree to a decision in file ${reference}: ${decision}.`,
        `The desk says what speaks against it and why they would decide so all the same. Say yes or no there within ${APPROVAL_DAYS} days; the first answer counts.`,
      ],
    },
    fr: {
      subject: `On demande votre accord au dossier ${reference}`,
      lines: [
        `Quelqu’un de l’équipe vous demande si vous êtes d’accord avec une décision au dossier ${reference} : ${decision}.`,
        `Le bureau dit ce qui s’y oppose et pourquoi on la prendrait quand même. Répondez-y par oui ou par non d’ici ${APPROVAL_DAYS} jours; la première réponse compte.`,
      ],
    },
  }) satisfies Record<Language, object>
