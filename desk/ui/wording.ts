import type { Wording } from '../../forms/language.ts'

export const controlWording = {
  oneMoment: { en: 'One moment…', fr: 'Un instant…' },
  notNow: { en: 'Not now', fr: 'Pas maintenant' },
  show: { en: 'Show', fr: 'Afficher' },
  codeOnce: {
    en: 'It’s shown only now. Read it out slowly, and have it read back to you.',
    fr: 'Il n’apparaît que maintenant. Dictez-le lentement et faites-le répéter.',
  },
} as const satisfies Record<string, Wording>

/** What can be undone, and that it was. */
export const undoWording = {
  undo: { en: 'Undo', fr: 'Annuler' },
  next: {
    en: 'To undo it, press Tab and then Enter.',
    fr: 'Pour annuler, appuyez sur Tab, puis sur Entrée.',
  },
  undone: { en: 'It’s undone.', fr: 'C’est annulé.' },
} as const satisfies Record<string, Wording>

/** Names how many questions of a page were left empty. */
export const buildUnansweredCountWording = (count: number): Wording => ({
  en: `${count} not answered`,
  fr: `${count} sans réponse`,
})

/** A parent said that something has to happen within days. */
export const urgentWording: Wording = { en: 'Urgent', fr: 'Urgent' }

/** The reader was given a file while its lead is away. */
export const buildStandInWording = (name: string): Wording => ({
  en: `You’re standing in for ${name}`,
  fr: `Vous assurez la relève de ${name}`,
})

/** What was typed before the page was loaded is back in its form. */
export const textDraftWording = {
  restored: {
    en: 'What you had typed here and not saved is back. Only this tab keeps it, sealed, until you save it, move on or sign out.',
    fr: 'Ce que vous aviez écrit ici sans l’enregistrer est de retour. Seul cet onglet le garde, chiffré, jusqu’à ce que vous l’enregistriez, passiez à autre chose ou fermiez votre session.',
  },
  discard: { en: 'Discard it', fr: 'L’effacer' },
} as const satisfies Record<string, Wording>
