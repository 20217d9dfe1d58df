import type { Language, Wording } from '../content/language.ts'
import type { Failure, ListedFile, OpenedFile } from './api.ts'
import { listPath } from './place.ts'

/** Where Access signs people out, on the application's own host. */
export const signOutPath = '/desk/sign-out/'

/** Every sentence of the desk that stands alone. */
export const words = {
  desk: { en: 'Desk', fr: 'Bureau' },
  noScript: {
    en: 'The desk needs JavaScript. Turn it on in your browser’s settings, or ask',
    fr: 'Le bureau a besoin de JavaScript. Activez-le dans les réglages de votre navigateur, ou adressez-vous à',
  },
  signedInAs: { en: 'Signed in as', fr: 'Session de' },
  accountNavigation: { en: 'Session and language', fr: 'Session et langue' },
  signOut: { en: 'Sign out', fr: 'Fermer la session' },
  files: { en: 'Files', fr: 'Dossiers' },
  allFiles: { en: 'All files', fr: 'Tous les dossiers' },
  loadingFiles: { en: 'Loading the files…', fr: 'Chargement des dossiers…' },
  loadingFile: { en: 'Loading the file…', fr: 'Chargement du dossier…' },
  reference: { en: 'Reference', fr: 'Référence' },
  route: { en: 'How it started', fr: 'Point de départ' },
  stage: { en: 'Stage', fr: 'État' },
  cameIn: { en: 'Came in', fr: 'Reçu' },
  lead: { en: 'Who leads', fr: 'Responsable' },
  nobodyYet: { en: 'Nobody yet', fr: 'Personne pour l’instant' },
  rulesFirst: { en: 'Read the contact rules first', fr: 'Lisez d’abord les règles de contact' },
  noRules: {
    en: 'This form did not ask what is safe. Do not call, write or leave a message until you know.',
    fr: 'Ce formulaire n’a pas demandé ce qui est sûr. N’appelez pas, n’écrivez pas et ne laissez pas de message avant de le savoir.',
  },
  askFirst: {
    en: 'Not answered. Take it as no until you have asked.',
    fr: 'Sans réponse. Considérez que c’est non tant que vous n’avez pas posé la question.',
  },
  notAnswered: { en: 'Not answered', fr: 'Sans réponse' },
  closedTitle: { en: 'Kept closed', fr: 'Sous clé' },
  onRecord: {
    en: 'The file’s record shows that you opened it.',
    fr: 'Votre consultation est inscrite à l’historique du dossier.',
  },
} as const satisfies Record<string, Wording>

/** How a file started, as the practice says it. */
export const routes: Record<ListedFile['route'], Wording> = {
  consent: { en: 'By consent', fr: 'D’un commun accord' },
  'court-order': { en: 'By court order', fr: 'Par ordonnance du tribunal' },
  'one-parent': { en: 'By one parent', fr: 'À la demande d’un parent' },
}

export const stages: Record<ListedFile['stage'], Wording> = {
  new: { en: 'New', fr: 'Nouveau' },
  open: { en: 'Open', fr: 'Ouvert' },
  closed: { en: 'Closed', fr: 'Fermé' },
}

/** What became of the e-mail about a file, where it has not been sent. */
export const mailNotes: Record<'queued' | 'failed', Wording> = {
  queued: {
    en: 'The e-mail about this file has not gone out yet. It will be tried again automatically.',
    fr: 'Le courriel au sujet de ce dossier n’est pas encore parti. Un nouvel essai se fera automatiquement.',
  },
  failed: {
    en: 'The e-mail about this file could not be sent. Make sure the person it was meant for knows.',
    fr: 'Le courriel au sujet de ce dossier n’a pas pu être envoyé. Assurez-vous que la personne à qui il était destiné est au courant.',
  },
}

/** What stays shut, and until when. */
export const envelopes: readonly {
  readonly name: keyof OpenedFile['closed']
  readonly title: Wording
  readonly until: Wording
}[] = [
  {
    name: 'otherContact',
    title: { en: 'The other parent’s contact details', fr: 'Les coordonnées de l’autre parent' },
    until: {
      en: 'Closed until the initiating parent authorises a call',
      fr: 'Sous clé jusqu’à ce que le parent à l’origine de la demande autorise un appel',
    },
  },
  {
    name: 'safety',
    title: { en: 'Safety answers', fr: 'Les réponses sur la sécurité' },
    until: { en: 'Closed until a reason is given', fr: 'Sous clé jusqu’à ce qu’un motif soit donné' },
  },
]

/** `3 files shown, newest first`; with none, when one will appear. */
export function filesShown(count: number): Wording {
  if (count === 0) {
    return {
      en: 'No files yet. One appears here as soon as a parent sends an intake, if you lead it or nobody does yet.',
      fr: 'Aucun dossier pour l’instant. Dès qu’un parent envoie une demande, son dossier apparaît ici si vous en êtes responsable ou si personne ne l’est encore.',
    }
  }
  if (count === 1) return { en: '1 file shown', fr: '1 dossier affiché' }
  return {
    en: `${count} files shown, newest first`,
    fr: `${count} dossiers affichés, du plus récent au plus ancien`,
  }
}

interface ProblemWords {
  readonly title: Wording
  readonly next: Wording
  readonly link: { readonly label: Wording; readonly to: (language: Language) => string }
}

/** Links that reload the page ask for the address one is at, which also leads back here after signing in. */
const here = () => location.pathname

/** What happened and what to do, for each way an answer can fail. */
export const problems: Record<Failure, ProblemWords> = {
  signedOut: {
    title: { en: 'Your sign-in has run out', fr: 'Votre session a pris fin' },
    next: {
      en: 'Sign in again, and you will come back here.',
      fr: 'Ouvrez une nouvelle session, et vous reviendrez ici.',
    },
    link: { label: { en: 'Sign in again', fr: 'Ouvrir une session' }, to: here },
  },
  refused: {
    title: { en: 'The desk is not open to you', fr: 'Le bureau ne vous est pas ouvert' },
    next: {
      en: 'The practice does not know the address you signed in with. Sign out and use another one, or ask an administrator of the practice to add yours.',
      fr: 'Le cabinet ne connaît pas l’adresse de votre session. Fermez-la et servez-vous d’une autre adresse, ou demandez à l’administration du cabinet d’ajouter la vôtre.',
    },
    link: { label: words.signOut, to: () => signOutPath },
  },
  missing: {
    title: { en: 'No file here for you', fr: 'Aucun dossier ici pour vous' },
    next: {
      en: 'Check the reference. If it is right, somebody else may lead the file: ask an administrator of the practice.',
      fr: 'Vérifiez la référence. Si elle est juste, une autre personne est peut-être responsable du dossier : adressez-vous à l’administration du cabinet.',
    },
    link: { label: words.allFiles, to: listPath },
  },
  unavailable: {
    title: { en: 'The desk does not answer', fr: 'Le bureau ne répond pas' },
    next: {
      en: 'Check your connection, wait a minute and try again. If it goes on, tell an administrator of the practice.',
      fr: 'Vérifiez votre connexion, attendez une minute, puis réessayez. Si cela continue, avisez l’administration du cabinet.',
    },
    link: { label: { en: 'Try again', fr: 'Réessayer' }, to: here },
  },
}
