import type { Wording } from '../../forms/language.ts'
import type { PutBackReason } from './use-drag-to-slot.ts'

export const calendarWording = {
  book: { en: 'Book', fr: 'Réserver' },
  outsideHours: { en: 'outside open hours', fr: 'hors des heures ouvertes' },
  howToBook: {
    en: 'Press a free time to book it. Arrow keys lead from one to the next.',
    fr: 'Choisissez un moment libre pour le réserver. Les flèches mènent de l’un à l’autre.',
  },
  howToMove: {
    en: 'Drag a session to move it; Escape puts it back.',
    fr: 'Glissez une rencontre pour la déplacer; Échap la remet en place.',
  },
  reachParent: { en: 'How to reach this parent', fr: 'Comment joindre ce parent' },
  reachParents: { en: 'How to reach the parents', fr: 'Comment joindre les parents' },
  inWhichFile: { en: 'In which file?', fr: 'Dans quel dossier?' },
  filesYouBookIn: {
    en: 'The open files that you lead or stand in for',
    fr: 'Les dossiers ouverts dont vous êtes responsable ou assurez la relève',
  },
  chooseFile: { en: 'Choose a file', fr: 'Choisissez un dossier' },
  loadingFiles: { en: 'Loading your files…', fr: 'Chargement de vos dossiers…' },
  loadingFile: { en: 'Loading the file…', fr: 'Chargement du dossier…' },
  notBookable: {
    en: 'Nothing can be booked in this file for now. It tells what has to be done first.',
    fr: 'Rien ne peut être réservé dans ce dossier pour l’instant. Il indique ce qu’il faut faire d’abord.',
  },
  close: { en: 'Close', fr: 'Fermer' },
  openFile: { en: 'Open the file', fr: 'Ouvrir le dossier' },
} as const satisfies Record<string, Wording>

/** Says why a session that was dragged is where it was. */
export const putBackWording: Readonly<Record<PutBackReason, Wording>> = {
  escape: {
    en: 'The session is back in its place. Nothing was moved.',
    fr: 'La rencontre est remise en place. Rien n’a été déplacé.',
  },
  'no-time': {
    en: 'The session is back in its place: it can only be moved to a time to come. Nothing was moved.',
    fr: 'La rencontre est remise en place : on ne peut la déplacer qu’à un moment à venir. Rien n’a été déplacé.',
  },
}
