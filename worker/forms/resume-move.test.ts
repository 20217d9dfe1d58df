import { describe, expect, it, vi } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { DRAFT_DAYS, SHARED_DEVICE_DRAFT_MINUTES } from '../../content/retention.ts'
import { formNoticeWording } from '../../content/site/form-notices.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { getSectionFields } from '../../forms/example.ts'
import { countRows, queryRows } from '../../tests/support/database-rows.ts'
import { expectExpiredLinkPage } from '../../tests/support/expect-error-page.ts'
import {
  createParentWithDraft,
  declarationFields,
  findIntakeSection,
  omitBlankFields,
  readTypedFields,
  requestResumeCode,
  saveIntakeSection,
} from '../../tests/support/intake-drafts.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { createD1ActingBefore } from '../../tests/support/racing-databases.ts'
import { expectRedirect, openTab } from '../../tests/support/requests.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, createCountingD1, createVisitor, type Visitor } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import { deriveDraftKey } from '../privacy/draft-key.ts'
import { unsealWithKeyLookup } from '../privacy/seal.ts'

const NOW = Date.UTC(2026, 10, 22, 15)
const MINUTE = 60_000
const { fields } = intakeExamples.byOneParent
const legalName = fields.legalName

setUpPortal({ now: NOW })

const resume = (visitor: Visitor, code: string, device: 'own' | 'shared' = 'own') =>
  visitor.post('/intake/resume/', { code: [code], device: [device] })

/** A parent’s browser with a draft, and the code that resumes it. */
async function createDraftWithCode() {
  const first = await createParentWithDraft()
  return { first, code: await requestResumeCode(first) }
}

/** Whether a browser opens the draft of the example. */
async function opensDraft(visitor: Visitor): Promise<boolean> {
  const page = await parsePage(await openTab(visitor).get('/intake/you/'))
  const typed = omitBlankFields(page.filledFields)
  if (page.status === 410) expect(typed).toEqual({})
  else expect(typed.legalName).toEqual(legalName)
  return page.status === 200
}

