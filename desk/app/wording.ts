import type { Language, Wording } from '../../forms/language.ts'
import type {
  ApiFailure,
  ListedFile,
  ParentAnswers,
  RelatedFileSummary,
  SafetyOpeningReason,
} from './api-client.ts'
import { appointmentsPath, fileListPath } from './routes.ts'

/** Where Access signs people out, on the application's own host. */
export const signOutPath = '/desk/sign-out/'

/** Every sentence of the desk that stands alone. */
export const deskWording = {
  desk: { en: 'Desk', fr: 'Bureau' },
  noScript: {
    en: 'The desk needs JavaScript. Turn it on in your browser’s settings, or ask',
    fr: 'Le bureau a besoin de JavaScript. Activez-le dans les réglages de votre navigateur, ou adressez-vous à',
  },
  signedInAs: { en: 'Signed in as', fr: 'Session de' },
  accountNavigation: { en: 'Session and language', fr: 'Session et langue' },
  signOut: { en: 'Sign out', fr: 'Fermer la session' },
  deskNavigation: { en: 'The desk', fr: 'Le bureau' },
  files: { en: 'Files', fr: 'Dossiers' },
  allFiles: { en: 'All files', fr: 'Tous les dossiers' },
  loadingFiles: { en: 'Loading the files…', fr: 'Chargement des dossiers…' },
  loadingFile: { en: 'Loading the file…', fr: 'Chargement du dossier…' },
  reference: { en: 'Reference', fr: 'Référence' },
  route: { en: 'How it started', fr: 'Point de départ' },
  stage: { en: 'Stage', fr: 'État' },
  received: { en: 'Came in', fr: 'Reçu' },
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
  orderNotAnswered: {
    en: 'Not answered. Ask before anything reaches the other parent.',
    fr: 'Sans réponse. Posez la question avant toute communication avec l’autre parent.',
  },
  orderTitle: {
    en: 'There is, or may be, a no-contact order',
    fr: 'Il y a, ou il pourrait y avoir, une ordonnance de non-communication',
  },
  orderNotice: {
    en: 'Do not reach out to the other parent, and plan no joint session, until you have read the order.',
    fr: 'Ne communiquez pas avec l’autre parent et ne prévoyez aucune rencontre conjointe avant d’avoir lu l’ordonnance.',
  },
  otherIsInitiating: {
    en: 'In these answers, “the other parent” is the initiating parent.',
    fr: 'Dans ces réponses, « l’autre parent » est le parent à l’origine de la demande.',
  },
  lockedTitle: { en: 'Kept closed', fr: 'Sous clé' },
  openingRecorded: {
    en: 'The file’s record shows that you opened it.',
    fr: 'Votre consultation est inscrite à l’historique du dossier.',
  },
  waitingList: { en: 'Waiting list', fr: 'Liste d’attente' },
  waitingOrder: {
    en: 'In the order they came: the first has waited longest.',
    fr: 'Dans l’ordre d’arrivée : le premier dossier attend depuis le plus longtemps.',
  },
  assistant: { en: 'Who assists', fr: 'Juriste au dossier' },
  proposed: { en: 'proposed, to be decided', fr: 'à confirmer' },
  nobody: { en: 'Nobody', fr: 'Personne' },
  mergedInto: { en: 'Joined into', fr: 'Joint au dossier' },
  movedToMergedFile: {
    en: 'What was sent here stands in that file now. This one keeps only its record.',
    fr: 'Ce qui a été envoyé ici se trouve maintenant dans ce dossier-là. Celui-ci ne garde que son historique.',
  },
  oneMoment: { en: 'One moment…', fr: 'Un instant…' },
  notNow: { en: 'Not now', fr: 'Pas maintenant' },

  relatedFilesTitle: { en: 'Known from other files', fr: 'Liens avec d’autres dossiers' },
  relatedFilesLead: {
    en: 'Somebody in this file appears in other files too. No names and no answers are shown here.',
    fr: 'Des personnes de ce dossier figurent aussi ailleurs. Aucun nom ni aucune réponse n’apparaît ici.',
  },
  conflictOfInterest: {
    en: 'You work with one of these parents in another file, so you cannot read this one. An administrator of the practice decides who takes it.',
    fr: 'Vous travaillez avec l’un de ces parents dans un autre dossier; vous ne pouvez donc pas lire celui-ci. L’administration du cabinet décide à qui le confier.',
  },
  lockedUntilReviewed: {
    en: 'What the parent wrote stays closed until somebody has looked at this and chosen to read on.',
    fr: 'Ce que le parent a écrit reste sous clé tant que personne n’a examiné ces liens et choisi de lire la suite.',
  },
  relation: { en: 'What links them', fr: 'Lien' },
  matched: { en: 'What matched', fr: 'Ce qui concorde' },
  isSameWriter: {
    en: 'The same parent seems to have written both, so the two are not joined. If this one adds nothing, it can be closed.',
    fr: 'Le même parent semble avoir écrit les deux; ces dossiers ne se joignent donc pas. Si celui-ci n’apporte rien de neuf, il peut être fermé.',
  },
  mergeByOthers: {
    en: 'An administrator, or whoever leads both files, can join them.',
    fr: 'L’administration du cabinet peut joindre ces dossiers, tout comme la personne responsable des deux.',
  },
  read: { en: 'Read the file', fr: 'Lire le dossier' },
  readRecords: {
    en: 'The file’s record will show that you looked at the other files and chose to read this one.',
    fr: 'L’historique du dossier indiquera que vous avez examiné ces liens et choisi de lire le dossier.',
  },
  readDone: {
    en: 'The file is open. Its record shows that you looked at the other files first.',
    fr: 'Le dossier est ouvert. Son historique indique que vous avez d’abord examiné les liens.',
  },
  reassign: { en: 'Pass it on', fr: 'Passer la main' },
  reassignMeans: {
    en: 'You stop leading this file, and the administrators are asked to give it to somebody else. The parents are told nothing.',
    fr: 'Vous cessez d’être responsable de ce dossier, et l’administration du cabinet est invitée à le confier à quelqu’un d’autre. Rien n’est dit aux parents.',
  },
  reassignDone: {
    en: 'Passed on. The administrators have been asked to give this file to somebody else.',
    fr: 'C’est fait. L’administration du cabinet est invitée à confier ce dossier à quelqu’un d’autre.',
  },
  mergeNow: { en: 'Join the two files', fr: 'Joindre les deux dossiers' },

  safetyTitle: { en: 'Safety answers', fr: 'Les réponses sur la sécurité' },
  safetyLocked: {
    en: 'They are closed, and are fetched only when you open them. The file’s record keeps who opened them, when and why. They go away again when you leave this page.',
    fr: 'Elles sont sous clé et ne sont transmises que si vous les ouvrez. L’historique du dossier garde qui les a ouvertes, quand et pourquoi. Elles disparaissent dès que vous quittez cette page.',
  },
  safetyWhy: { en: 'Why are you opening them?', fr: 'Pourquoi les ouvrez-vous?' },
  safetyNoReason: {
    en: 'Choose why you are opening the safety answers',
    fr: 'Choisissez pourquoi vous ouvrez les réponses sur la sécurité',
  },
  safetyOpen: { en: 'Open the safety answers', fr: 'Ouvrir les réponses sur la sécurité' },
  safetyOpened: {
    en: 'The file’s record shows that you opened these answers, and why. They go away when you leave this page.',
    fr: 'L’historique du dossier indique que vous avez ouvert ces réponses, et pourquoi. Elles disparaissent dès que vous quittez cette page.',
  },
  safetyNothing: { en: 'Nothing was asked.', fr: 'Aucune question n’a été posée.' },

  decisions: { en: 'Decisions about this file', fr: 'Décisions sur ce dossier' },
  assistanceWho: { en: 'Which lawyer assists you?', fr: 'Qui sera juriste au dossier avec vous?' },
  assistanceNone: {
    en: 'Choose who assists you, or nobody',
    fr: 'Choisissez qui sera juriste au dossier, ou personne',
  },
  assistanceSave: { en: 'Save who assists', fr: 'Enregistrer ce choix' },
  assistanceNobody: { en: 'Nobody assists in this file.', fr: 'Aucun juriste n’est au dossier.' },
  assignTo: { en: 'Give this file to', fr: 'Confier ce dossier à' },
  assignChoose: { en: 'Choose somebody', fr: 'Choisissez une personne' },
  assignNobody: {
    en: 'Choose who will lead the file',
    fr: 'Choisissez qui sera responsable du dossier',
  },
  assign: { en: 'Assign', fr: 'Attribuer' },
  close: { en: 'Close this file', fr: 'Fermer ce dossier' },
  closeMeans: {
    en: 'Close it when the work is done or was declined: there is room for another family then. It stays readable, and cannot be opened again.',
    fr: 'Fermez-le quand le travail est terminé ou a été refusé : il y a alors de la place pour une autre famille. Le dossier reste lisible, mais ne peut pas être rouvert.',
  },
  closeNotYet: {
    en: 'A session is still to come in this file. Cancel it first, so that its parents are told; then the file can be closed.',
    fr: 'Une rencontre est encore à venir dans ce dossier. Annulez-la d’abord, pour que les parents concernés soient avisés; le dossier pourra ensuite être fermé.',
  },
  closeNow: { en: 'Close it now', fr: 'Fermer maintenant' },
  closeDone: { en: 'The file is closed.', fr: 'Le dossier est fermé.' },
} as const satisfies Record<string, Wording>

