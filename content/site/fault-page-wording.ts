import type { Wording } from '../../forms/language.ts'

/** What is told when something went wrong here: on a page, or as plain text when no page can be loaded. */
export const faultPageWording = {
  title: { en: 'Something went wrong on our side', fr: 'Un problème est survenu de notre côté' },
  lead: {
    en: 'What you just sent may not have been saved. Everything you saved before is still saved.',
    fr: 'Ce que vous venez d’envoyer n’a peut-être pas été enregistré. Ce qui était déjà enregistré l’est toujours.',
  },
  next: {
    en: 'Go back and try again in a few minutes, or call us.',
    fr: 'Revenez en arrière et réessayez dans quelques minutes, ou appelez-nous.',
  },
} as const satisfies Record<string, Wording>