describe('resuming on another device', () => {
  it('takes the draft from the browser that had it: its cookie opens, sends, deletes and changes nothing', async () => {
    const { first, code } = await createDraftWithCode()
    const second = createVisitor()
    expectRedirect(await resume(second, code), '/intake/tasks/')
    expect([await opensDraft(second), await opensDraft(first)]).toEqual([true, false])
    const before = await queryRows('select * from draft_sections')
    for (const path of ['/intake/tasks/', '/intake/delete/'])
      expect((await openTab(first).get(path)).status, path).toBeLessThanOrEqual(410)
    await expectExpiredLinkPage(await openTab(first).get('/intake/tasks/'))
    for (const [path, posted] of [
      ['/intake/send/', declarationFields],
      ['/intake/children/01/', { press: ['remove'] }],
      ['/intake/resume-code/', { press: ['show'] }],
      ['/intake/delete/', {}],
      ['/intake/leave/', {}],
    ] as const)
      await openTab(first).post(path, posted)
    expect(await queryRows('select * from draft_sections')).toEqual(before)
    expect([await countRows('drafts'), await countRows('files')]).toEqual([1, 0])
  })

  it('keeps what the first browser saves afterwards on its page, which says what may have happened', async () => {
    const { first, code } = await createDraftWithCode()
    await resume(createVisitor(), code)
    const page = await parsePage(
      await first.post('/intake/you/', {
        ...getSectionFields(findIntakeSection('you'), fields),
        legalName: ['Late'],
      }),
    )
    expect([page.status, page.summary?.notice]).toEqual([410, formNoticeWording.draftMissing.en])
    expect(formNoticeWording.draftMissing.en).toContain('on another device')
    expect(page.filledFields.legalName).toEqual(['Late'])
  })

  it('keeps everything: each page, each child, and that one was removed', async () => {
    const { first, code } = await createDraftWithCode()
    await first.post('/intake/children/02/', { childName: ['Noa'], press: ['save'] })
    await first.post('/intake/children/02/', { press: ['remove'] })
    const second = createVisitor()
    const sections = async () =>
      await queryRows<{ section: string; expires_at: number }>(
        'select section, expires_at from draft_sections order by section',
      )
    const before = await sections()
    vi.setSystemTime(NOW + DAY_MS)
    await resume(second, code)
    expect(await sections()).toEqual(before)
    for (const slug of ['start', 'you', 'safety-more', 'before-you-send'])
      expect(await readTypedFields(second, `/intake/${slug}/`)).toEqual(
        omitBlankFields(getSectionFields(findIntakeSection(slug), fields)),
      )
    expect(await readTypedFields(second, '/intake/children/01/')).not.toEqual({})
    expect(await readTypedFields(second, '/intake/children/02/')).toEqual({})
  })

  it('seals everything anew: the first browser’s token opens no row, and lengths tell no more than before', async () => {
    const { first, code } = await createDraftWithCode()
    for (const slug of ['safety', 'safety-more']) await saveIntakeSection(first, slug, fields)
    const [, token = ''] = /^__Host-intake=([^.]+)/.exec(first.cookie) ?? []
    const lengths = () =>
      queryRows('select section, length(sealed_fields) as length from draft_sections order by section')
    const before = await lengths()
    const [{ id: oldId } = { id: '' }] = await queryRows<{ id: string }>('select id from drafts')
    await resume(createVisitor(), code)
    const [{ id } = { id: '' }] = await queryRows<{ id: string }>('select id from drafts')
    expect(id).not.toBe(oldId)
    expect(await lengths()).toEqual(before)
    const key = await deriveDraftKey(parseEnvironment(bindings).keys.draft[0], intakeForm.id, token)
    const rows = await queryRows<{ section: string; sealed_fields: string }>(
      "select section, sealed_fields from draft_sections where sealed_fields <> ''",
    )
    expect(rows.length).toBeGreaterThan(10)
    for (const { section, sealed_fields } of rows)
      await expect(
        unsealWithKeyLookup(() => key, `draft_sections.sealed_fields:${id}/${section}`, sealed_fields),
      ).rejects.toThrow()
  })

  it('leaves the same code, which opens it in a third place and takes it from the second', async () => {
    const { first, code } = await createDraftWithCode()
    const [second, third] = [createVisitor(), createVisitor()]
    await resume(second, code)
    await saveIntakeSection(second, 'how-you-come', { ...fields, background: ['From the second'] })
    expectRedirect(await resume(third, code), '/intake/tasks/')
    expect([await opensDraft(first), await opensDraft(second), await opensDraft(third)]).toEqual([
      false,
      false,
      true,
    ])
    expect((await parsePage(await third.get('/intake/how-you-come/'))).filledFields.background).toEqual([
      'From the second',
    ])
    // A new code replaces the one before, as ever.
    const replaced = await requestResumeCode(third)
    expect((await resume(createVisitor(), code)).status).toBe(422)
    expectRedirect(await resume(createVisitor(), replaced), '/intake/tasks/')
  })

  it('takes two calls to the database: one to find it, one to move it', async () => {
    const { code } = await createDraftWithCode()
    const { DB, calls } = createCountingD1()
    expectRedirect(await resume(createVisitor({ DB }), code), '/intake/tasks/')
    expect(calls).toHaveLength(2)
  })
})

describe('while a draft is being resumed', () => {
  /** Acts once, after the draft was found and before it is moved. */
  const createVisitorWhoseMoveWaitsFor = (act: () => Promise<unknown>) =>
    createVisitor({ DB: createD1ActingBefore(/^\s*insert into "drafts"/, act) })

  it('loses nothing that the first browser saves at the last moment', async () => {
    const { first, code } = await createDraftWithCode()
    const late = { ...getSectionFields(findIntakeSection('how-you-come'), fields), background: ['Late'] }
    const second = createVisitorWhoseMoveWaitsFor(async () =>
      expect((await openTab(first).post('/intake/how-you-come/', late)).status).toBe(303),
    )
    expectRedirect(await resume(second, code), '/intake/tasks/')
    expect((await parsePage(await second.get('/intake/how-you-come/'))).filledFields.background).toEqual([
      'Late',
    ])
    expect([await opensDraft(first), await countRows('drafts')]).toEqual([false, 1])
  })

  it('makes no second draft of what the first browser sends, deletes or gets another code for', async () => {
    for (const [path, posted, drafts] of [
      ['/intake/send/', declarationFields, 0],
      ['/intake/delete/', {}, 0],
      ['/intake/resume-code/', { press: ['show'] }, 1],
    ] as const) {
      const { first, code } = await createDraftWithCode()
      const second = createVisitorWhoseMoveWaitsFor(() => openTab(first).post(path, posted))
      const answer = await resume(second, code)
      expect([path, answer.status, second.cookie]).toEqual([path, 422, ''])
      expect([path, await countRows('drafts')]).toEqual([path, drafts])
    }
  })

  it('lets one of two browsers win, which alone opens it, however many come at once', async () => {
    const { first, code } = await createDraftWithCode()
    const browsers = Array.from({ length: 3 }, () => createVisitor())
    const answers = await Promise.all(browsers.map((browser) => resume(browser, code)))
    for (const answer of answers) expectRedirect(answer, '/intake/tasks/')
    const opening = await Promise.all([first, ...browsers].map(opensDraft))
    expect(opening.filter(Boolean)).toHaveLength(1)
    expect(await countRows('drafts')).toBe(1)
    expectRedirect(await resume(createVisitor(), code), '/intake/tasks/')
  })
})

