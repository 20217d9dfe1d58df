import type { Section } from '../../forms/form.ts'
import {
  getOtherLanguages,
  type Language,
  listTitledLines,
  type TitledLines,
  type Wording,
} from '../../forms/language.ts'
import type { AnswerOptions } from '../../forms/questions/choice.ts'
import { authoriseSection } from '../forms/contact-authorisation/index.ts'
import type { IntakeAnswers } from '../forms/intake/index.ts'
import { practice } from '../practice.ts'
import { calledPlaceholder, callerPlaceholder } from './name-placeholders.ts'

type ScriptPart = TitledLines & { readonly id: string }

/** The words of the call to the other parent, in the order they are said. */
export const callScript: {
  readonly version: number
  readonly parts: readonly ScriptPart[]
} = {
  // Raise this when a sentence changes here or in `listSignedWordingLines`; a test holds the hash of each version.
  version: 8,
  parts: [
    {
      id: 'opening',
      title: { en: 'A good moment?', fr: 'Est-ce le bon moment?' },
      lines: [
        {
          en: `Hello, my name is ${callerPlaceholder.en}. Am I speaking with ${calledPlaceholder.en}?`,
          fr: `Bonjour, je m’appelle ${callerPlaceholder.fr}. Est-ce que je parle bien à ${calledPlaceholder.fr}?`,
        },
        {
          en: 'I’m calling about something private. Is this a good moment? Can you talk freely where you are? If not, tell me when to call back, and I’ll say no more now.',
          fr: 'Je vous appelle pour une question personnelle. Est-ce un bon moment? Pouvez-vous parler librement là où vous êtes? Sinon, dites-moi quand rappeler, et je n’en dirai pas plus.',
        },
      ],
    },
    {
      id: 'who',
      title: { en: 'Who is calling', fr: 'Qui vous appelle' },
      lines: [
        {
          en: `I’m a parenting coordinator at ${practice.name}. We work with parents who live apart, and children are at the centre of that work.`,
          fr: `Je fais de la coordination parentale au cabinet ${practice.name}. Nous travaillons avec des parents qui vivent séparément, et les enfants sont au cœur de ce travail.`,
        },
      ],
    },
    {
      id: 'why',
      title: { en: 'Why I’m calling', fr: 'Pourquoi je vous appelle' },
      lines: [
        {
          en: 'Your children’s other parent came to us and agreed that I may call you.',
          fr: 'L’autre parent de vos enfants a fait appel à nous et a accepté que je vous appelle.',
        },
        {
          en: 'I have no message for you, and I’m not on anyone’s side. If we work together, I’ll be there for both of you, in the same way.',
          fr: 'Je ne vous apporte aucun message et je ne prends le parti de personne. Si nous travaillons ensemble, je serai là pour vous deux, de la même façon.',
        },
      ],
    },
    {
      id: 'gains',
      title: { en: 'What it could do for you', fr: 'Ce que cela pourrait vous apporter' },
      lines: [
        {
          en: 'Living apart can be hard on both parents, and I’d like to hear how it is for you. You don’t have to tell me anything today.',
          fr: 'La séparation peut peser sur les deux parents, et j’aimerais savoir ce qu’il en est pour vous. Rien ne vous oblige à m’en parler aujourd’hui.',
        },
        {
          en: 'Here, each parent is heard. We look for decisions about the children that you can both live with, without going to court each time.',
          fr: 'Ici, chaque parent est entendu. Nous cherchons, au sujet des enfants, des décisions acceptables pour vous deux, sans aller chaque fois devant le tribunal.',
        },
      ],
    },
    {
      id: 'invitation',
      title: { en: 'A first session of your own', fr: 'Une première rencontre, juste pour vous' },
      lines: [
        {
          en: 'I’d like to invite you to a first session of your own, with only you and a coordinator. Each parent gets the same questions, in the same form.',
          fr: 'J’aimerais vous inviter à une première rencontre individuelle, sans l’autre parent. Chaque parent reçoit les mêmes questions, dans le même formulaire.',
        },
        {
          en: 'I’d explain how it works, who decides what, what it costs and what it could change for you and your children. You can ask whatever you like.',
          fr: 'Je vous expliquerais comment cela se passe, qui décide de quoi, ce que cela coûte et ce que cela pourrait changer pour vous et vos enfants. Vous pourriez poser toutes vos questions.',
        },
      ],
    },
    {
      id: 'choice',
      title: { en: 'You’re free to choose', fr: 'Vous décidez librement' },
      lines: [
        {
          en: 'You can say yes or no, today or later, and you don’t have to say why. No is a full answer: we won’t call you again.',
          fr: 'Vous pouvez dire oui ou non, aujourd’hui ou plus tard, sans dire pourquoi. Un non nous suffit : nous ne vous rappellerons pas.',
        },
        {
          en: 'If you say no, we won’t tell the other parent. A court order, if there is one, stays as it is. You can talk to a lawyer of your own first.',
          fr: 'Si vous dites non, nous n’en parlerons pas à l’autre parent. S’il y a une ordonnance du tribunal, elle reste telle quelle. Vous pouvez d’abord consulter une avocate ou un avocat.',
        },
      ],
    },
    {
      id: 'not-said',
      title: { en: 'What I don’t pass on', fr: 'Ce que je ne répète pas' },
      lines: [
        {
          en: 'I won’t tell you anything the other parent wrote or said to us. I’d like to hear how you see things.',
          fr: 'Je ne vous dirai rien de ce que l’autre parent nous a écrit ou dit. J’aimerais savoir comment vous voyez les choses.',
        },
        {
          en: 'In the same way, we’ll never show the other parent what you write to us. The law sets some exceptions: for example, we may have to report that a child is at risk.',
          fr: 'De même, nous ne montrerons jamais à l’autre parent ce que vous nous écrivez. La loi prévoit des exceptions : par exemple, nous pouvons devoir signaler qu’un enfant est en danger.',
        },
      ],
    },
    {
      id: 'code',
      title: { en: 'If you’d like to begin', fr: 'Si vous souhaitez commencer' },
      lines: [
        {
          en: `If you like, I can read you an invitation code now. It opens a form of your own on our website, and works for ${practice.invitationDays} days, or until you’ve sent the form. Please write it down where nobody else looks.`,
          fr: `Si vous le voulez, je peux vous dicter tout de suite un code d’invitation. Il ouvre votre propre formulaire sur notre site et reste valable ${practice.invitationDays} jours, ou jusqu’à l’envoi du formulaire. Notez-le là où personne d’autre ne regarde.`,
        },
        {
          en: 'From now on, you choose how we reach you. Which phone or e-mail address is safe? At what times? May we leave a message?',
          fr: 'C’est vous qui choisissez comment nous vous joindrons désormais. Quel numéro ou quelle adresse courriel est sans risque? À quels moments? Pouvons-nous laisser un message?',
        },
      ],
    },
    {
      id: 'close',
      title: { en: 'Before we hang up', fr: 'Avant de raccrocher' },
      lines: [
        {
          en: `Is there anything you’d like to ask me? You can also call us whenever you like, at ${practice.phone.reach}.`,
          fr: `Avez-vous des questions pour moi? Vous pouvez aussi nous appeler quand vous voulez, au ${practice.phone.reach}.`,
        },
        { en: 'Thank you for your time.', fr: 'Merci de m’avoir accordé ce moment.' },
      ],
    },
  ],
}

