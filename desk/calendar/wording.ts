import type { Wording } from '../../forms/language.ts'

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
  putBack: {
    en: 'The session is back in its place. Nothing was moved.',
    fr: 'La rencontre est remise en place. Rien n’a été déplacé.',
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
