import { ask } from '../../questions/index.ts'
import { is } from '../condition.ts'
import { section } from '../form.ts'

/** How a family comes to the practice: one of the three routes, and the background in a parent's own words. */
export const howYouCome = section('how-you-come', {
  title: { en: 'How you come to us', fr: 'Votre point de départ' },
  lead: {
    en: 'There are three ways to start. None of them is better than the others.',
    fr: 'Il y a trois façons de commencer. Aucune n’est meilleure que les autres.',
  },
  questions: {
    route: ask.choice({
      label: {
        en: 'Which of these is closest to where things stand?',
        fr: 'Laquelle de ces situations ressemble le plus à la vôtre?',
      },
      required: {
        en: 'Choose the one that is closest. You can change it later',
        fr: 'Choisissez la situation la plus proche de la vôtre. Vous pourrez changer votre réponse plus tard',
      },
      options: {
        consent: {
          en: 'We both want this',
          fr: 'Nous le voulons l’un et l’autre',
          hint: {
            en: 'The other parent has agreed, or is close to agreeing.',
            fr: 'L’autre parent est d’accord, ou sur le point de l’être.',
          },
        },
        'court-order': {
          en: 'A court order asks for it',
          fr: 'Une ordonnance du tribunal le demande',
          hint: {
            en: 'The order may already name a coordinator.',
            fr: 'L’ordonnance nomme peut-être déjà une coordonnatrice ou un coordonnateur.',
          },
        },
        'one-parent': {
          en: 'I am asking on my own',
          fr: 'Je fais la démarche de mon côté',
          hint: {
            en: 'The other parent does not know yet, or may refuse. We do not contact them unless you say that we may.',
            fr: 'L’autre parent ne le sait pas encore, ou pourrait refuser. Sans votre accord, nous ne communiquons pas avec ce parent.',
          },
        },
      },
    }),
    whoAgreed: ask.choices({
      label: { en: 'Who has agreed so far?', fr: 'Qui a donné son accord jusqu’ici?' },
      hint: { en: 'Tick all that apply.', fr: 'Cochez toutes les réponses qui s’appliquent.' },
      when: is('route', 'consent'),
      options: {
        me: { en: 'I have', fr: 'Moi' },
        'other-parent': { en: 'The other parent', fr: 'L’autre parent' },
        lawyers: { en: 'Our lawyers', fr: 'Nos avocates ou avocats' },
      },
    }),
    orderCourt: ask.text({
      label: { en: 'Which court made the order?', fr: 'Quel tribunal a rendu l’ordonnance?' },
      hint: {
        en: 'For example, Ontario Superior Court of Justice, Ottawa.',
        fr: 'Par exemple, Cour supérieure de justice de l’Ontario, Ottawa.',
      },
      when: is('route', 'court-order'),
    }),
    orderDate: ask.date({
      label: { en: 'When was it made?', fr: 'Quand a-t-elle été rendue?' },
      hint: {
        en: 'For example, 30 4 2025. Leave it empty if you do not have the order at hand.',
        fr: 'Par exemple, 30 4 2025. Laissez ces cases vides si vous n’avez pas l’ordonnance sous la main.',
      },
      past: true,
      when: is('route', 'court-order'),
    }),
    orderFileNumber: ask.text({
      label: { en: 'Court file number', fr: 'Numéro de dossier du tribunal' },
      max: 60,
      when: is('route', 'court-order'),
    }),
    orderNamesCoordinator: ask.yesNoNotSure({
      label: {
        en: 'Does the order name a coordinator?',
        fr: 'L’ordonnance nomme-t-elle une coordonnatrice ou un coordonnateur?',
      },
      when: is('route', 'court-order'),
    }),
    background: ask.longText({
      label: {
        en: 'What would you like us to know first?',
        fr: 'Que voudriez-vous que nous sachions d’abord?',
      },
      hint: {
        en: 'A few words are enough. You can also leave this for the first conversation.',
        fr: 'Quelques mots suffisent. Vous pouvez aussi attendre le premier entretien pour en parler.',
      },
    }),
  },
})
