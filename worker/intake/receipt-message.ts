import { receiptMail } from '../../content/mail/parent-messages.ts'
import { practice } from '../../content/practice.ts'
import { type NewFile, RECEIPT } from '../../db/intake.ts'
import type { Language } from '../../forms/language.ts'
import type { Environment } from '../environment.ts'
import { queuedMail } from '../mail/message.ts'
import type { ContactRules } from './contact-rules.ts'

/** What a receipt tells its parent, and whether they want one. */
interface Receipt {
  readonly fileId: string
  readonly parentId: string
  readonly wanted: boolean
  readonly contact: ContactRules
  readonly reference: string
  readonly code: string
  readonly language: Language
  readonly now: number
}

/** A receipt to a parent who wants one at an address they called safe. */
export async function receiptTo(
  { keys, portalOrigin }: Environment,
  { fileId, parentId, wanted, contact, reference, code, language, now }: Receipt,
): Promise<NewFile['mail']> {
  if (!wanted || !contact.email) return []
  const mail = receiptMail({ subject: contact.mailSubject, reference, code, portalOrigin }, language)
  const from = practice.discreetMailFrom
  const row = await queuedMail(
    keys,
    { fileId, parentId, kind: RECEIPT },
    { from, to: contact.email, ...mail },
    now,
  )
  return [{ lead: 'anybody', row }]
}
