import type { Wording } from '../../forms/language.ts'
import {
  DRAFT_DAYS_WORDING,
  FILE_SESSION_MINUTES,
  SHARED_DEVICE_DRAFT_MINUTES_WORDING,
} from '../retention.ts'

type Notes = Readonly<Record<string, Readonly<Record<'title' | 'line', Wording>>>>

/** What stands beside a form where a wide screen has room. */
export const formAsideWording = {
  saved: {
    title: { en: 'What is saved', fr: 'Ce qui est enregistré' },
    line: {
      en: `Each page, when you continue. You can stop and come back within ${DRAFT_DAYS_WORDING.en}. On a shared device, it’s all deleted ${SHARED_DEVICE_DRAFT_MINUTES_WORDING.en} after your last save.`,
      fr: `Chaque page, quand vous continuez. Vous pouvez vous arrêter et reprendre dans les ${DRAFT_DAYS_WORDING.fr}. Sur un appareil partagé, tout est supprimé ${SHARED_DEVICE_DRAFT_MINUTES_WORDING.fr} après le dernier enregistrement.`,
    },
  },
  safety: {
    title: { en: 'If someone comes in', fr: 'Si quelqu’un arrive' },
    line: {
      en: 'Press the red button, or the Shift key three times. A weather page opens at once. What you didn’t save is gone.',
      fr: 'Appuyez sur le bouton rouge, ou trois fois sur la touche Maj. Une page de météo s’ouvre aussitôt. Ce que vous n’avez pas enregistré est perdu.',
    },
  },
} as const satisfies Notes

/** What stands beside a page on which a parent adds to their file. */
export const addedPageAsideWording = {
  saved: {
    title: { en: 'What is saved', fr: 'Ce qui est enregistré' },
    line: {
      en: `Nothing, until you press the button below the questions. Your file closes ${FILE_SESSION_MINUTES} minutes after you last opened a page of it.`,
      fr: `Rien, tant que vous n’avez pas appuyé sur le bouton au bas des questions. Votre dossier se referme ${FILE_SESSION_MINUTES} minutes après la dernière page ouverte.`,
    },
  },
  safety: formAsideWording.safety,
} as const satisfies Notes
