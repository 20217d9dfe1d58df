import type { Wording } from '../../forms/language.ts'
import { practice } from '../practice.ts'

/** What a parent who left no safe way to be reached reads on the page before sending. It offers what works without us calling first. */
export const noSafeChannelCheckWording = {
  lines: [
    {
      en: `Nothing you wrote says how we can reach you safely, so we won’t try. You can still send your form, and then call us at ${practice.phone.reach}. ${practice.phoneHours.en}`,
      fr: `Rien de ce que vous avez écrit ne dit comment vous joindre sans risque; nous n’essaierons donc pas. Vous pouvez quand même envoyer votre demande, puis nous appeler au ${practice.phone.reach}. ${practice.phoneHours.fr}`,
    },
    {
      en: 'Or add someone you trust, a time at which a call is safe, or that texts are safe.',
      fr: 'Ou ajoutez une personne de confiance, un moment où un appel est sans risque, ou que les textos sont sans risque.',
    },
  ],
  change: { en: 'Change how we reach you', fr: 'Changer la façon de vous joindre' },
} as const satisfies { readonly lines: readonly Wording[]; readonly change: Wording }
