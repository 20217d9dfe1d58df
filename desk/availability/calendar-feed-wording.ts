import type { Wording } from '../../forms/language.ts'

export const calendarFeedWording = {
  title: { en: 'Your calendar elsewhere', fr: 'Votre calendrier ailleurs' },
  means: {
    en: 'A private address lets a calendar program show when you’re booked: the time, the word “Booked” and the file’s reference, and nothing else. Whoever has the address sees the same, so give it to nobody.',
    fr: 'Une adresse privée permet à un logiciel de calendrier d’afficher vos moments réservés : l’heure, le mot « Réservé » et la référence du dossier, rien d’autre. Quiconque a l’adresse voit la même chose; ne la donnez à personne.',
  },
  none: { en: 'You have no private address.', fr: 'Vous n’avez pas d’adresse privée.' },
  make: { en: 'Make a private address', fr: 'Créer une adresse privée' },
  replace: { en: 'Make a new one', fr: 'En créer une nouvelle' },
  replaceMeans: {
    en: 'The address you have stops at once, and your calendar program needs the new one.',
    fr: 'L’adresse actuelle cesse aussitôt de fonctionner, et votre logiciel de calendrier a besoin de la nouvelle.',
  },
  replaceNow: { en: 'Make a new address', fr: 'Créer la nouvelle adresse' },
  remove: { en: 'Remove it', fr: 'La retirer' },
  removeMeans: {
    en: 'The address stops at once, and your calendar program shows nothing new.',
    fr: 'L’adresse cesse aussitôt de fonctionner, et votre logiciel de calendrier n’affiche plus rien de nouveau.',
  },
  removeNow: { en: 'Remove the address', fr: 'Retirer l’adresse' },
  removed: { en: 'The private address is removed.', fr: 'L’adresse privée est retirée.' },
  address: { en: 'Your private address', fr: 'Votre adresse privée' },
  copy: { en: 'Copy the address', fr: 'Copier l’adresse' },
  copied: { en: 'Copied.', fr: 'Copiée.' },
  notCopied: {
    en: 'This browser doesn’t let a page copy. Select the address and copy it yourself.',
    fr: 'Ce navigateur ne permet pas à une page de copier. Sélectionnez l’adresse et copiez-la vous-même.',
  },
  once: {
    en: 'It’s shown only now. Copy it into your calendar program, where it may be called a subscription.',
    fr: 'Elle n’apparaît que maintenant. Copiez-la dans votre logiciel de calendrier, qui parle peut-être d’abonnement.',
  },
} as const satisfies Record<string, Wording>

export const buildFeedCreatedWording = (at: string): Wording => ({
  en: `You have a private address, made on ${at}.`,
  fr: `Vous avez une adresse privée, créée le ${at}.`,
})
