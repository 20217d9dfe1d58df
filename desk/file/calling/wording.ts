import type { Wording } from '../../../forms/language.ts'
import type { CourtOrderFinding, FileDetails, NewCallAttempt, ParentCalls } from '../../app/api-client.ts'

/** Every sentence about calling the other parent that stands alone. */
export const callingWording = {
  title: { en: 'Calling the other parent', fr: 'L’appel à l’autre parent' },
  lead: {
    en: 'Nobody calls, writes or leaves a message before this says that you may.',
    fr: 'Personne n’appelle, n’écrit ni ne laisse de message avant que cela soit permis ici.',
  },
  onlyLeadMayCall: {
    en: 'Whoever leads this file asks, calls and invites.',
    fr: 'C’est la personne responsable du dossier qui demande, appelle et invite.',
  },
  receipt: { en: 'Hash of the receipt', fr: 'Empreinte du reçu' },
  authorisationAnswers: {
    en: 'What they answered when they authorised the call',
    fr: 'Réponses données avec l’autorisation',
  },

  requestAuthorisation: { en: 'Ask for the go-ahead to call', fr: 'Demander l’autorisation d’appeler' },
  requestMeans: {
    en: 'The page to authorise a call then waits in this parent’s “Your file”. An e-mail goes out only if they gave an address that is safe, and it does not say what it is about.',
    fr: 'La page pour autoriser un appel attend alors ce parent dans « Votre dossier ». Un courriel ne part que si une adresse sûre a été donnée, et il ne dit pas de quoi il s’agit.',
  },
  requestedByMail: {
    en: 'Asked. An e-mail is on its way to the address they called safe.',
    fr: 'La demande est faite. Un courriel part vers l’adresse indiquée comme sûre.',
  },
  requestedTellByPhone: {
    en: 'Asked. They gave no safe address, so no e-mail goes out: tell them by phone, following their contact rules, that “Your file” has something new.',
    fr: 'La demande est faite. Aucune adresse sûre n’a été donnée, donc aucun courriel ne part : dites à ce parent par téléphone, selon ses règles de contact, qu’il y a du nouveau dans « Votre dossier ».',
  },

  orderForm: { en: 'Have you read the order?', fr: 'Avez-vous lu l’ordonnance?' },
  orderNoFinding: { en: 'Choose what you found in the order', fr: 'Choisissez ce que vous avez constaté' },
  orderFindingsMean: {
    en: 'Only the first lifts the freeze. With the second it stays, and nobody calls. If a parent says later that there is an order, the file is frozen again.',
    fr: 'Seul le premier constat lève le gel. Avec le second, il demeure et personne n’appelle. Si un parent parle plus tard d’une ordonnance, le dossier est gelé de nouveau.',
  },
  orderSave: { en: 'Record that I read it', fr: 'Inscrire que je l’ai lue' },
  orderLifted: {
    en: 'Recorded. Nothing in the order forbids the call, and the freeze is lifted.',
    fr: 'C’est inscrit. Rien dans l’ordonnance n’interdit l’appel, et le gel est levé.',
  },
  orderForbids: {
    en: 'Recorded. The freeze stays, and nobody calls the other parent.',
    fr: 'C’est inscrit. Le gel demeure, et personne n’appelle l’autre parent.',
  },

  details: { en: 'Contact details', fr: 'Coordonnées' },
  detailsLocked: {
    en: 'They are closed. The file’s record keeps each opening. They go away when you leave this page, and within seconds once the call is no longer allowed.',
    fr: 'Elles sont sous clé. L’historique du dossier garde chaque ouverture. Elles disparaissent quand vous quittez cette page, et en quelques secondes si l’appel n’est plus permis.',
  },
  detailsOpen: { en: 'Open the contact details', fr: 'Ouvrir les coordonnées' },
  detailsOpened: {
    en: 'The file’s record shows that you opened them. They are not printed with the page.',
    fr: 'Votre consultation est inscrite à l’historique du dossier. Elles ne s’impriment pas avec la page.',
  },
  detailsShut: { en: 'Close them', fr: 'Les refermer' },
  detailsNone: {
    en: 'No contact details were given. Ask the parent who authorised the call.',
    fr: 'Aucune coordonnée n’a été donnée. Demandez au parent qui a autorisé l’appel.',
  },
  detailsRefused: {
    en: 'The contact details were closed: the call is not allowed any more. Do not call. Reload the page to see why.',
    fr: 'Les coordonnées ont été refermées : l’appel n’est plus permis. N’appelez pas. Rechargez la page pour savoir pourquoi.',
  },
  detailsUnsure: {
    en: 'The contact details were closed: the desk does not answer, so nobody knows whether the call is still allowed. Open them again when it does.',
    fr: 'Les coordonnées ont été refermées : le bureau ne répond pas, et rien ne dit que l’appel est encore permis. Rouvrez-les quand il répondra.',
  },

  sheet: { en: 'Call sheet', fr: 'Feuille d’appel' },
  sheetOpen: { en: 'Open the call sheet', fr: 'Ouvrir la feuille d’appel' },
  sheetLate: { en: 'Write down a call made earlier', fr: 'Inscrire un appel déjà fait' },
  sheetLoading: { en: 'Loading the call sheet…', fr: 'Chargement de la feuille d’appel…' },
  sheetNone: {
    en: 'Nobody has authorised a call in this file, so there is no sheet for one.',
    fr: 'Personne n’a autorisé d’appel dans ce dossier; il n’y a donc pas de feuille.',
  },
  sheetShut: {
    en: 'Do not call now. You can still write down a call that was made while it was allowed, and at any time that the other parent said no or that it is not safe to go on.',
    fr: 'N’appelez pas maintenant. Vous pouvez encore inscrire un appel fait pendant que c’était permis et, à tout moment, que l’autre parent a dit non ou qu’il serait dangereux de continuer.',
  },
  sheetPrint: { en: 'Print the sheet', fr: 'Imprimer la feuille' },
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

  attempt: { en: 'Write down the call', fr: 'Inscrire l’appel' },
  attemptWhen: { en: 'When you called', fr: 'Moment de l’appel' },
  attemptWhenHint: {
    en: 'On this device’s clock. A call can be written down for a week, if it was allowed when it was made; a no, or that it is not safe, always can.',
    fr: 'À l’heure de cet appareil. Un appel peut être inscrit pendant une semaine, s’il était permis quand il a été fait; un refus ou un danger peut toujours l’être.',
  },
  attemptNoTime: {
    en: 'Enter when you called: a time that has passed, within the last seven days',
    fr: 'Entrez le moment de l’appel : un moment passé, dans les sept derniers jours',
  },
  attemptOutcome: { en: 'How did it end?', fr: 'Comment l’appel s’est-il terminé?' },
  attemptNoOutcome: { en: 'Choose how the call ended', fr: 'Choisissez comment l’appel s’est terminé' },
  attemptNext: { en: 'What comes next?', fr: 'Quelle est la suite?' },
  attemptNoNext: { en: 'Choose what comes next', fr: 'Choisissez la suite' },
  attemptSave: { en: 'Write it down', fr: 'Inscrire' },
  attemptDone: { en: 'The call is written down.', fr: 'L’appel est inscrit.' },
  attemptEnds: {
    en: 'This ends all calls to the other parent in this file, and any invitation that is open. The first parent is not told.',
    fr: 'Cela met fin à tout appel à l’autre parent dans ce dossier, et à toute invitation ouverte. Le premier parent n’en est pas informé.',
  },
  attemptWrong: {
    en: 'No more calls under this authorisation, and any open invitation ends. Ask the parent who gave it for a better number: they authorise the call again with it.',
    fr: 'Plus aucun appel avec cette autorisation, et toute invitation ouverte prend fin. Demandez un meilleur numéro au parent qui l’a donnée : il autorisera de nouveau l’appel.',
  },

  invitation: { en: 'Invite the other parent', fr: 'Inviter l’autre parent' },
  invitationMeans: {
    en: 'A private code lets them begin an intake of their own, with nothing of what the first parent wrote. It is shown once. A new one takes the place of an older one.',
    fr: 'Un code privé permet à l’autre parent de commencer sa propre demande, sans rien de ce que le premier parent a écrit. Il n’apparaît qu’une fois. Un nouveau code remplace l’ancien.',
  },
  invitationHow: { en: 'How do they get the code?', fr: 'Comment l’autre parent recevra-t-il le code?' },
  invitationReadOut: { en: 'I read it out on the phone', fr: 'Je le dicte au téléphone' },
  invitationMail: {
    en: 'By e-mail, to an address they gave me for this',
    fr: 'Par courriel, à une adresse que cette personne m’a donnée pour cela',
  },
  invitationAddress: { en: 'Their e-mail address', fr: 'Son adresse courriel' },
  invitationNoAddress: {
    en: 'Enter the address they gave you, like name@example.com',
    fr: 'Entrez l’adresse qu’on vous a donnée, comme nom@exemple.ca',
  },
  invitationMake: { en: 'Make the invitation', fr: 'Créer l’invitation' },
  invitationCode: { en: 'The code of the invitation', fr: 'Le code de l’invitation' },
  invitationMailed: {
    en: 'The e-mail is on its way. You can read the code out as well.',
    fr: 'Le courriel est en route. Vous pouvez aussi dicter le code.',
  },
  codeOnce: {
    en: 'It is shown only now. Read it out slowly, and have it read back to you.',
    fr: 'Il n’apparaît que maintenant. Dictez-le lentement et faites-le répéter.',
  },

  newCodeMeans: {
    en: 'A new code opens “Your file” for this parent, and the old one opens nothing any more. Make it once you know who you are speaking with.',
    fr: 'Un nouveau code ouvre « Votre dossier » à ce parent, et l’ancien n’ouvre plus rien. Créez-le une fois que vous savez à qui vous parlez.',
  },
  newCodeNow: { en: 'Make a new code', fr: 'Créer un nouveau code' },

  history: { en: 'What happened so far', fr: 'Ce qui s’est passé jusqu’ici' },
  bothCame: {
    en: 'Both parents have come, so there is nobody left to call. What happened before stays here.',
    fr: 'Les deux parents se sont présentés; il n’y a donc plus personne à appeler. Ce qui s’est passé avant reste ici.',
  },

  relatedFileSinceReview: {
    en: 'It came after this file was last looked over. Look at it before anybody calls.',
    fr: 'Il est arrivé depuis le dernier examen de ce dossier-ci. Examinez-le avant tout appel.',
  },
  relatedFileContactHold: {
    en: 'An order has to be read in it before anybody calls.',
    fr: 'Une ordonnance doit y être lue avant tout appel.',
  },
  repeatReview: { en: 'I looked: call in this file', fr: 'J’ai examiné ces liens : reprendre l’appel' },
  repeatReviewMeans: {
    en: 'The other parent may have come in the other file, or this parent may have written there of an order. If it is the same family, join the two instead. The file’s record will show that you looked and chose to go on.',
    fr: 'L’autre parent s’est peut-être présenté dans l’autre dossier, ou ce parent y a peut-être parlé d’une ordonnance. S’il s’agit de la même famille, joignez plutôt les deux. L’historique du dossier indiquera que vous avez examiné ces liens et choisi de continuer.',
  },
  repeatReviewDone: {
    en: 'The file’s record shows that you looked at the other files.',
    fr: 'L’historique du dossier indique que vous avez examiné les autres dossiers.',
  },

  mails: { en: 'E-mails about this file', fr: 'Les courriels au sujet de ce dossier' },
  mailsNewest: { en: 'The newest ten', fr: 'Les dix plus récents' },
} as const satisfies Record<string, Wording>

