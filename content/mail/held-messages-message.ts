import type { Language } from '../../forms/language.ts'
import { MAX_PRACTICE_MAILS_PER_HOUR } from '../limits.ts'
import { writeDeskLetter } from './coordinator-message.ts'
import type { Letter } from './letter-html.ts'

export interface HeldMessagesFacts {
  /** How many messages are held. */
  readonly held: number
  /** How many files wait to be read. */
  readonly unread: number
  /** `https://…`, without a slash at the end. */
  readonly portalOrigin: string
}

/** Tells an administrator that e-mails are held, how many, and what to look at. It names nobody. */
export const writeHeldMessagesLetter = (facts: HeldMessagesFacts, language: Language): Letter =>
  writeDeskLetter('files', facts, heldMessagesWording(facts)[language], language)

const heldMessagesWording = ({ held, unread }: HeldMessagesFacts) =>
  ({
    en: {
      subject: 'E-mails are being held',
      lines: [
        'Within an hour, more e-mails were caused by people whose file nobody has accepted than the portal lets out. It may be a program that sends forms.',
        `E-mails that wait: ${held}. They leave by themselves, at most ${MAX_PRACTICE_MAILS_PER_HOUR} an hour. Receipts may be left out; the page says so to whoever sends a form.`,
        `Files that nobody has accepted: ${unread}. Look through the newest at the desk. Those that a program sent can be closed together as not genuine; their e-mails then don’t leave.`,
        'If the files look genuine, there’s nothing to do.',
      ],
    },
    fr: {
      subject: 'Des courriels sont retenus',
      lines: [
        'En une heure, des personnes dont personne n’a accepté le dossier ont causé plus de courriels que le portail n’en laisse partir. Il peut s’agir d’un programme qui envoie des demandes.',
        `Courriels en attente : ${held}. Ils partent d’eux-mêmes, au plus ${MAX_PRACTICE_MAILS_PER_HOUR} à l’heure. Des accusés de réception peuvent être omis; la page le dit à la personne qui envoie une demande.`,
        `Dossiers que personne n’a acceptés : ${unread}. Parcourez les plus récents au bureau. Ceux qu’un programme a envoyés peuvent être fermés ensemble comme non authentiques; leurs courriels ne partent alors pas.`,
        'Si les dossiers semblent authentiques, il n’y a rien à faire.',
      ],
    },
  }) satisfies Record<Language, object>
