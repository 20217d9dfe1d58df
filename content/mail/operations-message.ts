import { type Language, localisePath } from '../../forms/language.ts'
import { deskAddresses } from '../desk-addresses.ts'
import { practice } from '../practice.ts'
import type { Letter } from './letter-html.ts'

export interface OperationsFacts {
  /** What needs somebody, in the words of the desk, with commas between. */
  readonly checks: string
  /** `https://…`, without a slash at the end. */
  readonly portalOrigin: string
}

/** Tells an administrator, once a day at most, what of the portal needs somebody. It names no family. */
export const writeOperationsLetter = (facts: OperationsFacts, language: Language): Letter => ({
  ...operationsWording(facts)[language],
  language,
  signed: practice.name,
  link: {
    href: `${facts.portalOrigin}${localisePath(language, deskAddresses.operations)}`,
    label: { en: 'Open the desk', fr: 'Ouvrir le bureau' }[language],
  },
})

const operationsWording = ({ checks }: OperationsFacts) =>
  ({
    en: {
      subject: 'The portal needs someone',
      lines: [
        `What needs someone: ${checks}.`,
        'The desk says of each what it is and what to do. You’ll get this e-mail once a day until it’s done.',
      ],
    },
    fr: {
      subject: 'Le portail requiert votre attention',
      lines: [
        `À régler : ${checks}.`,
        'Le bureau explique chaque point et la marche à suivre. Vous recevrez ce courriel une fois par jour tant que ce n’est pas réglé.',
      ],
    },
  }) satisfies Record<Language, object>