/** Why the gate is closed, and what may be done about it; what the authorisation's own state says is not repeated. */
export const contactGateWording: Partial<Record<ParentCalls['gate'], Wording>> = {
  closed: { en: 'The file is closed: nobody calls.', fr: 'Le dossier est fermé : personne n’appelle.' },
  ended: {
    en: 'No more calls: the other parent said no, or it is not safe to go on. This is not told to the first parent.',
    fr: 'Plus aucun appel : l’autre parent a dit non, ou il serait dangereux de continuer. Le premier parent n’en est pas informé.',
  },
  'conflict-review-needed': {
    en: 'Nobody calls for now: somebody of this file has come in another file since. Look at it first, under “Known from other files”: join it, or say that you looked.',
    fr: 'Personne n’appelle pour l’instant : quelqu’un de ce dossier figure depuis peu dans un autre. Examinez-le d’abord, sous « Liens avec d’autres dossiers » : joignez-le, ou indiquez que vous l’avez examiné.',
  },
  'related-file-on-hold': {
    en: 'Nobody calls for now: somebody of this file is known in another one where an order has to be read. Once it was read there and forbids nothing, or that file is joined or closed, calling goes on here.',
    fr: 'Personne n’appelle pour l’instant : quelqu’un de ce dossier figure dans un autre où une ordonnance doit être lue. Quand on y aura constaté qu’elle n’interdit rien, ou que ce dossier-là sera joint ou fermé, l’appel reprendra ici.',
  },
  'wrong-number': {
    en: 'The number was wrong. Ask the parent who authorised the call for a better one: they enter it in “Your file” and authorise the call again.',
    fr: 'Le numéro était mauvais. Demandez-en un meilleur au parent qui a autorisé l’appel : il l’inscrit dans « Votre dossier » et autorise de nouveau l’appel.',
  },
  'attempts-used': {
    en: 'Every attempt that the practice allows has been made. Nobody calls again.',
    fr: 'Toutes les tentatives que le cabinet permet ont été faites. Personne ne rappelle.',
  },
}

