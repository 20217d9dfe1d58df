import { describe, expect, it, vi } from 'vitest'
import { firstAppointmentStatusWording } from '../../../content/file/booking-wording.ts'
import { intakeExamples } from '../../../content/forms/intake/examples.ts'
import { sentPageWording } from '../../../content/intake/page-wording.ts'
import { outsideProvincesWording } from '../../../content/outside-provinces.ts'
import { practice } from '../../../content/practice.ts'
import type { FormFields } from '../../../forms/form-fields.ts'
import { languages, localisePath } from '../../../forms/language.ts'
import {
  BOOKING_NOW,
  bookAppointmentThroughPages,
  CHANGEABLE_START,
  chooseOpeningOnPage,
  createBookingParent,
  createParentWithAppointment,
  insertAppointmentForParents,
} from '../../../tests/support/booking-actions.ts'
import { expectNoChange, queryRows } from '../../../tests/support/database-rows.ts'
import { insertFilesLedBy } from '../../../tests/support/file-rows.ts'
import {
  createNumberedFamilyFields,
  createParentWithDraft,
  declarationFields,
  sendIntake,
} from '../../../tests/support/intake-drafts.ts'
import { parseVisibleForms, parseVisiblePage } from '../../../tests/support/parse-page.ts'
import { expectRedirect } from '../../../tests/support/requests.ts'
import { setUpPortal } from '../../../tests/support/set-up-portal.ts'
import {
  createCountingD1,
  createVisitor,
  prepareDatabase,
  type Visitor,
} from '../../../tests/support/test-portal.ts'

setUpPortal({ now: BOOKING_NOW })

const { byConsent, byOneParent } = intakeExamples
const pickShownStates = (shown: ReadonlySet<string>) =>
  [
    'appointment-open',
    'appointment-unassigned',
    'appointment-held',
    'appointment-booked',
    'appointment-requested',
    'appointment-past',
  ].filter((slot) => shown.has(slot))

/** Sends an intake and gives the page that confirms it. */
async function sendIntakeForm(
  fields: FormFields = byOneParent.fields,
  language: (typeof languages)[number] = 'en',
) {
  const parent = await sendIntake(fields, language)
  return parent.get(localisePath(language, '/intake/sent/'))
}

