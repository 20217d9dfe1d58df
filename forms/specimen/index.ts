import { answered, is } from '../condition.ts'
import { defineForm, defineSection } from '../form.ts'
import { ask } from '../questions/index.ts'
import { showOnPages } from '../show-on-pages.ts'

const yes = { en: 'One', fr: 'Un' }

/** Asks every kind of question once, for tests and the gallery. It is saved and sent like a form of the practice. */
export const specimenForm = defineForm('specimen', 1, [
  defineSection('earlier', {
    title: { en: 'An earlier page', fr: 'Une page précédente' },
    questions: {
      device: ask.choice({
        label: { en: 'Whose device is this?', fr: 'À qui est cet appareil?' },
        required: { en: 'Say whose device it is', fr: 'Dites à qui est l’appareil' },
        options: {
          own: { en: 'Mine', fr: 'À moi' },
          shared: { en: 'Ours', fr: 'À nous' },
        },
      }),
      earlier: ask.yesNoNotSure({
        label: { en: 'Asked on an earlier page', fr: 'Posée sur une page précédente' },
      }),
    },
  }),
  defineSection('every-kind', {
    title: { en: 'Every kind of question', fr: 'Toutes les sortes de questions' },
    lead: showOnPages({
      en: 'A page that shows each kind once.',
      fr: 'Une page qui montre chaque sorte une fois.',
    }),
    questions: {
      aText: ask.text({
        label: { en: 'A line of text', fr: 'Une ligne de texte' },
        hint: showOnPages({ en: 'Twenty characters at most.', fr: 'Vingt caractères au plus.' }),
        required: { en: 'Enter a line of text', fr: 'Entrez une ligne de texte' },
        max: 20,
      }),
      aName: ask.name({
        label: { en: 'A name', fr: 'Un nom' },
        required: { en: 'Enter a name', fr: 'Entrez un nom' },
      }),
      aLongText: ask.longText({
        label: { en: 'Some paragraphs', fr: 'Quelques paragraphes' },
        required: { en: 'Enter a few words', fr: 'Entrez quelques mots' },
      }),
      anEmail: ask.email({ label: { en: 'An e-mail address', fr: 'Une adresse courriel' } }),
      aPhone: ask.phone({ label: { en: 'A phone number', fr: 'Un numéro de téléphone' } }),
      aDate: ask.date({
        label: { en: 'A day', fr: 'Un jour' },
        hint: showOnPages({ en: 'For example, 30 4 2019.', fr: 'Par exemple, 30 4 2019.' }),
        subject: 'any',
      }),
      aTimeZone: ask.timeZone({
        label: { en: 'A time zone', fr: 'Un fuseau horaire' },
        likely: { 'America/Toronto': { en: 'Eastern time', fr: 'Heure de l’Est' } },
      }),
      anAddress: ask.address({ label: { en: 'An address', fr: 'Une adresse' } }),
      aChoice: ask.choice({
        label: { en: 'One of a few', fr: 'Une réponse parmi quelques-unes' },
        required: { en: 'Choose one', fr: 'Choisissez-en une' },
        options: {
          one: {
            ...yes,
            hint: showOnPages({ en: 'Opens two more questions.', fr: 'Ouvre deux autres questions.' }),
          },
          two: { en: 'Two', fr: 'Deux' },
        },
      }),
      someChoices: ask.choices({
        label: { en: 'Any of a few', fr: 'Une ou plusieurs réponses' },
        when: is('aChoice', 'one'),
        options: {
          red: { en: 'Red', fr: 'Rouge' },
          green: { en: 'Green', fr: 'Vert' },
          blue: { en: 'Blue', fr: 'Bleu' },
        },
      }),
      yesOrNo: ask.yesNoNotSure({
        label: { en: 'Yes, no, not sure', fr: 'Oui, non, pas certain' },
        when: answered('someChoices'),
        required: { en: 'Choose one', fr: 'Choisissez une réponse' },
      }),
      elsewhere: ask.text({
        label: {
          en: 'Asked only after a yes on the earlier page',
          fr: 'Posée seulement après un oui à la page précédente',
        },
        when: is('earlier', 'yes'),
        required: { en: 'Enter something', fr: 'Entrez quelque chose' },
      }),
      sealed: ask.text({
        label: { en: 'Sealed under a second key', fr: 'Scellée sous une deuxième clé' },
        envelope: 'safety',
      }),
    },
  }),
  defineSection('sending', {
    title: { en: 'Before sending', fr: 'Avant l’envoi' },
    questions: {
      confirmed: ask.choices({
        label: { en: 'Asked on the page that sends', fr: 'Posée sur la page qui envoie' },
        required: { en: 'Tick the box', fr: 'Cochez la case' },
        options: { yes: { en: 'It’s right', fr: 'C’est exact' } },
      }),
    },
    atSending: true,
  }),
])

/** What the specimen says before its first question. */
export const specimenStartPageWording = {
  title: { en: 'A specimen', fr: 'Un spécimen' },
  lead: showOnPages({ en: 'Nobody is asked this.', fr: 'Personne ne reçoit ces questions.' }),
  parts: [],
}