/** `2 attempts are left` */
export const attemptsLeftWording = (left: number): Wording => ({
  en: left === 1 ? 'You may call. One attempt is left.' : `You may call. ${left} attempts are left.`,
  fr:
    left === 1
      ? 'Vous pouvez appeler. Il reste une tentative.'
      : `Vous pouvez appeler. Il reste ${left} tentatives.`,
})

/** The state of a parent's authorisation; the moments come already formatted. */
export const authorisationStateWording: Record<
  'none' | NonNullable<ParentCalls['latest']>['state'],
  (at: { created: string; until: string; ended: string; by: string | undefined }) => Wording
> = {
  none: () => ({
    en: 'This parent has not authorised a call.',
    fr: 'Ce parent n’a autorisé aucun appel.',
  }),
  requested: ({ created, by }) => ({
    en: `${by} asked this parent on ${created}. There is no answer yet.`,
    fr: `${by} a fait la demande à ce parent le ${created}. Il n’y a pas encore de réponse.`,
  }),
  'in-force': ({ created, until }) => ({
    en: `Authorised on ${created}. It ends by itself on ${until}.`,
    fr: `Appel autorisé le ${created}. L’autorisation prend fin d’elle-même le ${until}.`,
  }),
  'on-hold': ({ created, until }) => ({
    en: `Authorised on ${created} until ${until}, and frozen: an order has to be read first.`,
    fr: `Appel autorisé le ${created} jusqu’au ${until}, mais gelé : il faut d’abord lire une ordonnance.`,
  }),
  expired: ({ created, until }) => ({
    en: `Authorised on ${created}. It ended by itself on ${until}.`,
    fr: `Appel autorisé le ${created}. L’autorisation a pris fin d’elle-même le ${until}.`,
  }),
  withdrawn: ({ created, ended }) => ({
    en: `Authorised on ${created}. This parent took it back on ${ended}.`,
    fr: `Appel autorisé le ${created}. Ce parent a retiré son autorisation le ${ended}.`,
  }),
  declined: ({ ended }) => ({
    en: `This parent said no on ${ended}. That changes nothing else in their file.`,
    fr: `Ce parent a dit non le ${ended}. Cela ne change rien d’autre dans son dossier.`,
  }),
  superseded: ({ created }) => ({
    en: `From ${created}, replaced by a newer one.`,
    fr: `Autorisation du ${created}, remplacée par une plus récente.`,
  }),
}

