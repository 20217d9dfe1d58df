import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bookingNotices, requestPage } from '../../../content/booking/page-wording.ts'
import { bookingExamples } from '../../../content/forms/booking/examples.ts'
import { request } from '../../../content/forms/booking/index.ts'
import { fileNewsMail } from '../../../content/mail/file-news-message.ts'
import { brokenAt, readAudit } from '../../../db/audit.ts'
import { fieldsOf } from '../../../forms/example.ts'
import { languages, pathIn } from '../../../forms/language.ts'
import type { Fields } from '../../../forms/questions/question-base.ts'
import { hasSession, NOW, parentWhoBooks } from '../../../tests/support/booking-actions.ts'
import { watchLogs } from '../../../tests/support/console-logs.ts'
import { changesNothing, count, everyRow, rows } from '../../../tests/support/database-rows.ts'
import { type Delivery, mailProvider } from '../../../tests/support/mock-mail-provider.ts'
import { seenPage } from '../../../tests/support/parse-visible-page.ts'
import {
  bindings,
  countingD1,
  prepareDatabase,
  visit,
  watchedD1,
} from '../../../tests/support/test-portal.ts'
import { environment } from '../../environment.ts'
import { openWanted } from '../reserve/time-request.ts'

let deliveries: Delivery[]
const env = environment(bindings)
const PATH = '/file/book/request/'
const plain = fieldsOf(request, bookingExamples.plain.fields)
const full = fieldsOf(request, bookingExamples.full.fields)

