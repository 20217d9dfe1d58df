import type { TitledLines, Wording } from '../../forms/language.ts'
import type { receiptMailCases } from '../file/page-cases.ts'
import { practice } from '../practice.ts'

export const sentPageWording: {
  readonly receipt: Record<(typeof receiptMailCases)[number], Wording>
  /** What to write down where no receipt has gone out, by what the page still shows. */
  readonly writeDown: Readonly<Record<'both' | 'reference', Wording>>
  /** For a parent on the waiting list who told us that something has to happen within days. */
  readonly urgentWaits: Wording
  readonly parts: readonly TitledLines[]
} = {
  receipt: {
    sending: {
      en: 'We’re also sending a receipt to the address you called safe.',
      fr: 'Nous envoyons aussi un accusé de réception à l’adresse sûre que vous avez indiquée.',
    },
    late: {
      en: 'We have your intake form, but the e-mailed receipt hasn’t gone out yet. Don’t wait for it.',
      fr: 'Nous avons reçu le formulaire, mais l’accusé de réception n’est pas encore parti par courriel. Ne l’attendez pas.',
    },
    'given-up': {
      en: 'We have your intake form, but we couldn’t e-mail you a receipt.',
      fr: 'Nous avons reçu le formulaire, mais nous n’avons pas pu vous envoyer d’accusé de réception par courriel.',
    },
    'not-sent': {
      en: 'We have your intake form, but we can’t e-mail a receipt: too many e-mails were requested in the past hour.',
      fr: 'Nous avons reçu le formulaire, mais aucun accusé de réception ne partira par courriel : trop de courriels ont été demandés en une heure.',
    },
  },
  writeDown: {
    both: {
      en: 'Write down your reference and your code now.',
      fr: 'Notez maintenant votre référence et votre code.',
    },
    reference: { en: 'Write down your reference now.', fr: 'Notez maintenant votre référence.' },
  },
  urgentWaits: {
    en: `You told us that it can’t wait. A coordinator sees that, also while you’re on the list, but it gives you no earlier place. If it gets worse, don’t wait for us: call us at ${practice.phone.reach}, or ask a lawyer or legal aid what’s faster. If you’re in danger, call 911.`,
    fr: `Vous nous avez dit que cela ne peut pas attendre. Notre équipe de coordination le voit, même pendant que vous êtes sur la liste, mais cela ne vous donne pas une place plus tôt. Si la situation s’aggrave, ne nous attendez pas : appelez-nous au ${practice.phone.reach}, ou demandez à une avocate, un avocat ou l’aide juridique ce qui serait plus rapide. En cas de danger, appelez le 911.`,
  },
  parts: [
    {
      title: { en: 'What happens next', fr: 'La suite' },
      lines: [
        {
          en: 'First, a coordinator will talk with you alone.',
          fr: 'Une personne de notre équipe de coordination vous parlera d’abord en privé.',
        },
        {
          en: 'We don’t call the other parent unless you allow it, and we don’t write to them. If a call would help, we’ll ask you first.',
          fr: 'Nous n’appelons pas l’autre parent sans votre permission et ne lui écrivons pas. Si un appel pouvait aider, nous vous en parlerions d’abord.',
        },
      ],
    },
    {
      title: { en: 'Keep your reference', fr: 'Gardez votre référence' },
      lines: [
        {
          en: `Write it down in a safe place. To ask about your intake form, call ${practice.phone.reach} and give it. You don’t have to give your name.`,
          fr: `Notez-la en lieu sûr. Pour toute question, appelez le ${practice.phone.reach} et donnez-la. Vous n’avez pas à dire votre nom.`,
        },
        {
          en: 'On a shared device, close the whole browser now. Otherwise this page can be opened again for an hour.',
          fr: 'Sur un appareil partagé, fermez complètement le navigateur maintenant. Sinon, cette page peut être rouverte pendant une heure.',
        },
      ],
    },
  ],
}
