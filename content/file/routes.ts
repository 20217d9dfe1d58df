import type { Wording } from '../../forms/language.ts'
import type { AnswerOptions } from '../../forms/questions/choice.ts'
import { showOnPages } from '../../forms/show-on-pages.ts'

/** The three routes by which a family comes, with the words that parents read. */
export const intakeRouteOptions = {
  consent: {
    en: 'We both want this',
    fr: 'Les deux parents le veulent',
    hint: showOnPages({
      en: 'The other parent has agreed, or is close to agreeing.',
      fr: 'L’autre parent est d’accord, ou sur le point de l’être.',
    }),
  },
  'court-order': {
    en: 'A court order asks for it',
    fr: 'Une ordonnance du tribunal le demande',
    hint: showOnPages({
      en: 'The order may already name a coordinator.',
      fr: 'L’ordonnance nomme peut-être déjà une coordonnatrice ou un coordonnateur.',
    }),
  },
  'one-parent': {
    en: 'I’m asking on my own',
    fr: 'Je fais la démarche de mon côté',
    hint: showOnPages({
      en: 'The other parent doesn’t know yet, or may refuse. We don’t contact them unless you say that we may.',
      fr: 'L’autre parent ne le sait pas encore, ou pourrait refuser. Nous ne communiquons avec ce parent que si vous nous le permettez.',
    }),
  },
} as const satisfies AnswerOptions

/** The three routes in the words of the desk. */
export const fileRouteOptions = {
  consent: { en: 'By consent', fr: 'D’un commun accord' },
  'court-order': { en: 'By court order', fr: 'Par ordonnance du tribunal' },
  'one-parent': { en: 'By one parent', fr: 'À la demande d’un parent' },
} as const satisfies Readonly<Record<keyof typeof intakeRouteOptions, Wording>>
