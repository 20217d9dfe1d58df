import { composeIntakeReceipt } from '../../content/mail/parent-messages.ts'
import { practice } from '../../content/practice.ts'
import { type NewFile, RECEIPT_MESSAGE_KIND } from '../../db/intake.ts'
import type { Language } from '../../forms/language.ts'
import type { ContactRules } from '../contact/contact-rules.ts'
import type { Environment } from '../environment.ts'
import { createOutboxRow } from '../mail/message.ts'

/** What a receipt tells its parent, and whether they want one. */
interface ReceiptDetails {
  readonly fileId: string
  readonly parentId: string
  readonly isRequested: boolean
  readonly contact: ContactRules
  readonly reference: string
  readonly code: string
  readonly language: Language
  readonly now: number
}

/** A receipt to a parent who wants one at an address they called safe. */
export async function createReceiptMessage(
  { keys, portalOrigin }: Environment,
  { fileId, parentId, isRequested, contact, reference, code, language, now }: ReceiptDetails,
): Promise<NewFile['mail']> {
  if (!isRequested || !contact.email) return []
  const mail = composeIntakeReceipt({ subject: contact.mailSubject, reference, code, portalOrigin }, language)
  const from = practice.discreetMailFrom
  const row = await createOutboxRow(
    keys,
    { fileId, parentId, kind: RECEIPT_MESSAGE_KIND },
    { from, to: contact.email, ...mail },
    now,
  )
  return [{ lead: 'anybody', row }]
}
