import { ask } from '../../questions/index.ts'
import { answered, is } from '../condition.ts'
import { section } from '../form.ts'

/** The other parent: who they are, and contact details that stay closed until a call is authorised. */
export const otherParent = section('other-parent', {
  title: { en: 'The other parent', fr: 'L’autre parent' },
  lead: {
    en: 'Nothing you enter here makes us call or write to them. For that we need your separate go-ahead, whenever you are ready to give it.',
    fr: 'Rien de ce que vous inscrivez ici ne nous amène à appeler l’autre parent ni à lui écrire. Il nous faut pour cela votre accord, donné à part, quand vous serez en mesure de le faire.',
  },
  questions: {
    otherName: ask.name({
      label: { en: 'Their full name', fr: 'Son nom au complet' },
      required: {
        en: 'Enter the other parent’s name, as far as you know it',
        fr: 'Entrez le nom de l’autre parent, tel que vous le connaissez',
      },
      match: 'person',
    }),
    otherBirthDate: ask.date({
      label: { en: 'Their date of birth', fr: 'Sa date de naissance' },
      hint: {
        en: 'For example, 30 4 1986. Leave it empty if you do not know.',
        fr: 'Par exemple, 30 4 1986. Laissez ces cases vides si vous ne la connaissez pas.',
      },
      past: true,
      match: 'person',
    }),
    otherRelationship: ask.choice({
      label: { en: 'What was your relationship with them?', fr: 'Quel lien vous unissait?' },
      options: {
        married: { en: 'Married', fr: 'Mariage' },
        'common-law': { en: 'Living together, not married', fr: 'Union de fait' },
        dating: { en: 'Together, in separate homes', fr: 'En couple, chacun chez soi' },
        other: { en: 'Something else', fr: 'Autre chose' },
      },
    }),
    otherAgrees: ask.yesNoNotSure({
      label: {
        en: 'Have they told you themselves that they agree?',
        fr: 'L’autre parent vous a-t-il dit directement qu’il est d’accord?',
      },
      when: is('route', 'consent'),
    }),
    otherKnows: ask.yesNoNotSure({
      label: {
        en: 'Do they know that you are writing to us?',
        fr: 'L’autre parent sait-il que vous nous écrivez?',
      },
      hint: {
        en: 'Whatever you answer, we do not pass it on to them.',
        fr: 'Quelle que soit votre réponse, nous ne la lui transmettons pas.',
      },
    }),
    otherPhone: ask.phone({
      label: { en: 'A phone number for them', fr: 'Un numéro de téléphone où joindre l’autre parent' },
      hint: {
        en: 'It stays closed, even to your coordinator, until you say that we may call.',
        fr: 'Il reste sous clé, même pour l’équipe de coordination, tant que vous n’avez pas autorisé d’appel.',
      },
      envelope: 'otherContact',
      match: 'phone',
    }),
    otherPhoneSafe: ask.yesNoNotSure({
      label: {
        en: 'Would it be safe for you and your children if we used this number?',
        fr: 'Pourrions-nous utiliser ce numéro sans risque pour vous et vos enfants?',
      },
      when: answered('otherPhone'),
      envelope: 'otherContact',
    }),
    otherEmail: ask.email({
      label: { en: 'An e-mail address for them', fr: 'Une adresse courriel de l’autre parent' },
      envelope: 'otherContact',
      match: 'email',
    }),
    otherLawyer: ask.text({
      label: { en: 'Their lawyer, if they have one', fr: 'Son avocate ou son avocat, s’il y a lieu' },
    }),
  },
})
