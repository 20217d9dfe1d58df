import { describe, expect, it, vi } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { practice } from '../../content/practice.ts'
import { DRAFT_DAYS, SHARED_DEVICE_DRAFT_MINUTES } from '../../content/retention.ts'
import { filledPageWording } from '../../content/site/filled-page-wording.ts'
import { formNoticeWording } from '../../content/site/form-notices.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { getSectionFields } from '../../forms/example.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { type Language, languages, localisePath } from '../../forms/language.ts'
import { listSectionsNotAtSending } from '../../forms/progress.ts'
import { changesNothing, countRows, expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import { expectExpiredLinkPage } from '../../tests/support/expect-error-page.ts'
import {
  createParentWithDraft,
  declarationFields,
  findIntakeSection,
  omitBlankFields,
  readTypedFields,
  requestResumeCode,
  saveIntakeSection,
  sendIntake,
} from '../../tests/support/intake-drafts.ts'
import { parseHtml, readAttributes } from '../../tests/support/parse-html.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { createD1ActingBefore } from '../../tests/support/racing-databases.ts'
import { openTab, withOtherBindings } from '../../tests/support/requests.ts'
import { runScheduledAt, setUpPortal } from '../../tests/support/set-up-portal.ts'
import {
  createCountingD1,
  createVisitor,
  createWatchedD1,
  type Visitor,
} from '../../tests/support/test-portal.ts'

const { byOneParent } = intakeExamples
const shared: FormFields = { ...byOneParent.fields, device: ['shared'] }
const NOW = Date.UTC(2026, 10, 22, 15)
const MINUTE = 60_000

setUpPortal({ now: NOW })

describe('an unfinished form on a shared device', () => {
  it('is gone thirty minutes after the last save, whatever the browser still holds', async () => {
    const parent = createVisitor()
    await saveIntakeSection(parent, 'start', shared)
    vi.setSystemTime(NOW + 29 * MINUTE)
    await saveIntakeSection(parent, 'you', shared)
    await runScheduledAt(NOW + 29 * MINUTE + SHARED_DEVICE_DRAFT_MINUTES * MINUTE - 1)
    expect((await parsePage(await parent.get('/intake/you/'))).filledFields.legalName).toEqual(
      shared.legalName,
    )
    vi.setSystemTime(NOW + 29 * MINUTE + SHARED_DEVICE_DRAFT_MINUTES * MINUTE)
    const page = await parsePage(await parent.get('/intake/you/'))
    expect([page.status, page.summary?.notice]).toEqual([410, formNoticeWording.draftMissingBefore.en])
    expect(omitBlankFields(page.filledFields)).toEqual({})
    expect(page.text).not.toContain(shared.legalName?.[0])
    await runScheduledAt(NOW + 29 * MINUTE + SHARED_DEVICE_DRAFT_MINUTES * MINUTE + 1)
    expect([await countRows('drafts'), await countRows('draft_sections')]).toEqual([0, 0])
  })

  it('is not made longer by looking at it', async () => {
    const parent = createVisitor()
    await saveIntakeSection(parent, 'start', shared)
    vi.setSystemTime(NOW + 20 * MINUTE)
    for (const path of ['start', 'tasks', 'check', 'children']) {
      await changesNothing(() => parent.get(`/intake/${path}/`))
    }
  })

  it('stays one of a shared device when the question is left as it is', async () => {
    const parent = createVisitor()
    await saveIntakeSection(parent, 'start', shared)
    await parent.post('/intake/start/', { hasRead: ['partly'] })
    expect(parent.cookie).toMatch(/\.shared\./)
    expect(await draftExpiries()).toEqual([NOW + SHARED_DEVICE_DRAFT_MINUTES * MINUTE])
  })

  it('can be sent, and its confirmation opens again only until the browser is closed, and for an hour', async () => {
    const parent = await createParentWithDraft(shared)
    const [cookie] = (await parent.post('/intake/send/', declarationFields)).headers.getSetCookie()
    expect(cookie).toContain('.shared.')
    expect(cookie).not.toMatch(/Max-Age|Expires/i)
    expect((await parent.get('/intake/sent/')).status).toBe(200)
    vi.setSystemTime(NOW + 60 * MINUTE)
    await expectExpiredLinkPage(await parent.get('/intake/sent/'))
  })
})

describe('leaving in a hurry', () => {
  it('deletes everything at once on a shared device, and the cookie', async () => {
    const other = await createParentWithDraft()
    const before = await draftExpiries()
    const parent = await createParentWithDraft(shared)
    const answer = await leave(parent)
    expect([answer.status, await answer.text()]).toEqual([204, ''])
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-intake=; Max-Age=0;/)])
    expect(await countRows('drafts')).toBe(1)
    expect(await draftExpiries()).toEqual(before)
    expect((await parsePage(await other.get('/intake/start/'))).filledFields.route).toEqual(['one-parent'])
    expect(await readTypedFields(parent, '/intake/you/')).toEqual({})
  })

  it('deletes nothing on a device of one’s own', async () => {
    const parent = await createParentWithDraft()
    const { cookie } = parent
    const answer = await expectNoChange(204, () => leave(parent))
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(parent.cookie).toBe(cookie)
  })

  it('keeps what a code opened, and forgets it in this browser', async () => {
    const parent = await createParentWithDraft()
    const code = await requestResumeCode(parent)
    const library = createVisitor()
    expect((await library.post('/intake/resume/', { code: [code], device: ['shared'] })).status).toBe(303)
    await changesNothing(() => leave(library))
    expect(library.cookie).toBe('')
    expect((await parent.post('/intake/resume/', { code: [code], device: ['own'] })).status).toBe(303)
    expect((await parsePage(await parent.get('/intake/you/'))).filledFields.legalName).toEqual(
      shared.legalName,
    )
  })

  it('keeps what was sent, and the browser opens its confirmation no more', async () => {
    const parent = await sendIntake(shared)
    await changesNothing(() => leave(parent))
    expect(await countRows('files')).toBe(1)
    await expectExpiredLinkPage(await parent.get('/intake/sent/'))
  })

  it('is harmless without a draft, twice, and with a cookie nobody gave', async () => {
    const forger = createVisitor()
    forger.cookie = '__Host-intake=kanari.shared'
    const parent = await createParentWithDraft(shared)
    await leave(parent)
    for (const visitor of [createVisitor(), parent, forger]) {
      await expectNoChange(204, () => leave(visitor))
    }
  })
})

