import { type Language, localisedPath } from '../../forms/language.ts'
import { type ComposedMessage, composeMessage } from './compose-message.ts'
import { type MailSubject, mailSubjects } from './mail-subjects.ts'

/** What every e-mail to a parent needs: the subject they chose and where its link leads. */
export interface ParentMessageFacts {
  readonly subject: MailSubject
  /** `https://…`, no slash at the end. */
  readonly portalOrigin: string
}

/** The receipt of an intake, if the parent wants one: a reference and their private link, and not what it is about. */
export const composeIntakeReceipt = (
  mail: ParentMessageFacts & { reference: string; code: string },
  language: Language,
): ComposedMessage =>
  composeParentMessage(
    mail,
    language,
    {
      en: [
        `We have what you sent. Your reference is ${mail.reference}.`,
        `Your private code is ${mail.code}. It opens this page:`,
      ],
      fr: [
        `Nous avons bien reçu votre envoi. Votre référence est ${mail.reference}.`,
        `Votre code privé est ${mail.code}. Il ouvre cette page :`,
      ],
    }[language],
    `/file/code/#${mail.code}`,
  )

/** The code to come back with to a form that was not sent yet. */
export const composeResumeCodeMessage = (
  mail: ParentMessageFacts & { code: string; lastDay: string; resumePath: string },
  language: Language,
): ComposedMessage =>
  composeParentMessage(
    mail,
    language,
    {
      en: [`Your code is ${mail.code}. It can be used until ${mail.lastDay}.`, 'Enter it on this page:'],
      fr: [
        `Votre code est ${mail.code}. Il peut servir jusqu’au ${mail.lastDay}.`,
        'Entrez-le sur cette page :',
      ],
    }[language],
    mail.resumePath,
  )

/** Something waits to be read: a coordinator asks whether they may call. */
export const composeAuthorisationRequest = (mail: ParentMessageFacts, language: Language): ComposedMessage =>
  composeParentMessage(
    mail,
    language,
    {
      en: [
        'There is something new for you to read, when you have a moment.',
        'Your private code opens it, on this page:',
      ],
      fr: [
        'Il y a quelque chose de nouveau à lire, quand vous aurez un moment.',
        'Votre code privé l’ouvre, sur cette page :',
      ],
    }[language],
    '/file/',
  )

/** Something they allowed ends soon by itself. */
export const composeAuthorisationExpiryNotice = (
  mail: ParentMessageFacts & { lastDay: string },
  language: Language,
): ComposedMessage =>
  composeParentMessage(
    mail,
    language,
    {
      en: [
        `Something you agreed to ends on ${mail.lastDay}. You do not have to do anything.`,
        'If you would like to look at it, your private code opens this page:',
      ],
      fr: [
        `Quelque chose que vous avez accepté prend fin le ${mail.lastDay}. Vous n’avez rien à faire.`,
        'Si vous voulez y jeter un coup d’œil, votre code privé ouvre cette page :',
      ],
    }[language],
    '/file/',
  )

/** The code that somebody who was called asked to have sent. */
export const composeInvitation = (
  mail: ParentMessageFacts & { code: string },
  language: Language,
): ComposedMessage =>
  composeParentMessage(
    mail,
    language,
    {
      en: [`Here is the code you asked for: ${mail.code}.`, 'It opens this page:'],
      fr: [`Voici le code que vous avez souhaité recevoir : ${mail.code}.`, 'Il ouvre cette page :'],
    }[language],
    `/invitation/#${mail.code}`,
  )

/** Sentences and one link, under the subject the parent chose, signed by nobody: whoever reads along learns no name. */
export const composeParentMessage = (
  { subject, portalOrigin }: ParentMessageFacts,
  language: Language,
  lines: readonly string[],
  path: string,
): ComposedMessage =>
  composeMessage({
    subject: mailSubjects[subject][language],
    language,
    lines,
    link: { href: `${portalOrigin}${localisedPath(language, path)}` },
  })
