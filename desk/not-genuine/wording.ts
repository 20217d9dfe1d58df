import type { Wording } from '../../forms/language.ts'

export const dismissalWording = {
  dismiss: { en: 'Close as not genuine', fr: 'Fermer comme non authentique' },
  means: {
    en: 'For an intake that a machine sent, or someone in another’s name. Nobody is told: e-mails that wait aren’t sent, and sessions to come are cancelled. What it says counts against nobody any more.',
    fr: 'Pour une demande envoyée par un robot, ou par quelqu’un au nom d’une autre personne. Personne n’est avisé : les courriels en attente ne partent pas et les rencontres à venir sont annulées. Le contenu n’a plus d’effet pour personne.',
  },
  recorded: {
    en: 'Your reason stands in each file’s record. An administrator can open a file again.',
    fr: 'Votre raison figure à l’historique de chaque dossier. L’administration peut rouvrir un dossier.',
  },
  why: { en: 'Why is it not genuine?', fr: 'Pourquoi la demande n’est-elle pas authentique?' },
  noReason: { en: 'Choose why it isn’t genuine', fr: 'Choisissez pourquoi elle n’est pas authentique' },
} as const satisfies Record<string, Wording>

/** Asks whether to close these files. `references` holds at least one. */
export const buildDismissalQuestionWording = (references: readonly string[]): Wording => {
  if (references.length === 1) {
    return {
      en: `Close ${references[0]} as not genuine?`,
      fr: `Fermer le dossier ${references[0]} comme non authentique?`,
    }
  }
  return {
    en: `Close these ${references.length} files as not genuine?`,
    fr: `Fermer ces ${references.length} dossiers comme non authentiques?`,
  }
}

export const buildDismissNowWording = (count: number): Wording =>
  count === 1
    ? { en: 'Close it now', fr: 'Le fermer maintenant' }
    : { en: `Close ${count} files now`, fr: `Fermer ${count} dossiers maintenant` }
