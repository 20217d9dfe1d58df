import type { Wording } from '../../forms/language.ts'
import { practice } from '../practice.ts'

/** What a parent reads when the portal cannot tell whether the form that they sent arrived. */
export const sendAgainWording = {
  title: {
    en: 'We can’t tell yet whether your intake form arrived',
    fr: 'Nous ne savons pas encore si votre demande est arrivée',
  },
  lead: {
    en: 'Something failed on our side while it was being sent. What you filled in is saved, page by page, and nothing is lost.',
    fr: 'Quelque chose a mal fonctionné de notre côté pendant l’envoi. Ce que vous avez rempli est enregistré, page par page, et rien n’est perdu.',
  },
  safe: {
    en: 'Wait a minute and send it again. That’s safe: however often you press, we receive it once, and you’ll see its reference.',
    fr: 'Attendez une minute, puis envoyez de nouveau. C’est sans risque : peu importe combien de fois vous appuyez, nous la recevons une seule fois, et vous verrez sa référence.',
  },
  call: {
    en: `If this page keeps coming back, call ${practice.phone.reach}: we can take it from there.`,
    fr: `Si cette page revient sans cesse, appelez le ${practice.phone.reach} : nous prendrons le relais.`,
  },
  toCheck: { en: 'Go back to your answers', fr: 'Revenir à vos réponses' },
} as const satisfies Record<string, Wording>
