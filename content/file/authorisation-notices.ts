import type { Wording } from '../../forms/language.ts'
import { practice } from '../practice.ts'
import { FILE_SESSION_MINUTES } from '../retention.ts'

/** The notices above the authorisation when something other than an answer needs mending. */
export const authorisationNoticeWording = {
  alreadyAuthorised: {
    en: 'You’ve already allowed the call, perhaps in another window. Nothing was changed. If you press the button again, what’s on this page will replace what you signed before.',
    fr: 'Vous avez déjà permis l’appel, peut-être dans une autre fenêtre. Rien n’a été modifié. Si vous appuyez de nouveau sur le bouton, le contenu de cette page remplacera ce que vous avez déjà signé.',
  },
  stoppedMeanwhile: {
    en: 'You said no or stopped it meanwhile, perhaps in another window, so nothing was signed. If you press the button again, you’ll allow the call as this page says.',
    fr: 'Vous avez dit non ou y avez mis fin entre-temps, peut-être dans une autre fenêtre; rien n’a donc été signé. Si vous appuyez de nouveau sur le bouton, vous permettez l’appel comme l’indique cette page.',
  },
  wordingChanged: {
    en: 'What we say on the call has changed since you opened this page, so nothing was signed. Please read it again, then press the button again. What you typed is still here.',
    fr: 'Ce que nous disons pendant l’appel a changé depuis que vous avez ouvert cette page; rien n’a donc été signé. Veuillez le relire, puis appuyez de nouveau sur le bouton. Ce que vous avez écrit est toujours ici.',
  },
  notSigned: {
    en: 'Something went wrong on our side, and we can’t say whether you’ve signed. What you typed is still here. Press the button again in a few minutes, or call us. Nothing is signed twice.',
    fr: 'Un problème est survenu de notre côté, et nous ne pouvons pas dire si vous avez signé. Ce que vous avez écrit est toujours ici. Appuyez de nouveau sur le bouton dans quelques minutes, ou appelez-nous. Rien ne sera signé deux fois.',
  },
  notAsExpected: {
    en: 'This page didn’t reach us as it should, so nothing was signed. Check your answers below and press the button again.',
    fr: 'Cette page ne nous est pas parvenue comme prévu; rien n’a donc été signé. Vérifiez vos réponses ci-dessous et appuyez de nouveau sur le bouton.',
  },
  notStopped: {
    en: `Something went wrong on our side, and the call is not stopped. Call us now at ${practice.phone.reach}, and we’ll stop it. You can also press the button again in a few minutes.`,
    fr: `Un problème est survenu de notre côté, et l’appel n’est pas arrêté. Appelez-nous maintenant au ${practice.phone.reach}, et nous l’arrêterons. Vous pouvez aussi appuyer de nouveau sur le bouton dans quelques minutes.`,
  },
  closedBeforeStop: {
    en: `“Your file” was closed after ${FILE_SESSION_MINUTES} minutes, and the call is not stopped. Enter your code to open it again, and stop the call there. You can also call us at ${practice.phone.reach}, and we’ll stop it.`,
    fr: `« Votre dossier » s’est fermé après ${FILE_SESSION_MINUTES} minutes, et l’appel n’est pas arrêté. Entrez votre code pour le rouvrir, puis arrêtez l’appel de là. Vous pouvez aussi nous appeler au ${practice.phone.reach}, et nous l’arrêterons.`,
  },
  fileClosed: {
    en: `“Your file” was closed after ${FILE_SESSION_MINUTES} minutes, so nothing was signed. What you typed is still here. Enter your code below, above the button, then press the button again.`,
    fr: `« Votre dossier » s’est fermé après ${FILE_SESSION_MINUTES} minutes; rien n’a donc été signé. Ce que vous avez écrit est toujours ici. Entrez votre code plus bas, au-dessus du bouton, puis appuyez de nouveau sur le bouton.`,
  },
} as const satisfies Record<string, Wording>
