import { createElement } from 'react'
import { expect, it } from 'vitest'
import {
  chosenHoldReasonOptions,
  contactHoldReasonOptions,
} from '../../../content/authorisation/order-readings.ts'
import { renderAtDesk } from '../../app/render-at-desk.fixture.tsx'
import { type ContactHoldFacts, type ContactHolds, contactHoldsQuery, type FileHeader } from '../queries.ts'
import { ContactHoldsPanel } from './contact-holds.tsx'
import { collectContactHoldEvents } from './hold-history.tsx'
import { toNewOrderReading } from './typed-order-reading.ts'
import { contactHoldsWording } from './wording.ts'

const robin = { id: 'robin-ashdown', name: 'Robin Ashdown' }
const placed: ContactHoldFacts = {
  id: 'first',
  side: 'initiating',
  reportedIn: 'intake',
  reportedAt: 10,
  placedBy: null,
  placedReason: null,
  orderReadingId: null,
  finding: null,
  orderReadAt: null,
  orderReadBy: null,
  liftedAt: null,
}
const lifted: ContactHoldFacts = {
  ...placed,
  orderReadingId: 'reading',
  finding: 'nothing-forbids',
  orderReadAt: 20,
  orderReadBy: robin,
  liftedAt: 20,
}
const reading = {
  id: 'reading',
  readAt: 20,
  readBy: robin,
  finding: 'nothing-forbids',
  document: 'family-order',
  expiresOn: '2027-03-31',
} as const

const header = {
  reference: 'K7Q4-9MX2',
  stage: 'open',
  mergedInto: null,
  people: null,
  participants: ['initiating'],
  withdrawals: [],
  safeguarded: [],
  may: { callOtherParent: true, putBackContactHold: true },
} as unknown as FileHeader

const renderPanel = (holds: ContactHolds, may = header.may) =>
  renderAtDesk(createElement(ContactHoldsPanel, { header: { ...header, may } }), [
    [contactHoldsQuery(header.reference).queryKey, holds],
  ])

it('offers to put back a hold that was lifted, and none that is active', () => {
  const shown = renderPanel({ contactHolds: [lifted], orderReadings: [reading] })
  expect(shown).toContain(contactHoldsWording.noHold.en)
  expect(shown).toContain(contactHoldsWording.putBack.en)
  const putBack: ContactHoldFacts = {
    ...placed,
    id: 'second',
    reportedIn: 'desk',
    reportedAt: 30,
    placedBy: robin,
    placedReason: 'lifted-by-mistake',
  }
  const active = renderPanel({ contactHolds: [putBack, lifted], orderReadings: [reading] })
  expect(active).not.toContain(contactHoldsWording.putBack.en)
  expect(active).toContain('Robin Ashdown put the hold back: It was lifted by mistake')
  expect(
    renderPanel(
      { contactHolds: [lifted], orderReadings: [reading] },
      { ...header.may, putBackContactHold: false },
    ),
  ).not.toContain(contactHoldsWording.putBack.en)
})

it('says of a hold after a restore what to do, of nobody, and offers its reason to nobody', () => {
  const held = { ...placed, reportedIn: 'desk', placedReason: 'restored-from-backup' } as const
  const reason = contactHoldReasonOptions['restored-from-backup'].en
  const active = renderPanel({ contactHolds: [{ ...held, placedBy: robin }], orderReadings: [] })
  expect(active).toContain(reason)
  expect(active).not.toContain('put the hold back')
  const after = renderPanel({ contactHolds: [lifted], orderReadings: [reading] })
  expect(after).toContain(chosenHoldReasonOptions['lifted-by-mistake'].en)
  expect(after).not.toContain(reason)
})

it('says that an order forbids contact, not that one has to be read', () => {
  const forbidden = { ...placed, finding: 'forbids', orderReadAt: 20, orderReadBy: robin } as const
  const shown = renderPanel({ contactHolds: [forbidden], orderReadings: [] })
  expect(shown).toContain(contactHoldsWording.forbidsTitle.en)
  expect(shown).not.toContain(contactHoldsWording.title.en)
})

it('tells the history of the holds, newest first, with what was read once that is known', () => {
  const holds = { contactHolds: [lifted], orderReadings: [reading] }
  const describe = (documents: Parameters<typeof collectContactHoldEvents>[1]) =>
    collectContactHoldEvents(holds, documents).map(({ description }) => description.en)
  expect(describe([])[0]).toBe(
    'Robin Ashdown read the order: nothing in it forbids the call · Another family court order · last day: 2027-03-31',
  )
  expect(describe([{ readingId: 'reading', court: 'Toronto', date: '2026-05-04' }])[0]).toContain(
    'Toronto · 2026-05-04',
  )
  expect(describe([])).toHaveLength(2)
})

it('lifts nothing before it is said what was read, and confirmed', () => {
  const nothing = { court: '', date: '', expiresOn: '', isConfirmed: false }
  const steps = [
    [{}, 'finding'],
    [{ finding: 'nothing-forbids' }, 'document'],
    [{ document: 'family-order' }, 'court'],
    [{ court: '\u200b \u3164' }, 'court'],
    [{ court: 'Toronto' }, 'date'],
    [{ date: '2026-05-04', expiresOn: '2025-01-01' }, 'expiresOn'],
    [{ expiresOn: '2026-05-03' }, 'expiresOn'],
    [{ expiresOn: '2026-05-04' }, 'confirmation'],
    [{ expiresOn: '' }, 'confirmation'],
  ] as const
  let typed = nothing
  for (const [step, missing] of steps) {
    typed = { ...typed, ...step }
    expect(toNewOrderReading(typed, 1)).toEqual({ missing })
  }
  expect(toNewOrderReading({ ...typed, isConfirmed: true }, 1)).toMatchObject({
    reading: { isConfirmed: true, read: { court: 'Toronto', expiresOn: null } },
  })
  expect(toNewOrderReading({ ...nothing, finding: 'forbids' }, 1)).toEqual({
    reading: { finding: 'forbids', reportedUntil: 1, read: null },
  })
})
