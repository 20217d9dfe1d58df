import { practice } from '../../content/practice.ts'
import { buildNextAuditRow } from '../../db/audit.ts'
import type { FilePlace } from '../../db/file-place.ts'
import type { NewFile } from '../../db/intake.ts'
import { isLanguage } from '../../forms/language.ts'
import { sealDisplayName } from '../contact/display-name.ts'
import type { Environment } from '../environment.ts'
import { createLeadRoutedNewFileMessages } from '../mail/coordinator-messages.ts'
import { getPersonNames } from '../privacy/search-tokens.ts'
import type { CoordinatorRanking } from './assign.ts'
import { getUrgency } from './contact-answers.ts'
import { generateFileReference } from './reference.ts'
import { buildIntakeSenderRows, getIntakeRoute, type IntakeToSend } from './sender-part.ts'

export async function buildNewFile(
  env: Environment,
  sent: IntakeToSend & Pick<NewFile, 'bounds'> & { readonly placeToShare: FilePlace | undefined },
): Promise<NewFile> {
  const { answers, ranking, language, now, draft, bounds, placeToShare } = sent
  const file = {
    id: crypto.randomUUID(),
    reference: generateFileReference(),
    route: getIntakeRoute(answers),
    createdAt: now,
  }
  const id = crypto.randomUUID()
  const otherId = crypto.randomUUID()
  const otherNames = getPersonNames(sent.form, answers, 'other')
  const [{ parent, receipt, ...own }, sealedDisplayName, news, audit] = await Promise.all([
    buildIntakeSenderRows(env, { id, fileId: file.id, reference: file.reference }, sent),
    sealDisplayName(env.keys, otherId, otherNames),
    createLeadRoutedNewFileMessages(
      env,
      { ...file, isUrgent: getUrgency(answers) === 'soon' },
      ranking,
      sent.standInIds,
    ),
    buildAuditRows(env, file, ranking),
  ])
  const initiating = {
    ...parent,
    route: file.route,
    id,
    fileId: file.id,
    side: 'initiating',
    status: ranking.waiting ? 'waiting' : 'received',
    // Related files may decide who leads, but must not decide with whom the parent books.
    bookingCoordinatorId: ranking.leads[0] ?? null,
    placeCreatedAt: placeToShare?.createdAt ?? null,
  } as const
  const others = answers.otherLanguage
  const other = {
    id: otherId,
    fileId: file.id,
    side: 'other',
    sealedDisplayName,
    language: isLanguage(others) ? others : language,
  } as const
  return {
    ...own,
    file,
    ranking,
    parents: [initiating, other],
    mail: [...news, ...receipt],
    bounds,
    audit,
    draft,
  }
}

/** Builds the audit rows of the sending, and of the assignment to each coordinator who may turn out to lead. */
async function buildAuditRows(
  { db }: Environment,
  { id, route, createdAt }: NewFile['file'],
  { waiting }: CoordinatorRanking,
): Promise<NewFile['audit']> {
  const event = { fileId: id, happenedAt: createdAt }
  const sentRow = await buildNextAuditRow(db, undefined, {
    ...event,
    actor: 'parent',
    action: 'intake_sent',
    detail: { route },
  })
  const eventAfterSending = (action: 'assigned' | 'waitlisted' | 'left_unassigned', detail = {}) =>
    buildNextAuditRow(db, sentRow, { ...event, actor: 'system', action, detail })
  const assigned = practice.coordinators.map(async (coordinator) => ({
    lead: { id: coordinator.id },
    row: await eventAfterSending('assigned', { lead: coordinator.id }),
  }))
  return [
    { lead: 'anybody', row: sentRow },
    { lead: 'nobody', row: await eventAfterSending(waiting ? 'waitlisted' : 'left_unassigned') },
    ...(await Promise.all(assigned)),
  ]
}
