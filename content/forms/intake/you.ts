import { ask } from '../../questions/index.ts'
import { answered } from '../condition.ts'
import { section } from '../form.ts'

/** The parent who is writing, and how to reach them without putting them at risk. */
export const you = section('you', {
  title: { en: 'About you', fr: 'À propos de vous' },
  lead: {
    en: 'A coordinator reads this before calling you. We never show it to the other parent.',
    fr: 'Notre équipe de coordination lit cette page avant de vous appeler. Nous ne la montrons jamais à l’autre parent.',
  },
  questions: {
    legalName: ask.name({
      label: { en: 'Your full legal name', fr: 'Votre nom légal complet' },
      required: { en: 'Enter your full legal name', fr: 'Entrez votre nom légal complet' },
      match: 'person',
      autocomplete: 'name',
    }),
    usedName: ask.name({
      label: { en: 'The name you would like us to use', fr: 'Le nom que vous préférez' },
      hint: { en: 'Only if it is different.', fr: 'Seulement s’il est différent.' },
      autocomplete: 'nickname',
    }),
    pronouns: ask.text({
      label: { en: 'Your pronouns', fr: 'Vos pronoms' },
      hint: {
        en: 'Only if you would like us to know them.',
        fr: 'Seulement si vous souhaitez nous les indiquer.',
      },
      max: 60,
    }),
    birthDate: ask.date({
      label: { en: 'Your date of birth', fr: 'Votre date de naissance' },
      hint: {
        en: 'For example, 30 4 1986. It helps us not to mix up two families.',
        fr: 'Par exemple, 30 4 1986. Cette date nous évite de confondre deux familles.',
      },
      past: true,
      match: 'person',
      autocomplete: 'bday',
    }),
    province: ask.choice({
      label: {
        en: 'Where do your children live most of the time?',
        fr: 'Où vos enfants vivent-ils la plupart du temps?',
      },
      hint: {
        en: 'It decides which law applies and who can work with you.',
        fr: 'Cela détermine la loi qui s’applique et qui peut vous accompagner.',
      },
      required: {
        en: 'Choose where your children live most of the time',
        fr: 'Choisissez où vos enfants vivent la plupart du temps',
      },
      options: {
        ON: { en: 'Ontario', fr: 'Ontario' },
        BC: { en: 'British Columbia', fr: 'Colombie-Britannique' },
        elsewhere: { en: 'Somewhere else', fr: 'Ailleurs' },
        'not-sure': { en: 'It varies, or is not settled', fr: 'Cela varie, ou n’est pas décidé' },
      },
    }),
    language: ask.choice({
      label: {
        en: 'Which language would you rather speak with us?',
        fr: 'Dans quelle langue préférez-vous nous parler?',
      },
      options: {
        en: { en: 'English', fr: 'Anglais' },
        fr: { en: 'French', fr: 'Français' },
        either: { en: 'Either', fr: 'L’une ou l’autre' },
      },
    }),
    phone: ask.phone({
      label: { en: 'A phone number where we can reach you', fr: 'Un numéro de téléphone où vous joindre' },
      required: {
        en: 'Enter a phone number where a coordinator can call you',
        fr: 'Entrez un numéro de téléphone où nous pouvons vous appeler',
      },
      match: 'phone',
      autocomplete: 'tel',
    }),
    phoneSafe: ask.yesNoNotSure({
      label: {
        en: 'Is it safe for us to call this number?',
        fr: 'Pouvons-nous appeler ce numéro sans risque pour vous?',
      },
      hint: {
        en: 'Think of who else answers it, sees the call list or pays the bill.',
        fr: 'Qui d’autre peut répondre, voir la liste des appels ou recevoir la facture?',
      },
      when: answered('phone'),
    }),
    messageSafe: ask.yesNoNotSure({
      label: {
        en: 'Is it safe for us to leave a message there?',
        fr: 'Pouvons-nous y laisser un message sans risque pour vous?',
      },
      when: answered('phone'),
    }),
    email: ask.email({
      label: { en: 'E-mail address', fr: 'Adresse courriel' },
      hint: {
        en: 'Only if you would like us to write to you. Ordinary e-mail is not private.',
        fr: 'Seulement si vous souhaitez que nous vous écrivions. Le courriel ordinaire n’est pas privé.',
      },
      match: 'email',
      autocomplete: 'email',
    }),
    emailSafe: ask.yesNoNotSure({
      label: {
        en: 'Is it safe for us to write to this address?',
        fr: 'Pouvons-nous écrire à cette adresse sans risque pour vous?',
      },
      when: answered('email'),
    }),
    contactRules: ask.longText({
      label: {
        en: 'Is there anything else that would make it safer to reach you?',
        fr: 'Y a-t-il autre chose à savoir pour vous joindre sans risque?',
      },
      hint: {
        en: 'Days and times, words to use or to avoid, what the other parent must not learn.',
        fr: 'Jours et heures, mots à employer ou à éviter, ce que l’autre parent ne doit pas apprendre.',
      },
      max: 1000,
    }),
    address: ask.address({
      label: {
        en: 'Where is it safe to send you mail?',
        fr: 'Où pouvons-nous vous envoyer du courrier sans risque?',
      },
      hint: {
        en: 'It does not have to be your home. Leave it empty if mail is not safe for you.',
        fr: 'Il n’est pas nécessaire que ce soit chez vous. Laissez ces cases vides si le courrier pose un risque.',
      },
    }),
  },
})
