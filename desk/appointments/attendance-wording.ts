import type { Wording } from '../../forms/language.ts'
import type { Attendee } from './queries.ts'

export const attendanceWording = {
  attended: { en: 'Came', fr: 'Présence' },
  missed: { en: 'Didn’t come', fr: 'Absence' },
  outcomeNoted: { en: 'It’s noted.', fr: 'C’est noté.' },
  correct: { en: 'Correct this', fr: 'Corriger' },
  correctNow: { en: 'Correct the note', fr: 'Corriger la note' },
} as const satisfies Record<string, Wording>

/** Of whom it is noted: one parent, or everybody who takes part. */
type Whose = Attendee['side'] | 'all'

export const whetherCameWording: Record<Whose, Wording> = {
  all: { en: 'Did they come?', fr: 'La rencontre a-t-elle eu lieu?' },
  initiating: {
    en: 'Did the initiating parent come?',
    fr: 'Le parent à l’origine de la demande s’est-il présenté?',
  },
  other: { en: 'Did the other parent come?', fr: 'L’autre parent s’est-il présenté?' },
}

/** What is noted. */
export const cameWording: Record<Whose, Record<NonNullable<Attendee['outcome']>, Wording>> = {
  all: {
    attended: { en: 'They came.', fr: 'La rencontre a eu lieu.' },
    missed: { en: 'They didn’t come.', fr: 'La rencontre n’a pas eu lieu.' },
  },
  initiating: {
    attended: {
      en: 'The initiating parent came.',
      fr: 'Le parent à l’origine de la demande s’est présenté.',
    },
    missed: {
      en: 'The initiating parent didn’t come.',
      fr: 'Le parent à l’origine de la demande ne s’est pas présenté.',
    },
  },
  other: {
    attended: { en: 'The other parent came.', fr: 'L’autre parent s’est présenté.' },
    missed: { en: 'The other parent didn’t come.', fr: 'L’autre parent ne s’est pas présenté.' },
  },
}

/** What a correction notes instead. The record keeps both. */
export const correctionWording: Record<Whose, Record<NonNullable<Attendee['outcome']>, Wording>> = {
  all: {
    attended: {
      en: 'Note instead that they came? The record keeps both notes.',
      fr: 'Noter plutôt que la rencontre a eu lieu? L’historique garde les deux notes.',
    },
    missed: {
      en: 'Note instead that they didn’t come? The record keeps both notes.',
      fr: 'Noter plutôt que la rencontre n’a pas eu lieu? L’historique garde les deux notes.',
    },
  },
  initiating: {
    attended: {
      en: 'Note instead that the initiating parent came? The record keeps both notes.',
      fr: 'Noter plutôt que le parent à l’origine de la demande s’est présenté? L’historique garde les deux notes.',
    },
    missed: {
      en: 'Note instead that the initiating parent didn’t come? The record keeps both notes.',
      fr: 'Noter plutôt que le parent à l’origine de la demande ne s’est pas présenté? L’historique garde les deux notes.',
    },
  },
  other: {
    attended: {
      en: 'Note instead that the other parent came? The record keeps both notes.',
      fr: 'Noter plutôt que l’autre parent s’est présenté? L’historique garde les deux notes.',
    },
    missed: {
      en: 'Note instead that the other parent didn’t come? The record keeps both notes.',
      fr: 'Noter plutôt que l’autre parent ne s’est pas présenté? L’historique garde les deux notes.',
    },
  },
}