describe.each(languages)('every page on a shared device, in %s', (language) => {
  const filled = async () => createParentWithDraft(shared, language)
  const at = (path: string) => localisePath(language, path)
  type Asking = (parent: Visitor) => Promise<Response>
  const pages: [string, number, Asking][] = [
    ...listSectionsNotAtSending(intakeForm).map(({ slug }): [string, number, Asking] => [
      slug,
      200,
      (parent) => parent.get(at(`/intake/${slug}/`)),
    ]),
    ['a child', 200, (parent) => parent.get(at('/intake/children/01/'))],
    ['a new order', 200, (parent) => parent.get(at('/intake/orders/zz/'))],
    ['where one stands', 200, (parent) => parent.get(at('/intake/tasks/'))],
    ['the check', 200, (parent) => parent.get(at('/intake/check/'))],
    ['the check when something is missing', 422, (parent) => parent.post(at('/intake/send/'))],
    ['a part with mistakes', 422, (parent) => parent.post(at('/intake/you/'), { legalName: [''] })],
    [
      'a child with mistakes',
      422,
      (parent) => parent.post(at('/intake/children/01/'), { 'childBirthDate-day': ['99'] }),
    ],
    ['a part posted oddly', 400, (parent) => parent.post(at('/intake/you/'), { legalName: ['x', 'y'] })],
    [
      'a part whose draft is gone',
      410,
      async (parent) => {
        await queryRows('update draft_sections set expires_at = 1')
        return parent.get(at('/intake/you/'))
      },
    ],
    [
      'the check when its draft is gone',
      410,
      async (parent) => {
        await queryRows('update draft_sections set expires_at = 1')
        return parent.get(at('/intake/check/'))
      },
    ],
    [
      'the confirmation',
      200,
      async (parent) => {
        await parent.post(at('/intake/send/'), declarationFields)
        return parent.get(at('/intake/sent/'))
      },
    ],
    ['the question before deleting', 200, (parent) => parent.get(at('/intake/delete/'))],
    [
      'what was deleted',
      200,
      async (parent) => {
        const { headers } = await parent.post(at('/intake/delete/'))
        return parent.get(headers.get('Location') ?? '')
      },
    ],
    ['coming back with a code', 200, (parent) => parent.get(at('/intake/resume/'))],
    [
      'a wrong code',
      422,
      (parent) => parent.post(at('/intake/resume/'), { code: ['kanari'], device: ['shared'] }),
    ],
    ['an address there is not', 404, (parent) => parent.get(at('/intake/nothing/'))],
    ['a list posted oddly', 400, (parent) => parent.post(at('/intake/children/'), 'press=%ED%A0%80')],
    ['a method not taken', 405, (parent) => parent.post(at('/intake/tasks/'))],
    ['“Your file”, before a code', 200, () => createVisitor().get(at('/file/'))],
  ]

  it.each(pages)('has a plain title, no icon and suggests nothing: %s', async (_, status, asking) => {
    const answer = await asking(await filled())
    expect(answer.status).toBe(status)
    expect(await discretion(answer)).toEqual({
      title: expect.stringMatching(plainTitle(language)),
      icons: 0,
      tokens: [],
    })
  })
})

