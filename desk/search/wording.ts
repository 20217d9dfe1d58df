import type { Wording } from '../../forms/language.ts'

export const searchWording = {
  label: { en: 'Find a file', fr: 'Trouver un dossier' },
  hint: {
    en: 'Reference, name, phone, e-mail or a child’s birth date, then Enter.',
    fr: 'Référence, nom, téléphone, courriel ou date de naissance d’un enfant, puis Entrée.',
  },
  slash: { en: 'Press / to come here.', fr: 'La touche / mène ici.' },
  searching: { en: 'Searching …', fr: 'Recherche en cours …' },
  none: {
    en: 'Nothing found among the files you may read. Whole words or their beginnings find the most.',
    fr: 'Rien parmi les dossiers que vous pouvez lire. Un mot entier ou son début donne les meilleurs résultats.',
  },
  tooOften: {
    en: 'That was a lot of searches. Wait a minute and try again.',
    fr: 'Les recherches se sont suivies de très près. Attendez une minute, puis réessayez.',
  },
  results: { en: 'Files found', fr: 'Dossiers trouvés' },
} as const satisfies Record<string, Wording>

/** Says how many files a search found. */
export const buildHitCountWording = (count: number, more: boolean): Wording => {
  if (count === 0) return searchWording.none
  if (more)
    return {
      en: `The ${count} newest files. There are more: add a word.`,
      fr: `Les ${count} dossiers les plus récents. Il y en a d’autres : ajoutez un mot.`,
    }
  return count === 1
    ? { en: '1 file found', fr: '1 dossier trouvé' }
    : { en: `${count} files found`, fr: `${count} dossiers trouvés` }
}
