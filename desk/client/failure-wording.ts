import type { Language, Wording } from '../../forms/language.ts'
import type { ApiFailure } from './api-failure.ts'
import { getCalendarPath, getFileListPath } from './routes.ts'
import { shellWording, signOutPath } from './wording.ts'

/** The sentences that tell what happened and what to do about it. */
interface FailureWording extends PageFailureWording {
  /** Appears beside the button of an action that was not done. */
  readonly nextAfterAction: Wording
  readonly linkAfterAction: FailureLink
}

/** The sentences that replace a page. */
export interface PageFailureWording {
  readonly title: Wording
  readonly next: Wording
  readonly link: FailureLink
}

interface FailureLink {
  readonly label: Wording
  readonly to: (language: Language) => string
}

/** Finds the wording of a failure. A new code of the API does not compile until it has one. */
export function getFailureWording({ code }: ApiFailure): FailureWording {
  switch (code) {
    case 'signed_out':
      return failureWordings.signedOut
    case 'not_permitted':
      return failureWordings.notPermitted
    case 'not_found':
      return failureWordings.notFound
    case 'stale':
    case 'conflict_review_needed':
      return failureWordings.stale
    case 'file_not_taken':
      return failureWordings.notTaken
    case 'approval_requested':
      return failureWordings.approvalRequested
    case 'busy':
      return failureWordings.busy
    case 'override_needed':
      return failureWordings.overrideNeeded
    case 'invalid':
    case 'answers_to_mend':
    case 'malformed':
    case 'too_large':
      return failureWordings.invalid
    case 'slot_taken':
    case 'unusual_time':
      return failureWordings.slotTaken
    case 'unreachable':
    case 'error':
    case 'method_not_allowed':
    case 'expired':
    case 'wrong_media_type':
    case 'too_many_requests':
      return failureWordings.unavailable
    default:
      code satisfies never
      return failureWordings.unavailable
  }
}

/** The link reloads the page. Its own address also leads back to it after signing in. */
const currentAddress = () => location.pathname + location.search

const reloadLink: FailureLink = {
  label: { en: 'Reload the page', fr: 'Recharger la page' },
  to: currentAddress,
}
const signInLink: FailureLink = {
  label: { en: 'Sign in again', fr: 'Ouvrir une session' },
  to: currentAddress,
}
const fileListLink: FailureLink = { label: shellWording.allFiles, to: getFileListPath }
const calendarLink: FailureLink = {
  label: { en: 'See the appointments', fr: 'Voir les rencontres' },
  to: getCalendarPath,
}

