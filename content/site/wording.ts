import type { Wording } from '../../forms/language.ts'

/** The words around forms and pages: buttons, navigation, notices. */
export const siteWording = {
  skip: { en: 'Skip to main content', fr: 'Passer au contenu principal' },
  home: { en: 'Home', fr: 'Accueil' },
  apply: { en: 'Intake form', fr: 'Faire une demande' },
  startForm: { en: 'Start the intake form', fr: 'Commencer la demande' },
  aboutLink: { en: 'How it works', fr: 'Comment ça fonctionne' },
  /** The same two in the head of a page, where they have one line of a phone. */
  aboutInHead: { en: 'How it works', fr: 'Fonctionnement' },
  applyInHead: { en: 'Intake form', fr: 'Demande' },
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
  problemTitle: { en: 'There is a problem', fr: 'Il y a un problème' },
  step: { en: 'Step', fr: 'Étape' },
  stepOf: { en: 'of', fr: 'sur' },
  morePart: { en: 'If you like: part', fr: 'Si vous voulez : section' },
  noAnswer: { en: 'No answer', fr: 'Pas de réponse' },
  orOptOut: { en: 'Or, instead of an answer:', fr: 'Ou, au lieu de répondre :' },
  allParts: { en: 'See all the parts', fr: 'Voir toutes les sections' },
  backToCheck: { en: 'Back to check', fr: 'Retour à la vérification' },
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
  and: { en: 'and', fr: 'et' },
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
  removeMeans: {
    en: 'Everything you wrote here will be deleted.',
    fr: 'Tout ce que vous avez écrit ici sera supprimé.',
  },
  removeYes: { en: 'Yes, remove', fr: 'Oui, retirer' },
  start: { en: 'Start', fr: 'Commencer' },
  startOrContinue: { en: 'Start or continue', fr: 'Commencer ou continuer' },
  checkTitle: { en: 'Check your answers', fr: 'Vérifiez vos réponses' },
  nothingSentYet: { en: 'Nothing has been sent yet.', fr: 'Rien n’a encore été envoyé.' },
  changeThenSend: {
    en: 'Change anything you like, then send the form.',
    fr: 'Modifiez ce que vous voulez, puis envoyez le formulaire.',
  },
  answerThenSend: {
    en: 'You can send the form once you’ve answered what’s still needed.',
    fr: 'Vous pourrez envoyer le formulaire après avoir ajouté les réponses qui manquent.',
  },
  skipToSend: { en: 'Go to sending', fr: 'Aller à l’envoi' },
  leftEmpty: { en: 'Left empty', fr: 'Sans réponse' },
  sendOrMoreTitle: {
    en: 'Send now, or tell us more first',
    fr: 'Envoyer maintenant, ou en dire plus d’abord',
  },
  sendOrMore: {
    en: 'This is enough to send. Everything else can wait until we speak, or you can add it first, a page at a time.',
    fr: 'Vous pouvez déjà envoyer le formulaire. Le reste peut attendre notre conversation, ou vous pouvez l’ajouter d’abord, une page à la fois.',
  },
  /** Stands before the questions that have to be answered, and their number in brackets. */
  stillNeededTitle: { en: 'Still needed before you can send', fr: 'À répondre avant l’envoi' },
  cannotSendTitle: { en: 'Not ready to send yet', fr: 'Encore quelques réponses avant l’envoi' },
  answersNeeded: { en: 'Answers still needed:', fr: 'Réponses encore nécessaires :' },
  answersNeededWhere: {
    en: 'Each is named at the top of this page, with a link. Everything else can wait.',
    fr: 'Chacune est nommée en haut de cette page, avec un lien. Le reste peut attendre.',
  },
  /** Leads to the first question that has to be answered. */
  answerNeeded: { en: 'Answer what’s missing', fr: 'Répondre à ce qui manque' },
  tellMoreFirst: { en: 'Tell us more first', fr: 'En dire plus d’abord' },
  send: { en: 'Send now', fr: 'Envoyer maintenant' },
  sendNote: {
    en: 'Only the coordinators of this practice read what you send, unless the law requires us to report something. We won’t show your answers to the other parent, except what you both agree to share, and we won’t tell them that you wrote unless you agree, or a coordinator decides to, after looking at what’s safe.',
    fr: 'Seule l’équipe de coordination du cabinet lit ce que vous envoyez, sauf si la loi nous oblige à faire un signalement. Nous ne montrerons pas vos réponses à l’autre parent, sauf ce que vous décidez ensemble de partager, et ne lui dirons que vous avez écrit que si vous l’acceptez, ou si l’équipe le juge sans risque.',
  },
  sentTitle: { en: 'We’ve received your intake form', fr: 'Nous avons bien reçu votre demande' },
  another: { en: 'Begin another form', fr: 'Commencer une autre demande' },
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
  optional: { en: 'Optional', fr: 'Facultatif' },
  done: { en: 'Done', fr: 'Terminé' },
  'to-mend': { en: 'Something to fix', fr: 'À corriger' },
} as const satisfies Record<string, Wording>

/** What is said of a code that opens nothing. It is the same for every kind, so that it tells of none. */
export const codeProblemWording = {
  unknown: {
    en: 'Check the code: it doesn’t open anything',
    fr: 'Vérifiez le code : il n’ouvre rien',
  },
  empty: { en: 'Enter your code', fr: 'Entrez votre code' },
} as const satisfies Record<string, Wording>

/** Tells whether a province has room for another family now. */
export const intakeCapacityWording = {
  open: { en: 'We’re taking new families.', fr: 'Nous accueillons de nouvelles familles.' },
  waiting: {
    en: 'We have a waiting list. You can still apply. We’ll get in touch with families in the order their forms came in.',
    fr: 'Nous avons une liste d’attente. Vous pouvez quand même faire votre demande. Nous communiquerons avec les familles dans l’ordre d’arrivée des demandes.',
  },
} as const satisfies Record<string, Wording>

/** The newer answers beside those that were just typed. */
export const newerAnswerWording = {
  answer: { en: 'Newer answer to', fr: 'Réponse plus récente à' },
  openAgain: {
    en: 'Keep the newer answers: open this page as it’s saved',
    fr: 'Garder les réponses plus récentes : ouvrir cette page telle qu’elle est enregistrée',
  },
} as const satisfies Record<string, Wording>

/** How long the pages that are still to come take, in whole minutes. */
export const minutesLeftWording = (minutes: number): Wording => ({
  en: `About ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} left`,
  fr: `Encore ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} environ`,
})
