import { beforeAll, describe, expect, it, vi } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { start } from '../../content/forms/intake/start.ts'
import { you } from '../../content/forms/intake/you.ts'
import { DRAFT_DAYS } from '../../content/retention.ts'
import { notices } from '../../content/site/wording.ts'
import { fieldsOf } from '../../forms/example.ts'
import { changesNothing, rows } from '../../tests/support/database-rows.ts'
import { expectClosed } from '../../tests/support/expect-error-page.ts'
import { declared, given, parentWithDraft } from '../../tests/support/intake-drafts.ts'
import { mailProvider } from '../../tests/support/mock-mail-provider.ts'
import { readPage } from '../../tests/support/parse-page.ts'
import { prepareDatabase, type Visitor, visit } from '../../tests/support/test-portal.ts'
import { keptSeconds } from './draft-cookie.ts'

let parent: Visitor

beforeAll(async () => {
  await prepareDatabase()
  parent = await parentWithDraft()
})

const typed = fieldsOf(you, intakeExamples.byOneParent.fields)

describe('the cookie of a draft', () => {
  it('is out of reach of scripts, other sites, other hosts and plain HTTP, and lasts as long as the draft', async () => {
    const answer = await visit().post('/intake/how-you-come/', { route: ['consent'] })
    const [cookie = ''] = answer.headers.getSetCookie()
    const [pair, ...attributes] = cookie.split('; ')
    expect(pair).toMatch(/^__Host-intake=[A-Za-z0-9_-]{43}$/)
    expect(attributes.toSorted()).toEqual(['HttpOnly', 'Max-Age=2419200', 'Path=/', 'SameSite=Lax', 'Secure'])
  })

  it('ends with the browser on a device that somebody else uses too, and is as far out of reach', async () => {
    const parent = visit()
    const answers = [
      await parent.post('/intake/start/', { device: ['shared'] }),
      await parent.post('/intake/how-you-come/', { route: ['consent'] }),
    ]
    for (const answer of answers) {
      const [pair, ...attributes] = answer.headers.getSetCookie()[0]?.split('; ') ?? []
      expect(pair).toMatch(/^__Host-intake=[A-Za-z0-9_-]{43}\.shared$/)
      expect(attributes.toSorted()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure'])
    }
  })

  it('ends with the browser there after sending, too', async () => {
    mailProvider()
    const shared = await parentWithDraft({ ...intakeExamples.byOneParent.fields, device: ['shared'] })
    const answer = await shared.post('/intake/send/', declared)
    vi.restoreAllMocks()
    expect(answer.status).toBe(303)
    const [cookie = ''] = answer.headers.getSetCookie()
    expect(cookie).toContain('.shared;')
    expect(cookie).not.toMatch(/Max-Age|Expires/i)
    expect((await shared.get('/intake/sent/')).status).toBe(200)
  })

  it('lasts for the days the practice promises', () => {
    expect(DRAFT_DAYS * 86_400).toBe(2_419_200)
    expect(keptSeconds({ shared: false })).toBe(2_419_200)
    expect(keptSeconds({ shared: true })).toBe(30 * 60)
  })

  it('is not in the database, nor is the key it gives', async () => {
    const parent = visit()
    await parent.post('/intake/how-you-come/', { route: ['consent'] })
    const token = parent.cookie.split('=')[1] ?? ''
    expect(token).toHaveLength(43)
    const stored = JSON.stringify([
      await rows('select * from drafts'),
      await rows('select * from draft_sections'),
    ])
    expect(stored).not.toContain(token)
  })

  it('is kept alive by each save', async () => {
    const parent = visit()
    await parent.post('/intake/how-you-come/', { route: ['consent'] })
    const before = parent.cookie
    const answer = await parent.post('/intake/how-you-come/', { route: ['consent'] })
    expect(answer.headers.getSetCookie()[0]).toContain(before)
  })
})

describe('a cookie that opens no draft', () => {
  const cookies = {
    'of another shape': '__Host-intake=1',
    empty: '__Host-intake=',
    'of the right shape but unknown': `__Host-intake=${'A'.repeat(43)}`,
    'with quotes': `__Host-intake='or'1'='1`,
    'very long': `__Host-intake=${'A'.repeat(7000)}`,
    'with percent signs': '__Host-intake=%00%ff%ED%A0%80',
    'of a shared device and unknown': `__Host-intake=${'A'.repeat(43)}.shared`,
    'of a shared device and nothing else': '__Host-intake=.shared',
    'of a device shared twice': `__Host-intake=${'A'.repeat(43)}.shared.shared`,
  }

  it.each(Object.entries(cookies))('is answered with 410 and a page to begin on: %s', async (_, cookie) => {
    const stranger = visit()
    stranger.cookie = cookie
    await changesNothing(async () => {
      const shown = await readPage(await stranger.get('/intake/you/'))
      expect(shown.status).toBe(410)
      expect(shown.summary?.notice).toBe(notices.draftGoneBefore.en)

      const check = await readPage(await stranger.get('/intake/check/'))
      expect(check.status).toBe(410)
      expect(check.heading).toBe(start.title.en)
      expect(check.action).toBe('/intake/start/')

      const saved = await readPage(await stranger.post('/intake/you/', typed))
      expect(saved.status).toBe(410)
      expect(saved.summary?.notice).toBe(notices.draftGone.en)
      expect(given(saved.filled)).toEqual(given(typed))
      // Deleted, so that saving again begins a draft.
      expect(stranger.cookie).toBe('')
    })
  })

  it.each(Object.entries(cookies))('sends nothing, and is deleted: %s', async (_, cookie) => {
    const stranger = visit()
    stranger.cookie = cookie
    const page = await readPage(await changesNothing(() => stranger.post('/intake/send/', declared)))
    expect(page.status).toBe(410)
    expect(page.action).toBe('/intake/start/')
    expect(stranger.cookie).toBe('')
  })

  it('shows no confirmation', async () => {
    for (const cookie of Object.values(cookies)) {
      const stranger = visit()
      stranger.cookie = cookie
      const answer = await changesNothing(() => stranger.get('/intake/sent/'))
      await expectClosed(answer)
    }
  })

  it('is also the cookie of another form with the same token', async () => {
    const token = parent.cookie.split('=')[1]
    const stranger = visit()
    stranger.cookie = `__Host-booking=${token}`
    const page = await readPage(await stranger.get('/intake/you/'))
    expect(page.status).toBe(200)
    expect(given(page.filled)).toEqual({})
  })

  it('is also the row’s id from a stolen database', async () => {
    const drafts = await rows<{ id: string }>('select id from drafts')
    for (const { id } of drafts) {
      const thief = visit()
      thief.cookie = `__Host-intake=${id}`
      const page = await readPage(await changesNothing(() => thief.get('/intake/you/')))
      expect(page.status).toBe(410)
      expect(given(page.filled)).toEqual({})
    }
  })

  it('is also one of an unprefixed name, which another host could have set', async () => {
    const stranger = visit()
    stranger.cookie = `intake=${parent.cookie.split('=')[1]}; __Secure-intake=${parent.cookie.split('=')[1]}`
    expect(given((await readPage(await stranger.get('/intake/you/'))).filled)).toEqual({})
  })
})
