import { createElement } from 'react'
import { expect, it } from 'vitest'
import {
  callAttemptOutcomeOptions,
  callReopeningReasonOptions,
} from '../../../content/authorisation/call-attempts.ts'
import { DAY_MS } from '../../../content/time/units.ts'
import { nextSteps } from '../../../content/today/next-steps.ts'
import { renderAtDesk } from '../../app/render-at-desk.fixture.tsx'
import { ApiError } from '../../client/api-failure.ts'
import { parentSideWording } from '../facts-wording.ts'
import { FileMessagesPanel } from '../messages/file-messages.tsx'
import {
  authorisationsAndCallsQuery,
  contactHoldsQuery,
  type FileHeader,
  type FileMessage,
  fileHeaderQuery,
  fileMessagesQuery,
  type ParentCalls,
  type RelatedFileFacts,
  type RelatedFiles,
  relatedFilesQuery,
} from '../queries.ts'
import { RelatedFilesPanel } from '../related-files/related-files.tsx'
import { conflictReviewWording, relatedFileReasonWording } from '../related-files/wording.ts'
import { callReopeningWording } from './call-reopening-wording.ts'
import { CallSheetPage } from './call-sheet.tsx'
import { CallingPanel } from './calling.tsx'
import { gateStateWording } from './gate-bar-wording.ts'
import { invitationWording } from './invitation-wording.ts'
import { otherParentContactWording } from './other-contact-wording.ts'
import { type CallSheetData, callGateQuery, callSheetReadingQuery } from './queries.ts'
import { callingWording, gateShutReasonWording } from './wording.ts'

const robin = { id: 'robin-ashdown', name: 'Robin Ashdown' }
const parentCalls: ParentCalls = {
  side: 'initiating',
  language: 'en',
  reference: 'K7Q4-9MX2',
  latest: {
    id: 'authorisation',
    state: 'in-force',
    createdAt: 10,
    grantedAt: 10,
    expiresAt: Date.now() + DAY_MS,
    withdrawnAt: null,
    declinedAt: null,
    requestedBy: null,
    accessCodeReplacedBy: null,
    receiptHash: null,
  },
  earlier: [],
  gate: 'open',
  mayRequestAuthorisation: false,
  attemptsLeft: 3,
  areCallsOver: false,
  hasUnsafeCall: false,
  callsRecordedUntil: 65,
  relatedCallAttempts: [],
  callReopenings: [],
  callAttempts: [
    {
      id: 'call',
      attemptedAt: 20,
      recordedAt: 21,
      recordedBy: robin,
      channel: 'phone',
      outcome: 'interested',
      nextStep: 'invite',
    },
  ],
  invitations: [
    {
      id: 'invitation',
      createdAt: 30,
      expiresAt: 40,
      endedAt: null,
      endedByWrongCodes: false,
      acceptedAt: null,
    },
  ],
}
const untriedCalls: ParentCalls = { ...parentCalls, earlier: [], callAttempts: [], invitations: [] }
const relatedFile: RelatedFileFacts = {
  reference: 'AFTE-RRRR',
  stage: 'new',
  acceptedAt: 60,
  createdAt: 5,
  relation: 'same-family',
  kinds: ['email'],
  isSameWriter: false,
  blockedBy: 'conflict-review-needed',
  lead: null,
  mayRead: false,
  mayMerge: false,
}
const header: FileHeader = {
  reference: 'K7Q4-9MX2',
  route: 'one-parent',
  stage: 'open',
  createdAt: 1,
  lastEvent: 1,
  mergedInto: null,
  lead: robin,
  isLead: true,
  standsIn: false,
  assistant: null,
  proposed: null,
  unconfirmedAccessCodes: [],
  withdrawals: [],
  safeguarded: [],
  may: {
    read: true,
    content: true,
    addToAnswers: true,
    remind: true,
    logContact: true,
    sendWaitingLetter: false,
    approve: false,
    reviewConflicts: true,
    readSummary: false,
    take: false,
    readRecord: true,
    merge: true,
    close: true,
    dismiss: true,
    restore: true,
    assign: true,
    requestReassignment: true,
    decideAssistance: true,
    callOtherParent: true,
    renewAccessCode: true,
    takeOverBooking: true,
    reopenCalls: true,
    putBackContactHold: true,
    screen: true,
    book: true,
    resendMessages: true,
    dropMessages: true,
    handlePersonalData: false,
  },
  language: 'en',
  locked: false,
  needsConflictReview: false,
  approval: null,
  sharedContactKinds: [],
  contactHoldState: null,
  colleague: null,
  unreachable: [],
  people: null,
  participants: ['initiating'],
  hasUpcomingAppointment: false,
  isUrgent: false,
}

