import { defineSection } from '../../../forms/form.ts'
import { ask } from '../../../forms/questions/index.ts'
import { optOutOptions } from '../../../forms/questions/question-base.ts'
import { showOnPages } from '../../../forms/show-on-pages.ts'
import { copyOfOrderOptions } from './copy-of-order.ts'

/** Asks about each other order that concerns the family on a page of its own. */
export const ordersSection = defineSection('orders', {
  half: 'second',
  title: { en: 'Other orders', fr: 'Autres ordonnances' },
  lead: showOnPages({
    en: 'Any order about your family that you haven’t told us about yet, from any court, even an old one. If there are none, continue.',
    fr: 'Toute ordonnance sur votre famille dont vous ne nous avez pas encore parlé, de n’importe quel tribunal, même ancienne. S’il n’y en a pas, continuez.',
  }),
  repeats: {
    most: 8,
    one: { en: 'Order', fr: 'Ordonnance' },
    namedBy: 'otherOrderKind',
    none: { en: 'No other order added.', fr: 'Aucune autre ordonnance ajoutée.' },
    add: { en: 'Add an order', fr: 'Ajouter une ordonnance' },
    another: { en: 'Add another order', fr: 'Ajouter une autre ordonnance' },
    remove: { en: 'Remove this order', fr: 'Retirer cette ordonnance' },
    full: {
      en: 'This form takes eight orders. Bring the others to the first session.',
      fr: 'Ce formulaire s’arrête à huit ordonnances. Apportez les autres à la première rencontre.',
    },
  },
  questions: {
    otherOrderKind: ask.choice({
      label: { en: 'What is the order about?', fr: 'Sur quoi porte l’ordonnance?' },
      options: {
        parenting: { en: 'Parenting', fr: 'Les responsabilités parentales' },
        support: { en: 'Support payments', fr: 'La pension alimentaire' },
        protection: {
          en: 'No contact, protection or restraint',
          fr: 'La non-communication, la protection ou l’éloignement',
        },
        criminal: {
          en: 'Conditions of release or probation',
          fr: 'Des conditions de mise en liberté ou de probation',
        },
        'child-protection': { en: 'Child protection', fr: 'La protection de l’enfance' },
        property: { en: 'The home or other property', fr: 'Le logement ou d’autres biens' },
        other: { en: 'Something else', fr: 'Autre chose' },
        unknown: optOutOptions.unknown,
      },
    }),
    otherOrderCourt: ask.text({
      label: { en: 'Which court made it?', fr: 'Quel tribunal l’a rendue?' },
      hint: showOnPages({
        en: 'For example, Provincial Court of British Columbia, Victoria.',
        fr: 'Par exemple, Cour provinciale de la Colombie-Britannique, Victoria.',
      }),
      optOuts: ['unknown'],
    }),
    otherOrderDate: ask.date({
      label: { en: 'When was this order made?', fr: 'Quand cette ordonnance a-t-elle été rendue?' },
      hint: showOnPages({ en: 'For example, 30 4 2024.', fr: 'Par exemple, 30 4 2024.' }),
      subject: 'order',
      optOuts: ['unknown'],
    }),
    otherOrderSays: ask.longText({
      label: { en: 'What does it say?', fr: 'Que dit-elle?' },
      hint: showOnPages({
        en: 'In your own words, and whether it has ended.',
        fr: 'Dans vos mots, en précisant si elle a pris fin.',
      }),
      max: 1000,
      optOuts: ['unknown', 'in-person'],
    }),
    otherOrderCopy: ask.choice({
      label: { en: 'Do you have a copy of it?', fr: 'En avez-vous une copie?' },
      options: copyOfOrderOptions,
    }),
  },
})
