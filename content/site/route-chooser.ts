import type { Wording } from '../../forms/language.ts'

/** The three ways to start, in a parent's words, and what follows from each. */
export const routeChooserWording: {
  readonly question: Wording
  readonly start: Wording
  readonly routes: readonly { readonly route: string; readonly label: Wording; readonly answer: Wording }[]
} = {
  question: {
    en: 'Which is closest to where you are?',
    fr: 'Laquelle de ces situations ressemble à la vôtre?',
  },
  start: { en: 'Go to the form', fr: 'Aller au formulaire' },
  routes: [
    {
      route: 'consent',
      label: {
        en: 'We both want this, or are willing to try',
        fr: 'Les deux parents le veulent, ou acceptent d’essayer',
      },
      answer: {
        en: 'You start together. You each fill in a form of your own, and neither of you will see what the other wrote.',
        fr: 'Vous commencez à deux. Chaque parent remplit son propre formulaire, et aucun ne voit ce que l’autre a écrit.',
      },
    },
    {
      route: 'court-order',
      label: { en: 'A court has ordered it', fr: 'Un tribunal l’a ordonné' },
      answer: {
        en: 'You start by court order. Have the order at hand if you can: it may name the coordinator and say what they may decide.',
        fr: 'Vous commencez par une ordonnance. Si possible, gardez-la à portée de main : elle peut nommer la coordonnatrice ou le coordonnateur et préciser ce qui peut être décidé.',
      },
    },
    {
      route: 'one-parent',
      label: {
        en: 'I’m on my own: the other parent doesn’t know, or may refuse',
        fr: 'Je fais la démarche de mon côté : l’autre parent n’est pas au courant, ou pourrait refuser',
      },
      answer: {
        en: 'You start on your own. We’ll meet with you first. We’ll only call the other parent if you tell us, in so many words, that we may.',
        fr: 'Vous commencez de votre côté. Nous vous rencontrerons d’abord, et nous n’appellerons l’autre parent que si vous nous l’avez clairement permis.',
      },
    },
  ],
}
