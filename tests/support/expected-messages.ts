import { intakeRouteOptions } from '../../content/file/routes.ts'
import { type ComposedMessage, composeMessageFromLetter } from '../../content/mail/compose-message.ts'
import { type FileNewsFacts, writeFileNewsLetter } from '../../content/mail/file-news-message.ts'
import { type HeldMessagesFacts, writeHeldMessagesLetter } from '../../content/mail/held-messages-message.ts'
import { type MailSubject, mailSubjectOptions } from '../../content/mail/mail-subjects.ts'
import { type NewFileMessageFacts, writeNewFileLetter } from '../../content/mail/new-file-message.ts'
import {
  type ParentMessageFacts,
  type ParentMessageHead,
  type ParentMessageKind,
  writeParentLetter,
} from '../../content/mail/parent-messages.ts'
import type { Language } from '../../forms/language.ts'

// Messages as their declarations say them, with their facts from the start. The worker fills facts into printed letters.

export const composeFileNewsMessage = (file: FileNewsFacts, language: Language): ComposedMessage =>
  composeMessageFromLetter(writeFileNewsLetter(file, language))

/** The facts of a new file, with the answer to how it began. */
export type ExpectedNewFileFacts = Omit<NewFileMessageFacts, 'route'> & {
  readonly route: keyof typeof intakeRouteOptions
}

export const composeNewFileMessage = (
  { route, ...file }: ExpectedNewFileFacts,
  language: Language,
): ComposedMessage =>
  composeMessageFromLetter(
    writeNewFileLetter({ ...file, route: intakeRouteOptions[route][language] }, language),
  )

export const composeHeldMessagesMessage = (facts: HeldMessagesFacts, language: Language): ComposedMessage =>
  composeMessageFromLetter(writeHeldMessagesLetter(facts, language))

export const composeParentMessage = <Kind extends ParentMessageKind>(
  kind: Kind,
  facts: ParentMessageFacts[Kind],
  { subject, ...head }: Omit<ParentMessageHead, 'subject'> & { readonly subject: MailSubject },
  language: Language,
): ComposedMessage =>
  composeMessageFromLetter(
    writeParentLetter(kind, facts, { ...head, subject: mailSubjectOptions[subject][language] }, language),
  )
