import { beforeAll, describe, expect, it } from 'vitest'
import { fieldsOf } from '../../content/forms/example.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { notices } from '../../content/words.ts'
import { changesNothing, rows } from '../testing/database.ts'
import { given, parentWithDraft } from '../testing/intake.ts'
import { readPage } from '../testing/page.ts'
import { prepareDatabase, type Visitor, visit } from '../testing/portal.ts'

let parent: Visitor

beforeAll(async () => {
  await prepareDatabase()
  parent = await parentWithDraft()
})

const [, you] = intake.sections
const typed = fieldsOf(you, intakeExamples.byOneParent.fields)

describe('the cookie of a draft', () => {
  it('is out of reach of scripts, other sites, other hosts and plain HTTP, and lasts as long as the draft', async () => {
    const answer = await visit().post('/intake/how-you-come/', { route: ['consent'] })
    const [cookie = ''] = answer.headers.getSetCookie()
    const [pair, ...attributes] = cookie.split('; ')
    expect(pair).toMatch(/^__Host-intake=[A-Za-z0-9_-]{43}$/)
    expect(attributes.toSorted()).toEqual(['HttpOnly', 'Max-Age=2419200', 'Path=/', 'SameSite=Lax', 'Secure'])
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
      expect(check.heading).toBe('How you come to us')
      expect(check.action).toBe('/intake/how-you-come/')

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
    const page = await readPage(await changesNothing(() => stranger.post('/intake/send/')))
    expect(page.status).toBe(410)
    expect(page.action).toBe('/intake/how-you-come/')
    expect(stranger.cookie).toBe('')
  })

  it('shows no confirmation', async () => {
    for (const cookie of Object.values(cookies)) {
      const stranger = visit()
      stranger.cookie = cookie
      const answer = await changesNothing(() => stranger.get('/intake/sent/'))
      expect(answer.status).toBe(303)
      expect(answer.headers.get('Location')).toBe('/intake/')
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
