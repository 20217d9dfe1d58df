import { answered, is } from '../../../forms/condition.ts'
import { defineSection } from '../../../forms/form.ts'
import { languageNameWordingByLanguage } from '../../../forms/language.ts'
import { ask } from '../../../forms/questions/index.ts'
import { optOutOptions } from '../../../forms/questions/question-base.ts'
import { showOnPages } from '../../../forms/show-on-pages.ts'

/** Asks for more about the other parent: what tells them from others, and what is safe. */
export const otherParentMoreSection = defineSection('other-parent-more', {
  half: 'second',
  title: { en: 'More about the other parent', fr: 'L’autre parent : la suite' },
  lead: showOnPages({
    en: 'Nothing you enter here will make us call or write to the other parent.',
    fr: 'Rien de ce que vous inscrivez ici ne nous autorisera à appeler l’autre parent ni à lui écrire.',
  }),
  about: 'other',
  formerly: {
    'other-parent': [
      'otherBirthDate',
      'otherRelationship',
      'otherAgrees',
      'otherKnows',
      'otherPhoneFrom',
      'otherPhoneSafe',
      'otherEmailFrom',
      'otherEmailSafe',
      'otherAddress',
      'otherLanguage',
      'otherLawyer',
      'otherLawyerEmail',
      'otherLawyerPhone',
    ],
  },
  questions: {
    otherBirthDate: ask.date({
      label: { en: 'Their date of birth', fr: 'Sa date de naissance' },
      hint: showOnPages({ en: 'For example, 30 4 1986.', fr: 'Par exemple, 30 4 1986.' }),
      subject: 'birth-of-adult',
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
        en: 'Do they know that you’re writing to us?',
        fr: 'L’autre parent sait-il que vous nous écrivez?',
      },
      hint: showOnPages({
        en: 'Whatever you answer, we won’t pass it on to them.',
        fr: 'Quelle que soit votre réponse, nous ne la lui transmettrons pas.',
      }),
    }),
    otherPhoneFrom: ask.text({
      label: {
        en: 'Where did the other parent’s number come from?',
        fr: 'D’où tenez-vous le numéro de l’autre parent?',
      },
      hint: showOnPages({
        en: 'For example, they gave it to me, or it’s on a school form.',
        fr: 'Par exemple, l’autre parent me l’a donné, ou il figure sur un formulaire de l’école.',
      }),
      when: answered('otherPhone'),
      envelope: 'otherContact',
    }),
    otherPhoneSafe: ask.yesNoNotSure({
      label: {
        en: 'Would it be safe for you and your children if we called the other parent’s number?',
        fr: 'Pourrions-nous appeler le numéro de l’autre parent sans risque pour vous et vos enfants?',
      },
      when: answered('otherPhone'),
      envelope: 'otherContact',
    }),
    otherEmailFrom: ask.text({
      label: {
        en: 'Where did the other parent’s e-mail address come from?',
        fr: 'D’où tenez-vous l’adresse courriel de l’autre parent?',
      },
      when: answered('otherEmail'),
      envelope: 'otherContact',
    }),
    otherEmailSafe: ask.yesNoNotSure({
      label: {
        en: 'Would it be safe for you and your children if we wrote to the other parent’s e-mail address?',
        fr: 'Pourrions-nous écrire à l’adresse courriel de l’autre parent sans risque pour vous et vos enfants?',
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
      label: {
        en: 'Their lawyer’s e-mail address',
        fr: 'L’adresse courriel de son avocate ou de son avocat',
      },
      when: answered('otherLawyer'),
      envelope: 'otherContact',
      match: 'lawyer',
    }),
    otherLawyerPhone: ask.phone({
      label: {
        en: 'Their lawyer’s phone number',
        fr: 'Le numéro de téléphone de son avocate ou de son avocat',
      },
      when: answered('otherLawyer'),
      envelope: 'otherContact',
      match: 'lawyer',
    }),
  },
})