describe('a page on a device of one’s own', () => {
  it('is titled by what it is, shows its icon and lets the browser help', async () => {
    const parent = await createParentWithDraft()
    const { title, icons, tokens } = await discretion(await parent.get('/intake/you/'))
    expect(title).toContain(practice.name)
    expect(icons).toBe(1)
    expect(tokens).toContain('name')
  })
})

describe('before it is said whose device it is', () => {
  it.each(languages)(
    'the first page asks, keeps nothing and sets only a cookie that says nothing, in %s',
    async (language) => {
      const parent = createVisitor()
      const path = localisePath(language, '/intake/start/')
      const answer = await changesNothing(() => parent.get(path))
      expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-cookie=yes; Path=/)])
      const page = await parsePage(answer)
      expect(page.title).toContain(findIntakeSection('start').title[language])
      expect(page.hiddenQuestions).not.toContain('device')
      expect(omitBlankFields(page.filledFields)).toEqual({})
    },
  )

  it('a form begun without saying is one of a device of one’s own', async () => {
    const parent = createVisitor()
    const answer = await saveIntakeSection(parent, 'you')
    expect(answer.headers.getSetCookie()[0]).toContain(`Max-Age=${DRAFT_DAYS * 86_400}`)
    expect(await draftExpiries()).toEqual([NOW + DRAFT_DAYS * DAY_MS])
  })

  it('an answer that is not offered keeps nothing', async () => {
    const parent = createVisitor()
    await expectNoChange(422, () => parent.post('/intake/start/', { device: ['kanari'] }))
    expect(parent.cookie).toBe('')
  })
})

