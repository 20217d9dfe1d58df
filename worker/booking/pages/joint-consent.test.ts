import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fileNewsMail } from '../../../content/mail/file-news-message.ts'
import { brokenAt, readAudit } from '../../../db/audit.ts'
import { languages, pathIn } from '../../../forms/language.ts'
import {
  FAR,
  hasSession,
  NOW,
  otherParentOf,
  parentWhoBooks,
} from '../../../tests/support/booking-actions.ts'
import { changesNothing, rows } from '../../../tests/support/database-rows.ts'
import { expectErrorPage } from '../../../tests/support/expect-error-page.ts'
import { type Delivery, mailProvider } from '../../../tests/support/mock-mail-provider.ts'
import { formsSeen } from '../../../tests/support/parse-visible-page.ts'
import { bindings, prepareDatabase, visit } from '../../../tests/support/test-portal.ts'
import { environment } from '../../environment.ts'

let deliveries: Delivery[]
const { db, portalOrigin } = environment(bindings)
const PATH = '/file/joint/'

beforeEach(async () => {
  vi.setSystemTime(NOW)
  await prepareDatabase()
  deliveries = mailProvider()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

type File = Awaited<ReturnType<typeof parentWhoBooks>>
const agreedAt = async ({ parentId }: { parentId: string }) =>
  (
    await rows<{ joint_agreed_at: number | null }>(
      'select joint_agreed_at from parents where id = ?',
      parentId,
    )
  )[0]?.joint_agreed_at
/** The form that a page shows for it, as it would be posted. */
const wishShown = async ({ parent }: File, path = '/file/book/') =>
  (await formsSeen(await parent.get(path))).find(({ action }) => action.endsWith(PATH))

describe('a parent’s own word on a joint session', () => {
  it.each(languages)('is given and taken back by a button each, on record, in %s', async (language) => {
    const file = await parentWhoBooks({ language })
    const book = pathIn(language, '/file/book/')
    const wish = await wishShown(file, book)
    expect(wish?.fields).toEqual({ agrees: ['yes'] })
    const answer = await file.parent.post(wish?.action ?? '', wish?.fields)
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, book])
    expect(await agreedAt(file)).toBe(NOW)
    const back = await wishShown(file, book)
    expect(back?.fields).toEqual({ agrees: ['no'] })
    await file.parent.post(back?.action ?? '', back?.fields)
    expect(await agreedAt(file)).toBeNull()
    const chain = await readAudit(db, file.fileId)
    expect(await brokenAt(chain)).toBeUndefined()
    expect(chain.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      'parent joint_agreed',
      'parent joint_taken_back',
    ])
    const { reference } = file
    expect(deliveries.map(({ text }) => text)).toEqual(
      (['joint-agreed', 'joint-taken-back'] as const).map(
        (news) => fileNewsMail({ reference, news, portalOrigin }, 'en').text,
      ),
    )
  })

  it.each(['yes', 'no'])('is kept once, however often “%s” is pressed', async (agrees) => {
    const file = await parentWhoBooks({ parent: { jointAgreedAt: agrees === 'yes' ? null : 1 } })
    const press = () => file.parent.post(PATH, { agrees: [agrees] })
    await Promise.all(Array.from({ length: 10 }, press))
    vi.setSystemTime(NOW + 60_000)
    await changesNothing(press)
    expect(await agreedAt(file)).toBe(agrees === 'yes' ? NOW : null)
    expect(await readAudit(db, file.fileId)).toHaveLength(1)
    expect(deliveries).toHaveLength(1)
  })

  it('changes nothing of the other’s, and shows them nothing', async () => {
    const mine = await parentWhoBooks()
    const theirs = await otherParentOf(mine)
    const before = await (await theirs.parent.get('/fr/file/book/')).text()
    await mine.parent.post(PATH, { agrees: ['yes'] })
    await mine.parent.post(PATH, { agrees: ['no'] })
    expect(await agreedAt(theirs)).toBe(1)
    expect(await (await theirs.parent.get('/fr/file/book/')).text()).toBe(before)
    expect(deliveries.map(({ to }) => to)).not.toContain('alex@example.net')
  })

  it('is taken back by cancelling, when a joint session rests on it', async () => {
    const mine = await parentWhoBooks({ parent: { jointAgreedAt: 1 } })
    const theirs = await otherParentOf(mine)
    await hasSession([mine, theirs], Date.parse(FAR))
    const answer = await changesNothing(() => mine.parent.post(PATH, { agrees: ['no'] }))
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/file/appointment/cancel/'])
  })

  it('can be given and taken back after the first session', async () => {
    const file = await parentWhoBooks()
    await hasSession([file], NOW - 86_400_000, { outcome: 'attended' })
    await file.parent.post(PATH, { agrees: ['yes'] })
    expect(await agreedAt(file)).toBe(NOW)
    expect((await wishShown(file))?.fields).toEqual({ agrees: ['no'] })
  })

  it.each([
    ['nothing', {}],
    ['something else', { agrees: ['perhaps'] }],
    ['both', { agrees: ['yes', 'no'] }],
    ['more than it asks', { agrees: ['yes'], other: ['yes'] }],
  ])('is not %s', async (_, fields) => {
    const { parent } = await parentWhoBooks()
    await expectErrorPage(await changesNothing(() => parent.post(PATH, fields)), 400)
  })

  it.each(['waiting', 'closed'] as const)('is not asked of whoever is %s', async (standing) => {
    const { parent } = await parentWhoBooks({ parent: { standing } })
    const answer = await changesNothing(() => parent.post(PATH, { agrees: ['yes'] }))
    expect(answer.headers.get('Location')).toBe('/file/yours/')
  })

  it('is not given by opening an address, by another site or without the file open', async () => {
    const { parent } = await parentWhoBooks()
    await changesNothing(async () => {
      const opened = await parent.get(`${PATH}?agrees=yes`)
      expect([opened.status, opened.headers.get('Allow')]).toEqual([405, 'POST'])
      const forged = await parent.request(PATH, {
        method: 'POST',
        body: 'agrees=yes',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'cross-site' },
      })
      expect(forged.status).toBe(403)
      expect((await visit().post(PATH, { agrees: ['yes'] })).headers.get('Location')).toBe('/file/')
    })
  })
})
