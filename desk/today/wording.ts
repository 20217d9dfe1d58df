import type { Wording } from '../../forms/language.ts'

export const todayWording = {
  loading: { en: 'Loading your day…', fr: 'Chargement de votre journée…' },
  mailPausedTitle: { en: 'No e-mail is leaving', fr: 'Aucun courriel ne part' },
  mailPaused: {
    en: 'The mail provider refuses the practice’s account. What was written is kept and leaves once that’s mended. Until then, tell people another way that is safe, and tell an administrator.',
    fr: 'Le service de courriel refuse le compte du cabinet. Ce qui a été écrit est conservé et partira une fois le problème réglé. D’ici là, avisez les gens d’une autre façon sûre et prévenez l’administration.',
  },
  keys: {
    en: 'J and K go from file to file, Enter opens.',
    fr: 'J et K passent d’un dossier à l’autre, Entrée ouvre.',
  },
  waitingForParent: { en: 'A parent’s turn', fr: 'À un parent' },
  dueHeading: { en: 'Due', fr: 'Échéance' },
  nothing: {
    en: 'Nothing is waiting for you today. What comes in next appears here by itself.',
    fr: 'Rien ne vous attend aujourd’hui. Ce qui arrivera s’affichera ici tout seul.',
  },
  remind: { en: 'Remind me', fr: 'Rappel' },
  reminderOf: { en: 'Your reminder', fr: 'Votre rappel' },
  reminderText: { en: 'Of what?', fr: 'De quoi?' },
  reminderHint: {
    en: 'You alone see it. It isn’t part of the file’s notes.',
    fr: 'Personne d’autre ne le voit. Il ne fait pas partie des notes du dossier.',
  },
  reminderDate: { en: 'On which day?', fr: 'Quel jour?' },
  saveReminder: { en: 'Save the reminder', fr: 'Enregistrer le rappel' },
  reminderSaved: { en: 'You’ll be reminded.', fr: 'Rappel enregistré.' },
  reminderTextMissing: { en: 'Enter what to remind you of', fr: 'Entrez ce qu’il faut vous rappeler' },
  reminderDateMissing: { en: 'Enter a day from today on', fr: 'Entrez un jour à partir d’aujourd’hui' },
  done: { en: 'Done', fr: 'C’est fait' },
  reminderDone: { en: 'The reminder is done.', fr: 'Le rappel est marqué comme fait.' },
} as const satisfies Record<string, Wording>

/** Says how much there is to do. */
export function buildDayCountWording(count: number): Wording {
  if (count === 0) return todayWording.nothing
  if (count === 1) return { en: '1 file needs you.', fr: '1 dossier a besoin de vous.' }
  return { en: `${count} files need you.`, fr: `${count} dossiers ont besoin de vous.` }
}

/** Says that somebody else has to act. */
export const buildLeadActsWording = (name: string): Wording => ({
  en: `${name} leads`,
  fr: `Responsable : ${name}`,
})

/** Says what an action is about, to whoever doesn’t see the row. */
export const buildAboutFileWording = (reference: string): Wording => ({
  en: `, file ${reference}`,
  fr: `, dossier ${reference}`,
})
