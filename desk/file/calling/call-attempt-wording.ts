import { MAX_CALL_ATTEMPT_AGE_DAYS } from '../../../content/limits.ts'
import type { Wording } from '../../../forms/language.ts'
import type { NewCallAttempt } from './queries.ts'

export const callAttemptWording = {
  title: { en: 'Write down the call', fr: 'Inscrire l’appel' },
  when: { en: 'When you called', fr: 'Moment de l’appel' },
  whenHint: {
    en: 'Taken when you press “Call now”, on this device’s clock. A call can be written down for a week, if it was allowed when it was made; a no, or that it isn’t safe, always can.',
    fr: 'Pris quand vous appuyez sur « Appeler maintenant », à l’heure de cet appareil. Un appel peut être inscrit pendant une semaine, s’il était permis quand il a été fait; un refus ou un danger peut toujours l’être.',
  },
  callingNow: {
    en: 'I’m calling now, from another phone',
    fr: 'J’appelle maintenant, d’un autre téléphone',
  },
  notAllowedThen: {
    en: 'Nothing was written down: no call was allowed at that time. What you entered is still here. A no, or that it isn’t safe, can always be written down.',
    fr: 'Rien n’a été inscrit : aucun appel n’était permis à ce moment. Ce que vous avez entré est toujours là. Un refus ou un danger peut toujours être inscrit.',
  },
  noTime: {
    en: `Enter when you called: a time that has passed, within the last ${MAX_CALL_ATTEMPT_AGE_DAYS} days`,
    fr: `Entrez le moment de l’appel : un moment passé, dans les ${MAX_CALL_ATTEMPT_AGE_DAYS} derniers jours`,
  },
  outcome: { en: 'How did it end?', fr: 'Comment l’appel s’est-il terminé?' },
  noOutcome: { en: 'Choose how the call ended', fr: 'Choisissez comment l’appel s’est terminé' },
  next: { en: 'What comes next?', fr: 'Quelle est la suite?' },
  noNext: { en: 'Choose what comes next', fr: 'Choisissez la suite' },
  save: { en: 'Write it down', fr: 'Inscrire' },
  done: { en: 'The call is written down.', fr: 'L’appel est inscrit.' },
  ends: {
    en: 'This ends all calls to the other parent, here and in every other file of this family, and any invitation that is open in this file. The first parent isn’t told.',
    fr: 'Cela met fin à tout appel à l’autre parent, ici et dans tout autre dossier de cette famille, et à toute invitation ouverte dans ce dossier. Le premier parent n’en est pas informé.',
  },
  wrong: {
    en: 'No more calls under this authorisation, and any open invitation ends. Ask the parent who gave it for a better number: they authorise the call again with it.',
    fr: 'Plus aucun appel avec cette autorisation, et toute invitation ouverte prend fin. Demandez un meilleur numéro au parent qui l’a donnée : il autorisera de nouveau l’appel.',
  },
} as const satisfies Record<string, Wording>

/** The next steps after each outcome, the likeliest first. */
export const nextStepKeysByOutcome: Record<NewCallAttempt['outcome'], readonly NewCallAttempt['nextStep'][]> =
  {
    interested: ['invite', 'call-again', 'wait-for-them', 'none'],
    'wants-time': ['call-again', 'wait-for-them', 'none'],
    declined: ['none'],
    'wrong-number': ['ask-parent', 'none'],
    'no-answer': ['call-again', 'ask-parent', 'none'],
    'left-message': ['wait-for-them', 'call-again', 'ask-parent', 'none'],
    unsafe: ['none', 'ask-parent'],
  }

/** What an outcome means for later calls. It is shown before the outcome is recorded. */
export const callNoteWordingByOutcome: Partial<Record<NewCallAttempt['outcome'], Wording>> = {
  declined: callAttemptWording.ends,
  unsafe: callAttemptWording.ends,
  'wrong-number': callAttemptWording.wrong,
}
