import { defineSection } from '../../../forms/form.ts'
import { ask } from '../../../forms/questions/index.ts'
import { showOnPages } from '../../../forms/show-on-pages.ts'

/** Asks who the children are, each on a page of their own. */
export const childrenSection = defineSection('children', {
  title: { en: 'Your children', fr: 'Vos enfants' },
  lead: showOnPages({
    en: 'One page for each child. We can talk about whatever you leave empty.',
    fr: 'Une page pour chaque enfant. Nous pourrons parler de ce que vous laissez vide.',
  }),
  repeats: {
    most: 12,
    one: { en: 'Child', fr: 'Enfant' },
    namedBy: 'childName',
    namedByOptOut: {
      question: 'childBirthDate',
      optOut: 'expected',
      name: { en: 'the child you expect', fr: 'l’enfant à naître' },
    },
    none: { en: 'No child added yet.', fr: 'Aucun enfant ajouté pour l’instant.' },
    add: { en: 'Add a child', fr: 'Ajouter un enfant' },
    another: { en: 'Add another child', fr: 'Ajouter un autre enfant' },
    remove: { en: 'Remove this child', fr: 'Retirer cet enfant' },
    full: {
      en: 'This form takes twelve children. Tell us about the others when we speak.',
      fr: 'Ce formulaire s’arrête à douze enfants. Vous nous parlerez des autres de vive voix.',
    },
  },
  questions: {
    childName: ask.name({
      label: { en: 'Child’s name', fr: 'Nom de l’enfant' },
      hint: showOnPages({
        en: 'First and last name, if you can.',
        fr: 'Prénom et nom de famille, si possible.',
      }),
      match: 'child',
      personName: 'full',
    }),
    childBirthDate: ask.date({
      label: { en: 'Date of birth', fr: 'Date de naissance' },
      hint: showOnPages({ en: 'For example, 30 4 2016.', fr: 'Par exemple, 30 4 2016.' }),
      subject: 'birth-of-child',
      match: 'child',
      optOuts: ['unknown', 'expected'],
    }),
  },
})
