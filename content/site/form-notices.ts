import type { Wording } from '../../forms/language.ts'
import {
  DRAFT_DAYS_WORDING,
  INVITATION_TO_FIRST_SAVE_WORDING,
  SHARED_DEVICE_DRAFT_MINUTES_WORDING,
} from '../retention.ts'

/** What a page says when it was saved elsewhere since it was opened. The newer answers are kept. */
export const newerPageWording = {
  changed: {
    en: 'This page was changed elsewhere since you opened it, in another tab or on another device. We kept the newer answers, each named beside its question. Your own words are still in the boxes. To use yours instead, check each one and press the button again.',
    fr: 'Cette page a été modifiée ailleurs depuis que vous l’avez ouverte, dans un autre onglet ou sur un autre appareil. Nous avons gardé les réponses plus récentes, chacune nommée près de sa question. Ce que vous venez d’écrire est toujours dans les cases. Pour l’utiliser à la place, vérifiez chaque réponse et appuyez de nouveau sur le bouton.',
  },
  removed: {
    en: 'This entry was removed elsewhere since you opened it, in another tab or on another device. What you typed is still on this page. Save again to put it back in the list.',
    fr: 'Cette entrée a été retirée ailleurs depuis que vous l’avez ouverte, dans un autre onglet ou sur un autre appareil. Ce que vous avez écrit est toujours sur cette page. Enregistrez de nouveau pour la remettre dans la liste.',
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
    en: 'Something went wrong on our side and this page wasn’t saved. What you typed is still here. Save again in a few minutes, or call us.',
    fr: 'Un problème est survenu de notre côté et cette page n’a pas été enregistrée. Ce que vous avez écrit est toujours ici. Enregistrez de nouveau dans quelques minutes, ou appelez-nous.',
  },
  tooMany: {
    en: 'Many new forms were started from your connection, so this page wasn’t saved. What you typed is still here. Wait a minute and save again.',
    fr: 'Beaucoup de formulaires ont été commencés depuis votre connexion et cette page n’a pas été enregistrée. Ce que vous avez écrit est toujours ici. Attendez une minute et enregistrez de nouveau.',
  },
  listFull: {
    en: 'This list is full, so this page wasn’t saved. What you typed is still here. Copy it, and add it to the last entry or tell us in person.',
    fr: 'Cette liste est pleine; cette page n’a donc pas été enregistrée. Ce que vous avez écrit est toujours ici. Copiez-le pour l’ajouter à la dernière entrée, ou dites-le-nous de vive voix.',
  },
  listChanged: {
    en: 'This list was changed elsewhere since you opened it. It now shows what is saved. Check it, then continue.',
    fr: 'Cette liste a été modifiée ailleurs depuis que vous l’avez ouverte. Elle montre maintenant ce qui est enregistré. Vérifiez-la, puis continuez.',
  },
  repeatedField: {
    en: 'This page was sent in a way we didn’t expect, so it wasn’t saved. Check your answers below and save again.',
    fr: 'Cette page nous est parvenue sous une forme inattendue; elle n’a donc pas été enregistrée. Vérifiez vos réponses ci-dessous et enregistrez de nouveau.',
  },
  damagedText: {
    en: 'Some letters didn’t reach us as you typed them, so nothing was saved. Check your answers below and save again.',
    fr: 'Certaines lettres ne nous sont pas parvenues telles que vous les aviez tapées; rien n’a donc été enregistré. Vérifiez vos réponses ci-dessous et enregistrez de nouveau.',
  },
} as const satisfies Record<string, Wording>