/** How a file started, as the practice calls it. */
export const fileRouteWording: Record<ListedFile['route'], Wording> = {
  consent: { en: 'By consent', fr: 'D’un commun accord' },
  'court-order': { en: 'By court order', fr: 'Par ordonnance du tribunal' },
  'one-parent': { en: 'By one parent', fr: 'À la demande d’un parent' },
}

/** What became of the e-mail about a file, where it has not been sent. */
export const undeliveredMailWording: Record<'queued' | 'failed', Wording> = {
  queued: {
    en: 'The e-mail about this file has not gone out yet. It will be tried again automatically.',
    fr: 'Le courriel au sujet de ce dossier n’est pas encore parti. Un nouvel essai se fera automatiquement.',
  },
  failed: {
    en: 'The e-mail about this file could not be sent. Make sure the person it was meant for knows.',
    fr: 'Le courriel au sujet de ce dossier n’a pas pu être envoyé. Assurez-vous que la personne à qui il était destiné est au courant.',
  },
}

/** Whose answers they are, where both parents sent theirs. */
export const parentSideWording: Record<ParentAnswers['side'], Wording> = {
  initiating: { en: 'The initiating parent', fr: 'Le parent à l’origine de la demande' },
  other: { en: 'The other parent', fr: 'L’autre parent' },
}

