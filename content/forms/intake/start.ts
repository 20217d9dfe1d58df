import { defineSection } from '../../../forms/form.ts'
import { ask } from '../../../forms/questions/index.ts'
import { DRAFT_DAYS_WORDING, SHARED_DEVICE_DRAFT_MINUTES_WORDING } from '../../retention.ts'

/** Asks which device a parent writes on, and whether they have read how coordination works. */
export const startSection = defineSection('start', {
  title: { en: 'Before you start', fr: 'Avant de commencer' },
  lead: {
    en: 'First, two short questions: about the device you are on, and what you have read.',
    fr: 'D’abord, deux courtes questions sur l’appareil que vous utilisez et sur ce que vous avez lu.',
  },
  questions: {
    device: ask.choice({
      label: {
        en: 'Who can use the device you are on?',
        fr: 'Qui peut se servir de l’appareil que vous utilisez?',
      },
      hint: {
        en: 'A phone that somebody else can unlock counts as shared.',
        fr: 'Un téléphone que quelqu’un d’autre peut déverrouiller compte comme un appareil partagé.',
      },
      required: {
        en: 'Say who can use this device. If you are not sure, choose “Other people too”',
        fr: 'Dites qui peut se servir de cet appareil. Dans le doute, choisissez « D’autres personnes aussi »',
      },
      options: {
        own: {
          en: 'Only me',
          fr: 'Moi seulement',
          hint: {
            en: `You can stop at any time and find your answers here again for ${DRAFT_DAYS_WORDING.en}.`,
            fr: `Vous pouvez vous arrêter à tout moment et retrouver vos réponses ici pendant ${DRAFT_DAYS_WORDING.fr}.`,
          },
        },
        shared: {
          en: 'Other people too',
          fr: 'D’autres personnes aussi',
          hint: {
            en: `Your answers are gone when you press the red button or close the whole browser. They are also gone ${SHARED_DEVICE_DRAFT_MINUTES_WORDING.en} after your last save. Pages have plain titles.`,
            fr: `Vos réponses disparaissent quand vous appuyez sur le bouton rouge ou fermez complètement le navigateur. Elles disparaissent aussi ${SHARED_DEVICE_DRAFT_MINUTES_WORDING.fr} après le dernier enregistrement. Les pages portent un titre neutre.`,
          },
        },
      },
    }),
    hasRead: ask.choice({
      label: {
        en: 'Have you read how coordination works, in general?',
        fr: 'Avez-vous lu comment fonctionne la coordination, en général?',
      },
      options: {
        yes: { en: 'Yes', fr: 'Oui' },
        partly: { en: 'Part of it', fr: 'En partie' },
        'not-yet': { en: 'Not yet', fr: 'Pas encore' },
      },
    }),
  },
  notes: [
    {
      after: 'hasRead',
      lines: [
        {
          en: 'We ask every parent to read this page before the first session: the three steps, who decides and what it can cost. Reading it later is fine.',
          fr: 'Nous demandons à chaque parent de lire cette page avant la première rencontre : les trois étapes, qui décide et ce que cela peut coûter. Vous pouvez la lire plus tard.',
        },
      ],
      link: {
        label: { en: 'How coordination works', fr: 'Comment fonctionne la coordination' },
        path: '/how-it-works/',
      },
    },
  ],
})
