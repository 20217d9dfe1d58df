import type { Wording } from '../../forms/language.ts'
import { practice } from '../practice.ts'

/**
 * What a parent reads when a complete form cannot be taken now: too many came from their network, wait to be read, or
 * came from browsers that did not show that a person sends them.
 */
export const formNotTakenWording: Readonly<Record<'network' | 'unread' | 'unproven', readonly Wording[]>> = {
  network: [
    {
      en: 'Your intake form wasn’t sent. Several forms came from this internet connection in the past hour, so we have to wait a little. This has nothing to do with what you wrote.',
      fr: 'Votre demande n’a pas été envoyée. Plusieurs demandes nous sont parvenues de cette connexion Internet en une heure : nous attendons un peu. Ce que vous avez écrit n’y est pour rien.',
    },
    {
      en: `Nothing you typed is lost. Send it again in an hour, from here or another connection, or call ${practice.phone.reach}: we can take it from there.`,
      fr: `Rien de ce que vous avez écrit n’est perdu. Envoyez la demande de nouveau dans une heure, d’ici ou d’une autre connexion, ou appelez le ${practice.phone.reach} : nous prendrons le relais.`,
    },
  ],
  unread: [
    {
      en: 'Your intake form wasn’t sent. So many forms are waiting to be read that we can’t take in another one right now. This has nothing to do with what you wrote.',
      fr: 'Votre demande n’a pas été envoyée. Tant de demandes attendent d’être lues que nous ne pouvons pas en recevoir une autre pour l’instant. Ce que vous avez écrit n’y est pour rien.',
    },
    {
      en: `Nothing you typed is lost. Send it again later, or call ${practice.phone.reach}: we can begin by phone.`,
      fr: `Rien de ce que vous avez écrit n’est perdu. Envoyez la demande de nouveau plus tard, ou appelez le ${practice.phone.reach} : nous pouvons commencer par téléphone.`,
    },
  ],
  unproven: [
    {
      en: 'Your intake form wasn’t sent. Software is sending us a lot of forms right now, and your browser couldn’t show that a person is sending yours. This has nothing to do with what you wrote.',
      fr: 'Votre demande n’a pas été envoyée. Des programmes nous envoient beaucoup de demandes en ce moment, et votre navigateur n’a pas pu montrer que la vôtre vient d’une personne. Ce que vous avez écrit n’y est pour rien.',
    },
    {
      en: `Nothing you typed is lost. Turn JavaScript on if you can and send the form again, try once more in an hour, or call ${practice.phone.reach}: we can take it from there.`,
      fr: `Rien de ce que vous avez écrit n’est perdu. Activez JavaScript si vous le pouvez et envoyez la demande de nouveau, réessayez dans une heure, ou appelez le ${practice.phone.reach} : nous prendrons le relais.`,
    },
  ],
}