describe('right after sending', () => {
  it.each(languages)('a button leads to the times, in %s', async (language) => {
    const page = await sendIntakeForm(byOneParent.fields, language)
    const offer = (await parseVisibleForms(page.clone())).find(({ fields }) => fields.then?.[0] === 'book')
    expect((await parseVisiblePage(page)).text).toContain(
      firstAppointmentStatusWording.sentLead[language].replace(/\s/g, ' '),
    )
    const parent = createVisitor()
    const answer = await parent.post(offer?.action ?? '', offer?.fields)
    const path = localisePath(language, '/file/book/')
    expectRedirect(answer, path)
    expect((await parseVisiblePage(await parent.get(path))).shown).toContain('booking-openings')
  })

  it('there is none for whoever joins the waiting list', async () => {
    for (const { id, capacity } of practice.coordinators) await insertFilesLedBy(id, capacity)
    const page = await parseVisiblePage(await sendIntakeForm())
    expect(page.shown).toContain('waiting')
    expect(page.shown).not.toContain('offer-booking')
  })

  it('there is none while no coordinator is chosen, and “Your file” says what to do, as the page of times does', async () => {
    const parent = await sendIntake({ ...byOneParent.fields, province: ['not-sure'] })
    const page = await parseVisiblePage(await parent.get('/intake/sent/'))
    expect(page.shown).toContain('received')
    expect(page.shown).not.toContain('offer-booking')
    await parent.post('/file/', { code: [page.slots.code?.trim() ?? ''] })
    expect(pickShownStates((await parseVisiblePage(await parent.get('/file/'))).shown)).toEqual([
      'appointment-unassigned',
    ])
    expect((await parseVisiblePage(await parent.get('/file/book/'))).shown).toContain('booking-later')
  })

  it.each(languages)(
    'promises no coordinator to a family whose children live where nobody works, on any page, in %s',
    async (language) => {
      const at = (path: string) => localisePath(language, path)
      const read = async (parent: Visitor, path: string) =>
        (await parseVisiblePage(await parent.get(at(path)))).text.replace(/\s+/g, ' ')
      const plain = (words: string) => words.replace(/\s+/g, ' ')
      const parent = await createParentWithDraft({ ...byOneParent.fields, province: ['elsewhere'] })
      const check = await read(parent, '/intake/check/')
      await parent.post(at('/intake/send/'), declarationFields)
      const sent = await parseVisiblePage(await parent.get(at('/intake/sent/')))
      await parent.post(at('/file/'), { code: [sent.slots.code?.trim() ?? ''] })
      const pages = [check, plain(sent.text), await read(parent, '/file/'), await read(parent, '/file/book/')]
      for (const page of pages) {
        expect(page).toContain(plain(outsideProvincesWording[0][language]))
        expect(page).not.toContain(plain(firstAppointmentStatusWording.unassigned[language]))
        expect(page).not.toContain(plain(sentPageWording.parts[0]?.lines[0]?.[language] ?? ''))
      }
    },
  )

  it.each(languages)('“Your file” shows the time that is held, while it is, in %s', async (language) => {
    const { parent, code } = await createBookingParent({ language })
    const read = async () => parseVisiblePage(await parent.get(localisePath(language, '/file/')))
    const plain = (text = '') => text.replace(/\s+/g, ' ')
    expect((await read()).shown).not.toContain('appointment-held')
    await chooseOpeningOnPage(parent, CHANGEABLE_START, {}, language)
    const page = await read()
    expect(page.shown).toContain('appointment-held')
    expect(plain(page.slots['held-when'])).toContain(
      { en: 'December 7, 2026', fr: '7 décembre 2026' }[language],
    )
    expect(plain(page.slots['held-until'])).toBe({ en: '10:10 a.m.', fr: '10 h 10' }[language])
    expect(page.links.map(({ href }) => href)).toContain(localisePath(language, '/file/book/check/'))
    // One thing leads on: the time that is held, not another choice.
    expect(page.shown).not.toContain('appointment-open')
    vi.setSystemTime(BOOKING_NOW + practice.holdMinutes * 60_000)
    await parent.post('/file/', { code: [code] })
    const after = await read()
    expect([after.shown.has('appointment-held'), after.shown.has('appointment-open')]).toEqual([false, true])
  })

  it.each(['one-parent', 'consent'])(
    'offers a family that nobody serves no call, no code, no joint session and no time, on any page, by the route %s',
    async (route) => {
      const fields = route === 'consent' ? byConsent.fields : byOneParent.fields
      const parent = await createParentWithDraft({ ...fields, route: [route], province: ['elsewhere'] })
      await parent.post('/intake/send/', declarationFields)
      const sent = await parseVisiblePage(await parent.get('/intake/sent/'))
      await parent.post('/file/', { code: [sent.slots.code?.trim() ?? ''] })
      const file = await parseVisiblePage(await parent.get('/file/'))
      const offers = [
        'offer-call',
        'offer-code',
        'offer-booking',
        'calling',
        'give-code',
        'joint-open',
        'first-talk',
      ]
      expect(offers.filter((slot) => sent.shown.has(slot) || file.shown.has(slot))).toEqual([])
      const paths = ['authorise', 'joining-code', 'joint-consent', 'book/request']
      for (const path of paths) expectRedirect(await parent.get(`/file/${path}/`), '/file/')
      await expectNoChange(303, () => parent.post('/file/joint-consent/', { agrees: ['yes'] }))
      // Once somebody took the file, everything is offered as it is to others.
      await queryRows("update parents set booking_coordinator_id = 'robin-ashdown'")
      const taken = await parseVisiblePage(await parent.get('/file/'))
      expect(taken.shown).toContain(route === 'consent' ? 'give-code' : 'calling')
      expect(taken.shown).toContain('joint-open')
    },
  )

  it('it does not depend on related files: neither whether, nor with whom', async () => {
    const { otherName = [] } = byOneParent.fields as FormFields
    const pages: string[] = []
    const leads: unknown[] = []
    for (const hasRelatedFile of [false, true]) {
      await prepareDatabase()
      // Creates an earlier accepted file that Robin leads, with or without the same other parent.
      const before = createNumberedFamilyFields(byOneParent.fields, 7)
      await sendIntakeForm(
        hasRelatedFile ? { ...before, legalName: otherName, phone: ['613-555-0177'] } : before,
      )
      await queryRows("update files set lead_coordinator_id = 'robin-ashdown', accepted_at = created_at")
      // Camille is equally busy, so that Robin comes first in the ranking.
      await insertFilesLedBy('camille-verdier', 1)
      const page = await sendIntakeForm({ ...byOneParent.fields, otherPhone: ['613-555-0177'] })
      const offer = (await parseVisibleForms(page)).find(({ fields }) => fields.then?.[0] === 'book')
      const parent = createVisitor()
      await parent.post('/file/', { ...offer?.fields })
      pages.push(await (await parent.get('/file/book/')).text())
      leads.push(
        await queryRows(
          'select lead_coordinator_id, booking_coordinator_id from files join parents on file_id = files.id where access_code_hash is not null order by files.rowid desc limit 1',
        ),
      )
    }
    expect(pages[0]).toContain('Robin Ashdown')
    expect(pages[1]).toBe(pages[0])
    expect(leads).toEqual([
      [{ lead_coordinator_id: 'robin-ashdown', booking_coordinator_id: 'robin-ashdown' }],
      [{ lead_coordinator_id: 'camille-verdier', booking_coordinator_id: 'robin-ashdown' }],
    ])
  })
})

