import { answered } from '../../../forms/condition.ts'
import { defineSection } from '../../../forms/form.ts'
import { languageNameWordingByLanguage } from '../../../forms/language.ts'
import { type Province, provinceNamesByAbbreviation } from '../../../forms/provinces.ts'
import type { AnswerOption } from '../../../forms/questions/choice.ts'
import { ask } from '../../../forms/questions/index.ts'
import { practice } from '../../practice.ts'
import { timeZoneOptions } from '../../time/time-zones.ts'

export const youSection = defineSection('you', {
  title: { en: 'About you', fr: 'À propos de vous' },
  lead: {
    en: 'A coordinator reads this before calling you. We never show it to the other parent.',
    fr: 'Notre équipe de coordination lit cette page avant de vous appeler. Nous ne la montrons jamais à l’autre parent.',
  },
  about: 'initiating',
  questions: {
    legalName: ask.name({
      label: { en: 'Your full legal name', fr: 'Votre nom légal complet' },
      required: { en: 'Enter your full legal name', fr: 'Entrez votre nom légal complet' },
      match: 'person',
      autocomplete: 'name',
    }),
    usedName: ask.name({
      label: { en: 'The name you would like us to use', fr: 'Le nom que nous devrions employer' },
      hint: { en: 'Only if it is different.', fr: 'Seulement s’il est différent.' },
      autocomplete: 'nickname',
    }),
    pronouns: ask.text({
      label: { en: 'Your pronouns', fr: 'Vos pronoms' },
      hint: {
        en: 'Only if you would like us to know them.',
        fr: 'Seulement si vous souhaitez nous les indiquer.',
      },
      max: 60,
    }),
    birthDate: ask.date({
      label: { en: 'Your date of birth', fr: 'Votre date de naissance' },
      hint: {
        en: 'For example, 30 4 1986. It keeps us from mixing up two families.',
        fr: 'Par exemple, 30 4 1986. Cette date nous évite de confondre deux familles.',
      },
      past: true,
      match: 'person',
      autocomplete: 'bday',
    }),
    province: ask.choice({
      label: {
        en: 'Where do your children live most of the time?',
        fr: 'Où vos enfants vivent-ils la plupart du temps?',
      },
      hint: {
        en: 'It decides which law applies and who can work with you.',
        fr: 'Cela détermine la loi qui s’applique et qui peut vous accompagner.',
      },
      required: {
        en: 'Choose where your children live most of the time',
        fr: 'Choisissez où vos enfants vivent la plupart du temps',
      },
      options: {
        ...provinceOptions(),
        elsewhere: { en: 'Somewhere else', fr: 'Ailleurs' },
        'not-sure': { en: 'It varies, or is not settled', fr: 'Cela varie, ou n’est pas décidé' },
      },
    }),
    address: ask.address({
      label: {
        en: 'Where is it safe to send you mail?',
        fr: 'Où pouvons-nous vous envoyer du courrier sans risque?',
      },
      hint: {
        en: 'It does not have to be your home. Leave it empty if mail is not safe for you.',
        fr: 'Ce peut être ailleurs que chez vous. Laissez ces cases vides si le courrier pose un risque.',
      },
      optOuts: ['in-person'],
    }),
    timeZone: ask.timeZone({
      label: { en: 'Which time zone are you in?', fr: 'Dans quel fuseau horaire vous trouvez-vous?' },
      hint: {
        en: 'So that we call at a good hour and give you the right time for a session.',
        fr: 'Nous pourrons ainsi vous appeler à une heure convenable et vous donner la bonne heure pour une rencontre.',
      },
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
      label: { en: 'Your lawyer, if you have one', fr: 'Votre avocate ou avocat, s’il y a lieu' },
      hint: {
        en: 'We do not contact your lawyer without asking you first. The name shows us whether we already work with them on another matter.',
        fr: 'Nous ne communiquons pas avec cette personne sans vous le demander d’abord. Son nom nous permet de voir si nous travaillons déjà avec elle dans un autre dossier.',
      },
      match: 'lawyer',
    }),
    ownLawyerEmail: ask.email({
      label: {
        en: 'Your lawyer’s e-mail address',
        fr: 'L’adresse courriel de votre avocate ou avocat',
      },
      when: answered('ownLawyer'),
      match: 'lawyer',
    }),
    ownLawyerPhone: ask.phone({
      label: {
        en: 'Your lawyer’s phone number',
        fr: 'Le numéro de téléphone de votre avocate ou avocat',
      },
      when: answered('ownLawyer'),
      match: 'lawyer',
    }),
  },
})

/** The provinces in the settings of the practice; no others are offered. */
function provinceOptions() {
  return Object.fromEntries(
    practice.provinces.map((key) => [key, provinceNamesByAbbreviation[key]]),
  ) as Record<Province, AnswerOption>
}
