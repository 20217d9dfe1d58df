import type { ApprovableDecision } from '../../content/file/overrides.ts'
import { composeApprovalMessage } from '../../content/mail/approval-message.ts'
import type { ComposedMessage } from '../../content/mail/compose-message.ts'
import {
  composeFileNewsMessage,
  type FileNewsFacts,
  getFileNewsTopic,
} from '../../content/mail/file-news-message.ts'
import { composeNewFileMessage, type NewFileMessageFacts } from '../../content/mail/new-file-message.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import type { LeadRouted } from '../../db/lead-routing.ts'
import type { outbox } from '../../db/schema.ts'
import { defaultLanguage, type Language } from '../../forms/language.ts'
import type { Environment } from '../environment.ts'
import { createOutboxRow } from './message.ts'

type OutboxRow = typeof outbox.$inferInsert

interface FileRef {
  readonly id: string
  readonly reference: string
}

/** The coordinators who are told about files that nobody leads. */
export const administrators = practice.coordinators.filter(({ administrator }) => administrator)

/** Creates the message about a new file for one coordinator, in their language. */
export const createNewFileOutboxRow = (
  { keys, portalOrigin }: Environment,
  { id, reference, route, isUrgent }: FileRef & Pick<NewFileMessageFacts, 'route' | 'isUrgent'>,
  reader: Coordinator,
  state: NewFileMessageFacts['state'],
  now: number,
): Promise<OutboxRow> => {
  const content = composeNewFileMessage(
    { reference, route, isUrgent, state, portalOrigin },
    coordinatorLanguage(reader),
  )
  return createOutboxRow(
    keys,
    { fileId: id, kind: 'new-file', dependsOn: { leadId: state === 'assigned' ? reader.id : null } },
    { from: practice.mailFrom, to: reader.email, ...content },
    now,
  )
}

/** Creates the messages about a new file for every coordinator who may become its lead. */
export const createLeadRoutedNewFileMessages = (
  env: Environment,
  file: FileRef & Pick<NewFileMessageFacts, 'route' | 'isUrgent'> & { readonly createdAt: number },
  { waiting }: { readonly waiting: boolean },
): Promise<LeadRouted<OutboxRow>[]> =>
  createMessagesByLead((reader, isLead) =>
    createNewFileOutboxRow(
      env,
      file,
      reader,
      isLead ? 'assigned' : waiting ? 'waiting' : 'unassigned',
      file.createdAt,
    ),
  )

/** The file that news is about, and the parent, if it is about one. */
interface NewsSubject {
  readonly fileId: string
  readonly fileReference: string
  readonly parentId?: string
}

/** Creates the messages about an event of a file for every coordinator who may lead it by then. */
export const createLeadRoutedFileNewsMessages = (
  { keys, portalOrigin }: Environment,
  { fileId, fileReference: reference, parentId = '' }: NewsSubject,
  news: FileNewsFacts['news'],
  now: number,
): Promise<LeadRouted<OutboxRow>[]> =>
  createMessagesByLead((reader, isLead) => {
    const content = composeFileNewsMessage({ reference, news, portalOrigin }, coordinatorLanguage(reader))
    return createOutboxRow(
      keys,
      {
        ...{ fileId, kind: 'file-news' },
        dependsOn: { leadId: isLead ? reader.id : null, topic: `${getFileNewsTopic(news)} ${parentId}` },
      },
      { from: practice.mailFrom, to: reader.email, ...content },
      now,
    )
  })

/**
 * Creates a message for each coordinator, should they lead, and for each administrator, should nobody lead. The write
 * decides which are queued.
 */
const createMessagesByLead = (createFor: (reader: Coordinator, isLead: boolean) => Promise<OutboxRow>) =>
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

/** Creates the messages to those who may agree to a decision that somebody asked about at an instant. */
export const createApprovalMessages = (
  { keys, portalOrigin }: Environment,
  { id, reference }: FileRef,
  decision: ApprovableDecision,
  readers: readonly Coordinator[],
  askedAt: number,
): Promise<LeadRouted<OutboxRow>[]> =>
  Promise.all(
    readers.map(async (reader) => {
      const content = composeApprovalMessage(
        { reference, decision, portalOrigin },
        coordinatorLanguage(reader),
      )
      const row = await createOutboxRow(
        keys,
        { fileId: id, kind: 'approval-asked', dependsOn: { askedAt, readerId: reader.id } },
        { from: practice.mailFrom, to: reader.email, ...content },
        askedAt,
      )
      return { lead: 'anybody', row } as const
    }),
  )

/** Creates a message about no file to each administrator, in their language. */
export const createMessagesToAdministrators = (
  { keys }: Environment,
  kind: 'record-broken' | 'record-anchor' | 'messages-held',
  now: number,
  compose: (language: Language) => ComposedMessage,
): Promise<OutboxRow[]> =>
  Promise.all(
    administrators.map((reader) =>
      createOutboxRow(
        keys,
        { fileId: null, kind, dependsOn: {} },
        { from: practice.mailFrom, to: reader.email, ...compose(coordinatorLanguage(reader)) },
        now,
      ),
    ),
  )

const coordinatorLanguage = ({ languages: [first = defaultLanguage] }: Coordinator) => first
