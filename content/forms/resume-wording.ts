import type { Wording } from '../../forms/language.ts'
import { codePrefixes } from '../code-prefixes.ts'
import { RESUME_AND_ACCESS_CODE_SHAPE } from '../limits.ts'
import { DRAFT_DAYS_WORDING, RETURNED_PAGE_MINUTES } from '../retention.ts'
import { sharedDeviceAnswersGoneWording } from '../shared-device-wording.ts'

/** What a parent reads about stopping, resuming, and deleting a draft. */
export const resumeWording = {
  tasksTitle: { en: 'Where you are', fr: 'Où vous en êtes' },
  tasksLead: {
    en: 'Take the parts in any order. When you feel you’ve done enough, check your answers and send them.',
    fr: 'Remplissez les sections dans l’ordre que vous voulez. Quand cela vous paraît suffisant, vérifiez vos réponses, puis envoyez-les.',
  },
  removedPage: {
    en: 'The form changed while you had that page open, and no longer has it. What you typed wasn’t saved. It’s shown here this once: copy what matters to you, and add it to another page.',
    fr: 'Le formulaire a changé pendant que cette page était ouverte, et elle n’en fait plus partie. Ce que vous avez écrit n’a pas été enregistré. Le voici, cette fois seulement : copiez ce qui compte pour vous et ajoutez-le à une autre page.',
  },
  tasksFirstHalf: { en: 'To begin with', fr: 'Pour commencer' },
  tasksSecondHalf: {
    en: 'More, if and when you like',
    fr: 'Pour en dire plus, si vous voulez et quand vous voulez',
  },
  toCheck: { en: 'Check and send', fr: 'Vérifier et envoyer' },
  stopTitle: { en: 'If you stop now', fr: 'Si vous arrêtez maintenant' },
  resumeOnThisDevice: {
    en: `We keep what you saved for ${DRAFT_DAYS_WORDING.en} after your last save. To find it on this device, open the form again.`,
    fr: `Nous gardons vos réponses ${DRAFT_DAYS_WORDING.fr} après le dernier enregistrement. Pour les retrouver sur cet appareil, rouvrez le formulaire.`,
  },
  resumeOnAnotherDevice: {
    en: 'To continue on another device, ask for a code and write it down. A new code replaces the one before. Once you open your answers there, they no longer open here.',
    fr: 'Pour continuer sur un autre appareil, demandez un code et notez-le. Un nouveau code remplace le précédent. Une fois vos réponses ouvertes là-bas, elles ne s’ouvrent plus ici.',
  },
  giveCode: { en: 'Show me a code', fr: 'Afficher un code' },
  mailCode: {
    en: 'Show me a code and e\u2011mail it to my safe address',
    fr: 'Afficher un code et l’envoyer par courriel à mon adresse sûre',
  },
  shared: {
    en: `You said that someone else uses this device. ${sharedDeviceAnswersGoneWording.en}`,
    fr: `Vous avez dit que quelqu’un d’autre utilise cet appareil. ${sharedDeviceAnswersGoneWording.fr}`,
  },
  sharedCode: {
    en: `If you still want to come back later, ask for a code. One you already have goes on working until you ask for another. With a code, we keep your answers for ${DRAFT_DAYS_WORDING.en}, and once this browser is closed only the code opens them, here or on another device. Write it down where nobody else looks, and then press the red button.`,
    fr: `Pour continuer plus tard quand même, demandez un code. Celui que vous avez déjà fonctionne tant que vous n’en demandez pas un autre. Avec un code, nous gardons vos réponses pendant ${DRAFT_DAYS_WORDING.fr}, et une fois ce navigateur fermé, seul le code les ouvre, ici ou sur un autre appareil. Notez-le là où personne d’autre ne regarde, puis appuyez sur le bouton rouge.`,
  },
  codeTitle: { en: 'Your code', fr: 'Votre code' },
  codeShown: {
    en: `Write it down now: we show it here for ${RETURNED_PAGE_MINUTES} minutes at most, and keep no copy that anyone can read.`,
    fr: `Notez-le maintenant : nous l’affichons ici ${RETURNED_PAGE_MINUTES} minutes au plus et n’en gardons aucune copie lisible.`,
  },
  codeUntil: { en: 'It works until', fr: 'Il peut servir jusqu’au' },
  codeSafekeeping: {
    en: 'Anyone who has the code can read what you typed. Keep it where nobody else looks.',
    fr: 'Toute personne qui a ce code peut lire ce que vous avez écrit. Gardez-le là où personne d’autre ne regarde.',
  },
  codeMailed: {
    en: 'It’s also on its way to the address you called safe.',
    fr: 'Nous l’envoyons aussi à l’adresse sûre que vous avez indiquée.',
  },
  codeMailLate: {
    en: 'We can’t send e-mail right now. We’ll keep trying for a day. The code above works anyway, so write it down now.',
    fr: 'Nos courriels ne partent pas en ce moment. Nous réessayons pendant une journée. Le code ci-dessus fonctionne quand même : notez-le maintenant.',
  },
  codeMailLimited: {
    en: 'We didn’t send an e-mail: too many were requested in the past hour. The code above works anyway, so write it down now.',
    fr: 'Aucun courriel n’est parti : trop de courriels ont été demandés en une heure. Le code ci-dessus fonctionne quand même : notez-le maintenant.',
  },
  backToTasks: { en: 'Back to the parts', fr: 'Retour aux sections' },
  resumeLead: {
    en: 'Enter the code you wrote down. Capitals, spaces and dashes don’t matter.',
    fr: 'Entrez le code que vous avez noté. Les majuscules, les espaces et les tirets n’ont pas d’importance.',
  },
  resumeLimit: {
    en: `${codePrefixes.resume}- and then ${RESUME_AND_ACCESS_CODE_SHAPE.letters} letters and numbers, in groups of four.`,
    fr: `${codePrefixes.resume}-, puis ${RESUME_AND_ACCESS_CODE_SHAPE.letters} lettres et chiffres, en groupes de quatre.`,
  },
  code: { en: 'Code', fr: 'Code' },
  open: { en: 'Open', fr: 'Ouvrir' },
  deleteLink: { en: 'Delete what I typed', fr: 'Effacer ce que j’ai écrit' },
  deleteTitle: { en: 'Delete what you typed?', fr: 'Effacer ce que vous avez écrit?' },
  deleteLead: {
    en: 'Everything you saved and haven’t sent is deleted at once, for you and for us. It can’t be brought back from this site.',
    fr: 'Tout ce que vous avez enregistré sans l’envoyer est effacé tout de suite, pour vous comme pour nous. Ce site ne permet pas de le récupérer.',
  },
  deleteHistory: {
    en: 'The database service keeps an encrypted copy for up to 30 days. Your browser’s history still shows that this site was opened.',
    fr: 'Le service de base de données en garde une copie chiffrée pendant 30 jours au plus. L’historique de votre navigateur montre encore que ce site a été ouvert.',
  },
  deleteNow: { en: 'Delete it now', fr: 'Effacer maintenant' },
  cancelDeletion: { en: 'Keep it', fr: 'Tout garder' },
  deletedTitle: { en: 'It’s deleted', fr: 'C’est effacé' },
  deletedLead: {
    en: 'Nothing you typed can be opened here any more. You can begin again whenever you like.',
    fr: 'Rien de ce que vous avez écrit ne peut plus être ouvert ici. Vous pouvez recommencer quand vous voulez.',
  },
} as const satisfies Record<string, Wording>
