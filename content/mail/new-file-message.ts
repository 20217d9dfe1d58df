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
  /**
   * Whether the reader leads the file, stands in for its lead, as an administrator learns that it waits for room or that
   * nobody fits, or led it until an administrator gave it to somebody else.
   */
  readonly state: NewFileState
}

export const newFileStates = ['assigned', 'standIn', 'waiting', 'unassigned', 'reassigned'] as const
export type NewFileState = (typeof newFileStates)[number]

/** Writes to the lead of a new file, or to an administrator when it has none. */
export const writeNewFileLetter = (file: NewFileMessageFacts, language: Language): Letter =>
  writeCoordinatorLetter(
    file,
    (file.state === 'reassigned' ? reassignedWording(file) : newFileWording(file))[language],
    language,
  )

const reassignedWording = ({ reference }: NewFileMessageFacts) =>
  ({
    en: {
      subject: `File ${reference} has another lead`,
      lines: [`You no longer lead file ${reference}: an administrator gave it to somebody else.`],
    },
    fr: {
      subject: `Dossier ${reference} : autre responsable`,
      lines: [
        `Le dossier ${reference} ne vous est plus confié : l’administration du cabinet l’a attribué à quelqu’un d’autre.`,
      ],
    },
  }) satisfies Record<Language, object>

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
          reassigned: '',
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
          reassigned: '',
        }[state],
        `Point de départ : « ${route} ».`,
        ...(isUrgent ? ['C’est urgent : quelque chose doit se faire d’ici quelques jours.'] : []),
        contactRulesReminderWording.fr,
      ],
    },
  }) satisfies Record<Language, object>
