import type { Wording } from '../../forms/language.ts'
import type { AnswerOptions } from '../../forms/questions/choice.ts'

/** Who got in touch with whom. */
export const contactDirectionOptions = {
  outgoing: { en: 'We got in touch', fr: 'C’est nous qui avons pris contact' },
  incoming: { en: 'They got in touch', fr: 'C’est ce parent qui nous a joints' },
} as const satisfies AnswerOptions
export type ContactDirection = keyof typeof contactDirectionOptions

/** How the practice and a parent were in touch. */
export const contactEntryChannels = ['phone', 'text', 'email', 'in-person', 'video', 'letter'] as const
export type ContactEntryChannel = (typeof contactEntryChannels)[number]

/** Their words. */
export const contactEntryChannelOptions = {
  phone: { en: 'Phone', fr: 'Téléphone' },
  text: { en: 'Text message', fr: 'Texto' },
  email: { en: 'E-mail written by hand', fr: 'Courriel écrit à la main' },
  'in-person': { en: 'In person', fr: 'En personne' },
  video: { en: 'Video call', fr: 'Appel vidéo' },
  letter: { en: 'Letter', fr: 'Lettre' },
} as const satisfies Record<ContactEntryChannel, Wording>

/** How a contact with a parent ended. */
export const contactOutcomeOptions = {
  reached: { en: 'We spoke, or they answered', fr: 'Nous nous sommes parlé, ou ce parent a répondu' },
  'left-message': { en: 'Left or sent the agreed message', fr: 'Message convenu laissé ou envoyé' },
  'no-answer': { en: 'No answer', fr: 'Pas de réponse' },
  'wrong-number': { en: 'Wrong number or address', fr: 'Mauvais numéro ou mauvaise adresse' },
  'message-received': { en: 'They left us a message', fr: 'Ce parent nous a laissé un message' },
  'asked-no-contact': {
    en: 'They asked us not to contact them',
    fr: 'Ce parent nous a demandé de ne plus le joindre',
  },
} as const satisfies AnswerOptions
export type ContactOutcome = keyof typeof contactOutcomeOptions

/** The outcomes that a contact can have, by who got in touch. */
export const contactOutcomesByDirection = {
  outgoing: ['reached', 'left-message', 'no-answer', 'wrong-number', 'asked-no-contact'],
  incoming: ['reached', 'message-received', 'asked-no-contact'],
} as const satisfies Record<ContactDirection, readonly ContactOutcome[]>
