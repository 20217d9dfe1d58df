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
  notLoadedTitle: { en: 'Holds on contact', fr: 'Suspensions des contacts' },
  notLoaded: {
    en: 'This page cannot tell whether contact is on hold. Do not reach out to the other parent, and plan no joint session, until it can.',
    fr: 'Cette page ne peut pas dire si les contacts sont suspendus. D’ici là, ne communiquez pas avec l’autre parent et ne prévoyez aucune rencontre conjointe.',
  },
  form: { en: 'Have you read the order?', fr: 'Avez-vous lu l’ordonnance?' },
  noFinding: { en: 'Choose what you found in the order', fr: 'Choisissez ce que vous avez constaté' },
  findingsMean: {
    en: 'Only the first lifts the hold on contact. With the second the hold stays, and nobody calls. If a parent says later that there is an order, there is a new hold.',
    fr: 'Seul le premier constat lève la suspension des contacts. Avec le second, elle demeure et personne n’appelle. Si un parent parle plus tard d’une ordonnance, les contacts sont suspendus de nouveau.',
  },
  save: { en: 'Record that I read it', fr: 'Inscrire que je l’ai lue' },
  lifted: {
    en: 'Recorded. Nothing in the order forbids the call, and the hold on contact is lifted.',
    fr: 'C’est inscrit. Rien dans l’ordonnance n’interdit l’appel, et la suspension des contacts est levée.',
  },
  forbids: {
    en: 'Recorded. The hold on contact stays, and nobody calls the other parent.',
    fr: 'C’est inscrit. La suspension des contacts demeure, et personne n’appelle l’autre parent.',
  },
} as const satisfies Record<string, Wording>
