import type { Wording } from '../../forms/language.ts'
import {
  DRAFT_DAYS_WORDING,
  FILE_SESSION_MINUTES,
  SHARED_DEVICE_DRAFT_MINUTES_WORDING,
} from '../retention.ts'

/** What stands beside a form: what is saved, and how to leave. */
export interface AsideNotes {
  readonly saved: Wording
  readonly leaving: Wording
  /** Stands only where JavaScript runs, since it does nothing without. */
  readonly leavingWithScript?: Wording
}

/** The words of the notes beside every form. */
export const asideWording = {
  /** Opens the notes where there is no room beside the form. */
  summary: { en: 'What is saved, how to leave', fr: 'Enregistrement et sortie rapide' },
  savedTitle: { en: 'What is saved', fr: 'Ce qui est enregistré' },
  leavingTitle: { en: 'If someone comes in', fr: 'Si quelqu’un arrive' },
  /** A phone has no such key. */
  shiftKey: {
    en: 'Pressing the Shift key three times does the same.',
    fr: 'La touche Maj, enfoncée trois fois, fait la même chose.',
  },
} as const satisfies Record<string, Wording>

/** Stands beside a page of a form that is not sent yet. */
export const formAsideNotes = {
  saved: {
    en: `Each page, when you continue. You can stop and come back within ${DRAFT_DAYS_WORDING.en}. On a shared device, it’s all deleted ${SHARED_DEVICE_DRAFT_MINUTES_WORDING.en} after your last save, unless you asked for a code.`,
    fr: `Chaque page, quand vous continuez. Vous pouvez vous arrêter et reprendre dans les ${DRAFT_DAYS_WORDING.fr}. Sur un appareil partagé, tout est supprimé ${SHARED_DEVICE_DRAFT_MINUTES_WORDING.fr} après le dernier enregistrement, sauf si vous avez demandé un code.`,
  },
  leaving: {
    en: 'Press the red button. A weather page opens at once. What you didn’t save is gone.',
    fr: 'Appuyez sur le bouton rouge. Une page de météo s’ouvre aussitôt. Ce que vous n’avez pas enregistré est perdu.',
  },
  leavingWithScript: {
    en: 'On a shared device, the red button deletes what you saved, too, unless you asked for a code.',
    fr: 'Sur un appareil partagé, le bouton rouge efface aussi ce que vous avez enregistré, sauf si vous avez demandé un code.',
  },
} as const satisfies AsideNotes

/** Stands beside a page on which a parent adds to their file. */
export const fileAsideNotes = {
  saved: {
    en: `Nothing, until you press the button below the questions. Your file closes ${FILE_SESSION_MINUTES} minutes after you last opened a page of it.`,
    fr: `Rien, tant que vous n’avez pas appuyé sur le bouton au bas des questions. Votre dossier se referme ${FILE_SESSION_MINUTES} minutes après la dernière page ouverte.`,
  },
  leaving: {
    en: 'Press the red button. A weather page opens at once. What you typed on this page is gone. What you added before stays in your file.',
    fr: 'Appuyez sur le bouton rouge. Une page de météo s’ouvre aussitôt. Ce que vous avez écrit sur cette page est perdu. Ce que vous avez ajouté avant reste dans votre dossier.',
  },
  leavingWithScript: {
    en: 'The red button closes your file, too. Your code opens it again.',
    fr: 'Le bouton rouge ferme aussi votre dossier. Votre code l’ouvre de nouveau.',
  },
} as const satisfies AsideNotes