describe('saying otherwise later', () => {
  it('that it is shared keeps every answer, for thirty minutes from now', async () => {
    const parent = await createParentWithDraft()
    const saved = await countRows('draft_sections')
    vi.setSystemTime(NOW + DAY_MS)
    const [cookie] = (await saveIntakeSection(parent, 'start', shared)).headers.getSetCookie()
    expect(cookie).not.toMatch(/Max-Age/)
    expect(await draftExpiries()).toEqual([NOW + DAY_MS + SHARED_DEVICE_DRAFT_MINUTES * MINUTE])
    expect(await countRows('draft_sections')).toBe(saved)
    await everythingIsThere(parent, shared)
    expect((await parsePage(await parent.get('/intake/you/'))).title).toBe(filledPageWording.discreetTitle.en)
  })

  it('that it is one’s own keeps every answer, for 28 days from now, and leaving deletes nothing', async () => {
    const parent = await createParentWithDraft(shared)
    vi.setSystemTime(NOW + 10 * MINUTE)
    const [cookie] = (await saveIntakeSection(parent, 'start')).headers.getSetCookie()
    expect(cookie).toContain(`; Max-Age=${DRAFT_DAYS * 86_400};`)
    expect(parent.cookie).not.toContain('shared')
    expect(await draftExpiries()).toEqual([NOW + 10 * MINUTE + DRAFT_DAYS * DAY_MS])
    await everythingIsThere(parent, byOneParent.fields)
    await changesNothing(() => leave(parent))
  })

  it('and back again ends where the last answer says', async () => {
    const parent = await createParentWithDraft()
    for (const device of ['shared', 'own', 'shared'])
      await saveIntakeSection(parent, 'start', { ...shared, device: [device] })
    expect(await draftExpiries()).toEqual([NOW + SHARED_DEVICE_DRAFT_MINUTES * MINUTE])
    await everythingIsThere(parent, shared)
  })

  it('leaves another parent’s time as it was', async () => {
    await createParentWithDraft()
    const parent = await createParentWithDraft(shared)
    await saveIntakeSection(parent, 'start')
    await saveIntakeSection(parent, 'start', shared)
    expect(await draftExpiries()).toEqual([
      NOW + SHARED_DEVICE_DRAFT_MINUTES * MINUTE,
      NOW + DRAFT_DAYS * DAY_MS,
    ])
  })

  it('that it is shared takes the draft from whoever held it before: their cookie and their code open nothing', async () => {
    const parent = await createParentWithDraft()
    const code = await requestResumeCode(parent)
    const before = openTab(parent)
    await saveIntakeSection(parent, 'start', shared)
    expect(parent.cookie).not.toContain(before.cookie)
    expect((await before.get('/intake/you/')).status).toBe(410)
    expect((await createVisitor().post('/intake/resume/', { code: [code], device: ['own'] })).status).toBe(
      422,
    )
    await everythingIsThere(parent, shared)
    expect(await countRows('drafts')).toBe(1)
  })

  it.each(['own', 'shared'])('or the same again ends a code given before: %s', async (device) => {
    const parent = await createParentWithDraft()
    const code = await requestResumeCode(parent)
    await saveIntakeSection(parent, 'start', { ...shared, device: [device] })
    expect((await createVisitor().post('/intake/resume/', { code: [code], device: ['own'] })).status).toBe(
      422,
    )
  })

  it('loses nothing that another tab saves while the draft moves', async () => {
    const parent = await createParentWithDraft()
    let late: Response | undefined
    const mover = withOtherBindings(parent, {
      DB: createD1ActingBefore(/^\s*insert into "drafts"/, async () => {
        const moved = {
          ...getSectionFields(findIntakeSection('you'), shared),
          legalName: ['Morgan at the last moment'],
        }
        late = await openTab(parent).post('/intake/you/', moved)
      }),
    })
    await saveIntakeSection(mover, 'start', shared)
    expect(late?.status).toBe(303)
    expect(await countRows('drafts')).toBe(1)
    expect((await parsePage(await mover.get('/intake/you/'))).filledFields.legalName).toEqual([
      'Morgan at the last moment',
    ])
    expect((await parsePage(await mover.get('/intake/start/'))).filledFields.device).toEqual(['shared'])
  })

  it('makes no second draft of what another tab sends or deletes while it moves', async () => {
    for (const [path, fields] of [
      ['/intake/send/', declarationFields],
      ['/intake/delete/', {}],
    ] as const) {
      const parent = await createParentWithDraft()
      const mover = withOtherBindings(parent, {
        DB: createD1ActingBefore(/^\s*insert into "drafts"/, async () =>
          expect((await openTab(parent).post(path, fields)).status).toBe(303),
        ),
      })
      const answer = await mover.post('/intake/start/', getSectionFields(findIntakeSection('start'), shared))
      expect([path, answer.status]).toEqual([path, 410])
      expect((await parsePage(answer)).filledFields.device).toEqual(['shared'])
      expect([await countRows('drafts'), await countRows('draft_sections')]).toEqual([0, 0])
    }
  })

  it('keeps everything and says that nothing was saved when the draft never stands still', async () => {
    const parent = await createParentWithDraft()
    const before = parent.cookie
    const tab = createVisitor()
    tab.cookie = before
    let saves = 0
    const mover = createVisitor({
      DB: createWatchedD1(async ([first = ''], go) => {
        if (/^\s*insert into "drafts"/.test(first)) {
          saves += 1
          await saveIntakeSection(tab, 'you')
        }
        return go()
      }),
    })
    mover.cookie = before
    expect(
      (await mover.post('/intake/start/', getSectionFields(findIntakeSection('start'), shared))).status,
    ).toBe(500)
    expect(saves).toBeGreaterThan(2)
    expect(mover.cookie).toBe(before)
    await everythingIsThere(parent, byOneParent.fields)
  })

  it('takes one call to the database, and two when the draft moves', async () => {
    const { DB, calls } = createCountingD1()
    const parent = createVisitor({ DB })
    await saveIntakeSection(parent, 'start', shared)
    for (const [fields, expected] of [
      [shared, 1],
      [byOneParent.fields, 1],
      [shared, 2],
    ] as const) {
      calls.length = 0
      await saveIntakeSection(parent, 'start', fields)
      expect(calls).toHaveLength(expected)
    }
  })
})

