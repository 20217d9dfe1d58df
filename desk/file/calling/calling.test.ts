import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import type { FileDetails, ParentCalls, RelatedFileSummary } from '../../app/api-client.ts'
import { parentSideWording } from '../../app/wording.ts'
import { FileMailPanel } from '../file-mail.tsx'
import { RelatedFilesPanel } from '../related-files.tsx'
import { CallingPanel } from './calling.tsx'
import { callingWording, contactGateWording } from './wording.ts'

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
    expiresAt: Date.now() + 86_400_000,
    withdrawnAt: null,
    declinedAt: null,
    requestedBy: null,
    receiptHash: null,
  },
  earlier: [],
  gate: 'open',
  mayRequestAuthorisation: false,
  attemptsLeft: 3,
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
  invitations: [{ id: 'invitation', createdAt: 30, expiresAt: 40, endedAt: null, acceptedAt: null }],
  contactHolds: [],
}
const untriedCalls: ParentCalls = { ...parentCalls, earlier: [], callAttempts: [], invitations: [] }
const relatedFile: RelatedFileSummary = {
  reference: 'AFTE-RRRR',
  stage: 'new',
  createdAt: 5,
  relation: 'same-family',
  kinds: ['email'],
  isSameWriter: false,
  blockedBy: 'conflict-review-needed',
  lead: null,
  mayRead: false,
  mayMerge: false,
}
const file: FileDetails = {
  reference: 'K7Q4-9MX2',
  route: 'one-parent',
  stage: 'open',
  createdAt: 1,
  mergedInto: null,
  lead: robin,
  isLead: true,
  assistant: null,
  proposed: null,
  may: {
    read: true,
    content: true,
    merge: true,
    close: true,
    assign: true,
    requestReassignment: true,
    decideAssistance: true,
    callOtherParent: true,
    book: true,
  },
  locked: false,
  calls: [parentCalls],
  messages: [],
  relatedFiles: [],
  parents: [],
  latestAuthorisations: [],
  appointments: [],
  booking: { timeZone: 'America/Toronto', modes: [] },
  jointState: 'one-parent',
  hasUpcomingAppointment: false,
  timeRequests: [],
  contactability: [],
}

/** The markup of a panel for a file. */
const renderPanel = (panel: typeof CallingPanel, facts: Partial<FileDetails>): string =>
  renderToStaticMarkup(
    createElement(panel, { file: { ...file, ...facts }, language: 'en', onChange: vi.fn() }),
  )
const stepLabels = [
  callingWording.requestAuthorisation.en,
  callingWording.detailsOpen.en,
  callingWording.sheetOpen.en,
  callingWording.sheetLate.en,
]

it('offers the steps while somebody may be called, and its history', () => {
  const text = renderPanel(CallingPanel, {})
  expect(text).toContain(callingWording.detailsOpen.en)
  expect(text).toContain('Reached and interested')
})

it.each([
  ['both have come', [parentCalls, { ...untriedCalls, latest: undefined, side: 'other' }]],
  ['the other sent something', [{ ...parentCalls, gate: 'other-parent-came' }]],
] as const)('shows the history without the steps once %s', (_, both) => {
  const text = renderPanel(CallingPanel, { calls: both as unknown as FileDetails['calls'] })
  expect(text).toContain(callingWording.bothCame.en)
  expect(text).toContain('Reached and interested')
  expect(text).toContain('The other parent was invited')
  for (const step of stepLabels) expect(text).not.toContain(step)
  expect(text).not.toContain('<button')
})

it('says whose history it is when both have one, and nothing when there is none', () => {
  const two = renderPanel(CallingPanel, { calls: [parentCalls, { ...parentCalls, side: 'other' }] })
  expect(two).toContain(parentSideWording.initiating.en)
  expect(two).toContain(parentSideWording.other.en)
  const nothing = { ...untriedCalls, latest: undefined } as unknown as ParentCalls
  expect(renderPanel(CallingPanel, { calls: [nothing, { ...nothing, side: 'other' }] })).toBe('')
})

it('says that a file which came since needs a conflict review first, with the button for it', () => {
  const waiting = {
    relatedFiles: [relatedFile],
    calls: [{ ...parentCalls, gate: 'conflict-review-needed' } as const],
  }
  expect(renderPanel(CallingPanel, waiting)).toContain(contactGateWording['conflict-review-needed']?.en)
  const text = renderPanel(RelatedFilesPanel, waiting)
  expect(text).toContain(callingWording.relatedFileSinceReview.en)
  expect(text).toContain(callingWording.repeatReview.en)
  expect(renderPanel(RelatedFilesPanel, { relatedFiles: [relatedFile] })).not.toContain(
    callingWording.repeatReview.en,
  )
  const assisting = { ...waiting, may: { ...file.may, callOtherParent: false } }
  expect(renderPanel(RelatedFilesPanel, assisting)).not.toContain(callingWording.repeatReview.en)
})

it('says in which file an order is to be read, without a button: a review does not lift it', () => {
  const waiting = {
    relatedFiles: [{ ...relatedFile, blockedBy: 'related-file-on-hold' } as const],
    calls: [{ ...parentCalls, gate: 'related-file-on-hold' } as const],
  }
  expect(renderPanel(CallingPanel, waiting)).toContain(contactGateWording['related-file-on-hold']?.en)
  const text = renderPanel(RelatedFilesPanel, waiting)
  expect(text).toContain(callingWording.relatedFileContactHold.en)
  expect(text).not.toContain(callingWording.repeatReview.en)
})

it('tells a message that was not needed any more from one that failed', () => {
  const message = { kind: 'invitation', outcome: 'failed', createdAt: 1 } as const
  const failed = renderPanel(FileMailPanel, { messages: [{ ...message, lastError: 'validation_error' }] })
  expect(failed).toContain('message-outcome--failed')
  const ended = renderPanel(FileMailPanel, { messages: [{ ...message, lastError: 'ended' }] })
  expect(ended).toContain('no longer needed')
  expect(ended).not.toMatch(/message-outcome--failed|Could not be sent/)
})
