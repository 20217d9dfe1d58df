import type { Wording } from './language.ts'

/** The words around the forms and pages: buttons, navigation, notices. */
export const words = {
  skip: { en: 'Skip to main content', fr: 'Passer au contenu principal' },
  home: { en: 'Home', fr: 'Accueil' },
  apply: { en: 'Apply', fr: 'Faire une demande' },
  aboutLink: { en: 'How it helps', fr: 'Comment ça aide' },
  privacyLink: { en: 'Privacy', fr: 'Vie privée' },
  siteNavigation: { en: 'This site', fr: 'Ce site' },
  otherLanguage: { en: 'Français', fr: 'English' },
  leave: { en: 'Leave this page', fr: 'Quitter cette page' },
  leaving: { en: 'Opening another page.', fr: 'Une autre page s’ouvre.' },
  leaveTimedOut: { en: 'You are still on this page.', fr: 'Vous êtes toujours sur cette page.' },
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
    en: 'Lantern Street is a fictional practice, shown as an example. What you read here explains; it is not legal advice.',
    fr: 'Lantern Street est un cabinet fictif, présenté à titre d’exemple. Ces pages donnent des explications, et non un avis juridique.',
  },
  errorPrefix: { en: 'Error:', fr: 'Erreur :' },
  problemTitle: { en: 'There is a problem', fr: 'Il y a un problème' },
  step: { en: 'Step', fr: 'Étape' },
  stepOf: { en: 'of', fr: 'sur' },
  optional: { en: 'optional', fr: 'facultatif' },
  onlyIf: { en: 'Only if you chose', fr: 'Seulement si vous avez choisi' },
  saveAndContinue: { en: 'Save and continue', fr: 'Enregistrer et continuer' },
  unsaved: {
    en: 'What you typed on this page is not saved yet.',
    fr: 'Ce que vous avez écrit sur cette page n’est pas encore enregistré.',
  },
  day: { en: 'Day', fr: 'Jour' },
  month: { en: 'Month', fr: 'Mois' },
  year: { en: 'Year', fr: 'Année' },
  chooseFromList: { en: 'Choose from the list', fr: 'Choisissez dans la liste' },
  change: { en: 'Change', fr: 'Modifier' },
  startTitle: { en: 'Before you start', fr: 'Avant de commencer' },
  start: { en: 'Start', fr: 'Commencer' },
  checkTitle: { en: 'Check your answers', fr: 'Vérifiez vos réponses' },
  checkLead: {
    en: 'Nothing has been sent yet. Change anything you like, then send.',
    fr: 'Rien n’a encore été envoyé. Modifiez ce que vous voulez, puis envoyez votre demande.',
  },
  send: { en: 'Send to the practice', fr: 'Envoyer au cabinet' },
  sendNote: {
    en: 'Only the coordinators of this practice read what you send, except where the law obliges us to report something. The other parent is not told when you send it.',
    fr: 'Seule l’équipe de coordination du cabinet lit ce que vous envoyez, sauf si la loi nous oblige à faire un signalement. L’autre parent n’est pas avisé de cet envoi.',
  },
  missingAnswer: { en: 'Still needed', fr: 'Réponse à ajouter' },
  sentTitle: { en: 'We have received your form', fr: 'Nous avons bien reçu votre demande' },
  yourReference: { en: 'Your reference', fr: 'Votre référence' },
  helpTitle: { en: 'Help, now', fr: 'De l’aide, maintenant' },
  signIn: { en: 'Sign in', fr: 'Ouvrir une session' },
  print: { en: 'Print this page', fr: 'Imprimer cette page' },
} as const satisfies Record<string, Wording>

/** Notices a form page can carry above its questions, when something other than an answer needs mending. */
export const notices = {
  draftGone: {
    en: 'The answers you saved earlier are no longer here. Either they have been sent, or more than 28 days have passed since you last saved. What you just typed is still on this page. Save again to begin a new draft with it',
    fr: 'Les réponses enregistrées plus tôt ne sont plus ici. Soit elles ont déjà été envoyées, soit plus de 28 jours ont passé depuis le dernier enregistrement. Ce que vous venez d’écrire est toujours sur cette page. Enregistrez de nouveau pour commencer un nouveau brouillon',
  },
  draftGoneBefore: {
    en: 'The answers you saved earlier are no longer here: they are kept for 28 days, or were already sent. You can begin again on this page',
    fr: 'Les réponses enregistrées plus tôt ne sont plus ici : elles sont conservées 28 jours, ou ont déjà été envoyées. Vous pouvez recommencer sur cette page',
  },
  notSaved: {
    en: 'Something went wrong on our side and this page was not saved. What you typed is still here. Save again in a few minutes, or call us',
    fr: 'Un problème est survenu de notre côté et cette page n’a pas été enregistrée. Ce que vous avez écrit est toujours ici. Enregistrez de nouveau dans quelques minutes, ou appelez-nous',
  },
  tooMany: {
    en: 'Many new forms were begun from your connection, so this page was not saved. What you typed is still here. Wait a minute and save again',
    fr: 'Beaucoup de formulaires ont été commencés depuis votre connexion et cette page n’a pas été enregistrée. Ce que vous avez écrit est toujours ici. Attendez une minute et enregistrez de nouveau',
  },
  unexpectedFields: {
    en: 'This page was sent in a way we did not expect, so it was not saved. Check your answers below and save again',
    fr: 'Cette page nous est parvenue sous une forme inattendue; elle n’a donc pas été enregistrée. Vérifiez vos réponses ci-dessous et enregistrez de nouveau',
  },
  damagedText: {
    en: 'Some letters did not reach us as you typed them, so nothing was saved. Check your answers below and save again',
    fr: 'Certaines lettres ne nous sont pas parvenues telles que vous les aviez tapées; rien n’a donc été enregistré. Vérifiez vos réponses ci-dessous et enregistrez de nouveau',
  },
} as const satisfies Record<string, Wording>