/** The whole message a coordinator leaves when nobody answers, if the parent allows a message. */
export const voicemailWording: Wording = {
  en: `Hello, this is ${callerPlaceholder.en}. Please call me back at ${practice.phone.reach}, when it suits you.`,
  fr: `Bonjour, ici ${callerPlaceholder.fr}. Vous pouvez me rappeler au ${practice.phone.reach}, quand cela vous convient.`,
}

export const neverSaidWording: TitledLines = {
  title: { en: 'What we’ll never say on the call', fr: 'Ce que nous ne dirons jamais pendant l’appel' },
  lines: [
    {
      en: 'Anything you wrote in your form or told us.',
      fr: 'Ce que vous nous avez écrit ou confié.',
    },
    {
      en: 'Anything about safety, whatever you answered.',
      fr: 'Ce qui touche à la sécurité, quelles que soient vos réponses.',
    },
    {
      en: 'Your address, your phone number or where you work.',
      fr: 'Votre adresse, votre numéro de téléphone ou votre lieu de travail.',
    },
    {
      en: 'The names of your children, or anything about them.',
      fr: 'Le nom de vos enfants, ni quoi que ce soit à leur sujet.',
    },
    {
      en: 'Whatever you ask us to keep private.',
      fr: 'Ce que vous nous demandez de taire.',
    },
    { en: 'A message from you, even a kind one.', fr: 'Un message de votre part, même gentil.' },
    {
      en: 'An opinion about you, about them, or about who is right.',
      fr: 'Une opinion sur vous, sur l’autre parent ou sur qui a raison.',
    },
  ],
}

