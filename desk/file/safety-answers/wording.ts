import { safetyOpeningReasonOptions } from '../../../content/record/safety-opening-reasons.ts'
import type { Wording } from '../../../forms/language.ts'
import type { SafetyOpeningReason } from '../queries.ts'

export const safetyAnswersWording = {
  title: { en: 'Safety answers', fr: 'Les réponses sur la sécurité' },
  locked: {
    en: 'They’re closed, and are fetched only when you open them. The file’s record keeps who opened them, when and why. They go away again when you leave this page.',
    fr: 'Elles sont sous clé et ne sont transmises que si vous les ouvrez. L’historique du dossier garde qui les a ouvertes, quand et pourquoi. Elles disparaissent dès que vous quittez cette page.',
  },
  why: { en: 'Why are you opening them?', fr: 'Pourquoi les ouvrez-vous?' },
  noReason: {
    en: 'Choose why you’re opening the safety answers',
    fr: 'Choisissez pourquoi vous ouvrez les réponses sur la sécurité',
  },
  open: { en: 'Open the safety answers', fr: 'Ouvrir les réponses sur la sécurité' },
  opened: {
    en: 'The file’s record shows that you opened these answers, and why. They go away when you leave this page.',
    fr: 'L’historique du dossier indique que vous avez ouvert ces réponses, et pourquoi. Elles disparaissent dès que vous quittez cette page.',
  },
  nothing: { en: 'Nothing was asked.', fr: 'Aucune question n’a été posée.' },
} as const satisfies Record<string, Wording>

export const safetyOpeningReasonWording: Record<SafetyOpeningReason, Wording> = safetyOpeningReasonOptions
