import type { Wording } from '../../forms/language.ts'
import { filePageWording } from '../file/page-wording.ts'
import { faultPageWording } from './fault-page-wording.ts'
import { siteWording } from './wording.ts'

/** What happened and what to do. An error page never gives a reason that would help a stranger guess. */
export interface ErrorPageWording {
  readonly title: Wording
  readonly lead: Wording
  readonly next: Wording
  /** The pages that `next` mentions, by English path, besides the one for every code and the home page. */
  readonly links?: readonly { readonly label: Wording; readonly path: string }[]
}

export const errorPageWordingByStatus = {
  400: {
    title: { en: 'We couldn’t read that', fr: 'Nous n’avons pas pu lire l’envoi' },
    lead: {
      en: 'What you sent didn’t reach us whole, and nothing was saved.',
      fr: 'Votre envoi ne nous est pas parvenu au complet et rien n’a été enregistré.',
    },
    next: {
      en: 'Go back, check that what you typed is still there, and send it again.',
      fr: 'Revenez en arrière, vérifiez que ce que vous avez écrit y est toujours, puis envoyez de nouveau.',
    },
  },
  401: {
    title: { en: 'Sign in first', fr: 'Ouvrez d’abord une session' },
    lead: {
      en: 'This part is for the practice. Your sign-in is missing or has run out.',
      fr: 'Cette partie est réservée au cabinet. Vous n’avez pas ouvert de session, ou elle a pris fin.',
    },
    next: { en: 'Sign in, and you’ll come back here.', fr: 'Ouvrez une session, et vous reviendrez ici.' },
  },
  403: {
    title: { en: 'We couldn’t let that through', fr: 'Nous n’avons pas pu donner suite' },
    lead: {
      en: 'Either it didn’t come from a page of this site, or this part is only for people who work here. Nothing was changed.',
      fr: 'Soit l’envoi ne vient pas d’une page de ce site, soit cette partie est réservée aux personnes qui travaillent au cabinet. Rien n’a été modifié.',
    },
    next: {
      en: 'If you were filling in a form, go back and copy anything long that you typed. Then reload the page and send it again.',
      fr: 'Si vous remplissiez un formulaire, revenez en arrière et copiez les longs textes que vous avez écrits. Rechargez ensuite la page et envoyez de nouveau.',
    },
  },
  404: {
    title: { en: 'There’s no page here', fr: 'Page introuvable' },
    lead: {
      en: 'The address may have been cut short, or the page has moved.',
      fr: 'L’adresse est peut-être incomplète, ou la page a été déplacée.',
    },
    next: { en: 'Start again from the home page.', fr: 'Repartez de la page d’accueil.' },
  },
  405: {
    title: { en: 'That can’t be done here', fr: 'Ce n’est pas possible ici' },
    lead: {
      en: 'The page doesn’t take what was sent to it. Nothing was changed.',
      fr: 'Cette page n’accepte pas ce qui lui a été envoyé. Rien n’a été modifié.',
    },
    next: {
      en: 'Go back and use the buttons on the page.',
      fr: 'Revenez en arrière et servez-vous des boutons de la page.',
    },
  },
  // Answers a link that was opened too late. The page is the same for everybody, whatever was sent or stored.
  410: {
    title: { en: 'This page has closed', fr: 'Cette page est fermée' },
    lead: {
      en: 'Some pages stay open only for a while, in the browser where they were first opened. If you sent us a form, we have it.',
      fr: 'Certaines pages ne restent ouvertes qu’un temps, dans le navigateur où on les a ouvertes. Si vous nous avez envoyé une demande, nous l’avons.',
    },
    next: {
      en: 'A code we gave you lets you carry on. If you don’t have one, start here or call us.',
      fr: 'Un code que nous vous avons donné permet de reprendre. Si vous n’en avez pas, commencez ici ou appelez-nous.',
    },
    links: [
      { label: filePageWording.title, path: '/file/' },
      { label: siteWording.apply, path: '/intake/' },
    ],
  },
  413: {
    title: { en: 'That’s more than this page can take', fr: 'C’est plus que cette page ne peut recevoir' },
    lead: {
      en: 'There was too much text for us to save, so nothing was saved.',
      fr: 'Il y avait trop de texte pour que nous puissions l’enregistrer; rien ne l’a donc été.',
    },
    next: {
      en: 'Go back, shorten what you typed and send it again. You can tell us the rest in your first session.',
      fr: 'Revenez en arrière, raccourcissez votre texte et envoyez de nouveau. Vous pourrez nous dire le reste à votre première rencontre.',
    },
  },
  415: {
    title: { en: 'We couldn’t read that', fr: 'Nous n’avons pas pu lire l’envoi' },
    lead: {
      en: 'It wasn’t sent as a form from this site, and nothing was saved.',
      fr: 'L’envoi n’a pas été fait à partir d’un formulaire de ce site et rien n’a été enregistré.',
    },
    next: {
      en: 'Go back and use the button on the page.',
      fr: 'Revenez en arrière et servez-vous du bouton de la page.',
    },
  },
  429: {
    title: { en: 'One moment, please', fr: 'Un instant, s’il vous plaît' },
    lead: {
      en: 'Too many requests came from your connection, and this one wasn’t saved.',
      fr: 'Nous avons reçu trop d’envois de votre connexion, et celui-ci n’a pas été enregistré.',
    },
    next: {
      en: 'Wait a minute, go back, check that what you typed is still there, and send it again.',
      fr: 'Attendez une minute, revenez en arrière, vérifiez que ce que vous avez écrit y est toujours, puis envoyez de nouveau.',
    },
  },
  500: faultPageWording,
  // Answers everybody in the same words: a parent must not learn that somebody else acts on the file.
  503: {
    title: { en: 'One moment, please', fr: 'Un instant, s’il vous plaît' },
    lead: {
      en: 'We couldn’t take that just now, and nothing was changed.',
      fr: 'Nous n’avons pas pu recevoir votre envoi à l’instant et rien n’a été modifié.',
    },
    next: {
      en: 'Wait a moment, go back, check that what you typed is still there, and send it again.',
      fr: 'Attendez un instant, revenez en arrière, vérifiez que ce que vous avez écrit y est toujours, puis envoyez de nouveau.',
    },
  },
} as const satisfies Record<number, ErrorPageWording>

export type ErrorStatus = keyof typeof errorPageWordingByStatus
