import { type Language, localisePath, type Wording } from '../../forms/language.ts'
import { appointmentMessageWordingBuilders } from './appointment-messages.ts'
import type { ParentLetter } from './compose-message.ts'
import type { Letter } from './letter-html.ts'
import type { MessageKind, MessageKindTo } from './message-kinds.ts'

export type ParentMessageKind = Exclude<MessageKind, MessageKindTo<'coordinator'>>

interface ResumeCodeFacts {
  readonly code: string
  readonly lastDay: string
}

/** The page that takes every kind of code. */
const CODE_PAGE_PATH = '/code/'

const somethingToRead: ParentLetter = {
  lines: {
    en: [
      'There’s something new for you to read, when you have a moment.',
      'Your private code opens it, on this page:',
    ],
    fr: [
      'Il y a quelque chose de nouveau à lire, quand vous aurez un moment.',
      'Votre code privé l’ouvre, sur cette page :',
    ],
  },
  path: '/file/',
}

/** The words of each kind of message to a parent. The argument is all that the message may tell. */
const parentLetters = {
  /** Confirms an intake to a parent who wants it: a reference and their access code, not what it is about. */
  receipt: ({ reference, code }: { readonly reference: string; readonly code: string }) => ({
    lines: {
      en: [
        `We have what you sent. Your reference is ${reference}.`,
        `Your private code is ${code}. It opens the page that tells you where things stand. Enter it here:`,
      ],
      fr: [
        `Nous avons bien reçu votre envoi. Votre référence est ${reference}.`,
        `Votre code privé est ${code}. Il ouvre la page qui vous dit où vous en êtes. Entrez-le ici :`,
      ],
    },
    path: CODE_PAGE_PATH,
  }),
  /** Sends the code with which a parent resumes an unfinished form. */
  'resume-code': ({ code, lastDay }: ResumeCodeFacts) => ({
    lines: {
      en: [`Your code is ${code}. It opens what you began, until ${lastDay}.`, 'Enter it on this page:'],
      fr: [
        `Votre code est ${code}. Il ouvre ce que vous avez commencé, jusqu’au ${lastDay}.`,
        'Entrez-le sur cette page :',
      ],
    },
    path: CODE_PAGE_PATH,
  }),
  /** Tells a parent that something waits to be read: a coordinator asks whether they may call. */
  'authorisation-requested': () => somethingToRead,
  /** Tells a parent that a letter waits to be read, in the same words: the e-mail tells neither which, nor that there are two. */
  'letter-to-read': () => somethingToRead,
  /** Tells a parent that their authorisation expires soon. */
  'authorisation-expiring': ({ lastDay }: { readonly lastDay: string }) => ({
    lines: {
      en: [
        `Something you agreed to ends on ${lastDay}. You don’t have to do anything.`,
        'If you’d like to look at it, your private code opens this page:',
      ],
      fr: [
        `Quelque chose que vous avez accepté prend fin le ${lastDay}. Vous n’avez rien à faire.`,
        'Si vous voulez y jeter un coup d’œil, votre code privé ouvre cette page :',
      ],
    },
    path: '/file/',
  }),
  /** Sends the code of an invitation to somebody who was called and asked for it. */
  invitation: ({ code }: { readonly code: string }) => ({
    lines: {
      en: [`Here is the code you asked for: ${code}. It opens your invitation.`, 'Enter it on this page:'],
      fr: [
        `Voici le code que vous avez souhaité recevoir : ${code}. Il ouvre votre invitation.`,
        'Entrez-le sur cette page :',
      ],
    },
    path: CODE_PAGE_PATH,
  }),
  ...appointmentMessageWordingBuilders,
} satisfies Readonly<Record<ParentMessageKind, (facts: never) => ParentLetter>>

export const parentMessageKindKeys = Object.keys(parentLetters) as ParentMessageKind[]

/** The facts that each kind of message to a parent tells; `undefined` for a kind that tells none. */
export type ParentMessageFacts = {
  readonly [Kind in ParentMessageKind]: Parameters<(typeof parentLetters)[Kind]>[0]
}

/** What every message to a parent needs: the subject they chose, and where its link leads. */
export interface ParentMessageHead {
  /** In the language of the letter. */
  readonly subject: string
  /** `https://…`, without a slash at the end. */
  readonly portalOrigin: string
}

/** All the facts of a message to a parent. */
export type ParentLetterFacts<Kind extends ParentMessageKind> = ParentMessageHead &
  (ParentMessageFacts[Kind] extends undefined ? unknown : ParentMessageFacts[Kind])

/**
 * Writes sentences, one link and whether replies are read under the subject that the parent chose. The message is unsigned,
 * so that somebody who reads along learns no name. No link holds a code, because a browser stores every address that it
 * opened.
 */
export function writeParentLetter<Kind extends ParentMessageKind>(
  kind: Kind,
  facts: ParentMessageFacts[Kind],
  { subject, portalOrigin }: ParentMessageHead,
  language: Language,
): Letter {
  const { lines, path } = (parentLetters[kind] as (facts: ParentMessageFacts[Kind]) => ParentLetter)(facts)
  return {
    subject,
    language,
    lines: lines[language],
    link: { href: `${portalOrigin}${localisePath(language, path)}` },
    note: repliesNotReadWording[language],
  }
}

/** The sender of messages to parents is an address that nobody reads. */
export const repliesNotReadWording = {
  en: 'Nobody reads replies to this e-mail.',
  fr: 'Personne ne lit les réponses à ce courriel.',
} as const satisfies Wording