describe('coming back with a code on a shared device', () => {
  it('holds the draft until the browser is closed, and takes nothing from its 28 days', async () => {
    const parent = await createParentWithDraft()
    const code = await requestResumeCode(parent)
    const library = createVisitor()
    const before = await draftExpiries()
    const answer = await library.post('/intake/resume/', { code: [code], device: ['shared'] })
    expect(await draftExpiries()).toEqual(before)
    expect(answer.headers.getSetCookie()[0]).not.toMatch(/Max-Age/)
    expect(library.cookie).toMatch(/\.shared\./)
    expect((await parsePage(await library.get('/intake/you/'))).title).toBe(
      filledPageWording.discreetTitle.en,
    )
    await saveIntakeSection(library, 'safety', shared)
    await leave(library)
    vi.setSystemTime(NOW + 27 * DAY_MS)
    expect((await parent.post('/intake/resume/', { code: [code], device: ['own'] })).status).toBe(303)
    expect((await parsePage(await parent.get('/intake/you/'))).filledFields.legalName).toEqual(
      shared.legalName,
    )
  })
})

/** Sends what a browser sends when the leave button is pressed: a beacon without a body. */
const leave = (parent: Visitor) => parent.request('/intake/leave/', { method: 'POST' })

/** The distinct moments at which drafts expire. */
const draftExpiries = async () =>
  (await queryRows<{ expires_at: number }>('select distinct expires_at from draft_sections order by 1')).map(
    ({ expires_at }) => expires_at,
  )

async function everythingIsThere(parent: Visitor, fields: FormFields): Promise<void> {
  for (const section of listSectionsNotAtSending(intakeForm)) {
    if (section.repeats) continue
    const { filledFields } = await parsePage(await parent.get(`/intake/${section.slug}/`))
    expect(omitBlankFields(filledFields)).toEqual(omitBlankFields(getSectionFields(section, fields)))
  }
  expect((await parsePage(await parent.get('/intake/children/01/'))).filledFields.childName).toEqual(
    fields['children/01/childName'],
  )
}

const plainTitle = (language: Language) =>
  new RegExp(`^(${filledPageWording.errorPrefix[language]} )?${filledPageWording.discreetTitle[language]}$`)

/** What a browser stores or offers later of a page: its title, its icon and the suggestions for its fields. */
async function discretion(response: Response) {
  const page = parseHtml(await response.text())
  return {
    title: page.querySelector('title')?.textContent,
    icons: page.querySelectorAll('link[rel~="icon"]').length,
    tokens: readAttributes(page, '[autocomplete]:not([autocomplete="off"])', 'autocomplete'),
  }
}