const renderCalls = (...calls: readonly ParentCalls[]): string =>
  renderAtDesk(createElement(CallingPanel, { header }), [
    [authorisationsAndCallsQuery(header.reference).queryKey, { calls }],
    [contactHoldsQuery(header.reference).queryKey, { contactHolds: [] }],
  ])

const renderRelatedFiles = (related: RelatedFiles, facts: Partial<FileHeader> = {}): string =>
  renderAtDesk(createElement(RelatedFilesPanel, { header: { ...header, ...facts } }), [
    [relatedFilesQuery(header.reference).queryKey, related],
  ])

const renderMessage = (message: FileMessage): string =>
  renderAtDesk(createElement(FileMessagesPanel, { header }), [
    [fileMessagesQuery(header.reference).queryKey, { messages: [message] }],
  ])

it('shows calls in other files of the family, and lets the lead call again only for a reason', () => {
  const afterNo: ParentCalls = {
    ...untriedCalls,
    gate: 'ended-in-related-file',
    areCallsOver: true,
    relatedCallAttempts: [{ id: 'no', reference: 'AFTE-RRRR', attemptedAt: 5, outcome: 'declined' }],
  }
  const shown = renderCalls(afterNo)
  expect(shown).toContain(gateShutReasonWording['ended-in-related-file']?.en)
  expect(shown).toContain('AFTE-RRRR')
  expect(shown).toContain(callAttemptOutcomeOptions.declined.en)
  expect(shown).toContain(callReopeningReasonOptions['they-asked'].en)
  // What answers a no does not answer a danger.
  const afterUnsafe = renderCalls({ ...afterNo, hasUnsafeCall: true })
  expect(afterUnsafe).not.toContain(callReopeningReasonOptions['they-asked'].en)
  expect(afterUnsafe).toContain(callReopeningReasonOptions['safety-reviewed'].en)
  expect(renderCalls(parentCalls)).not.toContain(callReopeningWording.reopen.en)
})

const stepLabels = [
  callingWording.requestAuthorisation.en,
  otherParentContactWording.open.en,
  callingWording.sheetOpen.en,
  callingWording.sheetLate.en,
]

it('offers the steps while somebody may be called, and its history', () => {
  const text = renderCalls(parentCalls)
  expect(text).toContain(otherParentContactWording.open.en)
  expect(text).toContain('Reached and interested')
})

it.each([
  ['could not be loaded', [[contactHoldsQuery(header.reference).queryKey, new ApiError({ code: 'error' })]]],
  ['are not there yet', []],
] as const)('offers nothing that contacts the other parent when the contact holds %s', (_, holds) => {
  const text = renderAtDesk(createElement(CallingPanel, { header }), [
    [authorisationsAndCallsQuery(header.reference).queryKey, { calls: [parentCalls] }],
    ...holds,
  ])
  expect(text).toContain(callingWording.holdsNotLoaded.en)
  expect(text).toContain('Reached and interested')
  for (const step of [...stepLabels, invitationWording.make.en]) expect(text).not.toContain(step)
  expect(text).not.toContain('<button')
})

it.each<[string, ParentCalls[]]>([
  ['both have come', [parentCalls, { ...untriedCalls, latest: undefined, side: 'other' }]],
  ['the other sent something', [{ ...parentCalls, gate: 'other-parent-came' }]],
])('shows the history without the steps once %s', (_, calls) => {
  const text = renderCalls(...calls)
  expect(text).toContain(callingWording.bothCame.en)
  expect(text).toContain('Reached and interested')
  expect(text).toContain('The other parent was invited')
  for (const step of stepLabels) expect(text).not.toContain(step)
  expect(text).not.toContain('<button')
})

it('says whose history it is when both have one, and nothing when there is none', () => {
  const two = renderCalls(parentCalls, { ...parentCalls, side: 'other' })
  expect(two).toContain(parentSideWording.initiating.en)
  expect(two).toContain(parentSideWording.other.en)
  const nothing: ParentCalls = { ...untriedCalls, latest: undefined }
  expect(renderCalls(nothing, { ...nothing, side: 'other' })).toBe('')
})