/** The contact details a parent gave for the other one, which stay sealed, and until when. */
export const otherContactWording = {
  title: { en: 'The other parent’s contact details', fr: 'Les coordonnées de l’autre parent' },
  until: {
    initiating: {
      en: 'Closed until the initiating parent authorises a call',
      fr: 'Sous clé jusqu’à ce que le parent à l’origine de la demande autorise un appel',
    },
    other: {
      en: 'Closed. That parent says above how to reach them',
      fr: 'Sous clé. Ce parent indique lui-même plus haut comment le joindre',
    },
  } satisfies Record<ParentAnswers['side'], Wording>,
} as const

/** How a related file is related to this one. */
export const fileRelationWording: Record<RelatedFileSummary['relation'], Wording> = {
  'same-family': { en: 'The same family', fr: 'La même famille' },
  parent: {
    en: 'One of the parents, in what seems to be another family. There may be a conflict of interest.',
    fr: 'Un des parents, dans ce qui semble être une autre famille. Il peut y avoir un conflit d’intérêts.',
  },
  lawyer: { en: 'A lawyer in common, nothing else', fr: 'La même avocate ou le même avocat, rien d’autre' },
}

/** The kinds of facts that two files have in common. */
export const matchKindWording: Record<RelatedFileSummary['kinds'][number], Wording> = {
  email: { en: 'an e-mail address', fr: 'une adresse courriel' },
  phone: { en: 'a phone number', fr: 'un numéro de téléphone' },
  person: {
    en: 'a parent’s name and date of birth',
    fr: 'le nom et la date de naissance d’un parent',
  },
  child: { en: 'a child’s name and date of birth', fr: 'le nom et la date de naissance d’un enfant' },
  lawyer: { en: 'a lawyer', fr: 'une avocate ou un avocat' },
}

