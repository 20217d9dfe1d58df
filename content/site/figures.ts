import type { Language, Wording } from '../../forms/language.ts'

/** The lines of a text in a drawing, which does not break lines itself. */
type FigureLines = Readonly<Record<Language, readonly string[]>>

/** Three routes that come together. */
export const intakeRoutesFigure = {
  caption: {
    en: 'Three ways to start. All lead to a first session with a coordinator.',
    fr: 'Trois façons de commencer. Toutes mènent à une première rencontre.',
  },
  routes: [
    {
      en: ['Together', 'You both want it, or will try'],
      fr: ['À deux', 'Les deux parents le veulent'],
    },
    { en: ['By court order', 'A court has asked for it'], fr: ['Par ordonnance', 'Un tribunal le demande'] },
    {
      en: ['On your own', 'We call only if you allow it'],
      fr: ['De votre côté', 'Aucun appel sans votre accord'],
    },
  ],
  end: {
    en: ['A first session,', 'each parent heard alone'],
    fr: ['Une première rencontre,', 'chaque parent est entendu seul'],
  },
} as const satisfies {
  caption: Wording
  routes: readonly FigureLines[]
  end: FigureLines
}

/** The steps of an issue, which goes only as far as it needs to. */
export const issueStepsFigure = {
  caption: {
    en: 'Each issue goes only as far as it needs to: education, then mediation, then a decision.',
    fr: 'Chaque question ne va que jusqu’où il le faut : l’éducation, puis la médiation, puis une décision.',
  },
  steps: [
    { en: ['1. Education', 'What the children need'], fr: ['1. L’éducation', 'Ce qu’il faut aux enfants'] },
    {
      en: ['2. Mediation', 'An answer you can both live with'],
      fr: ['2. La médiation', 'Une réponse qui vous convient'],
    },
    { en: ['3. Decision', 'The coordinator settles it'], fr: ['3. La décision', 'La question est tranchée'] },
  ],
  settled: { en: 'Settled? It stops here.', fr: 'C’est réglé? On s’arrête là.' },
} as const satisfies { caption: Wording; steps: readonly FigureLines[]; settled: Wording }

/** Who knows what after each step, when one parent starts alone. */
export interface WhoLearnsFigure {
  readonly caption: Wording
  /** The people in the drawing, from left to right. */
  readonly people: readonly Wording[]
  readonly moments: readonly { readonly happens: FigureLines; readonly knows: readonly boolean[] }[]
}

const youLabel: Wording = { en: 'You', fr: 'Vous' }
const coordinatorLabel: Wording = { en: 'Coordinator', fr: 'Coordination' }
const otherParentLabel: Wording = { en: 'Other parent', fr: 'Autre parent' }

export const whoLearnsFigureForInitiatingParent: WhoLearnsFigure = {
  caption: {
    en: 'Who learns what, and when, if you start on your own. A full circle knows of it, an empty one doesn’t.',
    fr: 'Qui apprend quoi, et à quel moment, si vous commencez sans l’autre parent. Cercle plein : au courant; cercle vide : pas au courant.',
  },
  people: [youLabel, coordinatorLabel, otherParentLabel],
  moments: [
    {
      happens: {
        en: ['You send your intake form.', 'Only our coordinators read it.'],
        fr: ['Vous envoyez votre demande.', 'Seule notre équipe la lit.'],
      },
      knows: [true, true, false],
    },
    {
      happens: {
        en: ['You say that we may call.', 'The other parent isn’t told yet.'],
        fr: ['Vous nous permettez d’appeler.', 'L’autre parent n’en sait rien encore.'],
      },
      knows: [true, true, false],
    },
    {
      happens: {
        en: ['We call. They learn that you came', 'to us, but nothing you wrote.'],
        fr: ['Nous appelons. L’autre parent apprend', 'votre démarche, pas vos réponses.'],
      },
      knows: [true, true, true],
    },
    {
      happens: {
        en: ['They may fill in a form of their own.', 'You see none of it.'],
        fr: ['Il peut remplir sa propre demande.', 'Vous n’en voyez rien.'],
      },
      knows: [false, true, true],
    },
  ],
}

export const whoLearnsFigureForCalledParent: WhoLearnsFigure = {
  caption: {
    en: 'Who learns what, and when. A full circle knows of it, an empty one doesn’t.',
    fr: 'Qui apprend quoi, et à quel moment. Cercle plein : au courant; cercle vide : pas au courant.',
  },
  people: [youLabel, coordinatorLabel, otherParentLabel],
  moments: [
    {
      happens: {
        en: ['The other parent came to us', 'and agreed that we may call.'],
        fr: ['L’autre parent s’est adressé à nous', 'et nous a permis d’appeler.'],
      },
      knows: [false, true, true],
    },
    {
      happens: {
        en: ['We call you. You learn that they came,', 'but nothing they wrote.'],
        fr: ['Nous vous appelons. Vous apprenez', 'cela, mais rien de ses réponses.'],
      },
      knows: [true, true, false],
    },
    {
      happens: {
        en: ['You choose: yes, no, or later.', 'We don’t tell the other parent.'],
        fr: ['Vous choisissez : oui, non, plus tard.', 'Nous ne le disons pas à l’autre parent.'],
      },
      knows: [true, true, false],
    },
    {
      happens: {
        en: ['You may fill in a form of your own.', 'They see none of it.'],
        fr: ['Vous pouvez remplir votre demande.', 'L’autre parent n’en voit rien.'],
      },
      knows: [true, true, false],
    },
  ],
}
