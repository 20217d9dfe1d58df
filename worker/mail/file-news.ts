import { type FileNews, fileNewsMail } from '../../content/mail/file-news.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import type { ForLead } from '../../db/for-lead.ts'
import type { outbox } from '../../db/schema.ts'
import type { Environment } from '../environment.ts'
import { queuedMail } from './queue.ts'

/** Mail about what happened to a file, for whoever turns out to lead it, or for the administrators when nobody does. */
export async function newsOfFile(
  { keys, portalOrigin }: Environment,
  { id, reference }: { readonly id: string; readonly reference: string },
  news: FileNews['news'],
  now: number,
): Promise<ForLead<typeof outbox.$inferInsert>[]> {
  const to = (reader: Coordinator) => {
    const [language = 'en'] = reader.languages
    const mail = fileNewsMail({ reference, news, portalOrigin }, language)
    return queuedMail(keys, id, 'file-news', { from: practice.mailFrom, to: reader.email, ...mail }, now)
  }
  const toLeads = practice.coordinators.map(async (reader) => ({
    lead: { id: reader.id },
    row: await to(reader),
  }))
  const toAdministrators = practice.coordinators
    .filter(({ administrator }) => administrator)
    .map(async (reader) => ({ lead: 'nobody' as const, row: await to(reader) }))
  return Promise.all([...toLeads, ...toAdministrators])
}
