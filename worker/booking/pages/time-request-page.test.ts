import { describe, expect, it, vi } from 'vitest'
import { bookingNoticeWording } from '../../../content/file/booking-notices.ts'
import { timeRequestPageWording } from '../../../content/file/booking-wording.ts'
import { bookingExamples } from '../../../content/forms/booking/examples.ts'
import { timeRequestSection } from '../../../content/forms/booking/index.ts'
import { newerPageWording } from '../../../content/site/form-notices.ts'
import { DAY_MS } from '../../../content/time/units.ts'
import { getFirstBrokenAuditSequence, listAuditRows } from '../../../db/audit.ts'
import { getSectionFields } from '../../../forms/example.ts'
import type { FormFields } from '../../../forms/form-fields.ts'
import { languages, localisePath } from '../../../forms/language.ts'
import {
  BOOKING_NOW,
  createBookingParent,
  insertAppointmentForParents,
} from '../../../tests/support/booking-actions.ts'
import { captureConsole } from '../../../tests/support/console-logs.ts'
import {
  changesNothing,
  countRows,
  expectNoChange,
  queryRows,
  selectAllTables,
} from '../../../tests/support/database-rows.ts'
import { composeFileNewsMessage } from '../../../tests/support/expected-messages.ts'
import { parseVisiblePage } from '../../../tests/support/parse-page.ts'
import { createD1ActingBefore, createFailingD1 } from '../../../tests/support/racing-databases.ts'
import { expectRedirect, pressFiftyTimes, withOtherBindings } from '../../../tests/support/requests.ts'
import { setUpPortal } from '../../../tests/support/set-up-portal.ts'
import {
  bindings,
  createCountingD1,
  createVisitor,
  openTestDatabase,
} from '../../../tests/support/test-portal.ts'
import { parseEnvironment } from '../../environment.ts'
import { unsealTimePreferences } from '../reserve/time-request.ts'

const env = parseEnvironment(bindings)
const PATH = '/file/book/request/'
const plain = getSectionFields(timeRequestSection, bookingExamples.plain.fields)
const full = getSectionFields(timeRequestSection, bookingExamples.full.fields)

const deliveries = setUpPortal({ now: BOOKING_NOW })

const listTimeRequestRows = () =>
  queryRows<{ id: string; parent_id: string; sealed_preferences: string; ended_at: number | null }>(
    'select id, parent_id, sealed_preferences, ended_at from time_requests order by rowid',
  )

