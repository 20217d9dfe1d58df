import { answered, is } from '../../../forms/condition.ts'
import { defineSection } from '../../../forms/form.ts'
import { ask } from '../../../forms/questions/index.ts'
import { showOnPages } from '../../../forms/show-on-pages.ts'
import { mailSubjectOptions } from '../../mail/mail-subjects.ts'

/** Asks what else makes it safe to reach the parent who is writing. What they leave open is not done. */
export const reachingYouMoreSection = defineSection('reaching-you-more', {
  half: 'second',
  title: { en: 'More about reaching you safely', fr: 'Vous joindre sans risque : la suite' },
  lead: showOnPages({
    en: 'If you leave something blank here, we won’t do it.',
    fr: 'Si vous laissez une réponse vide ici, nous ne ferons pas ce qu’elle permettrait.',
  }),
  about: 'initiating',
  formerly: {
    'reaching-you': [
      'phoneUse',
      'messageSafe',
      'sayWho',
      'mailSubject',
      'otherMustNotLearn',
      'alternateName',
      'alternatePhone',
      'alternateKnows',
      'contactRules',
    ],
  },
  questions: {
    phoneUse: ask.choice({
      label: {
        en: 'How can we use your phone number?',
        fr: 'Comment pouvons-nous utiliser votre numéro de téléphone?',
      },
      when: answered('phone'),
      options: {
        call: { en: 'I take calls', fr: 'Je réponds aux appels' },
        text: {
          en: 'For texts only: I can’t take calls',
          fr: 'Pour les textos seulement : je ne peux pas répondre aux appels',
        },
        relay: {
          en: 'Through a relay service: 711, a TTY, IP relay or video relay',
          fr: 'Par un service de relais : 711, ATS, relais IP ou relais vidéo',
        },
      },
    }),
    // The first half asks it now, as one question for every number.
    safeCallTime: ask.text({
      retired: true,
      label: {
        en: 'If there’s a time at which a call is safe, when?',
        fr: 'S’il y a un moment où un appel est sans risque, quand?',
      },
      hint: showOnPages({
        en: 'For example, Tuesdays at noon. We’ll call at no other time.',
        fr: 'Par exemple, le mardi à midi. Nous n’appellerons à aucun autre moment.',
      }),
      when: answered('phone'),
    }),
    textSafe: ask.yesNoNotSure({
      label: {
        en: 'Is it safe for us to text your number?',
        fr: 'Pouvons-nous vous envoyer un texto sans risque pour vous?',
      },
      hint: showOnPages({
        en: 'A person writes the text, and it says only that we’d like to talk. Think of who else sees your messages.',
        fr: 'Une personne écrit le texto, qui dit seulement que nous aimerions vous parler. Qui d’autre voit vos messages?',
      }),
      when: answered('phone'),
    }),
    messageSafe: ask.yesNoNotSure({
      label: {
        en: 'Is it safe for us to leave a message at your number?',
        fr: 'Pouvons-nous laisser un message à votre numéro sans risque pour vous?',
      },
      when: answered('phone'),
    }),
    sayWho: ask.yesNoNotSure({
      label: {
        en: 'If someone else answers, may we say who’s calling?',
        fr: 'Si quelqu’un d’autre répond, pouvons-nous dire qui appelle?',
      },
      hint: showOnPages({
        en: 'If not, we’ll ask for you and say nothing more.',
        fr: 'Sinon, nous demanderons à vous parler, sans rien ajouter.',
      }),
      when: answered('phone'),
    }),
    mailSubject: ask.choice({
      label: {
        en: 'What should the subject line of our e-mails say?',
        fr: 'Quel objet nos courriels devraient-ils porter?',
      },
      hint: showOnPages({
        en: 'None of these says who we are or what it’s about.',
        fr: 'Aucun ne dit qui nous sommes ni de quoi il s’agit.',
      }),
      when: is('emailSafe', 'yes'),
      options: mailSubjectOptions,
    }),
    otherMustNotLearn: ask.longText({
      label: {
        en: 'What must stay private from the other parent?',
        fr: 'Qu’est-ce que l’autre parent ne doit pas apprendre?',
      },
      hint: showOnPages({
        en: 'For example, where you live or work, or who helps you. We’ll never show them your answers.',
        fr: 'Par exemple, où vous vivez ou travaillez, ou qui vous aide. Nous ne lui montrerons jamais vos réponses.',
      }),
      max: 1000,
      optOuts: ['in-person'],
    }),
    alternateName: ask.name({
      label: {
        en: 'Someone to ask if we can’t reach you',
        fr: 'Une personne à qui nous adresser si nous n’arrivons pas à vous joindre',
      },
      hint: showOnPages({
        en: 'Someone you trust. Leave it empty if you’d rather we didn’t ask anyone.',
        fr: 'Une personne de confiance. Laissez cette case vide si vous préférez que nous ne demandions à personne.',
      }),
    }),
    alternatePhone: ask.phone({
      label: { en: 'This person’s phone number', fr: 'Le numéro de téléphone de cette personne' },
      hint: showOnPages({
        en: 'Without it, we can’t ask them.',
        fr: 'Sans lui, nous ne pourrons pas nous adresser à cette personne.',
      }),
      when: answered('alternateName'),
    }),
    alternateKnows: ask.yesNoNotSure({
      label: {
        en: 'Does this person know that you’re writing to us?',
        fr: 'Cette personne sait-elle que vous nous écrivez?',
      },
      hint: showOnPages({
        en: 'If not, we’ll only say that we’re trying to reach you.',
        fr: 'Sinon, nous dirons seulement que nous cherchons à vous joindre.',
      }),
      when: answered('alternateName'),
    }),
    contactRules: ask.longText({
      label: {
        en: 'Is there anything else that would make it safer to reach you?',
        fr: 'Y a-t-il autre chose à savoir pour vous joindre sans risque?',
      },
      hint: showOnPages({
        en: 'For example, words to use or to avoid, or someone who opens your mail.',
        fr: 'Par exemple, les mots à employer ou à éviter, ou quelqu’un qui ouvre votre courrier.',
      }),
      max: 1000,
    }),
  },
})
