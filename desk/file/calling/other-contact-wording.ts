import type { Wording } from '../../../forms/language.ts'

export const otherParentContactWording = {
  title: { en: 'Contact details', fr: 'Coordonnées' },
  locked: {
    en: 'They’re closed. The file’s record keeps each opening. They go away when you leave this page, and within seconds once the call is no longer allowed.',
    fr: 'Elles sont sous clé. L’historique du dossier garde chaque ouverture. Elles disparaissent quand vous quittez cette page, et en quelques secondes si l’appel n’est plus permis.',
  },
  open: { en: 'Open the contact details', fr: 'Ouvrir les coordonnées' },
  opened: {
    en: 'The file’s record shows that you opened them. They aren’t printed with the page.',
    fr: 'Votre consultation est inscrite à l’historique du dossier. Elles ne s’impriment pas avec la page.',
  },
  shut: { en: 'Close them', fr: 'Les refermer' },
  withheldNumber: {
    en: 'A number is left out, because the parent who gave it also gave it for themselves or for someone on their side. Ask them which is right.',
    fr: 'Un numéro est omis, car le parent qui l’a donné l’a aussi donné pour lui-même ou pour quelqu’un de son côté. Demandez-lui lequel est le bon.',
  },
  none: {
    en: 'No contact details were given. Ask the parent who authorised the call.',
    fr: 'Aucune coordonnée n’a été donnée. Demandez au parent qui a autorisé l’appel.',
  },
  refused: {
    en: 'The contact details were closed: the call isn’t allowed any more. Do not call. Reload the page to see why.',
    fr: 'Les coordonnées ont été refermées : l’appel n’est plus permis. N’appelez pas. Rechargez la page pour savoir pourquoi.',
  },
  unsure: {
    en: 'The contact details were closed: the desk doesn’t answer, so nobody knows whether the call is still allowed. Open them again when it does.',
    fr: 'Les coordonnées ont été refermées : le bureau ne répond pas, et rien ne dit que l’appel est encore permis. Rouvrez-les quand il répondra.',
  },
  callNow: { en: 'Call now:', fr: 'Appeler maintenant :' },
} as const satisfies Record<string, Wording>
