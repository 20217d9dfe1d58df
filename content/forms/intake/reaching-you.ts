import { all, answered, any, is, not } from '../../../forms/condition.ts'
import { defineSection, type SectionNote } from '../../../forms/form.ts'
import { ask } from '../../../forms/questions/index.ts'
import { showOnPages } from '../../../forms/show-on-pages.ts'
import { practice } from '../../practice.ts'

/** Holds where a number is not safe in general. At the times its parent writes down, a call is. */
const isPhoneUnsafe = is('phoneSafe', 'no', 'not-sure')

/**
 * Holds as long as nothing on the page says how to reach its parent safely. `listContactChannels` (worker/contact) decides
 * the same of what was sent, with what the second half adds.
 */
const noSafeChannelCondition = not(
  any(is('phoneSafe', 'yes'), all(isPhoneUnsafe, answered('safeTimes')), is('emailSafe', 'yes')),
)

/** Says what times that are written down beside a number mean where the number is not safe in general. */
export const callOnlyAtSafeTimesNote: SectionNote = {
  after: 'safeTimes',
  when: all(isPhoneUnsafe, answered('safeTimes')),
  lines: showOnPages([
    {
      en: 'We may then call your number at these times, and at no other. If no call is safe, leave the times empty.',
      fr: 'Nous pourrons alors appeler votre numéro à ces moments, et à aucun autre. Si aucun appel n’est sans risque, laissez cette case vide.',
    },
  ]),
}

/** Asks how to reach the parent who is writing without putting them at risk. */
export const reachingYouSection = defineSection('reaching-you', {
  title: { en: 'Reaching you safely', fr: 'Vous joindre sans risque' },
  lead: showOnPages({
    en: 'Tell us what’s safe for you. We’ll stick to it, and won’t guess at the rest.',
    fr: 'Dites-nous ce qui est sûr pour vous. Nous nous y tiendrons, sans deviner le reste.',
  }),
  about: 'initiating',
  questions: {
    phone: ask.phone({
      label: { en: 'A phone number where we can reach you', fr: 'Un numéro de téléphone où vous joindre' },
      required: {
        en: 'Enter a phone number where a coordinator can call you, or tick that you have none',
        fr: 'Entrez un numéro de téléphone où nous pouvons vous appeler, ou cochez que vous n’en avez pas',
      },
      match: 'phone',
      autocomplete: 'tel',
      optOuts: ['no-phone'],
    }),
    phoneSafe: ask.yesNoNotSure({
      label: {
        en: 'Is it safe for us to call this number?',
        fr: 'Pouvons-nous appeler ce numéro sans risque pour vous?',
      },
      hint: showOnPages({
        en: 'Think of who else answers it, sees the call list or pays the bill.',
        fr: 'Qui d’autre peut répondre, voir la liste des appels ou recevoir la facture?',
      }),
      when: answered('phone'),
    }),
    email: ask.email({
      label: { en: 'E-mail address', fr: 'Adresse courriel' },
      hint: showOnPages({
        en: 'Only if you’d like us to write to you. Ordinary e-mail isn’t private.',
        fr: 'Seulement si vous souhaitez que nous vous écrivions. Le courriel ordinaire n’est pas privé.',
      }),
      match: 'email',
      autocomplete: 'email',
    }),
    emailSafe: ask.yesNoNotSure({
      label: {
        en: 'Is it safe for us to write to this address?',
        fr: 'Pouvons-nous écrire à cette adresse sans risque pour vous?',
      },
      hint: showOnPages({
        en: 'Think of who knows the password, or sees your messages on another device.',
        fr: 'Qui connaît le mot de passe, ou voit vos messages sur un autre appareil?',
      }),
      when: answered('email'),
    }),
    safeTimes: ask.longText({
      label: {
        en: 'When is it safe to reach you?',
        fr: 'À quels moments pouvons-nous vous joindre sans risque?',
      },
      hint: showOnPages({
        en: 'Days and hours. For example, weekdays from 9:30 a.m. to 2 p.m.',
        fr: 'Les jours et les heures. Par exemple, en semaine de 9 h 30 à 14 h.',
      }),
      max: 500,
    }),
  },
  notes: [
    {
      after: 'safeTimes',
      when: noSafeChannelCondition,
      lines: showOnPages([
        {
          en: `If none of these ways is safe for you, you can still send this form. We won’t call or write to you: please call us at ${practice.phone.reach}. ${practice.phoneHours.en}`,
          fr: `Aucun de ces moyens n’est sûr pour vous? Vous pouvez quand même envoyer cette demande. Nous ne vous appellerons pas et ne vous écrirons pas : appelez-nous au ${practice.phone.reach}. ${practice.phoneHours.fr}`,
        },
        {
          en: 'Is a call to your number safe at certain times only? Write them above. Before you send, under “More about reaching you safely”, you can also tell us of someone you trust, or that texts are safe.',
          fr: 'Un appel à votre numéro est-il sans risque à certains moments seulement? Indiquez-les plus haut. Avant l’envoi, sous « Vous joindre sans risque : la suite », vous pouvez aussi nous indiquer une personne de confiance, ou que les textos sont sans risque.',
        },
      ]),
    },
    callOnlyAtSafeTimesNote,
  ],
})
