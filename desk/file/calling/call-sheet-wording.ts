import type { Wording } from '../../../forms/language.ts'
import type { PageFailureWording } from '../../client/failure-wording.ts'
import { getFilePagePath } from '../../client/routes.ts'

export const callSheetWording = {
  loading: { en: 'Loading the call sheet…', fr: 'Chargement de la feuille d’appel…' },
  none: {
    en: 'Nobody has authorised a call in this file, so there’s no sheet for one.',
    fr: 'Personne n’a autorisé d’appel dans ce dossier; il n’y a donc pas de feuille.',
  },
  shut: {
    en: 'Do not call now. You can still write down a call that was made while it was allowed, and at any time that the other parent said no or that it isn’t safe to go on.',
    fr: 'N’appelez pas maintenant. Vous pouvez encore inscrire un appel fait pendant que c’était permis et, à tout moment, que l’autre parent a dit non ou qu’il serait dangereux de continuer.',
  },
  lookAgain: { en: 'Look again', fr: 'Regarder de nouveau' },
  print: { en: 'Print the sheet', fr: 'Imprimer la feuille' },
  backToFile: { en: 'Back to the file', fr: 'Retour au dossier' },
  neverTitle: { en: 'Never say', fr: 'Ne jamais dire' },
  neverLead: {
    en: 'These words are what the parent who authorised the call was promised: in them, “you” is that parent.',
    fr: 'Ces phrases sont la promesse faite au parent qui a autorisé l’appel : « vous » y désigne ce parent.',
  },
  rulesTitle: { en: 'Rules for this call', fr: 'Les règles de cet appel' },
  rulesUnanswered: { en: 'Nothing was answered', fr: 'Sans réponse' },
  noMessage: { en: 'Leave no message.', fr: 'Ne laissez aucun message.' },
  message: {
    en: 'If nobody answers, this message and no other',
    fr: 'Si personne ne répond, ce message et aucun autre',
  },
  callScript: { en: 'What to say', fr: 'Ce qu’il faut dire' },
  onPaper: { en: 'How it ended', fr: 'Comment l’appel s’est terminé' },
  onPaperWhen: { en: 'Day and time', fr: 'Jour et heure' },
  onPaperNext: { en: 'What comes next', fr: 'La suite' },
} as const satisfies Record<string, Wording>

/** Leads from one step of the script to the next. */
export const buildNextScriptStepWording = (title: string): Wording => ({
  en: `Next: ${title}`,
  fr: `Suite : ${title}`,
})

/** Replaces the sheet of a coordinator who does not lead the file, or not any more. */
export const buildNotYoursToCallWording = (reference: string): PageFailureWording => ({
  title: { en: 'This call isn’t yours to make', fr: 'Cet appel ne vous revient pas' },
  next: {
    en: 'Only whoever leads the file calls, once its conflicts were reviewed. What stood on this sheet has been cleared.',
    fr: 'Seule la personne responsable du dossier appelle, une fois ses conflits examinés. Ce qui figurait sur cette feuille a été effacé.',
  },
  link: { label: callSheetWording.backToFile, to: (language) => getFilePagePath(language, reference) },
})
