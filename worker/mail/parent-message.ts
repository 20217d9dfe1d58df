import { mailSubjectOptions } from '../../content/mail/mail-subjects.ts'
import type {
  ParentLetterFacts,
  ParentMessageFacts,
  ParentMessageKind,
} from '../../content/mail/parent-messages.ts'
import { composePrintedLetter, type PrintedLetter } from '../../content/mail/printed-letter.ts'
import { practice } from '../../content/practice.ts'
import type { outbox } from '../../db/schema.ts'
import type { Language } from '../../forms/language.ts'
import type { ContactRules } from '../contact/contact-rules.ts'
import type { Environment } from '../environment.ts'
import { loadWords } from '../site/load-words.ts'
import { createOutboxRow, type MessageAbout, type MessageAttachment } from './message.ts'

/** The address to which a parent’s messages go, and their subject. */
type ParentAddress = Pick<ContactRules, 'mailSubject'> & { readonly email?: string | undefined }

export type ParentMessage<Kind extends ParentMessageKind> = MessageAbout<Kind> & {
  /** How the parent may be reached. Without a safe address, they get no message. */
  readonly contactRules: ParentAddress | undefined
  readonly language: Language
  readonly facts: ParentMessageFacts[Kind]
  readonly attachments?: readonly MessageAttachment[]
}

/**
 * Creates the outbox row of a message to a parent: from a sender that reveals nothing, with the subject they chose, to
 * the address they called safe. Gives undefined when there is no such address.
 */
export async function createParentMessageOutboxRow<Kind extends ParentMessageKind>(
  env: Environment,
  parentMessage: ParentMessage<Kind>,
  now: number,
): Promise<typeof outbox.$inferInsert | undefined> {
  const { kind, facts, contactRules, language, attachments } = parentMessage
  if (!contactRules?.email) return undefined
  const { letters } = await loadWords(env)
  const printed: PrintedLetter<ParentLetterFacts<Kind>> = letters.toParents[kind][language]
  const head = {
    subject: mailSubjectOptions[contactRules.mailSubject][language],
    portalOrigin: env.portalOrigin,
  }
  const message = {
    from: practice.discreetMailFrom,
    to: contactRules.email,
    ...composePrintedLetter(printed, { ...facts, ...head } as ParentLetterFacts<Kind>),
    ...(attachments && { attachments: [...attachments] }),
  }
  return createOutboxRow(env.keys, parentMessage, message, now)
}