/** The call in five lines, above the decision. */
export const callSummaryWording: readonly Wording[] = [
  {
    en: `We call by phone only, and try at most ${practice.attempts} times, not counting a wrong number.`,
    fr: `Nous appelons par téléphone seulement, au plus ${practice.attempts} fois, sans compter un mauvais numéro.`,
  },
  {
    en: 'The other parent will learn that you came to us and agreed to the call. They won’t learn anything you wrote or told us.',
    fr: 'L’autre parent apprendra que vous avez fait appel à nous et accepté cet appel. Nous ne lui répéterons rien de ce que vous nous avez écrit ou confié.',
  },
  {
    en: 'We’ll carry no messages between you. The call is our own invitation.',
    fr: 'Nous ne transmettrons aucun message entre vous. L’appel est une invitation qui vient de nous.',
  },
  {
    en: `It ends by itself after ${joinDays('or')} days, as you choose. You can stop it sooner, at once.`,
    fr: `Cela prend fin tout seul après ${joinDays('ou')} jours, à votre choix. Vous pouvez y mettre fin plus tôt, sur-le-champ.`,
  },
  {
    en: 'You decide freely, and you can take your time. If you say no, nothing else changes: not your file, not your place with us.',
    fr: 'Vous décidez librement, et vous pouvez prendre votre temps. Si vous dites non, rien d’autre ne change : ni votre dossier, ni votre place chez nous.',
  },
]

/** What a parent can read besides the summary before they authorise the call. */
export const callExplanationWordingForParent: readonly ScriptPart[] = [
  {
    id: 'who-calls',
    title: { en: 'Who calls', fr: 'Qui appelle' },
    lines: [
      {
        en: 'The coordinator responsible for your file, or another coordinator of this practice who takes it over. They’ll give their own name.',
        fr: 'La personne responsable de votre dossier, ou celle de notre équipe qui prendrait la relève. Elle donnera son propre nom.',
      },
    ],
  },
  {
    id: 'channels',
    title: { en: 'If nobody answers', fr: 'Si personne ne répond' },
    lines: [
      {
        en: `We’ll leave a message only if you allow it. It says: “${voicemailWording.en}”`,
        fr: `Nous laisserons un message seulement si vous le permettez. Le voici : « ${voicemailWording.fr} »`,
      },
      {
        en: 'We don’t send e-mail or text messages to someone who hasn’t asked for them.',
        fr: 'Nous n’envoyons ni courriel ni texto à quelqu’un qui ne l’a pas demandé.',
      },
    ],
  },
  {
    id: 'you-learn',
    title: { en: 'What you’ll hear about it', fr: 'Ce que vous en saurez' },
    lines: [
      {
        en: 'We won’t tell you what they say to us. “Your file” won’t show whether we reached them or what they chose. Your coordinator will tell you what comes next for you.',
        fr: 'Nous ne vous répéterons pas ce que l’autre parent nous dira. « Votre dossier » ne montrera pas si nous l’avons joint, ni ce qu’il a choisi. La personne responsable de votre dossier vous dira ce qui vient ensuite pour vous.',
      },
    ],
  },
  {
    id: 'ends',
    title: { en: 'When it ends', fr: 'Quand cela prend fin' },
    lines: [
      {
        en: 'If the other parent says no, we won’t call again, whatever you chose.',
        fr: 'Si l’autre parent dit non, nous ne rappellerons pas, quel que soit votre choix.',
      },
      {
        en: 'A week before your time is over, we’ll write to you, but only if you told us that e-mail is safe. The message won’t say what it’s about.',
        fr: 'Une semaine avant la fin du délai, nous vous écrirons, mais seulement si vous nous avez dit que le courriel est sûr. Le message ne dira pas de quoi il s’agit.',
      },
    ],
  },
  {
    id: 'stopping',
    title: { en: 'How to stop it', fr: 'Comment y mettre fin' },
    lines: [
      {
        en: 'Open “Your file” and use the button there, or call us. Stopping can’t undo what has already been said on a call. If the other parent was given a private invitation, they can still use it.',
        fr: 'Ouvrez « Votre dossier » et servez-vous du bouton qui s’y trouve, ou appelez-nous. Cela n’efface pas ce qui a déjà été dit pendant un appel. Si l’autre parent a reçu une invitation privée, il peut encore s’en servir.',
      },
    ],
  },
]

