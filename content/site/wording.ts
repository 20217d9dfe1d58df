import type { Wording } from '../../forms/language.ts'
import { INVITATION_CODE_SHAPE, RESUME_AND_ACCESS_CODE_SHAPE } from '../limits.ts'
import {
  DRAFT_DAYS_WORDING,
  INVITATION_TO_FIRST_SAVE_WORDING,
  SHARED_DEVICE_DRAFT_MINUTES_WORDING,
} from '../retention.ts'

/** The words around forms and pages: buttons, navigation, notices. */
export const siteWording = {
  skip: { en: 'Skip to main content', fr: 'Passer au contenu principal' },
  home: { en: 'Home', fr: 'Accueil' },
  apply: { en: 'Apply', fr: 'Faire une demande' },
  aboutLink: { en: 'How it works', fr: 'Comment ça fonctionne' },
  privacyLink: { en: 'Privacy', fr: 'Confidentialité' },
  siteNavigation: { en: 'This site', fr: 'Ce site' },
  leave: { en: 'Leave this page', fr: 'Quitter cette page' },
  leaving: { en: 'Opening another page.', fr: 'Une autre page s’ouvre.' },
  leaveTimedOut: { en: 'You’re still on this page.', fr: 'Vous êtes toujours sur cette page.' },
  leaveTwoMore: {
    en: 'Shift: press two more times to leave.',
    fr: 'Touche Maj : appuyez encore deux fois pour quitter la page.',
  },
  leaveOneMore: {
    en: 'Shift: press one more time to leave.',
    fr: 'Touche Maj : appuyez encore une fois pour quitter la page.',
  },
  dangerNow: { en: 'In danger now?', fr: 'En danger maintenant?' },
  dangerCall: { en: 'Call 911', fr: 'Appelez le 911' },
  fictional: {
    en: 'Lantern Street is a fictional practice. These pages explain; they aren’t legal advice.',
    fr: 'Lantern Street est un cabinet fictif. Ces pages donnent des explications, et non un avis juridique.',
  },
  problemTitle: { en: 'There is a problem', fr: 'Il y a un problème' },
  step: { en: 'Step', fr: 'Étape' },
  stepOf: { en: 'of', fr: 'sur' },
  noAnswer: { en: 'No answer', fr: 'Pas de réponse' },
  orOptOut: { en: 'Or, instead of an answer:', fr: 'Ou, au lieu de répondre :' },
  allParts: { en: 'See all the parts', fr: 'Voir toutes les parties' },
  backToList: { en: 'Back to the list', fr: 'Retour à la liste' },
  continue: { en: 'Continue', fr: 'Continuer' },
  required: { en: 'required', fr: 'obligatoire' },
  someRequired: {
    en: 'Only the questions marked “required” need an answer.',
    fr: 'Seules les questions marquées « obligatoire » exigent une réponse.',
  },
  noneRequired: {
    en: 'Nothing on this page is required.',
    fr: 'Aucune réponse n’est obligatoire sur cette page.',
  },
  onlyIf: { en: 'Only if you chose', fr: 'Seulement si vous avez choisi' },
  saveAndContinue: { en: 'Save and continue', fr: 'Enregistrer et continuer' },
  unsaved: {
    en: 'What you typed on this page isn’t saved yet.',
    fr: 'Ce que vous avez écrit sur cette page n’est pas encore enregistré.',
  },
  day: { en: 'Day', fr: 'Jour' },
  month: { en: 'Month', fr: 'Mois' },
  year: { en: 'Year', fr: 'Année' },
  canada: { en: 'Canada', fr: 'Canada' },
  elsewhere: { en: 'Everywhere else, by region and city', fr: 'Partout ailleurs, par région et ville' },
  chooseFromList: { en: 'Choose from the list', fr: 'Choisissez dans la liste' },
  start: { en: 'Start', fr: 'Commencer' },
  checkTitle: { en: 'Check your answers', fr: 'Vérifiez vos réponses' },
  checkLead: {
    en: 'Nothing has been sent yet. Change anything you like, then send it.',
    fr: 'Rien n’a encore été envoyé. Modifiez ce que vous voulez, puis envoyez votre demande.',
  },
  send: { en: 'Send to the practice', fr: 'Envoyer au cabinet' },
  sendNote: {
    en: 'Only the coordinators of this practice read what you send, unless the law requires us to report something. We won’t tell the other parent about it.',
    fr: 'Seule l’équipe de coordination du cabinet lit ce que vous envoyez, sauf si la loi nous oblige à faire un signalement. Nous n’en disons rien à l’autre parent.',
  },
  sentTitle: { en: 'We have received your form', fr: 'Nous avons bien reçu votre demande' },
  yourReference: { en: 'Your reference', fr: 'Votre référence' },
  helpTitle: { en: 'Need help right now?', fr: 'Besoin d’aide tout de suite?' },
  signIn: { en: 'Sign in', fr: 'Ouvrir une session' },
  printAnswers: { en: 'Print your answers', fr: 'Imprimer vos réponses' },
  print: { en: 'Print this page', fr: 'Imprimer cette page' },
  /** Stands at the foot of a printed page, before its address and the day it was opened. */
  sheetFrom: { en: 'From', fr: 'Page :' },
  asItRead: { en: 'as read on', fr: 'lue le' },
  onThisPage: { en: 'On this page', fr: 'Sur cette page' },
  readOn: { en: 'More to read', fr: 'À lire aussi' },
  worksIn: { en: 'Licensed in', fr: 'Droit d’exercice' },
  speaks: { en: 'Speaks', fr: 'Langues parlées' },
} as const satisfies Record<string, Wording>

