import type { Wording } from '../../../forms/language.ts'

export const contactHoldsWording = {
  title: {
    en: 'There is, or may be, a no-contact order',
    fr: 'Il y a, ou il pourrait y avoir, une ordonnance de non-communication',
  },
  notice: {
    en: 'Do not reach out to the other parent, and plan no joint session, until you’ve read the order.',
    fr: 'Ne communiquez pas avec l’autre parent et ne prévoyez aucune rencontre conjointe avant d’avoir lu l’ordonnance.',
  },
  forbidsTitle: {
    en: 'An order forbids contact',
    fr: 'Une ordonnance interdit les contacts',
  },
  forbidsNotice: {
    en: 'Nobody calls or writes to the other parent, and there’s no joint session. The hold stays, even after the order’s last day, until someone records that they read an order and that nothing in it forbids the call.',
    fr: 'Personne n’appelle l’autre parent ni ne lui écrit, et aucune rencontre conjointe n’a lieu. La suspension demeure, même après l’échéance de l’ordonnance, tant que personne n’a inscrit avoir lu une ordonnance où rien n’interdit l’appel.',
  },
  noHoldTitle: { en: 'Holds on contact', fr: 'Suspensions des contacts' },
  noHold: { en: 'No hold is active now.', fr: 'Les contacts ne sont pas suspendus en ce moment.' },
  history: { en: 'What happened to the holds', fr: 'Historique des suspensions' },
  notLoadedTitle: { en: 'Holds on contact', fr: 'Suspensions des contacts' },
  notLoaded: {
    en: 'This page can’t tell whether contact is on hold. Do not reach out to the other parent, and plan no joint session, until it can.',
    fr: 'Cette page ne peut pas dire si les contacts sont suspendus. D’ici là, ne communiquez pas avec l’autre parent et ne prévoyez aucune rencontre conjointe.',
  },
  form: { en: 'Have you read the order?', fr: 'Avez-vous lu l’ordonnance?' },
  findingsMean: {
    en: 'Only the first lifts the hold on contact. With the second the hold stays, and nobody calls. If a parent says later that there’s an order, there’s a new hold.',
    fr: 'Seul le premier constat lève la suspension des contacts. Avec le second, elle demeure et personne n’appelle. Si un parent parle plus tard d’une ordonnance, les contacts sont suspendus de nouveau.',
  },
  document: { en: 'What did you read?', fr: 'Qu’avez-vous lu?' },
  documentIfRead: { en: 'What did you read, if anything?', fr: 'Qu’avez-vous lu, le cas échéant?' },
  court: { en: 'Which court', fr: 'Tribunal' },
  date: { en: 'Date of the document', fr: 'Date du document' },
  expiresOn: { en: 'Its last day, if it names one', fr: 'Date d’échéance, s’il y en a une' },
  expiryMeans: {
    en: 'Nothing reopens by itself on that day: whoever leads is told the day after.',
    fr: 'Rien ne reprend de soi-même à cette date : la personne responsable est avisée le lendemain.',
  },
  confirm: {
    en: 'I read it myself, and nothing in it forbids us to call the other parent.',
    fr: 'J’ai lu ce document moi-même, et rien n’y interdit que nous appelions l’autre parent.',
  },
  putBack: { en: 'Put the hold back', fr: 'Rétablir la suspension' },
  putBackWhy: { en: 'Why do you put it back?', fr: 'Pourquoi la rétablissez-vous?' },
  putBackNoReason: { en: 'Choose why you put it back', fr: 'Choisissez pourquoi vous la rétablissez' },
  putBackMeans: {
    en: 'Nobody calls the other parent from now on, until an order has been read. Your reason stands in the file’s record, and whoever leads is told.',
    fr: 'Dès maintenant, personne n’appelle l’autre parent tant qu’une ordonnance n’a pas été lue. Votre raison figure à l’historique du dossier, et la personne responsable est avisée.',
  },
  putBackNow: { en: 'Put it back now', fr: 'La rétablir maintenant' },
  putBackDone: {
    en: 'The hold on contact is back. Nobody calls the other parent.',
    fr: 'La suspension des contacts est rétablie. Personne n’appelle l’autre parent.',
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

/** What is missing in the form that records a reading. */
export const orderReadingProblemWording = {
  finding: { en: 'Choose what you found in the order', fr: 'Choisissez ce que vous avez constaté' },
  document: { en: 'Choose what you read', fr: 'Choisissez ce que vous avez lu' },
  court: { en: 'Enter the court', fr: 'Entrez le tribunal' },
  date: { en: 'Enter the date of the document', fr: 'Entrez la date du document' },
  expiresOn: {
    en: 'Check both dates: the last day comes before the document',
    fr: 'Vérifiez les deux dates : l’échéance précède le document',
  },
  confirmation: {
    en: 'Confirm that you read it and that nothing in it forbids the call',
    fr: 'Confirmez que vous l’avez lu et que rien n’y interdit l’appel',
  },
} as const satisfies Record<string, Wording>

export const buildExpiresOnWording = (day: string): Wording => ({
  en: `last day: ${day}`,
  fr: `échéance\u00a0: ${day}`,
})
