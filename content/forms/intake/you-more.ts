import { answered } from '../../../forms/condition.ts'
import { defineSection } from '../../../forms/form.ts'
import { languageNameWordingByLanguage } from '../../../forms/language.ts'
import { ask } from '../../../forms/questions/index.ts'
import { showOnPages } from '../../../forms/show-on-pages.ts'
import { timeZoneOptions } from '../../time/time-zones.ts'

/** Asks how the parent who writes would like to be addressed, in which language and by which clock, and for their lawyer. */
export const youMoreSection = defineSection('you-more', {
  half: 'second',
  title: { en: 'More about you', fr: 'À propos de vous : la suite' },
  lead: showOnPages({
    en: 'We never show it to the other parent.',
    fr: 'Nous ne montrons jamais cette page à l’autre parent.',
  }),
  about: 'initiating',
  formerly: {
    you: [
      'usedName',
      'pronouns',
      'address',
      'timeZone',
      'language',
      'ownLawyer',
      'ownLawyerEmail',
      'ownLawyerPhone',
    ],
  },
  questions: {
    usedName: ask.name({
      label: { en: 'The name you’d like us to use', fr: 'Le nom que nous devrions employer' },
      hint: showOnPages({ en: 'Only if it’s different.', fr: 'Seulement s’il est différent.' }),
      personName: 'in-use',
      autocomplete: 'nickname',
    }),
    pronouns: ask.text({
      label: { en: 'Your pronouns', fr: 'Vos pronoms' },
      hint: showOnPages({
        en: 'Only if you’d like us to know them.',
        fr: 'Seulement si vous souhaitez nous les indiquer.',
      }),
      max: 60,
    }),
    address: ask.address({
      label: {
        en: 'Where is it safe to send you mail?',
        fr: 'Où pouvons-nous vous envoyer du courrier sans risque?',
      },
      hint: showOnPages({
        en: 'It doesn’t have to be your home. Leave it empty if mail isn’t safe for you.',
        fr: 'Ce peut être ailleurs que chez vous. Laissez ces cases vides si le courrier pose un risque.',
      }),
      optOuts: ['in-person'],
    }),
    timeZone: ask.timeZone({
      label: { en: 'Which time zone are you in?', fr: 'Dans quel fuseau horaire vous trouvez-vous?' },
      hint: showOnPages({
        en: 'So we call at a good time of day and give you the right time for a session.',
        fr: 'Nous pourrons ainsi vous appeler à une heure convenable et vous donner la bonne heure pour une rencontre.',
      }),
      likely: timeZoneOptions,
    }),
    language: ask.choice({
      label: {
        en: 'Which language would you rather speak with us?',
        fr: 'Dans quelle langue préférez-vous nous parler?',
      },
      options: {
        ...languageNameWordingByLanguage,
        either: { en: 'Either', fr: 'L’une ou l’autre' },
      },
    }),
    ownLawyer: ask.name({
      label: { en: 'Your lawyer, if you have one', fr: 'Votre avocate ou votre avocat, s’il y a lieu' },
      hint: showOnPages({
        en: 'We won’t contact your lawyer without asking you first. The name shows us whether we already work with them on another matter.',
        fr: 'Nous ne communiquerons pas avec cette personne sans vous le demander d’abord. Son nom nous permet de voir si nous travaillons déjà avec elle dans un autre dossier.',
      }),
      match: 'lawyer',
    }),
    ownLawyerEmail: ask.email({
      label: {
        en: 'Your lawyer’s e-mail address',
        fr: 'L’adresse courriel de votre avocate ou de votre avocat',
      },
      when: answered('ownLawyer'),
      match: 'lawyer',
    }),
    ownLawyerPhone: ask.phone({
      label: {
        en: 'Your lawyer’s phone number',
        fr: 'Le numéro de téléphone de votre avocate ou de votre avocat',
      },
      when: answered('ownLawyer'),
      match: 'lawyer',
    }),
  },
})
