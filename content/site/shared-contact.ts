import type { Wording } from '../../forms/language.ts'
import type { SharedContactKind } from '../shared-contact-kinds.ts'

/**
 * Says on the page before sending that an e-mail address, or a phone number, was entered for both parents, and why nobody
 * is reached by it. It blames nobody: a slip and a shared address look alike.
 */
export const sharedContactWording = {
  email: {
    en: 'The same e-mail address is given for you and for the other parent. Maybe it was entered twice by mistake, or the two of you share it. We won’t write to it, because we can’t know who would read it. You can change it below, or leave it.',
    fr: 'La même adresse courriel est donnée pour vous et pour l’autre parent. Elle a peut-être été entrée deux fois par erreur, ou vous la partagez. Nous n’y écrirons pas, car nous ne pouvons pas savoir qui nous lirait. Vous pouvez la changer ci-dessous, ou la laisser.',
  },
  phone: {
    en: 'The same phone number is given for reaching you and for reaching the other parent. Maybe it was entered twice by mistake, or the two of you share it. We won’t call it, because we can’t know who would answer. You can change it below, or leave it.',
    fr: 'Le même numéro de téléphone est donné pour vous joindre et pour joindre l’autre parent. Il a peut-être été entré deux fois par erreur, ou vous le partagez. Nous ne l’appellerons pas, car nous ne pouvons pas savoir qui répondrait. Vous pouvez le changer ci-dessous, ou le laisser.',
  },
} as const satisfies Readonly<Record<SharedContactKind, Wording>>
