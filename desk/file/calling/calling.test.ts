import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import type { Calling as CallingFacts, KnownFile, OpenedFile } from '../../app/api-client.ts'
import { sides } from '../../app/wording.ts'
import { FileMail } from '../file-mail.tsx'
import { KnownFiles } from '../related-files.tsx'
import { Calling } from './calling.tsx'
import { callWords, gates } from './wording.ts'

const robin = { id: 'robin-ashdown', name: 'Robin Ashdown' }
const calling: CallingFacts = {
  side: 'initiating',
  language: 'en',
  reference: 'K7Q4-9MX2',
  latest: {
    id: 'word',
    state: 'in-force',
    madeAt: 10,
    grantedAt: 10,
    expiresAt: Date.now() + 86_400_000,
    withdrawnAt: null,
    declinedAt: null,
    askedBy: null,
    receiptHash: null,
  },
  earlier: [],
  gate: 'open',
  mayBeAsked: false,
  attemptsLeft: 3,
  attempts: [
    {
      id: 'call',
      attemptedAt: 20,
      recordedAt: 21,
      by: robin,
      channel: 'phone',
      outcome: 'interested',
      nextStep: 'invite',
    },
  ],
  invitations: [{ id: 'way in', invitedAt: 30, expiresAt: 40, endedAt: null, usedAt: null }],
  freezes: [],
}
const silent: CallingFacts = { ...calling, earlier: [], attempts: [], invitations: [] }
const known: KnownFile = {
  reference: 'AFTE-RRRR',
  stage: 'new',
  openedAt: 5,
  relation: 'same-family',
  kinds: ['email'],
  sameWriter: false,
  bars: 'came-since',
  lead: null,
  mayRead: false,
  mayJoin: false,
}
const file: OpenedFile = {
  reference: 'K7Q4-9MX2',
  route: 'one-parent',
  stage: 'open',
  openedAt: 1,
  joinedInto: null,
  lead: robin,
  mine: true,
  assistant: null,
  proposed: null,
  may: {
    read: true,
    content: true,
    join: true,
    close: true,
    assign: true,
    passOn: true,
    decideAssistance: true,
    approach: true,
    book: true,
  },
  closed: false,
  calling: [calling],
  mail: [],
  known: [],
  parents: [],
  authorised: [],
  sessions: [],
  booking: { timeZone: 'America/Toronto', ways: [] },
  joint: 'one-parent',
  sessionToCome: false,
  wishes: [],
  reach: [],
}

/** What a part of the page says of a file. */
const shown = (part: typeof Calling, facts: Partial<OpenedFile>): string =>
  renderToStaticMarkup(
    createElement(part, { file: { ...file, ...facts }, language: 'en', onChange: vi.fn() }),
  )
const steps = [callWords.ask.en, callWords.detailsOpen.en, callWords.sheetOpen.en, callWords.sheetLate.en]

it('offers the steps while somebody may be called, and its history', () => {
  const text = shown(Calling, {})
  expect(text).toContain(callWords.detailsOpen.en)
  expect(text).toContain('Reached and interested')
})

it.each([
  ['both have a standing', [calling, { ...silent, latest: undefined, side: 'other' }]],
  ['the other sent something', [{ ...calling, gate: 'other-is-here' }]],
] as const)('keeps the history without the steps once %s', (_, both) => {
  const text = shown(Calling, { calling: both as unknown as OpenedFile['calling'] })
  expect(text).toContain(callWords.bothCame.en)
  expect(text).toContain('Reached and interested')
  expect(text).toContain('The other parent was invited')
  for (const step of steps) expect(text).not.toContain(step)
  expect(text).not.toContain('<button')
})

it('says whose history it is when both have one, and nothing when there is none', () => {
  const two = shown(Calling, { calling: [calling, { ...calling, side: 'other' }] })
  expect(two).toContain(sides.initiating.en)
  expect(two).toContain(sides.other.en)
  const nothing = { ...silent, latest: undefined } as unknown as CallingFacts
  expect(shown(Calling, { calling: [nothing, { ...nothing, side: 'other' }] })).toBe('')
})

it('says that a file which came since is to be looked at first, with the button for it', () => {
  const waiting = { known: [known], calling: [{ ...calling, gate: 'known-elsewhere' } as const] }
  expect(shown(Calling, waiting)).toContain(gates['known-elsewhere']?.en)
  const text = shown(KnownFiles, waiting)
  expect(text).toContain(callWords.cameSince.en)
  expect(text).toContain(callWords.looked.en)
  expect(shown(KnownFiles, { known: [known] })).not.toContain(callWords.looked.en)
  const assisting = { ...waiting, may: { ...file.may, approach: false } }
  expect(shown(KnownFiles, assisting)).not.toContain(callWords.looked.en)
})

it('says in which file an order is to be read, without a button: looking does not lift it', () => {
  const waiting = {
    known: [{ ...known, bars: 'frozen' } as const],
    calling: [{ ...calling, gate: 'frozen-elsewhere' } as const],
  }
  expect(shown(Calling, waiting)).toContain(gates['frozen-elsewhere']?.en)
  const text = shown(KnownFiles, waiting)
  expect(text).toContain(callWords.frozenThere.en)
  expect(text).not.toContain(callWords.looked.en)
})

it('tells mail that was not needed any more from mail that failed', () => {
  const mail = { kind: 'invitation', outcome: 'failed', createdAt: 1 } as const
  const failed = shown(FileMail, { mail: [{ ...mail, lastError: 'validation_error' }] })
  expect(failed).toContain('mail--failed')
  const ended = shown(FileMail, { mail: [{ ...mail, lastError: 'ended' }] })
  expect(ended).toContain('no longer needed')
  expect(ended).not.toMatch(/mail--failed|Could not be sent/)
})
