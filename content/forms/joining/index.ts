import { defineFormVariant } from '../../../forms/form-variant.ts'
import { showOnPages } from '../../../forms/show-on-pages.ts'
import { intakeForm } from '../intake/index.ts'

/**
 * The intake of a parent who joins a file that the other parent began. It asks the questions of the intake but for those
 * that do not fit: how the family comes, what the other parent knows and agrees to, how to reach them, and how the writer
 * heard of the practice.
 */
export const joiningForm = defineFormVariant('joining', 1, intakeForm, {
  without: [
    'route',
    'otherFormerNames',
    'otherAgrees',
    'otherKnows',
    'otherPhone',
    'otherEmail',
    'otherAddress',
    'otherLanguage',
    'otherLawyer',
    'heardOfUs',
  ],
  sections: {
    start: {
      title: { en: 'Before you start', fr: 'Avant de commencer' },
      lead: showOnPages({
        en: 'This page asks about the device you’re on.',
        fr: 'Cette page porte sur l’appareil que vous utilisez.',
      }),
    },
    'how-you-come': {
      title: { en: 'Where things stand', fr: 'Où en sont les choses' },
      lead: showOnPages({ en: 'A few words are enough.', fr: 'Quelques mots suffisent.' }),
    },
    'other-parent': {
      lead: showOnPages({
        en: 'This only makes sure that we never mix up two families. We won’t pass any of it on.',
        fr: 'Cela nous évite seulement de confondre deux familles. Nous n’en transmettrons rien.',
      }),
    },
    'what-is-happening': {
      lead: showOnPages({
        en: 'Here you give your own view. It counts as much as the other parent’s.',
        fr: 'Ici, vous donnez votre point de vue. Il compte autant que celui de l’autre parent.',
      }),
    },
  },
})
