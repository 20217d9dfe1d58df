import { defineSection } from '../../../forms/form.ts'
import { ask } from '../../../forms/questions/index.ts'
import { optOutOptions } from '../../../forms/questions/question-base.ts'
import { showOnPages } from '../../../forms/show-on-pages.ts'

/** Asks for more about each child that was named, on a page of its own. */
export const childrenMoreSection = defineSection('children-more', {
  half: 'second',
  title: { en: 'More about your children', fr: 'Vos enfants : la suite' },
  lead: showOnPages({
    en: 'One page for each child. We can talk about whatever you leave empty.',
    fr: 'Une page pour chaque enfant. Nous pourrons parler de ce que vous laissez vide.',
  }),
  repeats: {
    itemsOf: 'children',
    most: 12,
    one: { en: 'More about child', fr: 'La suite pour l’enfant' },
    namedBy: 'childName',
    none: {
      en: 'First add a child on the page “Your children”.',
      fr: 'Ajoutez d’abord un enfant à la page « Vos enfants ».',
    },
  },
  formerly: {
    children: [
      'childLivesWith',
      'childSchedule',
      'childRelation',
      'childSchool',
      'childHealth',
      'childProfessionals',
      'childHeritage',
      'childIndigenous',
    ],
  },
  questions: {
    childLivesWith: ask.choice({
      label: { en: 'Who does this child live with?', fr: 'Avec qui cet enfant vit-il?' },
      options: {
        me: { en: 'Mostly with me', fr: 'Surtout avec moi' },
        'other-parent': { en: 'Mostly with the other parent', fr: 'Surtout avec l’autre parent' },
        both: { en: 'About half and half', fr: 'À peu près autant avec chaque parent' },
        'somebody-else': { en: 'With someone else', fr: 'Avec quelqu’un d’autre' },
        varies: { en: 'It varies', fr: 'Cela varie' },
        'in-person': optOutOptions['in-person'],
      },
    }),
    childSchedule: ask.longText({
      label: {
        en: 'What schedule do you follow day to day?',
        fr: 'Quel horaire suivez-vous dans les faits?',
      },
      hint: showOnPages({
        en: 'Describe an ordinary week or two, even if a document says something else.',
        fr: 'Décrivez une semaine ou deux ordinaires, même si un document prévoit autre chose.',
      }),
      max: 1000,
      optOuts: ['in-person'],
    }),
    childRelation: ask.choice({
      label: {
        en: 'How is this child related to the two of you?',
        fr: 'Quel est le lien entre cet enfant et vous deux?',
      },
      options: {
        both: {
          en: 'Child of us both, by birth or adoption',
          fr: 'Notre enfant, de naissance ou par adoption',
        },
        mine: {
          en: 'My child; the other parent helped to raise them',
          fr: 'Mon enfant, que l’autre parent a contribué à élever',
        },
        theirs: {
          en: 'The other parent’s child; I helped to raise them',
          fr: 'L’enfant de l’autre parent, que j’ai contribué à élever',
        },
        other: { en: 'Something else', fr: 'Un autre lien' },
        'in-person': optOutOptions['in-person'],
      },
    }),
    childSchool: ask.text({
      label: { en: 'School or child care', fr: 'École ou garderie' },
      hint: showOnPages({
        en: 'And the grade, if they have one. Nothing for a child who is too young or not born yet.',
        fr: 'Et le niveau scolaire, s’il y a lieu. Rien pour un enfant trop jeune ou à naître.',
      }),
    }),
    childHealth: ask.longText({
      label: {
        en: 'Is there anything about this child’s health or needs that we should know?',
        fr: 'Y a-t-il quelque chose à savoir sur la santé ou les besoins de cet enfant?',
      },
      max: 1000,
      optOuts: ['in-person'],
    }),
    childProfessionals: ask.longText({
      label: { en: 'Who else helps this child?', fr: 'Qui d’autre aide cet enfant?' },
      hint: showOnPages({
        en: 'For example, a doctor, a counsellor, a teacher, a social worker. We won’t contact them without asking you first.',
        fr: 'Par exemple en santé, en thérapie, à l’école, en travail social. Nous ne communiquerons pas avec ces personnes sans vous le demander d’abord.',
      }),
      max: 1000,
    }),
    childHeritage: ask.text({
      label: {
        en: 'Culture, languages or religion in this child’s life',
        fr: 'Culture, langues ou religion dans la vie de cet enfant',
      },
      hint: showOnPages({
        en: 'We ask because a child’s heritage counts when decisions about them are made.',
        fr: 'Nous le demandons parce que les racines d’un enfant comptent dans les décisions qui le touchent.',
      }),
    }),
    childIndigenous: ask.choice({
      label: {
        en: 'Is this child First Nations, Métis or Inuit?',
        fr: 'Cet enfant est-il issu des Premières Nations, métis ou inuit?',
      },
      hint: showOnPages({
        en: 'We ask because the law and good practice call for respect for a child’s Indigenous upbringing and heritage.',
        fr: 'Nous le demandons parce que la loi et les bonnes pratiques appellent au respect de l’éducation et de l’héritage autochtones d’un enfant.',
      }),
      options: {
        'first-nations': { en: 'First Nations', fr: 'Premières Nations' },
        metis: { en: 'Métis', fr: 'Métis' },
        inuit: { en: 'Inuit', fr: 'Inuit' },
        no: { en: 'No', fr: 'Non' },
        unknown: optOutOptions.unknown,
        'in-person': optOutOptions['in-person'],
      },
    }),
  },
})
