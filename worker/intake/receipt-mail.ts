import type { Language } from '../../content/language.ts'
import { receiptMail } from '../../content/mail/to-parent.ts'
import { practice } from '../../content/practice.ts'
import { type NewFile, RECEIPT } from '../../db/intake.ts'
import type { Environment } from '../environment.ts'
import { queuedMail } from '../mail/queue.ts'
import type { ContactRules } from './contact.ts'

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
