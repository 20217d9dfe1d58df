import { type FileNews, fileNewsMail } from '../../content/mail/file-news-message.ts'
import { type NewFile, newFileMail } from '../../content/mail/new-file-message.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import type { ForLead } from '../../db/lead-routing.ts'
import type { outbox } from '../../db/schema.ts'
import type { Environment } from '../environment.ts'
import { queuedMail } from './message.ts'

type Row = typeof outbox.$inferInsert

/** The file that mail to a coordinator is about. */
interface About {
  readonly id: string
  readonly reference: string
}

/** Those who are told what nobody leads. */
export const administrators = practice.coordinators.filter(({ administrator }) => administrator)

/** Mail of a new file to one reader, in their language. */
export const newFileTo = (
  { keys, portalOrigin }: Environment,
  { id, reference, route }: About & Pick<NewFile, 'route'>,
  reader: Coordinator,
  state: NewFile['state'],
  now: number,
): Promise<Row> => {
  const mail = newFileMail({ reference, route, state, portalOrigin }, languageOf(reader))
  return queuedMail(
    keys,
    { fileId: id, kind: 'new-file' },
    { from: practice.mailFrom, to: reader.email, ...mail },
    now,
  )
}

/** Mail of a new file, for whoever turns out to lead it. */
export const newFileNews = (
  env: Environment,
  file: About & Pick<NewFile, 'route'> & { readonly openedAt: number },
  { waiting }: { readonly waiting: boolean },
): Promise<ForLead<Row>[]> =>
  toWhoeverLeads((reader, leads) =>
    newFileTo(env, file, reader, leads ? 'assigned' : waiting ? 'waiting' : 'unassigned', file.openedAt),
  )

/** Mail about what happened to a file, for whoever turns out to lead it. */
export const newsOfFile = (
  { keys, portalOrigin }: Environment,
  { id, reference }: About,
  news: FileNews['news'],
  now: number,
): Promise<ForLead<Row>[]> =>
  toWhoeverLeads((reader) => {
    const mail = fileNewsMail({ reference, news, portalOrigin }, languageOf(reader))
    return queuedMail(
      keys,
      { fileId: id, kind: 'file-news' },
      { from: practice.mailFrom, to: reader.email, ...mail },
      now,
    )
  })

/** Prepared for each coordinator, should they lead, and for each administrator, should nobody: the write decides. */
const toWhoeverLeads = (
  mailTo: (reader: Coordinator, leads: boolean) => Promise<Row>,
): Promise<ForLead<Row>[]> =>
  Promise.all([
    ...practice.coordinators.map(async (reader) => ({
      lead: { id: reader.id },
      row: await mailTo(reader, true),
    })),
    ...administrators.map(async (reader) => ({
      lead: 'nobody' as const,
      row: await mailTo(reader, false),
    })),
  ])

const languageOf = ({ languages: [first = 'en'] }: Coordinator) => first
