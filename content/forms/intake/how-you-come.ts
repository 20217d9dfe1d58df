import { all, is } from '../../../forms/condition.ts'
import { defineSection, type SectionNote } from '../../../forms/form.ts'
import { ask } from '../../../forms/questions/index.ts'
import { optOutOptions } from '../../../forms/questions/question-base.ts'
import { showOnPages } from '../../../forms/show-on-pages.ts'
import { practice } from '../../practice.ts'
import { copyOfOrderOptions } from './copy-of-order.ts'

const byCourtOrder = is('route', 'court-order')

/** Asks for more about the route by which a family comes, the document it has, and the background. */
export const howYouComeSection = defineSection('how-you-come', {
  half: 'second',
  title: { en: 'More about how you’re starting', fr: 'Votre point de départ : la suite' },
  lead: showOnPages({
    en: 'What you remember is enough.',
    fr: 'Ce que vous savez de mémoire suffit.',
  }),
  questions: {
    whoAgreed: ask.choices({
      label: { en: 'Who has agreed so far?', fr: 'Qui a donné son accord jusqu’ici?' },
      hint: showOnPages({ en: 'Tick all that apply.', fr: 'Cochez toutes les réponses qui s’appliquent.' }),
      when: is('route', 'consent'),
      options: {
        me: { en: 'I have', fr: 'Moi' },
        'other-parent': { en: 'The other parent', fr: 'L’autre parent' },
        lawyers: { en: 'Our lawyers', fr: 'Nos avocates ou avocats' },
      },
    }),
    orderFileNumber: ask.text({
      label: { en: 'Court file number', fr: 'Numéro de dossier du tribunal' },
      hint: showOnPages({
        en: 'It’s at the top of the first page.',
        fr: 'Il figure en haut de la première page.',
      }),
      max: 60,
      when: byCourtOrder,
    }),
    spokenBefore: ask.yesNoNotSure({
      label: {
        en: 'Have you already had a short talk with the coordinator the order names?',
        fr: 'Avez-vous déjà eu un court entretien avec la personne que l’ordonnance nomme?',
      },
      when: all(byCourtOrder, is('orderNamesCoordinator', 'yes')),
    }),
    orderScope: ask.longText({
      label: {
        en: 'What does the order ask the coordinator to settle?',
        fr: 'Quelles questions l’ordonnance confie-t-elle à la coordination?',
      },
      hint: showOnPages({
        en: 'For example, exchanges, holidays, school, calls. Copy the wording if you have it.',
        fr: 'Par exemple le passage d’un parent à l’autre, les congés, l’école, les appels. Recopiez le texte si vous l’avez.',
      }),
      max: 1000,
      when: byCourtOrder,
      optOuts: ['unknown'],
    }),
    orderTerm: ask.text({
      label: {
        en: 'For how long does the order ask for this?',
        fr: 'Pour combien de temps l’ordonnance prévoit-elle la coordination?',
      },
      hint: showOnPages({ en: 'For example, two years.', fr: 'Par exemple, deux ans.' }),
      when: byCourtOrder,
      optOuts: ['unknown'],
    }),
    orderCopy: ask.choice({
      label: { en: 'Do you have a copy of the order?', fr: 'Avez-vous une copie de l’ordonnance?' },
      when: byCourtOrder,
      options: copyOfOrderOptions,
    }),
    whatHolds: ask.longText({
      label: {
        en: 'What might make a conversation with the other parent possible?',
        fr: 'Qu’est-ce qui pourrait rendre possible une conversation avec l’autre parent?',
      },
      hint: showOnPages({
        en: 'What they may hope for or worry about, and what may hold them back. A guess is welcome.',
        fr: 'Ce que l’autre parent espère ou craint peut-être, et ce qui pourrait le retenir. Une supposition suffit.',
      }),
      when: is('route', 'one-parent'),
      optOuts: ['unknown', 'in-person'],
    }),
    parentingDocument: ask.choice({
      label: {
        en: 'Which document sets out how you share parenting today?',
        fr: 'Quel document encadre aujourd’hui le partage de vos responsabilités parentales?',
      },
      hint: showOnPages({
        en: 'If there are several, choose the latest.',
        fr: 'S’il y en a plusieurs, choisissez le plus récent.',
      }),
      options: {
        'parenting-plan': {
          en: 'A parenting plan',
          fr: 'Un plan parental',
          hint: showOnPages({
            en: 'Written out in detail and agreed by you both.',
            fr: 'Écrit en détail et accepté par vous deux.',
          }),
        },
        'court-order': { en: 'A final court order', fr: 'Une ordonnance définitive du tribunal' },
        minutes: {
          en: 'Minutes of settlement',
          fr: 'Un procès-verbal de transaction',
          hint: showOnPages({
            en: 'What you both signed to end a court case.',
            fr: 'Ce que les deux parents ont signé pour mettre fin à une affaire au tribunal.',
          }),
        },
        agreement: { en: 'A separation agreement', fr: 'Une entente de séparation' },
        none: { en: 'None of these yet', fr: 'Aucun de ces documents pour l’instant' },
        unknown: optOutOptions.unknown,
      },
    }),
    background: ask.longText({
      label: {
        en: 'What would you like us to know first?',
        fr: 'Que voudriez-vous que nous sachions d’abord?',
      },
      hint: showOnPages({
        en: 'A few words are enough. You can also leave this for when we first speak.',
        fr: 'Quelques mots suffisent. Vous pouvez aussi attendre notre premier appel pour en parler.',
      }),
    }),
  },
  notes: [buildNoDocumentNote(practice.takesFamiliesWithoutDocument)],
})

/** Builds the note for a family without a parenting document, by whether the practice takes such families. */
export function buildNoDocumentNote(takesFamilies: boolean): SectionNote {
  const place = { after: 'parentingDocument', when: is('parentingDocument', 'none') }
  if (takesFamilies)
    return {
      ...place,
      title: showOnPages({ en: 'You can start without one', fr: 'Vous pouvez commencer sans document' }),
      lines: showOnPages([
        {
          en: 'Making a parenting plan is then one of the first tasks. We’ll make it with you both, one question at a time.',
          fr: 'Préparer un plan parental fait alors partie des premières tâches. Nous le préparons avec vous deux, une question à la fois.',
        },
      ]),
    }
  return {
    ...place,
    title: showOnPages({ en: 'A document comes first', fr: 'Il faut d’abord un document' }),
    lines: showOnPages([
      {
        en: 'We work from a parenting plan, an agreement or a court order. A mediator or a lawyer can help you make one. If a lawyer costs too much, ask legal aid, or duty counsel at the courthouse, what they can do for you.',
        fr: 'Nous partons d’un plan parental, d’une entente ou d’une ordonnance. La médiation, une avocate ou un avocat peut vous aider à en préparer un. Si les frais sont trop élevés, demandez à l’aide juridique, ou aux avocates et avocats de service du palais de justice, ce qu’on peut faire pour vous.',
      },
      {
        en: 'You may still send this form. We’ll call you, in the way you say is safe, to tell you what’s possible.',
        fr: 'Vous pouvez quand même envoyer cette demande. Nous vous appellerons, par un moyen sûr que vous aurez indiqué, pour vous dire ce qui est possible.',
      },
    ]),
  }
}