export const sectionStatusWording = {
  'to-do': { en: 'To do', fr: 'À faire' },
  done: { en: 'Done', fr: 'Terminé' },
  'to-mend': { en: 'Something to fix', fr: 'À corriger' },
} as const satisfies Record<string, Wording>

export const codeProblemWording = {
  unknown: {
    en: `Check the code: it doesn’t open anything. It has ${RESUME_AND_ACCESS_CODE_SHAPE.letters} letters and numbers. For an unfinished form, it works for ${DRAFT_DAYS_WORDING.en} after your last save.`,
    fr: `Vérifiez le code : il ne nous permet de rien ouvrir. Il compte ${RESUME_AND_ACCESS_CODE_SHAPE.letters} lettres et chiffres. Pour un formulaire inachevé, il sert pendant ${DRAFT_DAYS_WORDING.fr} après le dernier enregistrement.`,
  },
  invitation: {
    en: `Check the code: it doesn’t open anything. It has ${INVITATION_CODE_SHAPE.letters} letters and numbers, in two groups of five. If you copied it exactly, it may no longer work. You can call us.`,
    fr: `Vérifiez le code : il ne nous permet de rien ouvrir. Il compte ${INVITATION_CODE_SHAPE.letters} lettres et chiffres, en deux groupes de cinq. Si vous l’avez copié exactement, il n’est peut-être plus valable. Vous pouvez nous appeler.`,
  },
  any: {
    en: `Check the code: we cannot open anything with it. It has ${RESUME_AND_ACCESS_CODE_SHAPE.letters} letters and numbers after the first letter, or ${INVITATION_CODE_SHAPE.letters} for an invitation. If you copied it exactly, it may not work any more: a form you have not sent opens for ${DRAFT_DAYS_WORDING.en} after your last save. You can call us.`,
    fr: `Vérifiez le code : il ne nous permet de rien ouvrir. Il compte ${RESUME_AND_ACCESS_CODE_SHAPE.letters} lettres et chiffres après la première lettre, ou ${INVITATION_CODE_SHAPE.letters} pour une invitation. Si vous l’avez copié exactement, il n’est peut-être plus valable : un formulaire pas encore envoyé s’ouvre pendant ${DRAFT_DAYS_WORDING.fr} après le dernier enregistrement. Vous pouvez nous appeler.`,
  },
  tooManyWrongCodes: {
    en: 'Check the code: it doesn’t open anything. Many wrong codes were entered from this connection within an hour, but the right one still opens. You can also call us.',
    fr: 'Vérifiez le code : il ne nous permet de rien ouvrir. Beaucoup de codes erronés ont été entrés depuis cette connexion en une heure, mais le bon code fonctionne toujours. Vous pouvez aussi nous appeler.',
  },
} as const satisfies Record<string, Wording>

