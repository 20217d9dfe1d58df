import type { Language } from '../../forms/language.ts'
import { writeDeskLetter } from './coordinator-message.ts'
import type { Letter } from './letter-html.ts'

export interface OperationsFacts {
  /** What needs somebody, in the words of the desk, with commas between. */
  readonly checks: string
  /** `https://…`, without a slash at the end. */
  readonly portalOrigin: string
}

/** Tells an administrator, once a day at most, what of the portal needs somebody. It names no family. */
export const writeOperationsLetter = (facts: OperationsFacts, language: Language): Letter =>
  writeDeskLetter('operations', facts, operationsWording(facts)[language], language)

const operationsWording = ({ checks }: OperationsFacts) =>
  ({
    en: {
      subject: 'The portal needs someone',
      lines: [
        `What needs someone: ${checks}.`,
        'The desk says of each what it is and what to do. You’ll get this e-mail once a day while it lists something.',
      ],
    },
    fr: {
      subject: 'Le portail requiert votre attention',
      lines: [
        `À régler : ${checks}.`,
        'Le bureau explique chaque point et la marche à suivre. Vous recevrez ce courriel une fois par jour tant qu’il y figure un point.',
      ],
    },
  }) satisfies Record<Language, object>