it('says that a file which came since needs a conflict review first, with the button for it', () => {
  expect(renderCalls({ ...parentCalls, gate: 'conflict-review-needed' })).toContain(
    gateShutReasonWording['conflict-review-needed']?.en,
  )
  const waiting: RelatedFiles = { relatedFiles: [relatedFile], callsShutBy: 'conflict-review-needed' }
  const text = renderRelatedFiles(waiting)
  expect(text).toContain(relatedFileReasonWording['conflict-review-needed'].en)
  expect(text).toContain(conflictReviewWording.repeatReview.en)
  const open = renderRelatedFiles({ ...waiting, callsShutBy: null })
  expect(open).not.toContain(conflictReviewWording.repeatReview.en)
  expect(open).not.toContain(relatedFileReasonWording['conflict-review-needed'].en)
  const assisting = { may: { ...header.may, callOtherParent: false } }
  expect(renderRelatedFiles(waiting, assisting)).not.toContain(conflictReviewWording.repeatReview.en)
})

it('says in which file an order is to be read, without a button: a review does not lift it', () => {
  expect(renderCalls({ ...parentCalls, gate: 'related-file-on-hold' })).toContain(
    gateShutReasonWording['related-file-on-hold']?.en,
  )
  const text = renderRelatedFiles({
    relatedFiles: [{ ...relatedFile, blockedBy: 'related-file-on-hold' }],
    callsShutBy: 'related-file-on-hold',
  })
  expect(text).toContain(relatedFileReasonWording['related-file-on-hold'].en)
  expect(text).not.toContain(conflictReviewWording.repeatReview.en)
})

it('tells a message that was not needed any more from one that failed', () => {
  const facts = { isStored: false, kind: 'invitation', emailProblem: null, createdAt: 1 } as const
  const message = { ...facts, id: 'one', outcome: 'failed' } as const
  const failed = renderMessage({ ...message, lastError: 'validation_error' })
  expect(failed).toContain('message-outcome--failed')
  const ended = renderMessage({ ...message, lastError: 'ended' })
  expect(ended).toContain('no longer needed')
  expect(ended).not.toMatch(/message-outcome--failed|Could not be sent/)
})

it('tells nobody that they may call while the call sheet can’t ask whether they may', () => {
  const { reference } = header
  const sheet = {
    ...{ authorisation: 'authorisation', isGateOpen: true, rules: [], callScript: [], message: null },
    ...{ language: 'en', neverSaid: [] },
  } as unknown as CallSheetData
  for (const [language, mayCall] of [
    ['en', 'You may call. 3 attempts are left.'],
    ['fr', 'Vous pouvez appeler. Il reste 3 tentatives.'],
  ] as const) {
    const render = (gate: unknown) =>
      renderAtDesk(
        createElement(CallSheetPage, { reference }),
        [
          [fileHeaderQuery(reference).queryKey, header],
          [authorisationsAndCallsQuery(reference).queryKey, { calls: [untriedCalls] }],
          [callSheetReadingQuery(reference).queryKey, sheet],
          [callGateQuery(reference, 'authorisation').queryKey, gate],
        ],
        language,
      )
    expect(render({ isGateOpen: true })).toContain(mayCall)
    const offline = render(new ApiError({ code: 'unreachable' }))
    expect(offline).toContain(gateStateWording.unknown[language])
    expect(offline).not.toContain(mayCall)
  }
})

it.each(['not-suitable', 'more-needed', 'not-screened', 'screening-due'] as const)(
  'says whom nobody calls, and with whom one may talk, so that neither is taken for the other: %s',
  (reason) => {
    const wording = gateShutReasonWording[reason]
    expect(wording?.en).toMatch(/^Nobody calls the other parent\b.* the parent who came to us/)
    expect(wording?.fr).toMatch(/^Personne n’appelle (encore )?l’autre parent.* le parent venu à nous/)
    // A file without a hold has the same reasons.
    expect(wording?.en).not.toContain('hold')
    expect(wording?.fr).not.toContain('suspension')
    // The next step of a file on hold says the same.
    expect(nextSteps['read-order'].reason.en).toContain('no contact with the other parent')
    expect(nextSteps['read-order'].reason.fr).toContain('aucun contact avec l’autre parent')
  },
)