/** Tells whether a province has room for another family now. */
export const intakeCapacityWording = {
  open: { en: 'We are taking new families.', fr: 'Nous accueillons de nouvelles familles.' },
  waiting: {
    en: 'We have a waiting list. You can still apply. We’ll call families in the order their forms came in.',
    fr: 'Nous avons une liste d’attente. Vous pouvez quand même faire votre demande. Nous appellerons les familles dans l’ordre d’arrivée des demandes.',
  },
} as const satisfies Record<string, Wording>

/** What a page says when it was saved elsewhere since it was opened. The newer answers are kept. */
export const newerPageWording = {
  changed: {
    en: 'This page was changed elsewhere since you opened it, in another tab or on another device. Nothing was replaced: the newer answers below are the ones we have. What you typed is still on this page. To have it instead, check each answer and press the button again.',
    fr: 'Cette page a été modifiée ailleurs depuis que vous l’avez ouverte, dans un autre onglet ou sur un autre appareil. Rien n’a été remplacé : nous avons gardé les réponses plus récentes ci-dessous. Ce que vous avez écrit est toujours sur cette page. Si vous le préférez, vérifiez chaque réponse et appuyez de nouveau sur le bouton.',
  },
  removed: {
    en: 'This entry was removed elsewhere since you opened it, in another tab or on another device. What you typed is still on this page. Save again to put it back in the list.',
    fr: 'Cette entrée a été retirée ailleurs depuis que vous l’avez ouverte, dans un autre onglet ou sur un autre appareil. Ce que vous avez écrit est toujours sur cette page. Enregistrez de nouveau pour la remettre dans la liste.',
  },
  answer: { en: 'Newer answer to', fr: 'Réponse plus récente à' },
  openAgain: {
    en: 'Keep the newer answers: open this page as it is saved',
    fr: 'Garder les réponses plus récentes : ouvrir cette page telle qu’elle est enregistrée',
  },
} as const satisfies Record<string, Wording>