/** What comes after each outcome, likeliest first. */
export const nextStepsByOutcome: Record<NewCallAttempt['outcome'], readonly NewCallAttempt['nextStep'][]> = {
  interested: ['invite', 'call-again', 'wait-for-them', 'none'],
  'wants-time': ['call-again', 'wait-for-them', 'none'],
  declined: ['none'],
  'wrong-number': ['ask-parent', 'none'],
  'no-answer': ['call-again', 'ask-parent', 'none'],
  unsafe: ['none', 'ask-parent'],
}

/** What some outcomes mean for later calls, read before they are recorded. */
export const callOutcomeNoteWording: Partial<Record<NewCallAttempt['outcome'], Wording>> = {
  declined: callingWording.attemptEnds,
  unsafe: callingWording.attemptEnds,
  'wrong-number': callingWording.attemptWrong,
}

/** The events in the history of calling the other parent. */
export const callEventWording = {
  requested: (name: string): Wording => ({
    en: `${name} asked for the go-ahead`,
    fr: `${name} a demandé l’autorisation`,
  }),
  granted: { en: 'The parent authorised the call', fr: 'Le parent a autorisé l’appel' },
  withdrawn: { en: 'The parent took it back', fr: 'Le parent a retiré son autorisation' },
  declined: { en: 'The parent said no to the call', fr: 'Le parent a refusé l’appel' },
  orderReported: {
    intake: {
      en: 'An order, certain or possible, was mentioned in the intake',
      fr: 'Une ordonnance, certaine ou possible, est mentionnée dans la demande',
    },
    'contact-authorisation': {
      en: 'An order, certain or possible, was mentioned when the call was authorised',
      fr: 'Une ordonnance, certaine ou possible, est mentionnée dans l’autorisation',
    },
  } satisfies Record<ParentCalls['contactHolds'][number]['reportedIn'], Wording>,
  orderRead: {
    'nothing-forbids': (name: string): Wording => ({
      en: `${name} read the order: nothing in it forbids the call`,
      fr: `${name} a lu l’ordonnance : rien n’y interdit l’appel`,
    }),
    forbids: (name: string): Wording => ({
      en: `${name} read the order: it forbids the call, or one cannot be sure`,
      fr: `${name} a lu l’ordonnance : elle interdit l’appel, ou le doute demeure`,
    }),
  } satisfies Record<CourtOrderFinding, (name: string) => Wording>,
  invitationCreated: { en: 'The other parent was invited', fr: 'L’autre parent a été invité' },
  invitationEnded: { en: 'The invitation was ended', fr: 'L’invitation a pris fin' },
  invitationAccepted: {
    en: 'The other parent sent an intake of their own',
    fr: 'L’autre parent a envoyé sa propre demande',
  },
} as const

