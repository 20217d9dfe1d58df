import { defineSection } from '../../../forms/form.ts'
import { ask } from '../../../forms/questions/index.ts'
import { showOnPages } from '../../../forms/show-on-pages.ts'
import { meetByOptions } from '../../booking/meeting-modes.ts'
import { practice } from '../../practice.ts'

/** Asks which profession a parent would rather work with, at a practice whose coordinators do not work in pairs. */
const professionQuestion = {
  professionWanted: ask.choice({
    label: { en: 'Who would you rather work with?', fr: 'Avec qui préférez-vous travailler?' },
    hint: showOnPages({
      en: 'Both are trained in separation, children’s needs and family violence.',
      fr: 'Dans les deux cas, la personne est formée sur la séparation, les besoins des enfants et la violence familiale.',
    }),
    options: {
      'mental-health': { en: 'A mental-health professional', fr: 'Une personne formée en santé mentale' },
      law: { en: 'A lawyer', fr: 'Une avocate ou un avocat' },
      either: { en: 'Either', fr: 'L’un ou l’autre' },
    },
  }),
}

/** Asks what a parent needs to take part, and which kind of session would suit once they were talked with alone. */
export const whatYouNeedSection = defineSection('what-you-need', {
  half: 'second',
  title: { en: 'What you need', fr: 'Ce qu’il vous faut' },
  lead: showOnPages({
    en: 'So that you can come, hear, speak and feel at ease.',
    fr: 'Pour que vous puissiez venir, entendre, parler et vous sentir à l’aise.',
  }),
  questions: {
    interpreter: ask.text({
      label: {
        en: 'If you need an interpreter, for which language?',
        fr: 'S’il vous faut une ou un interprète, dans quelle langue?',
      },
      hint: showOnPages({ en: 'Sign languages too.', fr: 'Les langues des signes aussi.' }),
    }),
    accessibility: ask.longText({
      label: {
        en: 'What would make it easier to take part?',
        fr: 'Qu’est-ce qui faciliterait votre participation?',
      },
      hint: showOnPages({
        en: 'For example, step-free access, large print, breaks.',
        fr: 'Par exemple un accès sans marches, de gros caractères, des pauses.',
      }),
      max: 1000,
      optOuts: ['in-person'],
    }),
    separateArrival: ask.yesNoNotSure({
      label: {
        en: 'Would you like to arrive and wait apart from the other parent?',
        fr: 'Souhaitez-vous arriver et attendre à l’écart de l’autre parent?',
      },
      hint: showOnPages({
        en: 'You don’t have to say why, and we won’t tell them you asked.',
        fr: 'Vous n’avez pas à dire pourquoi, et nous ne lui dirons pas que vous l’avez demandé.',
      }),
    }),
    meetBy: ask.choices({
      label: { en: 'How could you meet us?', fr: 'Comment pourriez-vous nous rencontrer?' },
      hint: showOnPages({
        en: `Tick all that would work. In person means at our office: ${practice.office.en}. We have no other.`,
        fr: `Cochez tout ce qui vous conviendrait. En personne : à notre bureau, ${practice.office.fr}, le seul que nous ayons.`,
      }),
      options: meetByOptions,
    }),
    firstSession: ask.choice({
      label: {
        en: 'After your first session alone, which kind would you rather have?',
        fr: 'Après votre première rencontre, qui est individuelle, quelle forme préférez-vous?',
      },
      hint: showOnPages({
        en: 'A preference, not a promise: a joint session needs a yes from both parents.',
        fr: 'C’est une préférence, pas une promesse : une rencontre conjointe demande l’accord des deux parents.',
      }),
      options: {
        joint: { en: 'Joint', fr: 'Conjointe' },
        individual: { en: 'Individual', fr: 'Individuelle' },
        either: { en: 'Either', fr: 'L’une ou l’autre' },
      },
    }),
    firstSessionWhy: ask.longText({
      label: { en: 'Why would that suit you?', fr: 'Pourquoi cela vous conviendrait-il?' },
      max: 1000,
      optOuts: ['in-person'],
    }),
    // The cast is safe because every answer may be missing, whether or not its question is asked.
    ...(practice.worksInPairs ? ({} as typeof professionQuestion) : professionQuestion),
  },
  notes: [
    {
      after: 'meetBy',
      title: showOnPages({
        en: 'Two kinds of session, in general',
        fr: 'Deux formes de rencontre, en général',
      }),
      lines: showOnPages([
        {
          en: 'Joint: you both hear what is said and can answer it. You also sit through the complaints again, and conflict often rises at first.',
          fr: 'Conjointe : chaque parent entend ce qui se dit et peut y répondre. Il faut aussi écouter les reproches une fois de plus, et la tension monte souvent au début.',
        },
        {
          en: 'Individual: you can be candid, even blunt, without setting anything off. The coordinator gets to know each of you.',
          fr: 'Individuelle : vous pouvez parler franchement, même crûment, sans rien déclencher. La personne responsable du dossier fait connaissance avec chaque parent.',
        },
        {
          en: 'Your first session is individual. Before any joint one, a coordinator will speak with each of you alone.',
          fr: 'Votre première rencontre est individuelle. Avant toute rencontre conjointe, nous parlerons à chaque parent séparément.',
        },
      ]),
    },
  ],
})