/** The notices above the questions of a page when something other than an answer needs mending. */
export const formNoticeWording = {
  draftMissing: {
    en: `The answers you saved earlier are no longer here. They were sent or deleted, a code opened them on another device, or their time ran out: ${DRAFT_DAYS_WORDING.en} after your last save, ${SHARED_DEVICE_DRAFT_MINUTES_WORDING.en} on a shared device. What you just typed is still on this page. Save again to begin a new draft with it.`,
    fr: `Les réponses enregistrées plus tôt ne sont plus ici. Elles ont été envoyées ou effacées, un code les a ouvertes sur un autre appareil, ou leur délai est passé : ${DRAFT_DAYS_WORDING.fr} après le dernier enregistrement, ${SHARED_DEVICE_DRAFT_MINUTES_WORDING.fr} sur un appareil partagé. Ce que vous venez d’écrire est toujours sur cette page. Enregistrez de nouveau pour commencer un autre brouillon.`,
  },
  draftMissingBefore: {
    en: `The answers you saved earlier are no longer here. They were sent or deleted, a code opened them on another device, or their time ran out: ${DRAFT_DAYS_WORDING.en}, or ${SHARED_DEVICE_DRAFT_MINUTES_WORDING.en} on a shared device. You can begin again on this page.`,
    fr: `Les réponses enregistrées plus tôt ne sont plus ici. Elles ont été envoyées ou effacées, un code les a ouvertes sur un autre appareil, ou leur délai est passé : ${DRAFT_DAYS_WORDING.fr}, ou ${SHARED_DEVICE_DRAFT_MINUTES_WORDING.fr} sur un appareil partagé. Vous pouvez recommencer sur cette page.`,
  },
  draftForgotten: {
    en: 'This browser no longer knows the form that this page belongs to: it was sent or deleted, or the browser’s cookies were cleared. Nothing was saved just now. What you typed is still on this page. If you have a code for that form, copy what you typed and open the form with the code. Otherwise, save again to begin a new form with this page.',
    fr: 'Ce navigateur ne reconnaît plus le formulaire dont cette page fait partie : vous l’avez envoyé ou effacé, ou les témoins du navigateur ont été supprimés. Rien n’a été enregistré à l’instant. Ce que vous avez écrit est toujours sur cette page. Si vous avez un code pour ce formulaire, copiez ce que vous avez écrit et rouvrez le formulaire avec le code. Sinon, enregistrez de nouveau pour commencer un autre formulaire avec cette page.',
  },
  noCookie: {
    en: 'Your browser keeps no cookie from this site, so nothing was saved or opened. What you typed is still on this page. Allow cookies for this site in your browser’s settings, or copy what you typed and use another browser. Then press the button again. You can also call us.',
    fr: 'Votre navigateur ne garde aucun témoin de ce site; rien n’a donc été enregistré ni ouvert. Ce que vous avez écrit est toujours sur cette page. Permettez les témoins pour ce site dans les réglages de votre navigateur, ou copiez ce que vous avez écrit et servez-vous d’un autre navigateur. Appuyez ensuite de nouveau sur le bouton. Vous pouvez aussi nous appeler.',
  },
  invitationClosed: {
    en: `The invitation that you began with is no longer open in this browser: ${INVITATION_TO_FIRST_SAVE_WORDING.en} have passed, or it was used or has ended. Nothing was saved yet. What you typed is still on this page. Enter the code we gave you once more, then press the button again. You can also call us.`,
    fr: `L’invitation avec laquelle vous avez commencé n’est plus ouverte dans ce navigateur : ${INVITATION_TO_FIRST_SAVE_WORDING.fr} ont passé, ou elle a été utilisée ou a pris fin. Rien n’est encore enregistré. Ce que vous avez écrit est toujours sur cette page. Entrez de nouveau le code que nous vous avons donné, puis appuyez encore sur le bouton. Vous pouvez aussi nous appeler.`,
  },
  notSaved: {
    en: 'Something went wrong on our side and this page was not saved. What you typed is still here. Save again in a few minutes, or call us.',
    fr: 'Un problème est survenu de notre côté et cette page n’a pas été enregistrée. Ce que vous avez écrit est toujours ici. Enregistrez de nouveau dans quelques minutes, ou appelez-nous.',
  },
  tooMany: {
    en: 'Many new forms were started from your connection, so this page was not saved. What you typed is still here. Wait a minute and save again.',
    fr: 'Beaucoup de formulaires ont été commencés depuis votre connexion et cette page n’a pas été enregistrée. Ce que vous avez écrit est toujours ici. Attendez une minute et enregistrez de nouveau.',
  },
  listFull: {
    en: 'This list is full, so this page was not saved. What you typed is still here. Copy it, and add it to the last entry or tell us in person.',
    fr: 'Cette liste est pleine; cette page n’a donc pas été enregistrée. Ce que vous avez écrit est toujours ici. Copiez-le pour l’ajouter à la dernière entrée, ou dites-le-nous de vive voix.',
  },
  listChanged: {
    en: 'This list was changed elsewhere since you opened it. It now shows what is saved. Check it, then continue.',
    fr: 'Cette liste a été modifiée ailleurs depuis que vous l’avez ouverte. Elle montre maintenant ce qui est enregistré. Vérifiez-la, puis continuez.',
  },
  repeatedField: {
    en: 'This page was sent in a way we did not expect, so it was not saved. Check your answers below and save again.',
    fr: 'Cette page nous est parvenue sous une forme inattendue; elle n’a donc pas été enregistrée. Vérifiez vos réponses ci-dessous et enregistrez de nouveau.',
  },
  damagedText: {
    en: 'Some letters did not reach us as you typed them, so nothing was saved. Check your answers below and save again.',
    fr: 'Certaines lettres ne nous sont pas parvenues telles que vous les aviez tapées; rien n’a donc été enregistré. Vérifiez vos réponses ci-dessous et enregistrez de nouveau.',
  },
} as const satisfies Record<string, Wording>