export const codeExpiryWording = (at: string): Wording => ({
  en: `It can be used until ${at}, for one intake.`,
  fr: `Il peut servir jusqu’au ${at}, pour une seule demande.`,
})

export const openInvitationWording = (at: string): Wording => ({
  en: `An invitation is open until ${at}. Making another ends it.`,
  fr: `Une invitation est ouverte jusqu’au ${at}. En créer une autre y met fin.`,
})

/** Whose code it is. */
export const newCodeWording = (side: Wording): Wording => ({
  en: `New private code: ${side.en}`,
  fr: `Nouveau code privé : ${side.fr}`,
})

/** What an e-mail was about. */
export const mailKindWording: Readonly<Record<string, Wording>> = {
  'new-file': { en: 'New file, to a coordinator', fr: 'Nouveau dossier, à l’équipe de coordination' },
  'file-news': { en: 'News of this file, to a coordinator', fr: 'Du nouveau, à l’équipe de coordination' },
  receipt: { en: 'Receipt, to a parent', fr: 'Accusé de réception, à un parent' },
  'authorisation-requested': {
    en: 'Something to read, to a parent',
    fr: 'Quelque chose à lire, à un parent',
  },
  'authorisation-expiring': {
    en: 'Authorisation that ends soon, to a parent',
    fr: 'Autorisation qui prend bientôt fin, à un parent',
  },
  invitation: { en: 'Invitation, to the other parent', fr: 'Invitation, à l’autre parent' },
  session: {
    en: 'Session booked, moved or cancelled, to a parent',
    fr: 'Rencontre réservée, déplacée ou annulée, à un parent',
  },
  'session-reminder': { en: 'Reminder of a session, to a parent', fr: 'Rappel d’une rencontre, à un parent' },
}

/** `ended`: what the message was about was over before it was sent, which is no failure. */
export const mailOutcomeWording: Record<FileDetails['messages'][number]['outcome'] | 'ended', Wording> = {
  queued: { en: 'Waiting to be sent', fr: 'En attente d’envoi' },
  sent: { en: 'Sent', fr: 'Envoyé' },
  ended: { en: 'Not sent: no longer needed', fr: 'Non envoyé : plus nécessaire' },
  failed: {
    en: 'Could not be sent. Tell the person another way that is safe.',
    fr: 'L’envoi a échoué. Avisez la personne d’une autre façon sûre.',
  },
}
