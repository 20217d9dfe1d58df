import { type ApprovableDecision, approvableDecisionOptions } from '../../content/file/overrides.ts'
import { intakeRouteOptions } from '../../content/file/routes.ts'
import type { LoadedWords } from '../../content/loaded-words.ts'
import type { ComposedMessage } from '../../content/mail/compose-message.ts'
import { isDeferrableNews } from '../../content/mail/deferrable-news.ts'
import type { FileNews } from '../../content/mail/file-news-message.ts'
import { getFileNewsTopic } from '../../content/mail/file-news-topics.ts'
import type { MessageDependencies } from '../../content/mail/message-kinds.ts'
import type { NewFileState } from '../../content/mail/new-file-message.ts'
import { composePrintedLetter } from '../../content/mail/printed-letter.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import type { LeadRouted } from '../../db/lead-routing.ts'
import type { outbox } from '../../db/schema.ts'
import { defaultLanguage, type Language } from '../../forms/language.ts'
import type { Environment } from '../environment.ts'
import { loadWords } from '../site/load-words.ts'
import { createOutboxRow } from './message.ts'

type LeadDependency = MessageDependencies['lead']
type OutboxRow = typeof outbox.$inferInsert

interface FileRef {
  readonly id: string
  readonly reference: string
}

/** The coordinators who are told about files that nobody leads. */
export const administrators = practice.coordinators.filter(({ administrator }) => administrator)

interface NewFile extends FileRef {
  readonly route: keyof typeof intakeRouteOptions
  /** Whether something has to happen within days, as the parent said. */
  readonly isUrgent: boolean
}

/** Creates the message about a new file for one coordinator, in their language. */
export async function createNewFileOutboxRow(
  env: Environment,
  { id, reference, route, isUrgent }: NewFile,
  reader: Coordinator,
  state: NewFileState,
  now: number,
  dependsOn: LeadDependency = { leadId: state === 'assigned' ? reader.id : null },
): Promise<OutboxRow> {
  const language = coordinatorLanguage(reader)
  const { letters } = await loadWords(env)
  const content = composePrintedLetter(letters.newFile[isUrgent ? 'urgent' : 'ordinary'][state][language], {
    reference,
    route: intakeRouteOptions[route][language],
    portalOrigin: env.portalOrigin,
  })
  return createOutboxRow(
    env.keys,
    {
      fileId: id,
      kind: 'new-file',
      dependsOn: isUrgent || state === 'reassigned' ? dependsOn : { ...dependsOn, digestFor: reader.id },
    },
    { from: practice.mailFrom, to: reader.email, ...content },
    now,
  )
}

/** Creates the messages about a new file for every coordinator who may become its lead. */
export const createLeadRoutedNewFileMessages = (
  env: Environment,
  file: NewFile & { readonly createdAt: number },
  { waiting }: { readonly waiting: boolean },
  standInIds: StandInIds,
): Promise<LeadRouted<OutboxRow>[]> =>
  createMessagesByLead(standInIds, (reader, part, dependsOn) => {
    const states = {
      lead: 'assigned',
      'stand-in': 'standIn',
      administrator: waiting ? 'waiting' : 'unassigned',
    } as const
    return createNewFileOutboxRow(env, file, reader, states[part], file.createdAt, dependsOn)
  })

/** The file that news is about, and the parent, if it is about one. */
interface NewsSubject {
  readonly fileId: string
  readonly fileReference: string
  readonly parentId?: string
  readonly standInIds?: StandInIds
  /** When the session begins that the news is about; the earlier start of one that moves. */
  readonly startsAt?: number
  /** The coordinator whose act the news is. They get no message about it. */
  readonly actorId?: string | undefined
}

