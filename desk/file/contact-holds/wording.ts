import type { Wording } from '../../../forms/language.ts'

export const contactHoldsWording = {
  title: {
    en: 'There is, or may be, a no-contact order',
    fr: 'Il y a, ou il pourrait y avoir, une ordonnance de non-communication',
  },
  notice: {
    en: 'Do not reach out to the other parent, and plan no joint session, until you have read the order.',
    fr: 'Ne communiquez pas avec l’autre parent et ne prévoyez aucune rencontre conjointe avant d’avoir lu l’ordonnance.',
  },
  form: { en: 'Have you read the order?', fr: 'Avez-vous lu l’ordonnance?' },
  noFinding: { en: 'Choose what you found in the order', fr: 'Choisissez ce que vous avez constaté' },
  findingsMean: {
    en: 'Only the first lifts the freeze. With the second it stays, and nobody calls. If a parent says later that there is an order, the file is frozen again.',
    fr: 'Seul le premier constat lève le gel. Avec le second, il demeure et personne n’appelle. Si un parent parle plus tard d’une ordonnance, le dossier est gelé de nouveau.',
  },
  save: { en: 'Record that I read it', fr: 'Inscrire que je l’ai lue' },
  lifted: {
    en: 'Recorded. Nothing in the order forbids the call, and the freeze is lifted.',
    fr: 'C’est inscrit. Rien dans l’ordonnance n’interdit l’appel, et le gel est levé.',
  },
  forbids: {
    en: 'Recorded. The freeze stays, and nobody calls the other parent.',
    fr: 'C’est inscrit. Le gel demeure, et personne n’appelle l’autre parent.',
  },
} as const satisfies Record<string, Wording>