/** Why the safety answers are opened, in the order they are offered. */
export const safetyReasonWording: Record<SafetyOpeningReason, Wording> = {
  screening: { en: 'To screen this parent', fr: 'Pour le dépistage auprès de ce parent' },
  'first-call': {
    en: 'To prepare a first call or meeting',
    fr: 'Pour préparer un premier appel ou une rencontre',
  },
  'new-concern': { en: 'A new concern has come up', fr: 'Une nouvelle inquiétude est apparue' },
  'duty-to-report': {
    en: 'To decide whether the law requires a report',
    fr: 'Pour décider si la loi exige un signalement',
  },
}

export const mergeButtonWording = (reference: string): Wording => ({
  en: `Join this file into ${reference}`,
  fr: `Joindre ce dossier au dossier ${reference}`,
})

export const mergeConsequenceWording = (reference: string): Wording => ({
  en: `What was sent here becomes the other parent’s answers in ${reference}. This file is closed and keeps its record. This cannot be undone.`,
  fr: `Ce qui a été envoyé ici devient les réponses de l’autre parent dans le dossier ${reference}. Celui-ci est fermé et garde son historique. Il n’y a pas de retour en arrière.`,
})

export const mergeDoneWording = (reference: string): Wording => ({
  en: `Joined into ${reference}. This file is closed.`,
  fr: `Joint au dossier ${reference}. Ce dossier-ci est fermé.`,
})

export const assistantDecidedWording = (name: string): Wording => ({
  en: `${name} assists in this file now.`,
  fr: `Juriste au dossier : ${name}.`,
})

export const leadAssignedWording = (name: string): Wording => ({
  en: `${name} leads this file now. An e-mail is on its way to them.`,
  fr: `Responsable du dossier : ${name}. Un courriel vient de partir à son intention.`,
})

/** `3 files shown, newest first`; with none, when one will appear; when there are more, where those are. */
export function fileCountWording(count: number, more: boolean): Wording {
  if (count === 0) {
    return {
      en: 'No files yet. One appears here as soon as a parent sends an intake, if you lead it or nobody does yet.',
      fr: 'Aucun dossier pour l’instant. Dès qu’un parent envoie une demande, son dossier apparaît ici si vous en êtes responsable ou si personne ne l’est encore.',
    }
  }
  if (count === 1) return { en: '1 file shown', fr: '1 dossier affiché' }
  if (more) {
    return {
      en: `The newest ${count} files are shown. An older one opens from the link in its e-mail.`,
      fr: `Les ${count} dossiers les plus récents sont affichés. Un dossier plus ancien s’ouvre par le lien du courriel qui l’annonçait.`,
    }
  }
  return {
    en: `${count} files shown, newest first`,
    fr: `${count} dossiers affichés, du plus récent au plus ancien`,
  }
}

interface FailureHintWording {
  readonly next: Wording
  readonly link: { readonly label: Wording; readonly to: (language: Language) => string }
}
interface FailurePageWording extends FailureHintWording {
  readonly title: Wording
}

/** Links that reload the page lead to its own address, which also leads back to it after signing in. */
const currentAddress = () => location.pathname + location.search