/** Creates the messages about an event of a file for every coordinator who may lead it by then. */
export async function createLeadRoutedFileNewsMessages(
  env: Environment,
  { fileId, fileReference: reference, parentId = '', standInIds, startsAt = Infinity, actorId }: NewsSubject,
  news: FileNews,
  now: number,
): Promise<LeadRouted<OutboxRow>[]> {
  const messages = await createMessagesByLead(standInIds, async (reader, part, dependsOn) => {
    const { letters } = await loadWords(env)
    const printed = part === 'stand-in' ? letters.fileNewsToStandIn : letters.fileNews
    const content = composePrintedLetter(printed[news][coordinatorLanguage(reader)], {
      reference,
      portalOrigin: env.portalOrigin,
    })
    return createOutboxRow(
      env.keys,
      {
        ...{ fileId, kind: 'file-news' },
        dependsOn: {
          ...{ ...dependsOn, topic: `${getFileNewsTopic(news)} ${parentId}` },
          ...(isDeferrableNews(news, startsAt - now) && { digestFor: reader.id }),
        },
      },
      { from: practice.mailFrom, to: reader.email, ...content },
      now,
    )
  })
  return messages.map((message) => (message.readerId === actorId ? { ...message, isOwnAct: true } : message))
}

/**
 * Creates a message for each coordinator, should they lead, for those who may stand in now, and for each administrator, should
 * nobody lead, or somebody who has left, or who is away with nobody to stand in for whom one was prepared. The write
 * decides which are queued. So nothing is lost when an absence begins in between: the administrators are told.
 */
const createMessagesByLead = (
  standInIds: StandInIds,
  createFor: (
    reader: Coordinator,
    part: 'lead' | 'stand-in' | 'administrator',
    dependsOn: LeadDependency,
  ) => Promise<OutboxRow>,
) => {
  const standIns = practice.coordinators.filter(({ id }) => standInIds?.includes(id) ?? true)
  return Promise.all([
    ...practice.coordinators.map(async (reader) => ({
      ...{ lead: { id: reader.id }, readerId: reader.id },
      row: await createFor(reader, 'lead', { leadId: reader.id }),
    })),
    ...standIns.map(async (reader) => ({
      ...{ lead: { standInId: reader.id }, readerId: reader.id },
      // The message gives them the file.
      row: {
        ...(await createFor(reader, 'stand-in', { leadId: null, standInId: reader.id })),
        standInId: reader.id,
      },
    })),
    ...administrators.map(async (reader) => ({
      lead: 'nobody' as const,
      readerId: reader.id,
      row: await createFor(reader, 'administrator', {
        leadId: null,
        among,
        ...(standInIds && { standInIds }),
      }),
    })),
  ])
}

/** The ids of those who are named to stand in for somebody who is away; undefined where nobody asked, which may be anybody. */
type StandInIds = readonly string[] | undefined

/** Creates the messages to those who may agree to a decision that somebody asked about at an instant. */
export const createApprovalMessages = (
  env: Environment,
  { id, reference }: FileRef,
  decision: ApprovableDecision,
  readers: readonly Coordinator[],
  askedAt: number,
): Promise<LeadRouted<OutboxRow>[]> =>
  Promise.all(
    readers.map(async (reader) => {
      const language = coordinatorLanguage(reader)
      const { letters } = await loadWords(env)
      const content = composePrintedLetter(letters.approval[language], {
        reference,
        decision: approvableDecisionOptions[decision][language],
        portalOrigin: env.portalOrigin,
      })
      const row = await createOutboxRow(
        env.keys,
        { fileId: id, kind: 'approval-asked', dependsOn: { askedAt, readerId: reader.id } },
        { from: practice.mailFrom, to: reader.email, ...content },
        askedAt,
      )
      return { lead: 'anybody', row } as const
    }),
  )

/** Creates a message about no file to each administrator, in their language. */
export async function createMessagesToAdministrators(
  env: Environment,
  kind: 'record-broken' | 'record-anchor' | 'messages-held' | 'operations',
  now: number,
  compose: (letters: LoadedWords['letters'], language: Language) => ComposedMessage,
): Promise<OutboxRow[]> {
  const { letters } = await loadWords(env)
  return Promise.all(
    administrators.map((reader) =>
      createOutboxRow(
        env.keys,
        { fileId: null, kind, dependsOn: {} },
        { from: practice.mailFrom, to: reader.email, ...compose(letters, coordinatorLanguage(reader)) },
        now,
      ),
    ),
  )
}

const among = practice.coordinators.map(({ id }) => id)

export const coordinatorLanguage = ({ languages: [first = defaultLanguage] }: Coordinator) => first
