import type { Wording } from '../../../forms/language.ts'

export const invitationWording = {
  title: { en: 'Invite the other parent', fr: 'Inviter l’autre parent' },
  means: {
    en: 'A private code lets them begin an intake of their own, with nothing of what the first parent wrote. It’s shown once. A new one takes the place of an older one.',
    fr: 'Un code privé permet à l’autre parent de commencer sa propre demande, sans rien de ce que le premier parent a écrit. Il n’apparaît qu’une fois. Un nouveau code remplace l’ancien.',
  },
  how: { en: 'How do they get the code?', fr: 'Comment l’autre parent recevra-t-il le code?' },
  readOut: { en: 'I read it out on the phone', fr: 'Je le dicte au téléphone' },
  mail: {
    en: 'By e-mail, to an address they gave me for this',
    fr: 'Par courriel, à une adresse que cette personne m’a donnée pour cela',
  },
  address: { en: 'Their e-mail address', fr: 'Son adresse courriel' },
  noAddress: {
    en: 'Enter the address they gave you, like name@example.com',
    fr: 'Entrez l’adresse qu’on vous a donnée, comme nom@exemple.ca',
  },
  addressNotTheirs: {
    en: 'This address was given for the parent who authorised the call or for someone on their side, or it is misspelt. Enter another one, or read the code out.',
    fr: 'Cette adresse a été donnée pour le parent qui a autorisé l’appel ou pour quelqu’un de son côté, ou elle est mal écrite. Entrez-en une autre, ou dictez le code.',
  },
  make: { en: 'Make the invitation', fr: 'Créer l’invitation' },
  code: { en: 'The code of the invitation', fr: 'Le code de l’invitation' },
  mailed: {
    en: 'The e-mail is on its way. You can read the code out as well.',
    fr: 'Le courriel est en route. Vous pouvez aussi dicter le code.',
  },
} as const satisfies Record<string, Wording>

export const buildInvitationCodeExpiryWording = (at: string): Wording => ({
  en: `It can be used until ${at}, for one intake.`,
  fr: `Il peut servir jusqu’au ${at}, pour une seule demande.`,
})

export const buildOpenInvitationWording = (at: string): Wording => ({
  en: `An invitation is open until ${at}. Making another ends it.`,
  fr: `Une invitation est ouverte jusqu’au ${at}. En créer une autre y met fin.`,
})
