import { composeFileNewsMessage, type FileNewsFacts } from '../../content/mail/file-news-message.ts'
import { composeNewFileMessage, type NewFileMessageFacts } from '../../content/mail/new-file-message.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import type { LeadRouted } from '../../db/lead-routing.ts'
import type { outbox } from '../../db/schema.ts'
import { defaultLanguage } from '../../forms/language.ts'
import type { Environment } from '../environment.ts'
import { createOutboxRow } from './message.ts'

type OutboxRow = typeof outbox.$inferInsert

/** The file that mail to a coordinator is about. */
interface FileRef {
  readonly id: string
  readonly reference: string
}

/** Those who are told what nobody leads. */
export const administrators = practice.coordinators.filter(({ administrator }) => administrator)

/** Mail of a new file to one reader, in their language. */
export const createNewFileMessage = (
  { keys, portalOrigin }: Environment,
  { id, reference, route }: FileRef & Pick<NewFileMessageFacts, 'route'>,
  reader: Coordinator,
  state: NewFileMessageFacts['state'],
  now: number,
): Promise<OutboxRow> => {
  const content = composeNewFileMessage(
    { reference, route, state, portalOrigin },
    coordinatorLanguage(reader),
  )
  return createOutboxRow(
    keys,
    { fileId: id, kind: 'new-file' },
    { from: practice.mailFrom, to: reader.email, ...content },
    now,
  )
}

/** Mail of a new file, for whoever turns out to lead it. */
export const createNewFileMessagesByLead = (
  env: Environment,
  file: FileRef & Pick<NewFileMessageFacts, 'route'> & { readonly createdAt: number },
  { waiting }: { readonly waiting: boolean },
): Promise<LeadRouted<OutboxRow>[]> =>
  createMessagesByLead((reader, isLead) =>
    createNewFileMessage(
      env,
      file,
      reader,
      isLead ? 'assigned' : waiting ? 'waiting' : 'unassigned',
      file.createdAt,
    ),
  )

/** Mail about what happened to a file, for whoever turns out to lead it. */
export const createFileNewsMessagesByLead = (
  { keys, portalOrigin }: Environment,
  { id, reference }: FileRef,
  news: FileNewsFacts['news'],
  now: number,
): Promise<LeadRouted<OutboxRow>[]> =>
  createMessagesByLead((reader) => {
    const content = composeFileNewsMessage({ reference, news, portalOrigin }, coordinatorLanguage(reader))
    return createOutboxRow(
      keys,
      { fileId: id, kind: 'file-news' },
      { from: practice.mailFrom, to: reader.email, ...content },
      now,
    )
  })

/** Prepared for each coordinator, should they lead, and for each administrator, should nobody: the write decides. */
const createMessagesByLead = (
  createFor: (reader: Coordinator, isLead: boolean) => Promise<OutboxRow>,
): Promise<LeadRouted<OutboxRow>[]> =>
  Promise.all([
    ...practice.coordinators.map(async (reader) => ({
      lead: { id: reader.id },
      row: await createFor(reader, true),
    })),
    ...administrators.map(async (reader) => ({
      lead: 'nobody' as const,
      row: await createFor(reader, false),
    })),
  ])

const coordinatorLanguage = ({ languages: [first = defaultLanguage] }: Coordinator) => first