export const failureWordings = {
  signedOut: {
    title: { en: 'Your sign-in has run out', fr: 'Votre session a pris fin' },
    next: {
      en: 'Sign in again, and you’ll come back here.',
      fr: 'Ouvrez une nouvelle session, et vous reviendrez ici.',
    },
    nextAfterAction: {
      en: 'Your sign-in has run out, and nothing was done. Sign in again, and you’ll come back here.',
      fr: 'Votre session a pris fin et rien n’a été fait. Ouvrez une nouvelle session, et vous reviendrez ici.',
    },
    link: signInLink,
    linkAfterAction: signInLink,
  },
  notPermitted: {
    title: { en: 'The desk isn’t open to you', fr: 'Le bureau ne vous est pas ouvert' },
    next: {
      en: 'The practice doesn’t know the address you signed in with. Sign out and use another one, or ask an administrator of the practice to add yours.',
      fr: 'Le cabinet ne connaît pas l’adresse de votre session. Fermez-la et servez-vous d’une autre adresse, ou demandez à l’administration du cabinet d’ajouter la vôtre.',
    },
    nextAfterAction: {
      en: 'This isn’t yours to do in this file, and nothing was done. Reload the page, or ask an administrator of the practice.',
      fr: 'Cette décision ne vous revient pas dans ce dossier et rien n’a été fait. Rechargez la page, ou adressez-vous à l’administration du cabinet.',
    },
    link: { label: shellWording.signOut, to: () => signOutPath },
    linkAfterAction: reloadLink,
  },
  notFound: {
    title: { en: 'No file here for you', fr: 'Aucun dossier ici pour vous' },
    next: {
      en: 'Check the reference. If it is right, someone else may lead the file: ask an administrator of the practice.',
      fr: 'Vérifiez la référence. Si elle est juste, une autre personne est peut-être responsable du dossier : adressez-vous à l’administration du cabinet.',
    },
    nextAfterAction: {
      en: 'This file is no longer open to you, and nothing was done. Go back to your files.',
      fr: 'Ce dossier ne vous est plus ouvert et rien n’a été fait. Revenez à vos dossiers.',
    },
    link: fileListLink,
    linkAfterAction: fileListLink,
  },
  /** Replaces the page of a file that could be read a moment ago. */
  accessEnded: {
    title: { en: 'This file is no longer yours to read', fr: 'Ce dossier n’est plus le vôtre' },
    next: {
      en: 'It was passed on, given to someone else, or joined with another one. What stood on this page has been cleared.',
      fr: 'Il a été remis, confié à une autre personne ou joint à un autre. Ce qui figurait sur cette page a été effacé.',
    },
    nextAfterAction: {
      en: 'This file is no longer yours to read, and nothing was done. Go back to your files.',
      fr: 'Ce dossier n’est plus le vôtre et rien n’a été fait. Revenez à vos dossiers.',
    },
    link: fileListLink,
    linkAfterAction: fileListLink,
  },
  stale: {
    title: { en: 'Someone was faster', fr: 'Quelqu’un vous a devancé' },
    next: {
      en: 'The file has changed since it was opened. Reload the page to see how it stands.',
      fr: 'Le dossier a changé depuis son ouverture. Rechargez la page pour voir où il en est.',
    },
    nextAfterAction: {
      en: 'Nothing was done: someone was faster, or the file has changed. Reload the page to see how it stands.',
      fr: 'Rien n’a été fait : quelqu’un vous a devancé, ou le dossier a changé. Rechargez la page pour voir où il en est.',
    },
    link: reloadLink,
    linkAfterAction: reloadLink,
  },
  approvalRequested: {
    title: { en: 'A second person was asked', fr: 'Une deuxième personne a été sollicitée' },
    next: {
      en: 'Nothing was decided yet. Reload the page to see how the file stands.',
      fr: 'Rien n’est encore décidé. Rechargez la page pour voir où en est le dossier.',
    },
    nextAfterAction: {
      en: 'Nothing was decided yet: a second person was asked to agree. Once they agreed, decide again.',
      fr: 'Rien n’est encore décidé : l’accord d’une deuxième personne a été demandé. Une fois l’accord donné, décidez de nouveau.',
    },
    link: reloadLink,
    linkAfterAction: reloadLink,
  },
  notTaken: {
    title: { en: 'Nobody has taken this file yet', fr: 'Personne n’a encore pris ce dossier' },
    next: { en: 'Take this file to read it.', fr: 'Prenez ce dossier pour le lire.' },
    nextAfterAction: {
      en: 'Nothing was done: nobody leads this file. Take this file to read it.',
      fr: 'Rien n’a été fait : personne n’est responsable de ce dossier. Prenez-le pour le lire.',
    },
    link: reloadLink,
    linkAfterAction: reloadLink,
  },
  busy: {
    title: { en: 'One moment', fr: 'Un instant' },
    next: {
      en: 'Others were writing in this file at the same moment. Wait a moment and try again.',
      fr: 'D’autres personnes écrivaient dans ce dossier au même moment. Attendez un instant, puis réessayez.',
    },
    nextAfterAction: {
      en: 'Nothing was done: others were writing in this file at the same moment. What you entered is still here. Press again.',
      fr: 'Rien n’a été fait : d’autres personnes écrivaient dans ce dossier au même moment. Ce que vous avez entré est toujours là. Appuyez de nouveau.',
    },
    link: { label: { en: 'Try again', fr: 'Réessayer' }, to: currentAddress },
    linkAfterAction: reloadLink,
  },
  overrideNeeded: {
    title: { en: 'Something speaks against it', fr: 'Quelque chose s’y oppose' },
    next: {
      en: 'Nothing was done. Reload the page to see how the file stands.',
      fr: 'Rien n’a été fait. Rechargez la page pour voir où en est le dossier.',
    },
    nextAfterAction: {
      en: 'Nothing was done yet: something speaks against it, and is named here.',
      fr: 'Rien n’a encore été fait : quelque chose s’y oppose, comme indiqué ici.',
    },
    link: reloadLink,
    linkAfterAction: reloadLink,
  },
  invalid: {
    title: { en: 'This can’t be shown', fr: 'Affichage impossible' },
    next: {
      en: 'The address names something that doesn’t exist, such as a day too far away. Go back to your files.',
      fr: 'L’adresse désigne quelque chose qui n’existe pas, par exemple un jour trop éloigné. Revenez à vos dossiers.',
    },
    nextAfterAction: {
      en: 'Nothing was done: something entered here isn’t possible, such as a date too far away or a text too long. What you entered is still here. Correct it and press again.',
      fr: 'Rien n’a été fait : quelque chose n’est pas possible ici, par exemple une date trop éloignée ou un texte trop long. Ce que vous avez entré est toujours là. Corrigez-le, puis appuyez de nouveau.',
    },
    link: fileListLink,
    linkAfterAction: reloadLink,
  },
  slotTaken: {
    title: { en: 'That time is taken', fr: 'Ce moment est déjà pris' },
    next: {
      en: 'Someone has it, or it is kept for a parent who is choosing. Look for another one.',
      fr: 'Quelqu’un l’a réservé, ou il est gardé pour un parent qui est en train de choisir. Cherchez-en un autre.',
    },
    nextAfterAction: {
      en: 'That time, or the minutes kept free around it, is taken: by a session, or for a parent who is choosing. Nothing was changed, and what you entered is still here. Choose another time.',
      fr: 'Ce moment, ou les minutes gardées libres autour, est déjà pris : par une rencontre, ou pour un parent qui est en train de choisir. Rien n’a été changé, et ce que vous avez entré est toujours là. Choisissez un autre moment.',
    },
    link: calendarLink,
    linkAfterAction: calendarLink,
  },
  unavailable: {
    title: { en: 'The desk doesn’t answer', fr: 'Le bureau ne répond pas' },
    next: {
      en: 'Check your connection, wait a minute and try again. If it goes on, tell an administrator of the practice.',
      fr: 'Vérifiez votre connexion, attendez une minute, puis réessayez. Si cela continue, avisez l’administration du cabinet.',
    },
    nextAfterAction: {
      en: 'No answer came, so it may or may not have been done. Check your connection and reload the page to see.',
      fr: 'Aucune réponse n’est venue; on ne sait donc pas si c’est fait. Vérifiez votre connexion et rechargez la page pour le savoir.',
    },
    link: { label: { en: 'Try again', fr: 'Réessayer' }, to: currentAddress },
    linkAfterAction: reloadLink,
  },
} as const satisfies Record<string, FailureWording>

/** Replaces a page that threw while it was shown. */
export const brokenPageWording = {
  title: { en: 'This page couldn’t be shown', fr: 'Cette page n’a pas pu s’afficher' },
  next: {
    en: 'Something in it went wrong. What was saved is saved. Load it again; if that doesn’t help, go back to your files and tell an administrator of the practice.',
    fr: 'Quelque chose n’y a pas fonctionné. Ce qui était enregistré le reste. Rechargez-la; si rien ne change, revenez à vos dossiers et avisez l’administration du cabinet.',
  },
  reload: reloadLink.label,
} as const satisfies Record<string, Wording>

/** Follows what an action announces when the page could not load again what the action changed. */
export const reloadFailedAfterActionWording = {
  next: {
    en: 'That was done, but this page couldn’t be loaded again and still shows how things stood before. Reload it before you do anything else.',
    fr: 'C’est fait, mais cette page n’a pas pu se remettre à jour et montre encore l’état d’avant. Rechargez-la avant de poursuivre.',
  },
  link: reloadLink,
} as const satisfies Pick<FailureWording, 'next' | 'link'>
