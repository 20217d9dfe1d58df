import type { Wording } from '../../forms/language.ts'
import { practice } from '../practice.ts'

/**
 * What a parent who left no safe way to be reached reads on the page before sending. It offers what works without us
 * calling first.
 */
export const noSafeChannelCheckWording = {
  lines: [
    {
      en: `Nothing you wrote says how we can reach you safely, so we won’t try. You can still send your intake form, and then call us at ${practice.phone.reach}. ${practice.phoneHours.en}`,
      fr: `Rien de ce que vous avez écrit ne dit comment vous joindre sans risque; nous n’essaierons donc pas. Vous pouvez quand même envoyer le formulaire, puis nous appeler au ${practice.phone.reach}. ${practice.phoneHours.fr}`,
    },
    {
      en: 'Or give a number, an address or times at which a call is safe, someone you trust, with their number, or say that texts are safe.',
      fr: 'Ou indiquez un numéro, une adresse ou des moments où un appel est sans risque, une personne de confiance, avec son numéro, ou dites que les textos sont sans risque.',
    },
  ],
  /** In place of the first line, where a way they gave is also the other parent's: the notes beside it say which. */
  shared: {
    en: `What you gave for reaching you was also given for the other parent, so we won’t call or write to you. You can still send your intake form, and then call us at ${practice.phone.reach}. ${practice.phoneHours.en}`,
    fr: `Ce que vous avez indiqué pour vous joindre l’a été aussi pour l’autre parent; nous ne vous appellerons donc pas et ne vous écrirons pas. Vous pouvez quand même envoyer le formulaire, puis nous appeler au ${practice.phone.reach}. ${practice.phoneHours.fr}`,
  },
  /** In place of the second line then: times, or texts to that number, would change nothing. */
  unshared: {
    en: 'Or give a number or an address that the other parent doesn’t use, or someone you trust, with their number.',
    fr: 'Ou indiquez un numéro ou une adresse que l’autre parent n’utilise pas, ou une personne de confiance, avec son numéro.',
  },
  /** Where a call rests on times beside a number that is not safe in general. */
  callAtTimes: {
    en: 'You told us when it’s safe to reach you, and that a call isn’t safe in general. We may call your number at these times, and at no other. If no call is safe, take the times out.',
    fr: 'Vous nous avez dit quand vous joindre sans risque, et qu’un appel ne l’est pas en général. Nous pourrons appeler votre numéro à ces moments, et à aucun autre. Si aucun appel n’est sans risque, retirez ces moments.',
  },
  /** To whoever named somebody to ask in their place, without a number. */
  alternateUnreached: {
    en: 'You named someone to ask if we can’t reach you, but gave no number for them, so we can’t ask them.',
    fr: 'Vous avez nommé une personne à qui nous adresser si nous n’arrivons pas à vous joindre, mais pas son numéro; nous ne pourrons donc pas nous adresser à elle.',
  },
  addNumber: { en: 'Add their number, or take the name out', fr: 'Ajouter son numéro, ou retirer son nom' },
  change: {
    en: 'Change the number, the address or the times',
    fr: 'Changer le numéro, l’adresse ou les moments',
  },
  addMore: {
    en: 'Add someone you trust, or that texts are safe',
    fr: 'Ajouter une personne de confiance, ou dire que les textos sont sans risque',
  },
} as const satisfies Readonly<Record<string, Wording | readonly Wording[]>>
