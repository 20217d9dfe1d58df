import { is } from '../../../forms/condition.ts'
import { defineSection } from '../../../forms/form.ts'
import { ask } from '../../../forms/questions/index.ts'
import { optOutOptions } from '../../../forms/questions/question-base.ts'
import { showOnPages } from '../../../forms/show-on-pages.ts'

const documentExists = is('parentingDocument', 'parenting-plan', 'court-order', 'minutes', 'agreement')

/** Asks about the parenting document, the dates of the relationship, and what was tried before. */
export const documentsSection = defineSection('documents', {
  half: 'second',
  title: { en: 'Documents and what came before', fr: 'Vos documents et ce qui a précédé' },
  lead: showOnPages({
    en: 'What you remember is enough. You don’t have to look anything up today.',
    fr: 'Ce que vous savez de mémoire suffit. Vous n’avez rien à chercher aujourd’hui.',
  }),
  questions: {
    documentDate: ask.date({
      label: {
        en: 'What is the date on your document?',
        fr: 'De quand date votre document?',
      },
      hint: showOnPages({ en: 'For example, 30 4 2024.', fr: 'Par exemple, 30 4 2024.' }),
      subject: 'document',
      when: documentExists,
      optOuts: ['unknown'],
    }),
    documentCovers: ask.choices({
      label: { en: 'What does it cover?', fr: 'De quoi traite-t-il?' },
      hint: showOnPages({ en: 'Tick all that apply.', fr: 'Cochez toutes les réponses qui s’appliquent.' }),
      when: documentExists,
      options: {
        'decision-making': { en: 'Who makes the big decisions', fr: 'Qui prend les grandes décisions' },
        schedule: { en: 'The weekly schedule', fr: 'L’horaire de la semaine' },
        holidays: { en: 'Holidays and birthdays', fr: 'Les congés et les anniversaires' },
        travel: { en: 'Travel', fr: 'Les voyages' },
        school: { en: 'School and activities', fr: 'L’école et les activités' },
        health: { en: 'Health care', fr: 'Les soins de santé' },
        money: { en: 'Money', fr: 'L’argent' },
        other: { en: 'Something else', fr: 'Autre chose' },
      },
    }),
    documentDisputed: ask.longText({
      label: {
        en: 'Which parts of it do you disagree about, or read differently?',
        fr: 'Quels passages font l’objet d’un désaccord, ou se lisent de deux façons?',
      },
      when: documentExists,
      optOuts: ['in-person'],
    }),
    documentWanted: ask.longText({
      label: {
        en: 'What would you want a parenting plan to settle first?',
        fr: 'Que devrait régler d’abord un plan parental, selon vous?',
      },
      when: is('parentingDocument', 'none'),
      optOuts: ['unknown', 'in-person'],
    }),
    cohabitedSince: ask.date({
      label: { en: 'When did you start living together?', fr: 'Quand avez-vous commencé à vivre ensemble?' },
      hint: showOnPages({
        en: 'Leave it empty if you never did. If you know only the year or the month, enter that and tick “I don’t know”.',
        fr: 'Laissez ces cases vides si ce n’est jamais arrivé. Si vous ne savez que l’année ou le mois, inscrivez cela et cochez « Je ne sais pas ».',
      }),
      subject: 'event-of-couple',
      optOuts: ['unknown'],
    }),
    marriedOn: ask.date({
      label: { en: 'When did you marry?', fr: 'Quand le mariage a-t-il eu lieu?' },
      hint: showOnPages({
        en: 'Leave it empty if you never did.',
        fr: 'Laissez ces cases vides s’il n’y en a pas eu.',
      }),
      subject: 'event-of-couple',
      optOuts: ['unknown'],
    }),
    separatedOn: ask.date({
      label: { en: 'When did you separate?', fr: 'Quand la séparation a-t-elle eu lieu?' },
      hint: showOnPages({
        en: 'The day you began to live apart, as you see it.',
        fr: 'Le jour où vous avez commencé à vivre séparément, selon vous.',
      }),
      subject: 'event-of-couple',
      optOuts: ['unknown'],
    }),
    tried: ask.choices({
      label: { en: 'Which steps have you already taken?', fr: 'Quelles démarches avez-vous déjà faites?' },
      hint: showOnPages({ en: 'Tick all that apply.', fr: 'Cochez toutes les réponses qui s’appliquent.' }),
      options: {
        mediation: { en: 'Mediation', fr: 'La médiation' },
        counselling: { en: 'Counselling or therapy', fr: 'Un suivi psychosocial ou une thérapie' },
        lawyers: { en: 'Talks between lawyers', fr: 'Des échanges entre avocates ou avocats' },
        court: { en: 'Court', fr: 'Le tribunal' },
        assessment: { en: 'An assessment or a report', fr: 'Une évaluation ou un rapport' },
        family: { en: 'Help from family or friends', fr: 'L’aide de la famille ou de proches' },
        nothing: { en: 'Nothing yet', fr: 'Rien pour l’instant', alone: true },
      },
    }),
    triedOutcome: ask.longText({
      label: { en: 'What came of it?', fr: 'Qu’est-ce que cela a donné?' },
      hint: showOnPages({
        en: 'What helped counts as much as what didn’t.',
        fr: 'Ce qui a aidé compte autant que le reste.',
      }),
      when: is('tried', 'mediation', 'counselling', 'lawyers', 'court', 'assessment', 'family'),
      optOuts: ['in-person'],
    }),
    assessments: ask.longText({
      label: {
        en: 'Which reports, if any, have been written about your children or family?',
        fr: 'Quels rapports a-t-on écrits, s’il y en a, sur vos enfants ou votre famille?',
      },
      hint: showOnPages({
        en: 'For example, a parenting assessment, or a report on the children’s views. Who wrote it, and when?',
        fr: 'Par exemple une évaluation parentale, ou un rapport sur le point de vue des enfants. Qui l’a écrit, et quand?',
      }),
      optOuts: ['unknown', 'in-person'],
    }),
    childProtection: ask.choice({
      label: {
        en: 'Has a child-protection agency ever been involved with your family?',
        fr: 'Un service de protection de l’enfance est-il déjà intervenu auprès de votre famille?',
      },
      hint: showOnPages({
        en: 'We ask every parent. A yes decides nothing by itself.',
        fr: 'Nous le demandons à chaque parent. Un oui ne décide rien à lui seul.',
      }),
      options: {
        yes: { en: 'Yes', fr: 'Oui' },
        no: { en: 'No', fr: 'Non' },
        'not-sure': { en: 'I’m not sure', fr: 'Je ne sais pas trop' },
        'in-person': optOutOptions['in-person'],
      },
    }),
    childProtectionMore: ask.longText({
      label: {
        en: 'What should we know about that?',
        fr: 'Que devrions-nous savoir à ce sujet?',
      },
      hint: showOnPages({
        en: 'When it was, whether it’s still open, who could tell us about it one day.',
        fr: 'Quand cela s’est passé, si le dossier est encore ouvert, qui pourrait un jour nous en parler.',
      }),
      when: is('childProtection', 'yes', 'not-sure'),
      optOuts: ['in-person'],
    }),
  },
})
