import { is } from '../../../forms/condition.ts'
import { defineSection } from '../../../forms/form.ts'
import { type Province, provinceNamesByAbbreviation } from '../../../forms/provinces.ts'
import type { AnswerOption } from '../../../forms/questions/choice.ts'
import { ask } from '../../../forms/questions/index.ts'
import { showOnPages } from '../../../forms/show-on-pages.ts'
import { outsideProvincesWording } from '../../outside-provinces.ts'
import { practice } from '../../practice.ts'

/** Asks who the parent is that writes, and where their children live. */
export const youSection = defineSection('you', {
  title: { en: 'About you', fr: 'À propos de vous' },
  lead: showOnPages({
    en: 'A coordinator reads this before calling you. We never show it to the other parent.',
    fr: 'Notre équipe de coordination lit cette page avant de vous appeler. Nous ne la montrons jamais à l’autre parent.',
  }),
  about: 'initiating',
  questions: {
    legalName: ask.name({
      label: { en: 'Your full legal name', fr: 'Votre nom légal complet' },
      required: { en: 'Enter your full legal name', fr: 'Entrez votre nom légal complet' },
      match: 'person',
      personName: 'full',
      autocomplete: 'name',
    }),
    birthDate: ask.date({
      label: { en: 'Your date of birth', fr: 'Votre date de naissance' },
      hint: showOnPages({
        en: 'For example, 30 4 1986. It keeps us from mixing up two families.',
        fr: 'Par exemple, 30 4 1986. Cette date nous évite de confondre deux familles.',
      }),
      subject: 'birth-of-adult',
      match: 'person',
      autocomplete: 'bday',
    }),
    province: ask.choice({
      label: {
        en: 'Where do your children live most of the time?',
        fr: 'Où vos enfants vivent-ils la plupart du temps?',
      },
      hint: showOnPages({
        en: 'It decides which law applies and who can work with you.',
        fr: 'Cela détermine la loi qui s’applique et qui peut vous accompagner.',
      }),
      required: {
        en: 'Choose where your children live most of the time',
        fr: 'Choisissez où vos enfants vivent la plupart du temps',
      },
      options: {
        ...provinceOptions(),
        elsewhere: { en: 'Somewhere else', fr: 'Ailleurs' },
        'not-sure': { en: 'It varies, or isn’t settled', fr: 'Cela varie, ou n’est pas décidé' },
      },
    }),
  },
  notes: [
    {
      after: 'province',
      when: is('province', 'elsewhere'),
      lines: showOnPages(outsideProvincesWording),
    },
  ],
})

/** The provinces in the settings of the practice; no others are offered. */
function provinceOptions() {
  return Object.fromEntries(
    practice.provinces.map((key) => [key, provinceNamesByAbbreviation[key]]),
  ) as Record<Province, AnswerOption>
}
