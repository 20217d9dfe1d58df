import { type Language, pathIn } from '../language.ts'
import { type MailSubject, mailSubjects } from './subjects.ts'

interface Written {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** What every e-mail to a parent needs: the subject they chose and where its link leads. */
interface ToParent {
  readonly subject: MailSubject
  /** `https://…`, no slash at the end. */
  readonly portalOrigin: string
}

/** The receipt of an intake, if the parent wants one: a reference and their private link, and not what it is about. */
export const receiptMail = (
  mail: ToParent & { reference: string; code: string },
  language: Language,
): Written =>
  written(
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
    `/file/#${mail.code}`,
  )

/** The code to come back with to a form that was not sent yet. */
export const resumeMail = (mail: ToParent & { code: string; lastDay: string }, language: Language): Written =>
  written(
    mail,
    language,
    {
      en: [`Your code is ${mail.code}. It can be used until ${mail.lastDay}.`, 'Enter it on this page:'],
      fr: [
        `Votre code est ${mail.code}. Il peut servir jusqu’au ${mail.lastDay}.`,
        'Entrez-le sur cette page :',
      ],
    }[language],
    '/intake/resume/',
  )

function written(
  { subject, portalOrigin }: ToParent,
  language: Language,
  lines: readonly string[],
  path: string,
): Written {
  const link = `${portalOrigin}${pathIn(language, path)}`
  return {
    subject: mailSubjects[subject][language],
    text: [...lines, link].join('\n\n'),
    html: [...lines.map((line) => `<p>${line}</p>`), `<p><a href="${link}">${link}</a></p>`].join('\n'),
  }
}
