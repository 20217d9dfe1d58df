import type { MailRhythm } from '../../content/mail/mail-rhythms.ts'
import type { Wording } from '../../forms/language.ts'

export const mailRhythmWording = {
  title: { en: 'E-mail about your files', fr: 'Les courriels au sujet de vos dossiers' },
  when: { en: 'When do you want it?', fr: 'Quand voulez-vous les recevoir?' },
  means: {
    en: 'The e-mail of the day holds counts and references only: new files, sessions, authorisations and consents.',
    fr: 'Le courriel du jour ne contient que des nombres et des références : nouveaux dossiers, rencontres, autorisations et accords.',
  },
  urgent: {
    en: 'Whatever is urgent or bears on safety always comes at once.',
    fr: 'Ce qui est urgent ou touche la sécurité arrive toujours tout de suite.',
  },
  saved: { en: 'Your choice is saved.', fr: 'Votre choix est enregistré.' },
} as const satisfies Record<string, Wording>

export const mailRhythmOptions: Readonly<Record<MailRhythm, Wording>> = {
  immediate: { en: 'At once, one e-mail for each', fr: 'Tout de suite, un courriel à la fois' },
  daily: {
    en: 'Once a day, in one e-mail at the start of your day',
    fr: 'Une fois par jour, en un seul courriel au début de votre journée',
  },
}
