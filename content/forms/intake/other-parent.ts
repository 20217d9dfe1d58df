import { defineSection } from '../../../forms/form.ts'
import { ask } from '../../../forms/questions/index.ts'
import { showOnPages } from '../../../forms/show-on-pages.ts'

/** Asks who the other parent is. Their contact details stay sealed until a call is authorised. */
export const otherParentSection = defineSection('other-parent', {
  title: { en: 'The other parent', fr: 'L’autre parent' },
  lead: showOnPages({
    en: 'Nothing you enter here will make us call or write to the other parent. For that we need your separate go-ahead, if and when you choose.',
    fr: 'Rien de ce que vous inscrivez ici ne nous autorise à appeler l’autre parent ni à lui écrire. Il nous faut pour cela votre accord, donné à part, si vous le voulez et quand vous le voudrez.',
  }),
  about: 'other',
  questions: {
    otherName: ask.name({
      label: { en: 'Their full name', fr: 'Son nom au complet' },
      required: {
        en: 'Enter the other parent’s name, as far as you know it',
        fr: 'Entrez le nom complet de l’autre parent, tel que vous le connaissez',
      },
      match: 'person',
      personName: 'full',
    }),
    otherFormerNames: ask.text({
      label: { en: 'Other names they use or have used', fr: 'Ses autres noms, actuels ou passés' },
      hint: showOnPages({
        en: 'It helps us see whether we already know them.',
        fr: 'Cela nous aide à voir si nous connaissons déjà cette personne.',
      }),
      personName: 'former',
    }),
    otherPhone: ask.phone({
      label: { en: 'A phone number for them', fr: 'Un numéro de téléphone où joindre l’autre parent' },
      hint: showOnPages({
        en: 'It stays closed, even to your coordinator, until you say that we may call.',
        fr: 'Il reste sous clé, même pour l’équipe de coordination, tant que vous n’avez pas autorisé d’appel.',
      }),
      envelope: 'otherContact',
      match: 'phone',
    }),
    otherEmail: ask.email({
      label: { en: 'An e-mail address for them', fr: 'Une adresse courriel de l’autre parent' },
      hint: showOnPages({
        en: 'The first contact is always a phone call, never an e-mail.',
        fr: 'Le premier contact se fait toujours par téléphone, jamais par courriel.',
      }),
      envelope: 'otherContact',
      match: 'email',
    }),
  },
})
