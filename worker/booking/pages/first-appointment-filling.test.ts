import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ownSession } from '../../../content/booking/page-wording.ts'
import { intakeExamples } from '../../../content/forms/intake/examples.ts'
import { practice } from '../../../content/practice.ts'
import { languages, pathIn } from '../../../forms/language.ts'
import type { Fields } from '../../../forms/questions/question-base.ts'
import { books, FAR, hasSession, NOW, parentWhoBooks } from '../../../tests/support/booking-actions.ts'
import { rows } from '../../../tests/support/database-rows.ts'
import { declared, otherFamily, parentWithDraft } from '../../../tests/support/intake-drafts.ts'
import { mailProvider } from '../../../tests/support/mock-mail-provider.ts'
import { formsSeen, seenPage } from '../../../tests/support/parse-visible-page.ts'
import { countingD1, prepareDatabase, visit } from '../../../tests/support/test-portal.ts'

beforeEach(async () => {
  vi.setSystemTime(NOW)
  await prepareDatabase()
  mailProvider()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const { byOneParent } = intakeExamples
const shownStates = (shown: ReadonlySet<string>) =>
  ['session-open', 'session-booked', 'session-requested', 'session-past'].filter((slot) => shown.has(slot))

/** Sends an intake; gives the page that confirms it. */
async function sent(fields: Fields = byOneParent.fields, language: (typeof languages)[number] = 'en') {
  const parent = await parentWithDraft(fields, language)
  expect((await parent.post(pathIn(language, '/intake/send/'), declared)).status).toBe(303)
  return parent.get(pathIn(language, '/intake/sent/'))
}

describe('right after sending', () => {
  it.each(languages)('a button leads to the times, in %s', async (language) => {
    const page = await sent(byOneParent.fields, language)
    const offer = (await formsSeen(page.clone())).find(({ fields }) => fields.then?.[0] === 'book')
    expect((await seenPage(page)).text).toContain(ownSession.sentLead[language].replace(/\s/g, ' '))
    const parent = visit()
    const answer = await parent.post(offer?.action ?? '', offer?.fields)
    const path = pathIn(language, '/file/book/')
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, path])
    expect((await seenPage(await parent.get(path))).shown).toContain('booking-openings')
  })

  it('there is none for whoever joins the waiting list', async () => {
    for (const { id, capacity } of practice.coordinators) {
      for (let index = 0; index < capacity; index++) {
        await rows(
          "insert into files (id, reference, route, stage, lead_coordinator, opened_at) values (?, ?, 'consent', 'open', ?, 0)",
          `${id} ${index}`,
          `${id} ${index}`,
          id,
        )
      }
    }
    const page = await seenPage(await sent())
    expect(page.shown).toContain('waiting')
    expect(page.shown).not.toContain('offer-booking')
  })

  it('it hangs on nobody who is known to the practice: neither whether, nor with whom', async () => {
    const { otherName = [] } = byOneParent.fields as Fields
    const pages: string[] = []
    const leads: unknown[] = []
    for (const known of [false, true]) {
      await prepareDatabase()
      // Somebody's file before, of which Robin knows the other parent or does not.
      const before = otherFamily(byOneParent.fields, 7)
      await sent(known ? { ...before, legalName: otherName, phone: ['613-555-0177'] } : before)
      await rows("update files set lead_coordinator = 'robin-ashdown'")
      // Camille is as busy, so that Robin comes first in the ranking.
      await rows(
        "insert into files (id, reference, route, stage, lead_coordinator, opened_at) values ('x', 'x', 'consent', 'open', 'camille-verdier', 0)",
      )
      const page = await sent({ ...byOneParent.fields, otherPhone: ['613-555-0177'] })
      const offer = (await formsSeen(page)).find(({ fields }) => fields.then?.[0] === 'book')
      const parent = visit()
      await parent.post('/file/', { ...offer?.fields })
      pages.push(await (await parent.get('/file/book/')).text())
      leads.push(
        await rows(
          'select lead_coordinator, books_with from files join parents on file_id = files.id where access_id is not null order by files.rowid desc limit 1',
        ),
      )
    }
    expect(pages[0]).toContain('Robin Ashdown')
    expect(pages[1]).toBe(pages[0])
    expect(leads).toEqual([
      [{ lead_coordinator: 'robin-ashdown', books_with: 'robin-ashdown' }],
      [{ lead_coordinator: 'camille-verdier', books_with: 'robin-ashdown' }],
    ])
  })
})

describe('“Your file”', () => {
  const stateOf = async ({ parent }: Awaited<ReturnType<typeof parentWhoBooks>>, language = 'en' as const) =>
    shownStates((await seenPage(await parent.get(pathIn(language, '/file/yours/')))).shown)

  it('offers the first session, in one call to the database', async () => {
    const { DB, calls } = countingD1()
    const file = await parentWhoBooks({ overrides: { DB } })
    calls.length = 0
    expect(await stateOf(file)).toEqual(['session-open'])
    expect(calls).toHaveLength(1)
  })

  it.each(languages)('says when it is, in their time zone, in %s', async (language) => {
    const { parent } = await parentWhoBooks({ language })
    await books(parent, FAR, { timeZone: ['America/Vancouver'], language })
    const page = await seenPage(await parent.get(pathIn(language, '/file/yours/')))
    expect(shownStates(page.shown)).toEqual(['session-booked'])
    expect(page.text).toContain(
      {
        en: 'Monday, December 7, 2026, 12:00 p.m., Pacific time (Vancouver, Victoria), UTC−07:00',
        fr: 'lundi 7 décembre 2026, 12 h 00, heure du Pacifique (Vancouver, Victoria), UTC−07:00',
      }[language],
    )
    expect(page.links.map(({ href }) => href)).toContain(pathIn(language, '/file/appointment/'))
  })

  it.each([
    ['to come', ['session-booked'], FAR, {}],
    ['under way', ['session-booked'], '2026-11-22T14:30Z', {}],
    ['behind them', ['session-past'], '2026-11-20T15:00Z', {}],
    ['they came to', ['session-past'], '2026-11-20T15:00Z', { outcome: 'attended' }],
    ['they missed', ['session-open'], '2026-11-20T15:00Z', { outcome: 'missed' }],
    ['cancelled', ['session-open'], FAR, { cancelledAt: NOW, cancelledBy: 'robin-ashdown' }],
    ['only kept', ['session-open'], FAR, { keptUntil: NOW + 1 }],
  ] as const)('knows a session %s', async (_, states, start, overrides) => {
    const file = await parentWhoBooks()
    await hasSession([file], Date.parse(start), overrides)
    expect(await stateOf(file)).toEqual(states)
  })

  it('knows that they asked for a time, until a session is booked', async () => {
    const file = await parentWhoBooks()
    await file.parent.post('/file/book/request/', { preferredParts: ['any'], preferredTimes: [''] })
    expect(await stateOf(file)).toEqual(['session-requested'])
    await books(file.parent, FAR)
    expect(await stateOf(file)).toEqual(['session-booked'])
  })

  it.each(['waiting', 'closed'] as const)('speaks of no session while the file is %s', async (standing) => {
    const file = await parentWhoBooks({ parent: { standing } })
    expect(await stateOf(file)).toEqual([])
  })
})
