import { is } from '../../../forms/condition.ts'
import { defineSection } from '../../../forms/form.ts'
import { ask } from '../../../forms/questions/index.ts'
import { showOnPages } from '../../../forms/show-on-pages.ts'

/** Asks for confirmation on the page that sends the form, and whether a receipt is wanted. */
export const declarationSection = defineSection('declaration', {
  title: { en: 'Your confirmation', fr: 'Votre confirmation' },
  atSending: true,
  formerly: { 'before-you-send': ['receipt'] },
  questions: {
    receipt: ask.choice({
      label: {
        en: 'Would you like a receipt by e-mail?',
        fr: 'Souhaitez-vous un accusé de réception par courriel?',
      },
      hint: showOnPages({
        en: 'A short, neutral message with your reference and your private code, which opens “Your file”. It contains none of your answers.',
        fr: 'Un court message neutre, avec votre référence et votre code privé, qui ouvre « Votre dossier ». Il ne contient aucune de vos réponses.',
      }),
      when: is('emailSafe', 'yes'),
      options: {
        yes: { en: 'Yes', fr: 'Oui' },
        no: { en: 'No', fr: 'Non' },
      },
    }),
    declared: ask.choices({
      label: { en: 'Please confirm before you send', fr: 'Veuillez confirmer avant d’envoyer' },
      required: {
        en: 'Tick the box under “Please confirm before you send”',
        fr: 'Cochez la case sous « Veuillez confirmer avant d’envoyer »',
      },
      options: {
        yes: {
          en: 'What I wrote is true as far as I know. I’m a parent or guardian of these children, or otherwise have the right to ask',
          fr: 'À ma connaissance, ce que j’ai écrit est vrai. Je suis parent, tutrice ou tuteur de ces enfants, ou j’ai autrement le droit de faire cette demande',
        },
      },
    }),
  },
})
