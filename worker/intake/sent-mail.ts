import type { Language } from '../../content/language.ts'
import { newFileMail } from '../../content/mail/new-file.ts'
import { receiptMail } from '../../content/mail/to-parent.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import type { NewFile } from '../../db/intake.ts'
import type { Environment } from '../environment.ts'
import { queuedMail } from '../mail/queue.ts'
import type { ContactRules } from './contact.ts'

/**
 * The mail that tells of a new file, prepared for each who may lead it: to that coordinator, or to each administrator
 * when nobody does yet.
 */
export async function newFileNews(
  { keys, portalOrigin }: Environment,
  { id, reference, route, openedAt }: NewFile['file'],
  { waiting }: NewFile['ranking'],
): Promise<NewFile['mail']> {
  const about = (reader: Coordinator, state: 'assigned' | 'waiting' | 'unassigned') => {
    const [own = 'en'] = reader.languages
    const mail = newFileMail({ reference, route, state, portalOrigin }, own)
    return queuedMail(keys, id, 'new-file', { from: practice.mailFrom, to: reader.email, ...mail }, openedAt)
  }
  const toLeads = practice.coordinators.map(async (reader) => ({
    lead: { id: reader.id },
    row: await about(reader, 'assigned'),
  }))
  const toAdministrators = practice.coordinators
    .filter(({ administrator }) => administrator)
    .map(async (reader) => ({
      lead: 'nobody' as const,
      row: await about(reader, waiting ? 'waiting' : 'unassigned'),
    }))
  return Promise.all([...toLeads, ...toAdministrators])
}

/** What a receipt tells its parent, and whether they want one. */
interface Receipt {
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
  fileId: string,
  { wanted, contact, reference, code, language, now }: Receipt,
): Promise<NewFile['mail']> {
  if (!wanted || !contact.email) return []
  const mail = receiptMail({ subject: contact.mailSubject, reference, code, portalOrigin }, language)
  const from = practice.discreetMailFrom
  const row = await queuedMail(keys, fileId, 'receipt', { from, to: contact.email, ...mail }, now)
  return [{ lead: 'anybody', row }]
}
