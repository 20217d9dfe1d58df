import {
  callAttemptChannelOptions,
  callAttemptNextStepOptions,
  callAttemptOutcomeOptions,
  callReopeningReasonOptions,
} from '../../../content/authorisation/call-attempts.ts'
import { appendColon, buildWording, type Language, type Wording } from '../../../forms/language.ts'
import type { ContactHoldFacts, ParentCalls } from '../queries.ts'
import { buildHoldPutBackWording, callEventWording } from './wording.ts'

export interface CallEvent {
  readonly id: string
  readonly at: number
  readonly description: Wording
}

/**
 * Lists what happened about calling the other parent, newest first: authorisations, the orders that the same parent
 * reported, call attempts, decisions to call again, invitations.
 */
export function collectCallingEvents(
  parentCalls: ParentCalls,
  contactHoldsOfFile: readonly ContactHoldFacts[],
): CallEvent[] {
  const contactHolds = contactHoldsOfFile.filter(({ side }) => side === parentCalls.side)
  return [
    ...[parentCalls.latest, ...parentCalls.earlier].flatMap((authorisation) =>
      authorisation ? toAuthorisationEvents(authorisation) : [],
    ),
    ...contactHolds.map(toContactHoldEvent),
    ...toOrderReadingEvents(contactHolds),
    ...parentCalls.callAttempts.map(toCallAttemptEvent),
    ...parentCalls.callReopenings.map(toCallReopeningEvent),
    ...parentCalls.invitations.flatMap(toInvitationEvents),
  ].toSorted((one, other) => other.at - one.at)
}

const toAuthorisationEvents = ({
  id,
  createdAt,
  grantedAt,
  withdrawnAt,
  declinedAt,
  requestedBy,
  accessCodeReplacedBy,
}: NonNullable<ParentCalls['latest']>): CallEvent[] => [
  ...(requestedBy
    ? [{ id: `requested ${id}`, at: createdAt, description: callEventWording.requested(requestedBy.name) }]
    : []),
  ...eventIfHappened(
    `granted ${id}`,
    grantedAt,
    accessCodeReplacedBy
      ? callEventWording.grantedWithReplacedCode(accessCodeReplacedBy.name)
      : callEventWording.granted,
  ),
  ...eventIfHappened(`withdrawn ${id}`, withdrawnAt, callEventWording.withdrawn),
  ...eventIfHappened(`declined ${id}`, declinedAt, callEventWording.declined),
]

const toContactHoldEvent = (contactHold: ContactHoldFacts): CallEvent => ({
  id: `reported ${contactHold.id}`,
  at: contactHold.reportedAt,
  description: describePlacing(contactHold),
})

/** Says who placed a hold: a parent by what they reported, a coordinator who wrote it down for them, or who put it back. */
export const describePlacing = ({ reportedIn, placedBy, placedReason }: ContactHoldFacts): Wording =>
  placedReason
    ? buildHoldPutBackWording(placedBy?.name ?? '', placedReason)
    : reportedIn === 'addition' && placedBy
      ? callEventWording.orderWrittenDown(placedBy.name)
      : callEventWording.orderReported[reportedIn]

/** Makes one event of holds with the same reading, since a reading covers every order that was reported before it. */
const toOrderReadingEvents = (contactHolds: readonly ContactHoldFacts[]): CallEvent[] =>
  [...Map.groupBy(contactHolds, ({ orderReadAt }) => orderReadAt)].flatMap(([orderReadAt, [contactHold]]) =>
    contactHold?.finding
      ? eventIfHappened(
          `read ${contactHold.id}`,
          orderReadAt,
          callEventWording.orderRead[contactHold.finding](contactHold.orderReadBy?.name ?? ''),
        )
      : [],
  )

const toCallAttemptEvent = ({
  id,
  attemptedAt,
  recordedBy,
  channel,
  outcome,
  nextStep,
}: ParentCalls['callAttempts'][number]) => {
  const describe = (language: Language) =>
    [
      `${appendColon(callAttemptChannelOptions[channel][language], language)} ${callAttemptOutcomeOptions[outcome][language]}`,
      ...(nextStep === 'none' ? [] : [callAttemptNextStepOptions[nextStep][language]]),
      ...(recordedBy && recordedBy.id !== 'other-parent' ? [recordedBy.name] : []),
    ].join(' · ')
  return { id, at: attemptedAt, description: buildWording(describe) }
}

const toCallReopeningEvent = ({
  id,
  reopenedAt,
  reopenedBy,
  reason,
}: ParentCalls['callReopenings'][number]): CallEvent => {
  const decision = callEventWording.reopened(reopenedBy?.name ?? '')
  return {
    id,
    at: reopenedAt,
    description: buildWording(
      (language) =>
        `${appendColon(decision[language], language)} ${callReopeningReasonOptions[reason][language]}`,
    ),
  }
}

const toInvitationEvents = ({
  id,
  createdAt,
  endedAt,
  endedByWrongCodes,
  acceptedAt,
}: ParentCalls['invitations'][number]) => [
  { id: `created ${id}`, at: createdAt, description: callEventWording.invitationCreated },
  ...eventIfHappened(
    `ended ${id}`,
    endedAt,
    callEventWording[endedByWrongCodes ? 'invitationEndedByWrongCodes' : 'invitationEnded'],
  ),
  ...eventIfHappened(`accepted ${id}`, acceptedAt, callEventWording.invitationAccepted),
]

const eventIfHappened = (id: string, at: number | null, description: Wording): CallEvent[] =>
  at === null ? [] : [{ id, at, description }]
