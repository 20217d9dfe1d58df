import type { Wording } from '../../forms/language.ts'
import { codePrefixes } from '../code-prefixes.ts'

/** The one page for every kind of code. */
export const codePageWording = {
  title: { en: 'I have a code', fr: 'J’ai un code' },
  lead: {
    en: 'Enter any code you were given. We’ll see what it opens. Capitals, spaces and dashes don’t matter.',
    fr: 'Entrez n’importe quel code que vous avez reçu. Nous verrons ce qu’il ouvre. Les majuscules, les espaces et les tirets n’ont pas d’importance.',
  },
  hint: {
    en: `${codePrefixes.file}-… opens your file, ${codePrefixes.resume}-… a form you haven’t sent yet, ${codePrefixes.invitation}-… an invitation. An older code has no letter in front.`,
    fr: `${codePrefixes.file}-… ouvre votre dossier, ${codePrefixes.resume}-… un formulaire pas encore envoyé, ${codePrefixes.invitation}-… une invitation. Un code plus ancien n’a pas de lettre devant.`,
  },
  /** Stands above the device question, which only an unfinished form needs. */
  forForm: {
    en: `Only for a code ${codePrefixes.resume}-…, which opens a form you haven’t sent yet:`,
    fr: `Seulement pour un code ${codePrefixes.resume}-…, qui ouvre un formulaire pas encore envoyé :`,
  },
  lost: {
    en: 'Lost your code? Call us and give your reference, if you have it. We can replace a code for your file or an invitation, but not one for a form you haven’t sent.',
    fr: 'Vous avez perdu votre code? Appelez-nous et donnez votre référence, si vous l’avez. Nous pouvons remplacer le code d’un dossier ou d’une invitation, mais pas celui d’un formulaire que vous n’avez pas envoyé.',
  },
  /** What a code opens and where, beside a code that is shown. The address follows. */
  opens: {
    file: { en: 'It opens “Your file”, at', fr: 'Il ouvre « Votre dossier », à l’adresse' },
    resume: {
      en: 'It opens this form as you left it, at',
      fr: 'Il ouvre ce formulaire tel que vous l’avez laissé, à l’adresse',
    },
    invitation: { en: 'It opens the invitation, at', fr: 'Il ouvre l’invitation, à l’adresse' },
  },
  copy: { en: 'Copy the code', fr: 'Copier le code' },
  copied: { en: 'Copied', fr: 'Copié' },
} as const satisfies Record<string, Wording | Record<string, Wording>>
