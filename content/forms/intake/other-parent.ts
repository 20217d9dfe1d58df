import { answered, is } from '../../../forms/condition.ts'
import { defineSection } from '../../../forms/form.ts'
import { languageNameWordingByLanguage } from '../../../forms/language.ts'
import { ask } from '../../../forms/questions/index.ts'
import { optOutOptions } from '../../../forms/questions/question-base.ts'

/** Asks who the other parent is. Their contact details stay sealed until a call is authorised. */
export const otherParentSection = defineSection('other-parent', {
  title: { en: 'The other parent', fr: 'L’autre parent' },
  lead: {
    en: 'Nothing you enter here makes us call or write to the other parent. For that we need your separate go-ahead, if and when you choose.',
    fr: 'Rien de ce que vous inscrivez ici ne nous amène à appeler l’autre parent ni à lui écrire. Il nous faut pour cela votre accord, donné à part, si vous le voulez et quand vous le voudrez.',
  },
  about: 'other',
  questions: {
    otherName: ask.name({
      label: { en: 'Their full name', fr: 'Son nom au complet' },
      required: {
        en: 'Enter the other parent’s name, as far as you know it',
        fr: 'Entrez le nom de l’autre parent, tel que vous le connaissez',
      },
      match: 'person',
    }),
    otherFormerNames: ask.text({
      label: { en: 'Other names they use or have used', fr: 'Ses autres noms, actuels ou passés' },
      hint: {
        en: 'It helps us see whether we already know them.',
        fr: 'Cela nous aide à voir si nous connaissons déjà cette personne.',
      },
    }),
    otherBirthDate: ask.date({
      label: { en: 'Their date of birth', fr: 'Sa date de naissance' },
      hint: { en: 'For example, 30 4 1986.', fr: 'Par exemple, 30 4 1986.' },
      past: true,
      match: 'person',
      optOuts: ['unknown'],
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
        fr: 'L’autre parent vous a-t-il donné son accord directement?',
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
    otherPhoneFrom: ask.text({
      label: { en: 'Where did this number come from?', fr: 'D’où tenez-vous ce numéro?' },
      hint: {
        en: 'For example, they gave it to me, or it is on a school form.',
        fr: 'Par exemple, l’autre parent me l’a donné, ou il figure sur un formulaire de l’école.',
      },
      when: answered('otherPhone'),
      envelope: 'otherContact',
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
      hint: {
        en: 'The first contact is always a phone call, never an e-mail.',
        fr: 'Le premier contact se fait toujours par téléphone, jamais par courriel.',
      },
      envelope: 'otherContact',
      match: 'email',
    }),
    otherEmailFrom: ask.text({
      label: { en: 'Where did this address come from?', fr: 'D’où tenez-vous cette adresse courriel?' },
      when: answered('otherEmail'),
      envelope: 'otherContact',
    }),
    otherEmailSafe: ask.yesNoNotSure({
      label: {
        en: 'Would it be safe for you and your children if we wrote to this address?',
        fr: 'Pourrions-nous écrire à cette adresse sans risque pour vous et vos enfants?',
      },
      when: answered('otherEmail'),
      envelope: 'otherContact',
    }),
    otherAddress: ask.address({
      label: { en: 'A postal address for them', fr: 'Une adresse postale de l’autre parent' },
      envelope: 'otherContact',
      optOuts: ['unknown'],
    }),
    otherLanguage: ask.choice({
      label: {
        en: 'Which language would they rather speak?',
        fr: 'Dans quelle langue l’autre parent préfère-t-il parler?',
      },
      options: {
        ...languageNameWordingByLanguage,
        either: { en: 'Either', fr: 'L’une ou l’autre' },
        unknown: optOutOptions.unknown,
      },
    }),
    otherLawyer: ask.name({
      label: { en: 'Their lawyer, if they have one', fr: 'Son avocate ou son avocat, s’il y a lieu' },
      match: 'lawyer',
    }),
    otherLawyerEmail: ask.email({
      label: { en: 'Their lawyer’s e-mail address', fr: 'L’adresse courriel de son avocate ou avocat' },
      when: answered('otherLawyer'),
      envelope: 'otherContact',
      match: 'lawyer',
    }),
    otherLawyerPhone: ask.phone({
      label: { en: 'Their lawyer’s phone number', fr: 'Le numéro de téléphone de son avocate ou avocat' },
      when: answered('otherLawyer'),
      envelope: 'otherContact',
      match: 'lawyer',
    }),
  },
})
