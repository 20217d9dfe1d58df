import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { calling, receiptPage } from '../../content/file/page-wording.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { type FileNews, fileNewsMail } from '../../content/mail/file-news-message.ts'
import { practice } from '../../content/practice.ts'
import { brokenAt, readAudit } from '../../db/audit.ts'
import { isGateOpen, openOtherContact } from '../../db/call-attempts.ts'
import { languages, pathIn } from '../../forms/language.ts'
import { changesNothing, count, rows } from '../../tests/support/database-rows.ts'
import { type Delivery, mailProvider, unreachable } from '../../tests/support/mock-mail-provider.ts'
import { filledIn, parentWithFile, signs, withFileOpen } from '../../tests/support/parent-with-file.ts'
import { seenPage } from '../../tests/support/parse-visible-page.ts'
import { bindings, prepareDatabase, scheduled, visit, watchedD1 } from '../../tests/support/test-portal.ts'
import { environment } from '../environment.ts'

let deliveries: Delivery[]
const { db, portalOrigin } = environment(bindings)
const NOW = Date.UTC(2026, 10, 22, 15)
const MINUTE = 60_000
const DAY = 1440 * MINUTE
const LEAD = 'robin-ashdown'

beforeEach(async () => {
  vi.setSystemTime(NOW)
  await prepareDatabase()
  deliveries = mailProvider()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

type File = Awaited<ReturnType<typeof parentWithFile>>

const currentWord = async () => {
  const [row] = await rows<{ id: string; withdrawn_at: number | null; declined_at: number | null }>(
    'select id, withdrawn_at, declined_at from authorisations where superseded_at is null',
  )
  return row
}
/** Whether the coordinator who leads could open the other parent's details now. */
async function gateOpen({ reference }: File): Promise<boolean> {
  const word = await currentWord()
  const approach = { authorisationId: word?.id ?? '', coordinator: LEAD, at: Date.now() }
  return isGateOpen(db, reference, approach, practice.attempts)
}
const actionsOf = async ({ fileId }: File) => {
  const chain = await readAudit(db, fileId)
  expect(await brokenAt(chain)).toBeUndefined()
  return chain.map(({ actor, action }) => `${actor} ${action}`)
}
const newsOf = ({ reference }: File, news: FileNews['news']) =>
  fileNewsMail({ reference, news, portalOrigin }, 'en').text
const asks = ({ parentId }: File) =>
  rows(
    "insert into authorisations (id, parent_id, made_at, asked_by) values ('asked', ?, ?, ?)",
    parentId,
    Date.now(),
    LEAD,
  )

describe('taking a word back', () => {
  it.each(languages)('is a page, then a button; it works at once, in %s', async (language) => {
    const file = await parentWithFile()
    const { parent } = file
    await signs(parent)
    expect(await gateOpen(file)).toBe(true)
    vi.setSystemTime(NOW + MINUTE)
    const page = await seenPage(await changesNothing(() => parent.get(pathIn(language, '/file/stop/'))))
    expect(await gateOpen(file)).toBe(true)
    const answer = await parent.post(page.action ?? '')
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, pathIn(language, '/file/yours/')])
    expect(await gateOpen(file)).toBe(false)
    const event = { fileId: file.fileId, actor: LEAD, action: 'contact_opened', detail: {}, happenedAt: NOW }
    const approach = { authorisationId: (await currentWord())?.id ?? '', coordinator: LEAD, at: NOW + MINUTE }
    const opened = openOtherContact(db, { ...event, action: 'contact_opened' }, approach, practice.attempts)
    expect(await opened).toBeUndefined()
    const yours = await seenPage(await parent.get(pathIn(language, '/file/yours/')))
    expect(yours.text).toContain(calling.withdrawn[language])
    const receipt = await seenPage(await parent.get(pathIn(language, '/file/receipt/')))
    const day = { en: 'November 22, 2026', fr: '22 novembre 2026' }[language]
    expect(receipt.text).toContain(`${receiptPage.withdrawn[language]} ${day}.`)
  })

  it('deletes and changes nothing but adds when it was taken back, on record and with mail to the lead', async () => {
    const file = await parentWithFile()
    await signs(file.parent, authorisationExamples.full.fields)
    const [before] = await rows('select * from authorisations')
    vi.setSystemTime(NOW + MINUTE)
    await file.parent.post('/file/stop/')
    expect(await rows('select * from authorisations')).toEqual([{ ...before, withdrawn_at: NOW + MINUTE }])
    expect(await actionsOf(file)).toEqual(['parent authorisation_granted', 'parent authorisation_withdrawn'])
    expect(deliveries.map(({ text }) => text)).toEqual([newsOf(file, 'authorised'), newsOf(file, 'stopped')])
  })

  it('fifty times is taking it back once, with one e-mail, and every press is answered alike', async () => {
    const file = await parentWithFile()
    await signs(file.parent)
    const press = async () => {
      const { status, headers } = await file.parent.post('/file/stop/')
      return `${status} ${headers.get('Location')}`
    }
    const answers = new Set(await Promise.all(Array.from({ length: 25 }, press)))
    vi.setSystemTime(NOW + MINUTE)
    await changesNothing(async () => {
      for (let times = 0; times < 25; times++) answers.add(await press())
    })
    expect([...answers]).toEqual(['303 /file/yours/'])
    expect((await currentWord())?.withdrawn_at).toBe(NOW)
    expect(await actionsOf(file)).toEqual(['parent authorisation_granted', 'parent authorisation_withdrawn'])
    expect(deliveries.map(({ text }) => text)).toEqual([newsOf(file, 'authorised'), newsOf(file, 'stopped')])
  })

  it('in one window stops what was given anew in another', async () => {
    const file = await parentWithFile()
    const { parent } = file
    await signs(parent)
    const { action } = await seenPage(await parent.get('/file/stop/'))
    await signs(parent, authorisationExamples.full.fields)
    await parent.post(action ?? '')
    expect(await rows('select withdrawn_at from authorisations order by rowid')).toEqual([
      { withdrawn_at: null },
      { withdrawn_at: NOW },
    ])
    expect(await gateOpen(file)).toBe(false)
  })

  it('works while it waits for an order to be read', async () => {
    const file = await parentWithFile()
    await signs(file.parent, authorisationExamples.orderNotSure.fields)
    await file.parent.post('/file/stop/')
    expect((await currentWord())?.withdrawn_at).toBe(NOW)
    expect((await seenPage(await file.parent.get('/file/yours/'))).text).toContain(calling.withdrawn.en)
    // The order is still to be read, whatever is given next.
    expect(await rows('select lifted_at from freezes')).toEqual([{ lifted_at: null }])
  })

  it('shows on the receipt how it ended, also when a coordinator asks anew', async () => {
    const file = await parentWithFile()
    await signs(file.parent)
    await file.parent.post('/file/stop/')
    await rows('update authorisations set superseded_at = ?', NOW + MINUTE)
    await asks(file)
    const receipt = await seenPage(await file.parent.get('/file/receipt/'))
    expect(receipt.text).toContain(`${receiptPage.withdrawn.en} November 22, 2026.`)
    await rows('update authorisations set withdrawn_at = null')
    vi.setSystemTime(NOW + 60 * DAY)
    const later = await seenPage(await (await withFileOpen(file.code)).get('/file/receipt/'))
    expect(later.text).toContain(`${receiptPage.expired.en} January 21, 2027.`)
  })

  it('has nothing to take back once its time is over', async () => {
    const file = await parentWithFile()
    await signs(file.parent)
    vi.setSystemTime(NOW + 60 * DAY)
    const parent = await withFileOpen(file.code)
    const [page, pressed] = await changesNothing(() =>
      Promise.all([parent.get('/file/stop/'), parent.post('/file/stop/')]),
    )
    for (const { status, headers } of [page, pressed]) {
      expect([status, headers.get('Location')]).toEqual([303, '/file/yours/'])
    }
    expect((await seenPage(await parent.get('/file/yours/'))).text).toContain(calling.expired.en)
    const receipt = await seenPage(await parent.get('/file/receipt/'))
    expect(receipt.text).toContain(`${receiptPage.expired.en} January 21, 2027.`)
    expect(deliveries).toHaveLength(1)
  })

  it('holds when its mail cannot leave, which leaves later, once', async () => {
    const file = await parentWithFile()
    await signs(file.parent)
    mailProvider(unreachable)
    await file.parent.post('/file/stop/')
    expect(await gateOpen(file)).toBe(false)
    expect(await rows("select outcome from outbox where outcome <> 'sent'")).toEqual([{ outcome: 'queued' }])
    deliveries = mailProvider()
    for (const minutes of [10, 20]) {
      vi.setSystemTime(NOW + minutes * MINUTE)
      await scheduled()
    }
    expect(deliveries.map(({ text }) => text)).toEqual([newsOf(file, 'stopped')])
  })

  it('is asked for again, and done once, when the database’s answer is lost', async () => {
    const file = await parentWithFile()
    await signs(file.parent)
    const DB = watchedD1(async (statements, go) => {
      const answer = await go()
      if (statements.some((sql) => sql.startsWith('update "authorisations"'))) throw new Error('Lost')
      return answer
    })
    const unlucky = visit({ DB })
    unlucky.cookie = file.parent.cookie
    expect((await unlucky.post('/file/stop/')).status).toBe(500)
    expect((await file.parent.post('/file/stop/')).status).toBe(303)
    expect(await actionsOf(file)).toEqual(['parent authorisation_granted', 'parent authorisation_withdrawn'])
    expect(deliveries.map(({ text }) => text)).toEqual([newsOf(file, 'authorised'), newsOf(file, 'stopped')])
  })
})

