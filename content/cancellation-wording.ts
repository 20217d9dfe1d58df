import type { Wording } from '../forms/language.ts'
import { lateCancellation, practice } from './practice.ts'

/**
 * What every page that tells of cancelling says of its cost: `terms` before anything is booked, `inTime` where cancelling is
 * free, and `late` where it no longer is. Takes the working days before a session until which it is free, and what the
 * practice charges after them; undefined when it charges nothing.
 */
export const buildCancellationWording = (
  workingDays: number,
  late: Wording | undefined,
): Readonly<Record<'terms' | 'inTime' | 'late', Wording>> =>
  late
    ? {
        terms: {
          en: `You can move or cancel a session without charge up to ${workingDays} working days before. ${late.en}`,
          fr: `Vous pouvez déplacer ou annuler une rencontre sans frais jusqu’à ${workingDays} jours ouvrables à l’avance. ${late.fr}`,
        },
        inTime: {
          en: 'You’re cancelling in time, so it costs nothing.',
          fr: 'Vous annulez à temps; cela ne coûte donc rien.',
        },
        late,
      }
    : {
        terms: {
          en: `Moving or cancelling a session costs nothing. Less than ${workingDays} working days before, please call us for it.`,
          fr: `Déplacer ou annuler une rencontre ne coûte rien. À moins de ${workingDays} jours ouvrables de la rencontre, appelez-nous pour le faire.`,
        },
        inTime: { en: 'Cancelling costs nothing.', fr: 'Annuler ne coûte rien.' },
        late: {
          en: 'Cancelling costs nothing, even late.',
          fr: 'Annuler ne coûte rien, même tard.',
        },
      }

export const cancellationWording = buildCancellationWording(practice.changeWorkingDays, lateCancellation)