beforeEach(async () => {
  vi.setSystemTime(NOW)
  await prepareDatabase()
  deliveries = mailProvider()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const requests = () =>
  rows<{ id: string; parent_id: string; wanted: string; ended_at: number | null }>(
    'select id, parent_id, wanted, ended_at from time_requests order by rowid',
  )

describe('asking for a time', () => {
  it.each(languages)(
    'keeps in the seal what would suit, and shows it again to be changed, in %s',
    async (language) => {
      const { parent, parentId, fileId, reference } = await parentWhoBooks({ language })
      const path = pathIn(language, PATH)
      const empty = await seenPage(await changesNothing(() => parent.get(path)))
      expect(empty.heading).toBe(requestPage.title[language])
      expect(empty.shown).not.toContain('requested')
      const answer = await parent.post(path, full)
      expect([answer.status, answer.headers.get('Location')]).toEqual([303, pathIn(language, '/file/yours/')])
      const [row, ...more] = await requests()
      expect([row?.parent_id, row?.ended_at, more]).toEqual([parentId, null, []])
      expect(JSON.stringify(await everyRow())).not.toMatch(/Tuesdays|mornings/)
      const { asked, answers } = await openWanted(env, { id: row?.id ?? '', wanted: row?.wanted ?? '' })
      expect(answers).toEqual({
        preferredParts: ['mornings', 'evenings'],
        preferredWays: ['phone', 'in-person'],
        preferredTimes: 'Tuesdays after 6 p.m.\nNever on Wednesdays, when the children are with me.',
      })
      expect(asked.map(({ slug }) => slug)).toEqual(['request'])
      const chain = await readAudit(env.db, fileId)
      expect(await brokenAt(chain)).toBeUndefined()
      expect(chain.map(({ actor, action, detail }) => [actor, action, detail])).toEqual([
        ['parent', 'times_requested', '{}'],
      ])
      const news = fileNewsMail({ reference, news: 'times-requested', portalOrigin: env.portalOrigin }, 'en')
      expect(deliveries.map(({ text }) => text)).toEqual([news.text])
      const again = await seenPage(await parent.get(path))
      expect(again.shown).toContain('requested')
      expect(again.filled).toMatchObject({
        preferredParts: ['mornings', 'evenings'],
        preferredWays: ['phone', 'in-person'],
        preferredTimes: full.preferredTimes,
      })
      expect((await seenPage(await parent.get(pathIn(language, '/file/yours/')))).shown).toContain(
        'session-requested',
      )
    },
  )

  it('is one call to the database to open, and two to send', async () => {
    const { DB, calls } = countingD1()
    const { parent } = await parentWhoBooks({ overrides: { DB } })
    await parent.post(PATH, plain)
    calls.length = 0
    await parent.get(PATH)
    expect(calls).toHaveLength(1)
    calls.length = 0
    await parent.post(PATH, full)
    expect(calls.filter((statements) => statements.length > 1)).toHaveLength(2)
  })

  it('fifty times, at once and one after another, is asking once with one mail', async () => {
    const { parent } = await parentWhoBooks()
    const press = async () => {
      const { status, headers } = await parent.post(PATH, full)
      return `${status} ${headers.get('Location')}`
    }
    const answers = new Set(await Promise.all(Array.from({ length: 25 }, press)))
    await changesNothing(async () => {
      for (let times = 0; times < 25; times++) answers.add(await press())
    })
    expect([...answers]).toEqual(['303 /file/yours/'])
    expect([await count('time_requests'), await count('audit_events'), deliveries.length]).toEqual([1, 1, 1])
  })

  it('anew takes the place of what was asked before', async () => {
    const { parent } = await parentWhoBooks()
    await parent.post(PATH, plain)
    vi.setSystemTime(NOW + 60_000)
    await parent.post(PATH, full)
    expect((await requests()).map(({ ended_at }) => ended_at)).toEqual([NOW + 60_000, null])
    expect(deliveries).toHaveLength(2)
  })

  it('comes back with what there is to mend, everything typed kept', async () => {
    const { parent } = await parentWhoBooks()
    const mistakes: Fields = { ...fieldsOf(request, bookingExamples.mistakes.fields), preferredParts: [] }
    const answer = await changesNothing(() => parent.post(PATH, mistakes))
    expect(answer.status).toBe(422)
    const page = await seenPage(answer)
    expect(page.title).toMatch(/^Error: /)
    expect(page.summary?.problems.map(({ href }) => href)).toEqual([
      '#preferredParts',
      '#preferredWays',
      '#preferredTimes',
    ])
    expect(page.filled.preferredTimes).toEqual(mistakes.preferredTimes)
  })

  it('is refused with a field of their own, everything typed kept', async () => {
    const { parent } = await parentWhoBooks()
    const answer = await changesNothing(() => parent.post(PATH, { ...full, coordinator: ['x'] }))
    expect(answer.status).toBe(400)
    const page = await seenPage(answer)
    expect(page.summary?.notice).toBe(bookingNotices.notAsExpected.en)
    expect(page.filled.preferredTimes).toEqual(full.preferredTimes)
  })

  it('comes back to be sent again when the file was closed meanwhile', async () => {
    const { code } = await parentWhoBooks()
    const parent = visit()
    const answer = await changesNothing(() => parent.post(PATH, full))
    expect(answer.status).toBe(410)
    const page = await seenPage(answer)
    expect(page.summary?.notice).toBe(bookingNotices.fileClosed.en)
    await parent.post('/file/', { code: [code] })
    expect((await parent.post(PATH, page.filled)).status).toBe(303)
    expect(await count('time_requests')).toBe(1)
  })

  it.each([
    ['before anything is read', () => true],
    [
      'while it is kept',
      (statements: readonly string[]) => statements.some((sql) => /insert into time_requests/.test(sql)),
    ],
  ] as const)('comes back to be sent again when the database fails %s', async (_, fails) => {
    const { parent } = await parentWhoBooks()
    const DB = watchedD1(async (statements, go) => {
      if (fails(statements)) throw new Error('No answer')
      return go()
    })
    const unlucky = visit({ DB })
    unlucky.cookie = parent.cookie
    const answer = await changesNothing(() => unlucky.post(PATH, full))
    expect(answer.status).toBe(500)
    const page = await seenPage(answer)
    expect(page.summary?.notice).toBe(bookingNotices.notSent.en)
    expect(page.filled.preferredTimes).toEqual(full.preferredTimes)
    expect((await parent.post(PATH, page.filled)).status).toBe(303)
  })

  it('is not for whoever has their first session behind them', async () => {
    const file = await parentWhoBooks()
    await hasSession([file], NOW - 86_400_000)
    await changesNothing(async () => {
      for (const answer of [await file.parent.get(PATH), await file.parent.post(PATH, full)]) {
        expect(answer.headers.get('Location')).toBe('/file/yours/')
      }
    })
  })

  it('comes to nothing in a file that closes in the same moment', async () => {
    const { parent } = await parentWhoBooks()
    const DB = watchedD1(async (statements, go) => {
      if (statements.some((sql) => /insert into time_requests/.test(sql)))
        await rows("update files set stage = 'closed'")
      return go()
    })
    const visitor = visit({ DB })
    visitor.cookie = parent.cookie
    await visitor.post(PATH, full)
    expect([await count('time_requests'), await count('audit_events'), deliveries]).toEqual([0, 0, []])
  })

  it('leaves nothing of it in the log', async () => {
    const logs = watchLogs()
    const { parent } = await parentWhoBooks()
    await parent.post(PATH, full)
    await parent.post(PATH, { ...full, preferredParts: ['weekends'] })
    expect(logs.lines.join('\n')).not.toMatch(/Tuesdays|mornings|weekends/)
    expect(logs.events('request_rejected').map(({ questions }) => questions)).toEqual([['preferredParts']])
  })
})
