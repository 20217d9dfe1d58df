import { type Language, localisePath } from '../../forms/language.ts'
import { practice } from '../practice.ts'
import { type CoordinatorMessageFacts, writeCoordinatorLetter } from './coordinator-message.ts'
import type { Letter } from './letter-html.ts'

/** Tells an administrator that the record of a file is not as it was written. It says no more than the reference. */
export const writeBrokenRecordLetter = (file: CoordinatorMessageFacts, language: Language): Letter =>
  writeCoordinatorLetter(
    file,
    {
      subject: {
        en: `The record of file ${file.reference} was altered`,
        fr: `L’historique du dossier ${file.reference} a été altéré`,
      }[language],
      lines: {
        en: [
          `The daily check found that the record of file ${file.reference} isn’t as it was written: an entry was changed, added or removed in the database itself.`,
          'Nothing at the desk can do that. Change nothing, keep this e-mail, and call whoever looks after your database.',
        ],
        fr: [
          `La vérification quotidienne a constaté que l’historique du dossier ${file.reference} n’est plus tel qu’il a été écrit : une inscription a été modifiée, ajoutée ou retirée dans la base de données elle-même.`,
          'Rien de ce qui se fait au bureau ne peut en être la cause. Ne changez rien, conservez ce courriel et appelez la personne qui s’occupe de votre base de données.',
        ],
      }[language],
    },
    language,
  )

interface AnchorFacts {
  /** The signed line, on which everything rests. */
  readonly line: string
  readonly brokenFiles: number
  /** Whether the record of any file was altered. */
  readonly isAltered: boolean
  /** `https://…`, without a slash at the end. */
  readonly portalOrigin: string
}

/** Carries the line that anchors the record of all files outside the database. It tells numbers, and no file. */
export function writeAnchorLetter(
  { line, brokenFiles, isAltered, portalOrigin }: AnchorFacts,
  language: Language,
): Letter {
  const found = {
    en: isAltered
      ? `Today’s check found the record of ${brokenFiles} files altered. Other e-mails name the first of them.`
      : 'Today’s check went through the record of every file and found it as it was written.',
    fr: isAltered
      ? `La vérification du jour a trouvé l’historique de ${brokenFiles} dossiers altéré. D’autres courriels nomment les premiers.`
      : 'La vérification du jour a parcouru l’historique de chaque dossier et l’a trouvé tel qu’il a été écrit.',
  }[language]
  const advice = {
    en: 'Keep this e-mail. Whenever you doubt the record, paste this line at the desk: it tells whether today’s record is still there, unchanged.',
    fr: 'Conservez ce courriel. Si vous doutez un jour de l’historique, collez cette ligne au bureau : il dira si l’historique d’aujourd’hui s’y trouve toujours, inchangé.',
  }[language]
  return {
    subject: { en: 'The record of the day', fr: 'L’historique du jour' }[language],
    language,
    lines: [found, advice, line],
    link: {
      href: `${portalOrigin}${localisePath(language, '/desk/record/')}`,
      label: { en: 'Check a line at the desk', fr: 'Vérifier une ligne au bureau' }[language],
    },
    signed: practice.name,
  }
}
