import type { Wording } from '../../forms/language.ts'
import { FILE_SESSION_MINUTES } from '../retention.ts'

// What the worker writes into the pages of a booking. Their own words stand in booking-wording.ts, which only the site reads.

/** The notices above a page of the booking when something other than an answer needs mending. */
export const bookingNoticeWording = {
  slot_taken: {
    en: 'That time isn’t free any more, or not for the way you want to meet, so nothing was changed. Please choose another one. The rest of what you chose is still here.',
    fr: 'Ce moment n’est plus libre, ou ne l’est pas pour ce genre de rencontre; rien n’a donc été changé. Veuillez en choisir un autre. Le reste de ce que vous avez choisi est toujours ici.',
  },
  stale: {
    en: 'Something changed while this page was open, perhaps in another window, so nothing was done. Look this page over, then press the button again.',
    fr: 'Quelque chose a changé pendant que cette page était ouverte, peut-être dans une autre fenêtre; rien n’a donc été fait. Revoyez cette page, puis appuyez de nouveau sur le bouton.',
  },
  notBooked: {
    en: 'Something went wrong on our side, and we can’t say whether this is booked. Press the button again in a few minutes, or call us. Nothing is booked twice.',
    fr: 'Un problème est survenu de notre côté, et nous ne pouvons pas dire si c’est réservé. Appuyez de nouveau sur le bouton dans quelques minutes, ou appelez-nous. Rien ne sera réservé deux fois.',
  },
  notSent: {
    en: 'Something went wrong on our side, and this wasn’t sent. What you chose or typed is still here. Press the button again in a few minutes, or call us.',
    fr: 'Un problème est survenu de notre côté, et ceci n’a pas été envoyé. Ce que vous avez choisi ou écrit est toujours ici. Appuyez de nouveau sur le bouton dans quelques minutes, ou appelez-nous.',
  },
  notAsExpected: {
    en: 'This page didn’t reach us as it should, so nothing was changed. Check it and press the button again.',
    fr: 'Cette page ne nous est pas parvenue comme prévu; rien n’a donc été modifié. Vérifiez-la et appuyez de nouveau sur le bouton.',
  },
  fileClosed: {
    en: `“Your file” was closed after ${FILE_SESSION_MINUTES} minutes, so nothing was sent. What you chose or typed is still here. Enter your code below, above the button, then press the button again.`,
    fr: `« Votre dossier » s’est fermé après ${FILE_SESSION_MINUTES} minutes; rien n’a donc été envoyé. Ce que vous avez choisi ou écrit est toujours ici. Entrez votre code plus bas, au-dessus du bouton, puis appuyez de nouveau sur le bouton.`,
  },
} as const satisfies Record<string, Wording>
