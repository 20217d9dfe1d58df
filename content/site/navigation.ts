import type { Wording } from '../../forms/language.ts'

/** The pages people read, grouped by what they are for, in the order they are offered. A test finds any left out. */
export const navigationGroups: readonly { readonly title: Wording; readonly pages: readonly string[] }[] = [
  {
    title: { en: 'How it works', fr: 'Comment ça fonctionne' },
    pages: [
      'parenting-coordination',
      'how-it-works',
      'advantages',
      'first-session',
      'after-the-agreement',
      'when-a-parent-steps-away',
      'two-professionals',
    ],
  },
  {
    title: { en: 'Starting', fr: 'Commencer' },
    pages: ['three-ways-to-start', 'if-we-called-you', 'fees', 'coordinators', 'lawyers-and-courts'],
  },
  {
    title: { en: 'Help and safety', fr: 'Aide et sécurité' },
    pages: ['urgent-help', 'safe-online', 'questions', 'glossary', 'privacy', 'accessibility'],
  },
]
