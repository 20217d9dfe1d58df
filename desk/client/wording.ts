import type { Wording } from '../../forms/language.ts'
import type { FilePageName } from './routes.ts'

/** The path on this host at which Access signs people out. */
export const signOutPath = '/desk/sign-out/'

/** The sentences around every page of the desk, and the names of its pages. */
export const shellWording = {
  desk: { en: 'Desk', fr: 'Bureau' },
  noScript: {
    en: 'The desk needs JavaScript. Turn it on in your browser’s settings, or ask',
    fr: 'Le bureau a besoin de JavaScript. Activez-le dans les réglages de votre navigateur, ou adressez-vous à',
  },
  signedInAs: { en: 'Signed in as', fr: 'Session de' },
  accountNavigation: { en: 'Session and language', fr: 'Session et langue' },
  signOut: { en: 'Sign out', fr: 'Fermer la session' },
  hideNames: { en: 'Hide names', fr: 'Masquer les noms' },
  deskNavigation: { en: 'The desk', fr: 'Le bureau' },
  today: { en: 'Today', fr: 'Aujourd’hui' },
  files: { en: 'Files', fr: 'Dossiers' },
  fileNavigation: { en: 'This file', fr: 'Ce dossier' },
  parentNavigation: { en: 'Whose answers', fr: 'De qui sont les réponses' },
  allFiles: { en: 'All files', fr: 'Tous les dossiers' },
  callSheet: { en: 'Call sheet', fr: 'Feuille d’appel' },
  recordCheck: { en: 'Check the record', fr: 'Vérifier l’historique' },
  operations: { en: 'Operations', fr: 'Système' },
  record: { en: 'Record', fr: 'Historique' },
  personalData: { en: 'Personal data', fr: 'Renseignements personnels' },
  privacy: { en: 'Privacy', fr: 'Données' },
  calendar: { en: 'Calendar', fr: 'Calendrier' },
  numbers: { en: 'Numbers', fr: 'Chiffres' },
  settings: { en: 'Settings', fr: 'Réglages' },
} as const satisfies Record<string, Wording>

/** The names of a file’s tabs. */
export const fileTabWording = {
  file: { en: 'Overview', fr: 'Aperçu' },
  fileIntake: { en: 'Intake', fr: 'Demande' },
  fileSafety: { en: 'Safety', fr: 'Sécurité' },
  fileContact: { en: 'Contact', fr: 'Contacts' },
  fileSessions: { en: 'Sessions', fr: 'Rencontres' },
  record: shellWording.record,
} as const satisfies Record<FilePageName, Wording>

/** Asked before a file is left, or somebody signs out, while something that was typed is not saved. */
export const leaveUnsavedWording: Wording = {
  en: 'What you typed in this file isn’t saved. Leave, and lose it?',
  fr: 'Ce que vous avez écrit dans ce dossier n’est pas enregistré. Quitter et le perdre?',
}
