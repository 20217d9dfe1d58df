import { beforeAll, describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { startSection } from '../../content/forms/intake/start.ts'
import { youSection } from '../../content/forms/intake/you.ts'
import { DRAFT_DAYS } from '../../content/retention.ts'
import { formNoticeWording } from '../../content/site/form-notices.ts'
import { getSectionFields } from '../../forms/example.ts'
import { changesNothing, queryRows } from '../../tests/support/database-rows.ts'
import { expectExpiredLinkPage } from '../../tests/support/expect-error-page.ts'
import {
  createParentWithDraft,
  declarationFields,
  omitBlankFields,
  readTypedFields,
} from '../../tests/support/intake-drafts.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { createVisitor, prepareDatabase, type Visitor } from '../../tests/support/test-portal.ts'
import { getDraftLifetimeSeconds } from './draft-cookie.ts'

let parent: Visitor

beforeAll(async () => {
  await prepareDatabase()
  parent = await createParentWithDraft()
})

const typed = getSectionFields(youSection, intakeExamples.byOneParent.fields)

describe('the cookie of a draft', () => {
  it('is out of reach of scripts, other sites, other hosts and plain HTTP, and lasts as long as the draft', async () => {
    const answer = await createVisitor().post('/intake/how-you-come/', { route: ['consent'] })
    const [cookie = ''] = answer.headers.getSetCookie()
    const [pair, ...attributes] = cookie.split('; ')
    expect(pair).toMatch(/^__Host-intake=[\w-]{43}\.own\.\d{13}\.[\w-]{43}$/)
    expect(attributes.toSorted()).toEqual(['HttpOnly', 'Max-Age=2419200', 'Path=/', 'SameSite=Lax', 'Secure'])
  })

  it('ends with the browser on a device that somebody else uses too, and is as far out of reach', async () => {
    const parent = createVisitor()
    const answers = [
      await parent.post('/intake/start/', { device: ['shared'], route: ['one-parent'] }),
      await parent.post('/intake/how-you-come/', { route: ['consent'] }),
    ]
    for (const answer of answers) {
      const [pair, ...attributes] = answer.headers.getSetCookie()[0]?.split('; ') ?? []
      expect(pair).toMatch(/^__Host-intake=[\w-]{43}\.shared\.\d{13}\.[\w-]{43}$/)
      expect(attributes.toSorted()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure'])
    }
  })

  it('has a companion that a script reads, which says that it is there, for as long, and on no shared device', async () => {
    const saved = await createVisitor().post('/intake/how-you-come/', { route: ['consent'] })
    const [draft = '', open = '', ...more] = saved.headers.getSetCookie()
    expect(more).toEqual([])
    const [pair, ...attributes] = open.split('; ')
    expect(pair).toBe('__Host-intake-open=1')
    expect(attributes.toSorted()).toEqual(['Max-Age=2419200', 'Path=/', 'SameSite=Lax', 'Secure'])
    const [pairOfDraft = ''] = draft.split(';')
    const saveOnShared = async (cookie: string) => {
      const parent = createVisitor()
      parent.cookie = cookie
      const answer = await parent.post('/intake/start/', { device: ['shared'], route: ['one-parent'] })
      return answer.headers.getSetCookie().map((one) => one.split('; ').slice(0, 2).join('; '))
    }
    const [shared = '', taken] = await saveOnShared(`${pairOfDraft}; ${pair}`)
    expect([shared, taken]).toEqual([expect.stringContaining('.shared.'), '__Host-intake-open=1; Max-Age=0'])
    // Where the browser has none, nothing is said of it.
    expect(await saveOnShared(shared.split(';')[0] ?? '')).toEqual([expect.stringContaining('.shared.')])
  })

  it('goes with its companion when the form is sent or deleted', async () => {
    for (const [path, fields] of [
      ['/intake/send/', declarationFields],
      ['/intake/delete/', {}],
    ] as const) {
      const sender = await createParentWithDraft()
      sender.cookie += '; __Host-intake-open=1'
      const answer = await sender.post(path, fields)
      expect([answer.status, answer.headers.getSetCookie()[1]]).toEqual([
        303,
        expect.stringContaining('__Host-intake-open=1; Max-Age=0;'),
      ])
    }
  })

  it('lasts for the days the practice promises', () => {
    expect(DRAFT_DAYS * 86_400).toBe(2_419_200)
    expect(getDraftLifetimeSeconds({ shared: false })).toBe(2_419_200)
    expect(getDraftLifetimeSeconds({ shared: true })).toBe(30 * 60)
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
    'of the right shape without our signature': `__Host-intake=${'A'.repeat(43)}.own.9999999999999.${'A'.repeat(43)}`,
  }

  it.each(Object.entries(cookies))('is answered with 410 and a page to begin on: %s', async (_, cookie) => {
    const stranger = createVisitor()
    stranger.cookie = cookie
    await changesNothing(async () => {
      const shown = await parsePage(await stranger.get('/intake/you/'))
      expect(shown.status).toBe(410)
      expect(shown.summary?.notice).toBe(formNoticeWording.draftMissingBefore.en)

      const check = await parsePage(await stranger.get('/intake/check/'))
      expect(check.status).toBe(410)
      expect(check.heading).toBe(startSection.title.en)
      expect(check.action).toBe('/intake/start/')

      const saved = await parsePage(await stranger.post('/intake/you/', typed))
      expect(saved.status).toBe(410)
      expect(saved.summary?.notice).toBe(formNoticeWording.draftMissing.en)
      expect(omitBlankFields(saved.filledFields)).toEqual(omitBlankFields(typed))
      // The cookie is deleted, so that saving again begins a draft.
      expect(stranger.cookie).toBe('')
    })
  })

  it.each(Object.entries(cookies))('sends nothing, and is deleted: %s', async (_, cookie) => {
    const stranger = createVisitor()
    stranger.cookie = cookie
    const page = await parsePage(
      await changesNothing(() => stranger.post('/intake/send/', declarationFields)),
    )
    expect(page.status).toBe(410)
    expect(page.action).toBe('/intake/start/')
    expect(stranger.cookie).toBe('')
  })

  it('shows no confirmation', async () => {
    for (const cookie of Object.values(cookies)) {
      const stranger = createVisitor()
      stranger.cookie = cookie
      const answer = await changesNothing(() => stranger.get('/intake/sent/'))
      await expectExpiredLinkPage(answer)
    }
  })

  it('is also the cookie of another form with the same token', async () => {
    const token = parent.cookie.split('=')[1]
    const stranger = createVisitor()
    stranger.cookie = `__Host-booking=${token}`
    const page = await parsePage(await stranger.get('/intake/you/'))
    expect(page.status).toBe(200)
    expect(omitBlankFields(page.filledFields)).toEqual({})
  })

  it('is also the row’s id from a stolen database', async () => {
    const drafts = await queryRows<{ id: string }>('select id from drafts')
    for (const { id } of drafts) {
      const thief = createVisitor()
      thief.cookie = `__Host-intake=${id}`
      const page = await parsePage(await changesNothing(() => thief.get('/intake/you/')))
      expect(page.status).toBe(410)
      expect(omitBlankFields(page.filledFields)).toEqual({})
    }
  })

  it('is also one of an unprefixed name, which another host could have set', async () => {
    const stranger = createVisitor()
    stranger.cookie = `intake=${parent.cookie.split('=')[1]}; __Secure-intake=${parent.cookie.split('=')[1]}`
    expect(await readTypedFields(stranger, '/intake/you/')).toEqual({})
  })
})