describe('“Your file”', () => {
  const readShownStates = async (
    { parent }: Awaited<ReturnType<typeof createBookingParent>>,
    language = 'en' as const,
  ) => pickShownStates((await parseVisiblePage(await parent.get(localisePath(language, '/file/')))).shown)

  it('offers the first session, in one call to the database', async () => {
    const { DB, calls } = createCountingD1()
    const file = await createBookingParent({ overrides: { DB } })
    calls.length = 0
    expect(await readShownStates(file)).toEqual(['appointment-open'])
    expect(calls).toHaveLength(1)
  })

  it.each(languages)('says when it is, in their time zone, in %s', async (language) => {
    const { parent } = await createParentWithAppointment(
      CHANGEABLE_START,
      { timeZone: ['America/Vancouver'], language },
      { language },
    )
    const page = await parseVisiblePage(await parent.get(localisePath(language, '/file/')))
    expect(pickShownStates(page.shown)).toEqual(['appointment-booked'])
    expect(page.text).toContain(
      {
        en: 'Monday, December 7, 2026 12:00 p.m. to 1:00 p.m. Pacific time, UTC−07:00',
        fr: 'lundi 7 décembre 2026 12 h à 13 h Heure du Pacifique, UTC−07:00',
      }[language],
    )
    expect(page.links.map(({ href }) => href)).toContain(localisePath(language, '/file/appointment/'))
  })

  it.each([
    ['to come', ['appointment-booked'], CHANGEABLE_START, {}],
    ['under way', ['appointment-booked'], '2026-11-22T14:30Z', {}],
    ['behind them', ['appointment-past'], '2026-11-20T15:00Z', {}],
    ['they came to', ['appointment-past'], '2026-11-20T15:00Z', { outcome: 'attended' }],
    ['they missed', ['appointment-open'], '2026-11-20T15:00Z', { outcome: 'missed' }],
    [
      'cancelled',
      ['appointment-open'],
      CHANGEABLE_START,
      { cancelledAt: BOOKING_NOW, cancelledBy: 'robin-ashdown' },
    ],
    ['only held', ['appointment-held'], CHANGEABLE_START, { heldUntil: BOOKING_NOW + 1 }],
  ] as const)('knows a session %s', async (_, states, start, overrides) => {
    const file = await createBookingParent()
    await insertAppointmentForParents([file], Date.parse(start), overrides)
    expect(await readShownStates(file)).toEqual(states)
  })

  it('knows that they asked for a time, until a session is booked', async () => {
    const file = await createBookingParent()
    await file.parent.post('/file/book/request/', { preferredParts: ['any'], preferredTimes: [''] })
    expect(await readShownStates(file)).toEqual(['appointment-requested'])
    await bookAppointmentThroughPages(file.parent, CHANGEABLE_START)
    expect(await readShownStates(file)).toEqual(['appointment-booked'])
  })

  it.each(['waiting', 'closed'] as const)('speaks of no session while the file is %s', async (status) => {
    const file = await createBookingParent({ parent: { status } })
    expect(await readShownStates(file)).toEqual([])
  })
})