/** Lists the durations that a parent may choose, in days, for a sentence: `14, 30 or 60`. `or` is the word to use. */
function joinDays(or: string): string {
  const days = Object.keys(authoriseSection.questions.authorisedDays.options)
  return `${days.slice(0, -1).join(', ')} ${or} ${days.at(-1)}`
}

export type IntakeRoute = NonNullable<IntakeAnswers['route']>

/** Tells a parent, by their route, why the page is offered. No route allows a call without an authorisation. */
export const authorisePageLeadWordingByRoute: Readonly<Record<IntakeRoute, Wording>> = {
  'one-parent': {
    en: 'You came to us on your own. The next step can be a phone call from us to the other parent. Nobody will call unless you allow it here.',
    fr: 'Vous faites la démarche de votre côté. La prochaine étape peut être un appel de notre part à l’autre parent. Personne n’appellera si vous ne le permettez pas ici.',
  },
  consent: {
    en: 'You told us that you both want this, or nearly. Each parent’s yes is their own to give, and a first call can still come as a surprise. So nobody will call the other parent unless you allow it here.',
    fr: 'Vous nous avez dit que les deux parents le veulent, ou presque. Chaque parent ne dit oui que pour soi, et un premier appel peut quand même surprendre. Personne n’appellera donc l’autre parent si vous ne le permettez pas ici.',
  },
  'court-order': {
    en: 'An order asks for this work. It may not say when a call is safe, or what must stay private. You can tell us that. So nobody will call the other parent unless you allow it here.',
    fr: 'Une ordonnance demande cette démarche. Elle ne dit peut-être ni quand un appel est sans risque ni ce qu’il faut taire. Vous pouvez nous le dire. Personne n’appellera donc l’autre parent si vous ne le permettez pas ici.',
  },
}

/** Lists the words of the call as plain lines, with the title of each part before its sentences. */
export const listCallScriptLines = (language: Language): string[] =>
  callScript.parts.flatMap((part) => listTitledLines(part, language))

/**
 * Lists, as plain lines, all the wording a parent is shown before they sign: the summary, the explanations, what is never
 * said, the words of the call in every language (the page's own first), and every question of the form. The hash of these
 * lines is stored with the authorisation.
 */
export const listSignedWordingLines = (language: Language): string[] => [
  ...[...Object.values(authorisePageLeadWordingByRoute), ...callSummaryWording].map((line) => line[language]),
  ...[...callExplanationWordingForParent, neverSaidWording].flatMap((part) =>
    listTitledLines(part, language),
  ),
  ...listCallScriptLines(language),
  ...getOtherLanguages(language).flatMap(listCallScriptLines),
  ...listSectionLines(authoriseSection, language),
]

function listSectionLines({ questions, notes = [] }: Section, language: Language): string[] {
  const asked = Object.entries(questions).flatMap(([name, question]) => {
    const options: AnswerOptions = 'options' in question ? question.options : {}
    return [
      question.label,
      ...(question.hint ? [question.hint] : []),
      ...Object.values(options).flatMap((option) => [option, ...(option.hint ? [option.hint] : [])]),
      ...notes
        .filter(({ after }) => after === name)
        .flatMap(({ title, lines }) => [...(title ? [title] : []), ...lines]),
    ]
  })
  return asked.map((line) => line[language])
}
