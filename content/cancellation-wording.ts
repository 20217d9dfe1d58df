import type { Wording } from '../forms/language.ts'
import { lateCancellation, practice } from './practice.ts'

/** Says a number of working days, in singular or plural. */
export const buildWorkingDaysWording = (days: number): Wording => ({
  en: `${days} working ${days === 1 ? 'day' : 'days'}`,
  fr: `${days} ${days === 1 ? 'jour ouvrable' : 'jours ouvrables'}`,
})

/**
 * What every page that tells of cancelling says of its cost: `terms` before anything is booked, `inTime` where cancelling is
 * free, and `late` where it no longer is. Takes the wording of the working days before a session until which it is free, and what the
 * practice charges after them; undefined when it charges nothing.
 */
export const buildCancellationWording = (
  days: Wording,
  late: Wording | undefined,
): Readonly<Record<'terms' | 'inTime' | 'late', Wording>> =>
  late
    ? {
        terms: {
          en: `You can move or cancel a session without charge up to ${days.en} before. ${late.en}`,
          fr: `Vous pouvez déplacer ou annuler une rencontre sans frais jusqu’à ${days.fr} à l’avance. ${late.fr}`,
        },
        inTime: {
          en: 'You’re cancelling in time, so it costs nothing.',
          fr: 'Vous annulez à temps; cela ne coûte donc rien.',
        },
        late,
      }
    : {
        terms: {
          en: `Moving or cancelling a session costs nothing. Less than ${days.en} before, please call us for it.`,
          fr: `Déplacer ou annuler une rencontre ne coûte rien. À moins de ${days.fr} de la rencontre, appelez-nous pour le faire.`,
        },
        inTime: { en: 'Cancelling costs nothing.', fr: 'Annuler ne coûte rien.' },
        late: {
          en: 'Cancelling costs nothing, even late.',
          fr: 'Annuler ne coûte rien, même tard.',
        },
      }

/** The working days before a session until which a parent can move or cancel it. */
export const changeDaysWording = buildWorkingDaysWording(practice.changeWorkingDays)

export const cancellationWording = buildCancellationWording(changeDaysWording, lateCancellation)
