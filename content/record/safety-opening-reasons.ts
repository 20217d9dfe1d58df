import type { Wording } from '../../forms/language.ts'

/** Why somebody opens the safety answers. The record keeps it. */
export const safetyOpeningReasons = ['screening', 'first-call', 'new-concern', 'duty-to-report'] as const
type SafetyOpeningReason = (typeof safetyOpeningReasons)[number]

/** Their words. */
export const safetyOpeningReasonOptions = {
  screening: { en: 'To screen this parent', fr: 'Pour le dépistage auprès de ce parent' },
  'first-call': {
    en: 'To prepare a first call or meeting',
    fr: 'Pour préparer un premier appel ou une rencontre',
  },
  'new-concern': { en: 'A new concern has come up', fr: 'Une nouvelle inquiétude est apparue' },
  'duty-to-report': {
    en: 'To decide whether the law requires a report',
    fr: 'Pour décider si la loi exige un signalement',
  },
} as const satisfies Record<SafetyOpeningReason, Wording>
