import { is } from '../../../forms/condition.ts'
import { type Answers, defineForm, defineSection } from '../../../forms/form.ts'
import { ask } from '../../../forms/questions/index.ts'
import { showOnPages } from '../../../forms/show-on-pages.ts'

const signatureProblemWording = {
  en: 'Type your full name to sign',
  fr: 'Écrivez votre nom au complet pour signer',
} as const

/** Asks what a parent says, ticks and signs so that the practice may call the other parent. */
export const authoriseSection = defineSection('authorise', {
  title: { en: 'Calling the other parent', fr: 'L’appel à l’autre parent' },
  about: 'other',
  questions: {
    orderNow: ask.yesNoNotSure({
      label: {
        en: 'Is there now, or has there ever been, a no-contact, protection or restraining order between the two of you?',
        fr: 'Y a-t-il en ce moment, ou y a-t-il déjà eu, une ordonnance de non-communication, de protection ou d’éloignement entre vous deux?',
      },
      hint: showOnPages({
        en: 'Against either of you, even if it has ended. A peace bond, or conditions of release or probation, count too.',
        fr: 'Contre l’un ou l’autre parent, même si elle a pris fin. Un engagement de ne pas troubler l’ordre public et des conditions de mise en liberté ou de probation comptent aussi. En Ontario, on dit aussi « ordonnance de ne pas faire » ou « ordonnance restrictive ».',
      }),
      required: {
        en: 'Choose an answer about orders. “I’m not sure” is an answer too',
        fr: 'Choisissez une réponse au sujet des ordonnances. « Je ne sais pas trop » en est une aussi',
      },
    }),
    authorisedDays: ask.choice({
      label: {
        en: 'How long may we keep trying to call?',
        fr: 'Pendant combien de temps pouvons-nous essayer d’appeler?',
      },
      hint: showOnPages({
        en: 'You can renew a shorter time later.',
        fr: 'Un délai plus court pourra être renouvelé.',
      }),
      required: {
        en: 'Choose how long we may keep trying to call',
        fr: 'Choisissez pendant combien de temps nous pouvons essayer d’appeler',
      },
      options: {
        '14': { en: '14 days', fr: '14 jours' },
        '30': { en: '30 days', fr: '30 jours' },
        '60': { en: '60 days', fr: '60 jours' },
      },
    }),
    voicemail: ask.choice({
      label: {
        en: 'If nobody answers, what may we leave?',
        fr: 'Si personne ne répond, que pouvons-nous laisser?',
      },
      hint: showOnPages({
        en: 'Think of who else may hear it. If you choose nothing here, we won’t leave a message.',
        fr: 'Qui d’autre pourrait l’entendre? Si vous ne choisissez rien, nous ne laisserons pas de message.',
      }),
      options: {
        nothing: { en: 'No message', fr: 'Aucun message' },
        'call-back': {
          en: 'A name and a number, and nothing about why',
          fr: 'Un nom et un numéro, sans dire pourquoi',
        },
      },
    }),
    callWhen: ask.longText({
      label: {
        en: 'When is a good time to try?',
        fr: 'Quels sont les bons moments pour appeler?',
      },
      hint: showOnPages({
        en: 'Days and hours. For example, weekday evenings after 7 p.m.',
        fr: 'Les jours et les heures. Par exemple, les soirs de semaine après 19 h.',
      }),
      max: 500,
    }),
    callNever: ask.longText({
      label: {
        en: 'When should we not try?',
        fr: 'À quels moments ne faut-il pas appeler?',
      },
      hint: showOnPages({
        en: 'For example, when the children are there, during work, or on exchange days.',
        fr: 'Par exemple, quand les enfants sont là, pendant son travail, ou le jour où les enfants changent de maison.',
      }),
      max: 500,
    }),
    withheld: ask.longText({
      label: {
        en: 'What must we not say on the call?',
        fr: 'Que ne faut-il pas dire pendant l’appel?',
      },
      hint: showOnPages({
        en: 'Anything you want kept private. For example, where you live or work, or that you have a new partner.',
        fr: 'Tout ce que vous voulez garder pour vous. Par exemple, où vous vivez ou travaillez, ou que vous avez quelqu’un dans votre vie.',
      }),
      max: 1000,
      optOuts: ['in-person'],
    }),
    otherPhoneNow: ask.phone({
      label: {
        en: 'A better number for the other parent',
        fr: 'Un meilleur numéro pour joindre l’autre parent',
      },
      hint: showOnPages({
        en: 'Only if the one in your intake form is old or missing. We keep it closed except for this call.',
        fr: 'Seulement si celui de votre demande est ancien ou manquant. Il reste sous clé, sauf pour cet appel.',
      }),
      envelope: 'otherContact',
    }),
    understood: ask.choices({
      label: { en: 'Please confirm each of these', fr: 'Veuillez confirmer chacun de ces points' },
      required: {
        en: 'Confirm each point: we may call only once all four boxes are ticked',
        fr: 'Confirmez chaque point : nous ne pouvons appeler que si les quatre cases sont cochées',
      },
      every: {
        en: 'Confirm each point: some boxes are still empty. If one of them isn’t clear, call us first',
        fr: 'Confirmez chaque point : des cases sont encore vides. Si l’un d’eux n’est pas clair, appelez-nous d’abord',
      },
      options: {
        voluntary: {
          en: 'I do this of my own free will. If I said no, nothing else in my file would change',
          fr: 'Je le fais de mon plein gré. Si je disais non, rien d’autre ne changerait dans mon dossier',
        },
        'they-learn': {
          en: 'The other parent will learn that I came to you',
          fr: 'L’autre parent apprendra que j’ai fait appel à vous',
        },
        'no-messages': {
          en: 'You carry no messages from me',
          fr: 'Vous ne transmettez aucun message de ma part',
        },
        'cannot-undo': {
          en: 'I can stop this at any time, but what has already been said can’t be taken back',
          fr: 'Je peux y mettre fin à tout moment, mais ce qui aura été dit ne pourra pas être repris',
        },
      },
    }),
    signedName: ask.name({
      label: { en: 'Your full name, as your signature', fr: 'Votre nom au complet, en guise de signature' },
      hint: showOnPages({
        en: 'Typing your name and pressing the button below signs this page.',
        fr: 'Écrire votre nom et appuyer sur le bouton ci-dessous vaut signature.',
      }),
      required: signatureProblemWording,
      signs: signatureProblemWording,
    }),
  },
  notes: [
    {
      after: 'orderNow',
      when: is('orderNow', 'yes', 'not-sure'),
      title: showOnPages({ en: 'Thank you for telling us', fr: 'Merci de nous le dire' }),
      lines: showOnPages([
        {
          en: 'You can still sign. Nobody will call until a coordinator has read the order and found nothing in it against a call: it can forbid even a message through someone else. Until then, your authorisation will wait.',
          fr: 'Vous pouvez quand même signer. Personne n’appellera avant que notre équipe de coordination ait lu l’ordonnance et constaté que rien n’y interdit l’appel : elle peut interdire même un message transmis par quelqu’un d’autre. D’ici là, votre autorisation attendra.',
        },
        {
          en: 'If you have a copy, or can get one safely, bring it to your first session, or call us.',
          fr: 'Si vous en avez une copie, ou pouvez en obtenir une sans risque, apportez-la à votre première rencontre, ou appelez-nous.',
        },
      ]),
    },
  ],
})

export const contactAuthorisationForm = defineForm('contact-authorisation', 1, [authoriseSection])
export type AuthorisationAnswers = Answers<typeof contactAuthorisationForm>
