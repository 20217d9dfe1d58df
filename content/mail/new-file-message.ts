import type { Language } from '../../forms/language.ts'
import {
  type CoordinatorMessageFacts,
  contactRulesReminderWording,
  standInWording,
  writeCoordinatorLetter,
} from './coordinator-message.ts'
import type { Letter } from './letter-html.ts'

/** All that the e-mail about a new file may tell: no name, no answer but the route, nothing a stranger could use. */
export interface NewFileMessageFacts extends CoordinatorMessageFacts {
  /** How the file began, in the words of the form. */
  readonly route: string
  /** Whether something has to happen within days, as the parent said. */
  readonly isUrgent: boolean
  /** Whether the reader leads the file, stands in for its lead, or as an administrator learns that it waits for room or that nobody fits. */
  readonly state: NewFileState
}

export const newFileStates = ['assigned', 'standIn', 'waiting', 'unassigned'] as const
export type NewFileState = (typeof newFileStates)[number]

/** Writes to the lead of a new file, or to an administrator when it has none. */
export const writeNewFileLetter = (file: NewFileMessageFacts, language: Language): Letter =>
  writeCoordinatorLetter(file, newFileWording(file)[language], language)

const newFileWording = ({ reference, route, state, isUrgent }: NewFileMessageFacts) =>
  ({
    en: {
      subject: `New file ${reference}`,
      lines: [
        {
          assigned: `A new intake is yours: ${reference}.`,
          standIn: `A new intake is your colleague’s for whom you stand in: ${reference}. ${standInWording.en}`,
          waiting: `A new intake is on the waiting list: ${reference}. Assign it when someone has room.`,
          unassigned: `A new intake fits nobody yet: ${reference}. Please assign it.`,
        }[state],
        `How it starts: “${route}”.`,
        ...(isUrgent ? ['It’s urgent: something has to happen within days.'] : []),
        contactRulesReminderWording.en,
      ],
    },
    fr: {
      subject: `Nouveau dossier ${reference}`,
      lines: [
        {
          assigned: `Une nouvelle demande vous est confiée : ${reference}.`,
          standIn: `Une nouvelle demande est confiée à la personne dont vous assurez la relève : ${reference}. ${standInWording.fr}`,
          waiting: `Une nouvelle demande est sur la liste d’attente : ${reference}. Attribuez-la dès que quelqu’un aura de la place.`,
          unassigned: `Une nouvelle demande n’a encore personne pour la prendre : ${reference}. Veuillez l’attribuer.`,
        }[state],
        `Point de départ : « ${route} ».`,
        ...(isUrgent ? ['C’est urgent : quelque chose doit se faire d’ici quelques jours.'] : []),
        contactRulesReminderWording.fr,
      ],
    },
  }) satisfies Record<Language, object>