describe('saying no', () => {
  it.each(languages)('to a coordinator who asked is a page, then a button, in %s', async (language) => {
    const file = await parentWithFile()
    const { parent } = file
    await asks(file)
    const { links } = await seenPage(await parent.get(pathIn(language, '/file/yours/')))
    const href = pathIn(language, '/file/stop/')
    expect(links).toContainEqual({ href, text: expect.stringContaining(calling.decline[language]) })
    const { action } = await seenPage(await changesNothing(() => parent.get(href)))
    vi.setSystemTime(NOW + MINUTE)
    for (let times = 0; times < 3; times++) expect((await parent.post(action ?? '')).status).toBe(303)
    expect(await rows('select id, asked_by, declined_at, granted_at from authorisations')).toEqual([
      { id: 'asked', asked_by: LEAD, declined_at: NOW + MINUTE, granted_at: null },
    ])
    expect(await actionsOf(file)).toEqual(['parent authorisation_declined'])
    expect(deliveries.map(({ text }) => text)).toEqual([newsOf(file, 'refused')])
    const { text } = await seenPage(await parent.get(pathIn(language, '/file/yours/')))
    expect(text).toContain(calling.declined[language])
    expect(text).not.toContain(calling.asked[language])
  })

  it('is possible when nobody asked, and is kept once', async () => {
    const file = await parentWithFile()
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => file.parent.post('/file/stop/')))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    expect(await rows('select parent_id, made_at, declined_at, asked_by from authorisations')).toEqual([
      { parent_id: file.parentId, made_at: NOW, declined_at: NOW, asked_by: null },
    ])
    expect(await actionsOf(file)).toEqual(['parent authorisation_declined'])
    expect(deliveries.map(({ text }) => text)).toEqual([newsOf(file, 'refused')])
  })

  it('leaves the way to yes open, as a yes leaves that to no', async () => {
    const file = await parentWithFile()
    const { parent } = file
    await asks(file)
    await parent.post('/file/stop/')
    expect((await signs(parent)).status).toBe(303)
    expect(await gateOpen(file)).toBe(true)
    await parent.post('/file/stop/')
    expect(await gateOpen(file)).toBe(false)
    expect(await count('authorisations')).toBe(2)
  })

  it('pressed in an old window ends what was given meanwhile', async () => {
    const file = await parentWithFile()
    const { parent } = file
    await asks(file)
    const { action } = await seenPage(await parent.get('/file/stop/'))
    await signs(parent)
    await parent.post(action ?? '')
    expect(await gateOpen(file)).toBe(false)
    expect((await actionsOf(file)).at(-1)).toBe('parent authorisation_withdrawn')
  })
})

it('ends what is given between the look at the file and the press, too', async () => {
  const file = await parentWithFile()
  await asks(file)
  const { path, fields } = await filledIn(file.parent)
  let raced = false
  const DB = watchedD1(async (statements, go) => {
    // After the file was read and before the no is kept, another window signs.
    if (!raced && statements.some((sql) => sql.startsWith('update "authorisations"'))) {
      raced = true
      await file.parent.post(path, fields)
    }
    return go()
  })
  const visitor = visit({ DB })
  visitor.cookie = file.parent.cookie
  expect((await visitor.post('/file/stop/')).status).toBe(303)
  expect(raced).toBe(true)
  expect(await gateOpen(file)).toBe(false)
})