/** What happened and what to do, for each kind of failure. */
export const loadFailureWording: Record<ApiFailure, FailurePageWording> = {
  signedOut: {
    title: { en: 'Your sign-in has run out', fr: 'Votre session a pris fin' },
    next: {
      en: 'Sign in again, and you will come back here.',
      fr: 'Ouvrez une nouvelle session, et vous reviendrez ici.',
    },
    link: { label: { en: 'Sign in again', fr: 'Ouvrir une session' }, to: currentAddress },
  },
  refused: {
    title: { en: 'The desk is not open to you', fr: 'Le bureau ne vous est pas ouvert' },
    next: {
      en: 'The practice does not know the address you signed in with. Sign out and use another one, or ask an administrator of the practice to add yours.',
      fr: 'Le cabinet ne connaît pas l’adresse de votre session. Fermez-la et servez-vous d’une autre adresse, ou demandez à l’administration du cabinet d’ajouter la vôtre.',
    },
    link: { label: deskWording.signOut, to: () => signOutPath },
  },
  missing: {
    title: { en: 'No file here for you', fr: 'Aucun dossier ici pour vous' },
    next: {
      en: 'Check the reference. If it is right, somebody else may lead the file: ask an administrator of the practice.',
      fr: 'Vérifiez la référence. Si elle est juste, une autre personne est peut-être responsable du dossier : adressez-vous à l’administration du cabinet.',
    },
    link: { label: deskWording.allFiles, to: fileListPath },
  },
  stale: {
    title: { en: 'Somebody was faster', fr: 'Quelqu’un vous a devancé' },
    next: {
      en: 'The file has changed since it was opened. Reload the page to see how it stands.',
      fr: 'Le dossier a changé depuis son ouverture. Rechargez la page pour voir où il en est.',
    },
    link: { label: { en: 'Reload the page', fr: 'Recharger la page' }, to: currentAddress },
  },
  slotTaken: {
    title: { en: 'That time is taken', fr: 'Ce moment est déjà pris' },
    next: {
      en: 'Somebody has it, or it is kept for a parent who is choosing. Look for another one.',
      fr: 'Quelqu’un l’a réservé, ou il est gardé pour un parent qui est en train de choisir. Cherchez-en un autre.',
    },
    link: { label: { en: 'See the appointments', fr: 'Voir les rencontres' }, to: appointmentsPath },
  },
  unavailable: {
    title: { en: 'The desk does not answer', fr: 'Le bureau ne répond pas' },
    next: {
      en: 'Check your connection, wait a minute and try again. If it goes on, tell an administrator of the practice.',
      fr: 'Vérifiez votre connexion, attendez une minute, puis réessayez. Si cela continue, avisez l’administration du cabinet.',
    },
    link: { label: { en: 'Try again', fr: 'Réessayer' }, to: currentAddress },
  },
}

/** Why an action was not done, and what to do about it. */
export const actionFailureWording: Record<ApiFailure, FailureHintWording> = {
  signedOut: {
    next: {
      en: 'Your sign-in has run out, and nothing was done. Sign in again, and you will come back here.',
      fr: 'Votre session a pris fin et rien n’a été fait. Ouvrez une nouvelle session, et vous reviendrez ici.',
    },
    link: loadFailureWording.signedOut.link,
  },
  refused: {
    next: {
      en: 'This is not yours to do in this file, and nothing was done. Reload the page, or ask an administrator of the practice.',
      fr: 'Cette décision ne vous revient pas dans ce dossier et rien n’a été fait. Rechargez la page, ou adressez-vous à l’administration du cabinet.',
    },
    link: loadFailureWording.stale.link,
  },
  missing: {
    next: {
      en: 'This file is no longer open to you, and nothing was done. Go back to your files.',
      fr: 'Ce dossier ne vous est plus ouvert et rien n’a été fait. Revenez à vos dossiers.',
    },
    link: loadFailureWording.missing.link,
  },
  stale: {
    next: {
      en: 'Nothing was done: somebody was faster, or the file has changed. Reload the page to see how it stands.',
      fr: 'Rien n’a été fait : quelqu’un vous a devancé, ou le dossier a changé. Rechargez la page pour voir où il en est.',
    },
    link: loadFailureWording.stale.link,
  },
  slotTaken: {
    next: {
      en: 'That time, or the minutes kept free around it, is taken: by a session, or for a parent who is choosing. Nothing was changed, and what you entered is still here. Choose another time.',
      fr: 'Ce moment, ou les minutes gardées libres autour, est déjà pris : par une rencontre, ou pour un parent qui est en train de choisir. Rien n’a été changé, et ce que vous avez entré est toujours là. Choisissez un autre moment.',
    },
    link: loadFailureWording.slotTaken.link,
  },
  unavailable: {
    next: {
      en: 'No answer came, so it may or may not have been done. Check your connection and reload the page to see.',
      fr: 'Aucune réponse n’est venue; on ne sait donc pas si c’est fait. Vérifiez votre connexion et rechargez la page pour le savoir.',
    },
    link: loadFailureWording.stale.link,
  },
}