describe('resuming on a shared device', () => {
  it('opens it there until thirty minutes after the last save, and elsewhere with the code for its 28 days', async () => {
    const { code } = await createDraftWithCode()
    const library = createVisitor()
    await resume(library, code, 'shared')
    vi.setSystemTime(NOW + 29 * MINUTE)
    expect(await opensDraft(library)).toBe(true)
    await saveIntakeSection(library, 'how-you-come', fields)
    const saved = openTab(library)
    vi.setSystemTime(NOW + (29 + SHARED_DEVICE_DRAFT_MINUTES) * MINUTE - 1)
    expect(await opensDraft(saved)).toBe(true)
    vi.setSystemTime(NOW + (29 + SHARED_DEVICE_DRAFT_MINUTES) * MINUTE)
    expect(await opensDraft(saved)).toBe(false)
    vi.setSystemTime(NOW + DRAFT_DAYS * DAY_MS - MINUTE)
    const home = createVisitor()
    expectRedirect(await resume(home, code), '/intake/tasks/')
    expect(await opensDraft(home)).toBe(true)
  })

  it('ends even without a save there, and looking does not lengthen it', async () => {
    const { code } = await createDraftWithCode()
    const library = createVisitor()
    await resume(library, code, 'shared')
    const { cookie } = library
    vi.setSystemTime(NOW + 20 * MINUTE)
    for (const path of ['you', 'tasks', 'check']) await library.get(`/intake/${path}/`)
    expect(library.cookie).toBe(cookie)
    vi.setSystemTime(NOW + SHARED_DEVICE_DRAFT_MINUTES * MINUTE)
    expect(await opensDraft(library)).toBe(false)
  })

  it('has the device question answered for this device, so that passing its page makes it nobody’s own', async () => {
    const { code } = await createDraftWithCode()
    const library = createVisitor()
    await resume(library, code, 'shared')
    expect((await parsePage(await library.get('/intake/start/'))).filledFields.device).toEqual(['shared'])
    const home = createVisitor()
    await resume(home, code)
    expect((await parsePage(await home.get('/intake/start/'))).filledFields.device).toEqual(['own'])
  })

  it('gives a cookie that cannot be lengthened, made one’s own or moved to another draft', async () => {
    const { code } = await createDraftWithCode()
    const other = await createParentWithDraft()
    const library = createVisitor()
    await resume(library, code, 'shared')
    const [, end = ''] = /\.shared\.(\d+)\./.exec(library.cookie) ?? []
    const [, token = ''] = /=([\w-]{43})\./.exec(library.cookie) ?? []
    const [, otherToken = ''] = /=([\w-]{43})\./.exec(other.cookie) ?? []
    for (const changed of [
      library.cookie.replace(end, `${Number(end) + 1}`),
      library.cookie.replace('.shared.', '.own.'),
      library.cookie.replace(token, otherToken),
      `__Host-intake=${token}`,
      `__Host-intake=${token}.shared`,
      other.cookie.replace(otherToken, token),
    ]) {
      const thief = createVisitor()
      thief.cookie = changed
      expect([changed, (await thief.get('/intake/you/')).status]).toEqual([changed, 410])
    }
    expect(await opensDraft(library)).toBe(true)
  })
})
