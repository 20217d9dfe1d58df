import type { Wording } from '../../forms/language.ts'

/** Why a file is closed as not genuine. */
export const dismissalReasons = ['many-alike', 'somebody-elses-name', 'made-up', 'trial'] as const
export type DismissalReason = (typeof dismissalReasons)[number]

/** Their words. */
export const dismissalReasonOptions = {
  'many-alike': {
    en: 'Many alike came at once',
    fr: 'Plusieurs demandes semblables sont arrivées en même temps',
  },
  'somebody-elses-name': {
    en: 'Sent in the name of someone who knows nothing of it',
    fr: 'Envoyée au nom d’une personne qui n’en sait rien',
  },
  'made-up': { en: 'The people don’t exist', fr: 'Ces personnes n’existent pas' },
  trial: { en: 'A test of the portal', fr: 'Un essai du portail' },
} as const satisfies Record<DismissalReason, Wording>

/** Why a file that was closed as not genuine is opened again. */
export const restorationReasons = ['parent-confirmed', 'closed-by-mistake'] as const
export type RestorationReason = (typeof restorationReasons)[number]

/** Their words. */
export const restorationReasonOptions = {
  'parent-confirmed': {
    en: 'The parent confirmed that they sent it',
    fr: 'Le parent a confirmé que la demande vient de lui',
  },
  'closed-by-mistake': { en: 'It was closed by mistake', fr: 'Le dossier a été fermé par erreur' },
} as const satisfies Record<RestorationReason, Wording>