describe('asking for a time', () => {
  it.each(languages)('seals what would suit, and shows it again to be changed, in %s', async (language) => {
    const { parent, parentId, fileId, reference } = await createBookingParent({ language })
    const path = localisePath(language, PATH)
    const empty = await parseVisiblePage(await changesNothing(() => parent.get(path)))
    expect(empty.heading).toBe(timeRequestPageWording.title[language])
    expect(empty.shown).not.toContain('requested')
    const answer = await parent.post(path, full)
    expectRedirect(answer, localisePath(language, '/file/'))
    const [row, ...more] = await listTimeRequestRows()
    expect([row?.parent_id, row?.ended_at, more]).toEqual([parentId, null, []])
    // The form itself, which is public, offers mornings.
    const { form_versions: _, ...tables } = await selectAllTables()
    expect(JSON.stringify(tables)).not.toMatch(/Tuesdays|mornings/)
    const { asked, answers } = await unsealTimePreferences(env, {
      id: row?.id ?? '',
      sealedPreferences: row?.sealed_preferences ?? '',
    })
    expect(answers).toEqual({
      preferredParts: ['mornings', 'evenings'],
      preferredWays: ['phone', 'in-person'],
      preferredTimes: 'Tuesdays after 6 p.m.\nNever on Wednesdays, when the children are with me.',
    })
    expect(asked.map(({ slug }) => slug)).toEqual(['request'])
    const chain = await listAuditRows(env.db, fileId)
    expect(await getFirstBrokenAuditSequence(openTestDatabase(), chain)).toBeUndefined()
    expect(chain.map(({ actor, action, detail }) => [actor, action, detail])).toEqual([
      ['parent', 'time_request_created', '{}'],
    ])
    const news = composeFileNewsMessage(
      { reference, news: 'time-requested', portalOrigin: env.portalOrigin },
      'en',
    )
    expect(deliveries.map(({ text }) => text)).toEqual([news.text])
    const again = await parseVisiblePage(await parent.get(path))
    expect(again.shown).toContain('requested')
    expect(again.filledFields).toMatchObject({
      preferredParts: ['mornings', 'evenings'],
      preferredWays: ['phone', 'in-person'],
      preferredTimes: full.preferredTimes,
    })
    expect((await parseVisiblePage(await parent.get(localisePath(language, '/file/')))).shown).toContain(
      'appointment-requested',
    )
  })

  it('is one call to the database to open, and two to send', async () => {
    const { DB, calls } = createCountingD1()
    const { parent } = await createBookingParent({ overrides: { DB } })
    await parent.post(PATH, plain)
    calls.length = 0
    await parent.get(PATH)
    expect(calls).toHaveLength(1)
    calls.length = 0
    await parent.post(PATH, full)
    expect(calls.filter((statements) => statements.length > 1)).toHaveLength(2)
  })

  it.each(['', 'an older one', undefined])(
    'shows what another tab sent beside what was typed, and keeps it (revision “%s”)',
    async (revision) => {
      const { parent } = await createBookingParent()
      await parent.post(PATH, full)
      const late = {
        ...plain,
        preferredTimes: ['Fridays'],
        revision: revision === undefined ? [] : [revision],
      }
      const page = await parseVisiblePage(await changesNothing(() => parent.post(PATH, late)))
      expect([page.status, page.summary?.notice]).toEqual([409, newerPageWording.changed.en])
      expect(page.messages.preferredTimes).toContain('Tuesdays after 6 p.m.')
      expect(page.filledFields.preferredTimes).toEqual(['Fridays'])
      expectRedirect(await parent.post(PATH, { ...late, revision: [page.revision ?? ''] }), '/file/')
      expect((await parseVisiblePage(await parent.get(PATH))).filledFields.preferredTimes).toEqual([
        'Fridays',
      ])
    },
  )

  it('fifty times, at once and one after another, is asking once with one mail', async () => {
    const { parent } = await createBookingParent()
    await pressFiftyTimes(() => parent.post(PATH, full), '/file/')
    expect([await countRows('time_requests'), await countRows('audit_events'), deliveries.length]).toEqual([
      1, 1, 1,
    ])
  })

  it('anew takes the place of what was asked before', async () => {
    const { parent } = await createBookingParent()
    await parent.post(PATH, plain)
    vi.setSystemTime(BOOKING_NOW + 60_000)
    await parent.post(PATH, full)
    expect((await listTimeRequestRows()).map(({ ended_at }) => ended_at)).toEqual([
      BOOKING_NOW + 60_000,
      null,
    ])
    expect(deliveries).toHaveLength(2)
  })

  it('comes back with what there is to mend and everything typed', async () => {
    const { parent } = await createBookingParent()
    const mistakes: FormFields = {
      ...getSectionFields(timeRequestSection, bookingExamples.mistakes.fields),
      preferredParts: [],
    }
    const answer = await expectNoChange(422, () => parent.post(PATH, mistakes))
    const page = await parseVisiblePage(answer)
    expect(page.title).toMatch(/^Error: /)
    expect(page.summary?.problems.map(({ href }) => href)).toEqual([
      '#preferredParts',
      '#preferredWays',
      '#preferredTimes',
    ])
    expect(page.filledFields.preferredTimes).toEqual(mistakes.preferredTimes)
  })

  it('is refused with a field given twice, and comes back with everything typed', async () => {
    const { parent } = await createBookingParent()
    const answer = await expectNoChange(400, () =>
      parent.post(PATH, { ...full, preferredTimes: [...(full.preferredTimes ?? []), 'x'] }),
    )
    const page = await parseVisiblePage(answer)
    expect(page.summary?.notice).toBe(bookingNoticeWording.notAsExpected.en)
    expect(page.filledFields.preferredTimes).toEqual(full.preferredTimes)
  })

  it('comes back to be sent again when the file was closed meanwhile', async () => {
    const { code } = await createBookingParent()
    const parent = createVisitor()
    const answer = await expectNoChange(410, () => parent.post(PATH, full))
    const page = await parseVisiblePage(answer)
    expect(page.summary?.notice).toBe(bookingNoticeWording.fileClosed.en)
    await parent.post('/file/', { code: [code] })
    expect((await parent.post(PATH, page.filledFields)).status).toBe(303)
    expect(await countRows('time_requests')).toBe(1)
  })

  const taken = 'UNIQUE constraint failed: audit_events.file_id, audit_events.sequence'
  it.each([
    ['when the database fails before anything is read', 500, createFailingD1(/./)],
    ['when the database fails while it is saved', 500, createFailingD1(/insert into "time_requests"/)],
    ['while too many write to the file', 503, createFailingD1(/insert into "audit_events"/, taken)],
  ] as const)('comes back to be sent again %s', async (_, status, DB) => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    const { parent } = await createBookingParent()
    const unlucky = withOtherBindings(parent, { DB })
    const answer = await expectNoChange(status, () => unlucky.post(PATH, full))
    const page = await parseVisiblePage(answer)
    expect(page.summary?.notice).toBe(bookingNoticeWording.notSent.en)
    expect(page.filledFields.preferredTimes).toEqual(full.preferredTimes)
    expect((await parent.post(PATH, page.filledFields)).status).toBe(303)
  })

  it('is not for whoever has their first session behind them', async () => {
    const file = await createBookingParent()
    await insertAppointmentForParents([file], BOOKING_NOW - DAY_MS)
    await changesNothing(async () => {
      for (const answer of [await file.parent.get(PATH), await file.parent.post(PATH, full)]) {
        expect(answer.headers.get('Location')).toBe('/file/')
      }
    })
  })

  it('comes to nothing in a file that closes in the same moment', async () => {
    const { parent } = await createBookingParent()
    const DB = createD1ActingBefore(/insert into "time_requests"/, () =>
      queryRows("update files set stage = 'closed'"),
    )
    const visitor = withOtherBindings(parent, { DB })
    await visitor.post(PATH, full)
    expect([await countRows('time_requests'), await countRows('audit_events'), deliveries]).toEqual([
      0,
      0,
      [],
    ])
  })

  it('leaves nothing of it in the log', async () => {
    const logs = captureConsole()
    const { parent } = await createBookingParent()
    await parent.post(PATH, full)
    await parent.post(PATH, { ...full, preferredParts: ['weekends'] })
    expect(logs.lines.join('\n')).not.toMatch(/Tuesdays|mornings|weekends/)
    expect(
      logs.eventsNamed('section_rejected').map(({ section, questions }) => [section, questions]),
    ).toEqual([['request', ['preferredParts']]])
  })
})
