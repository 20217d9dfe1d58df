import type { Language } from '../../forms/language.ts'
import { APPROVAL_DAYS } from '../limits.ts'
import { type CoordinatorMessageFacts, writeCoordinatorLetter } from './coordinator-message.ts'
import type { Letter } from './letter-html.ts'

interface ApprovalFacts extends CoordinatorMessageFacts {
  /** The kind of decision, in the words of the desk. */
  readonly decision: string
}

/** Asks a colleague whether they agree to a decision. It names the file and the kind of decision, and nobody. */
export const writeApprovalLetter = (facts: ApprovalFacts, language: Language): Letter =>
  writeCoordinatorLetter(facts, approvalWording(facts)[language], language)

const approvalWording = ({ reference, decision }: ApprovalFacts) =>
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
