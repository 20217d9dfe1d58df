import { is } from '../../../forms/condition.ts'
import { defineSection } from '../../../forms/form.ts'
import { ask } from '../../../forms/questions/index.ts'
import { showOnPages } from '../../../forms/show-on-pages.ts'
import { practice } from '../../practice.ts'

/**
 * Asks what is happening and how soon, the one question about safety that everybody answers, and whether an order forbids
 * contact.
 */
export const safetySection = defineSection('safety', {
  title: { en: 'What’s happening, and safety', fr: 'Ce qui se passe, et la sécurité' },
  lead: showOnPages({
    en: 'In a few lines. We ask every parent these questions, each parent separately.',
    fr: 'En quelques lignes. Nous posons ces questions à chaque parent, séparément.',
  }),
  help: 'below',
  formerly: { 'what-is-happening': ['inYourWords', 'urgency'] },
  questions: {
    inYourWords: ask.longText({
      label: { en: 'What’s happening, in your own words?', fr: 'Que se passe-t-il, dans vos mots?' },
      hint: showOnPages({
        en: 'A few lines are enough. Two questions about safety follow below.',
        fr: 'Quelques lignes suffisent. Deux questions sur la sécurité suivent plus bas.',
      }),
      optOuts: ['in-person'],
    }),
    urgency: ask.choice({
      label: { en: 'How soon does something have to happen?', fr: 'Dans quel délai faut-il agir?' },
      options: {
        today: { en: 'Today, or within days', fr: 'Aujourd’hui, ou d’ici quelques jours' },
        weeks: { en: 'Within weeks', fr: 'D’ici quelques semaines' },
        'no-hurry': { en: 'There’s no hurry', fr: 'Rien ne presse' },
      },
    }),
    worried: ask.yesNoNotSure({
      label: {
        en: 'Are you worried about your own safety or your children’s?',
        fr: 'Craignez-vous pour votre sécurité ou celle de vos enfants?',
      },
      hint: showOnPages({
        en: 'For example, being hurt, threatened, watched or controlled, by anyone.',
        fr: 'Par exemple des coups, des menaces, de la surveillance ou du contrôle, d’où que cela vienne.',
      }),
      required: {
        en: 'Say whether you’re worried about safety. “I’m not sure” is an answer too',
        fr: 'Dites si vous craignez pour la sécurité de quelqu’un. « Je ne sais pas trop » est une réponse aussi',
      },
      envelope: 'safety',
    }),
    // The practice must see this answer to hold back every call: even an indirect message can breach such an order.
    noContactOrder: ask.yesNoNotSure({
      label: {
        en: 'Is there, or has there been, a no-contact, protection or restraining order?',
        fr: 'Y a-t-il, ou y a-t-il déjà eu, une ordonnance de non-communication, de protection ou d’éloignement?',
      },
      hint: showOnPages({
        en: 'Against either of you, even if it has ended. A peace bond, or conditions of release or probation, count too.',
        fr: 'Contre l’un ou l’autre parent, même si elle a pris fin. Un engagement de ne pas troubler l’ordre public et des conditions de mise en liberté ou de probation comptent aussi. En Ontario, on dit aussi « ordonnance de ne pas faire » ou « ordonnance restrictive ».',
      }),
    }),
  },
  notes: [
    {
      after: 'urgency',
      when: is('urgency', 'today'),
      lines: showOnPages([
        {
          en: `It can take us ${practice.answersWithinDays} working days to answer a form. If this can’t wait, call us at ${practice.phone.reach}. If anyone is in danger, call 911.`,
          fr: `Il nous faut parfois ${practice.answersWithinDays} jours ouvrables pour répondre à une demande. Si cela ne peut pas attendre, appelez-nous au ${practice.phone.reach}. Si quelqu’un est en danger, appelez le 911.`,
        },
      ]),
    },
    {
      after: 'urgency',
      title: showOnPages({
        en: 'Who reads your answer about safety',
        fr: 'Qui lit votre réponse sur la sécurité',
      }),
      lines: showOnPages([
        {
          en: 'Your answer to the next question stays closed. A coordinator who opens it must record why. We never show it to the other parent. The law may require us to report something, for example when a child needs protection.',
          fr: 'Votre réponse à la question suivante reste sous clé. La personne de l’équipe de coordination qui l’ouvre doit consigner pourquoi. Nous ne la montrons jamais à l’autre parent. La loi peut nous obliger à faire un signalement, par exemple quand un enfant a besoin de protection.',
        },
      ]),
    },
    {
      after: 'worried',
      lines: showOnPages([
        {
          en: 'You don’t have to describe anything. If you say nothing about violence or fear now, it will never count against you later.',
          fr: 'Vous n’avez rien à décrire. Ne rien dire de la violence ou de la peur maintenant ne jouera jamais contre vous plus tard.',
        },
        {
          en: 'Whatever you answer, the lines to call for help are at the end of this page.',
          fr: 'Quelle que soit votre réponse, les lignes d’aide sont à la fin de cette page.',
        },
      ]),
    },
    {
      after: 'worried',
      title: showOnPages({ en: 'Who reads the next answer', fr: 'Qui lit la réponse suivante' }),
      lines: showOnPages([
        {
          en: 'Every coordinator of this practice, so that nobody calls by mistake. Never the other parent.',
          fr: 'Toute l’équipe de coordination du cabinet, pour que personne n’appelle par erreur. Jamais l’autre parent.',
        },
      ]),
    },
    {
      after: 'noContactOrder',
      when: is('noContactOrder', 'yes', 'not-sure'),
      title: showOnPages({ en: 'Then we wait', fr: 'Alors, nous attendons' }),
      lines: showOnPages([
        {
          en: 'Until a coordinator has read the order, we won’t contact the other parent or anyone close to them, or plan a joint session. If you can get a copy safely, bring it to the first session.',
          fr: 'Tant que nous n’aurons pas lu l’ordonnance, nous ne communiquerons ni avec l’autre parent ni avec son entourage, et nous ne prévoirons aucune rencontre conjointe. Si vous pouvez en obtenir une copie sans risque, apportez-la à la première rencontre.',
        },
      ]),
    },
  ],
})
