import { describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { formNoticeWording, newerPageWording } from '../../content/site/form-notices.ts'
import { getSectionFields, listPagePosts } from '../../forms/example.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { changesNothing, countRows, queryRows } from '../../tests/support/database-rows.ts'
import {
  createParentWithDraft,
  createParentWithFirstSection,
  declarationFields,
  findIntakeSection,
  readTypedFields,
} from '../../tests/support/intake-drafts.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { openTab } from '../../tests/support/requests.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createCountingD1, createVisitor, type Visitor } from '../../tests/support/test-portal.ts'

setUpPortal()

const { fields } = intakeExamples.byOneParent
const you = getSectionFields(findIntakeSection('you'), fields)
const reaching = getSectionFields(findIntakeSection('reaching-you'), fields)
const child = { childName: ['Noa'], press: ['save'] }

/** Opens a page in a tab: what it shows, and how the tab posts it later, however old the page is then. */
async function openPage(parent: Visitor, path: string) {
  const page = await parsePage(await parent.get(path))
  const revision = [page.revision ?? '']
  return { ...page, post: (posted: FormFields) => parent.post(path, { ...posted, revision }) }
}

/** Every page of the form, as it is filled in by one parent, with another answer to change it to. */
const pages = listPagePosts(intakeForm, fields).filter(({ fields }) => Object.keys(fields).length > 1)
const otherValues: Readonly<Record<string, FormFields>> = {
  start: { route: ['consent'] },
  'how-you-come': { background: ['Changed'] },
  you: { legalName: ['Changed'] },
  'reaching-you': { safeTimes: ['Changed'] },
  'other-parent': { otherName: ['Changed'] },
  children: { childName: ['Changed'] },
  orders: { otherOrderCourt: ['Changed'] },
  documents: { documentDispute: ['Changed'] },
  'what-is-happening': { issueOne: ['Changed'] },
  safety: { worried: ['yes'] },
}
const pagesToChange = pages.flatMap(({ path, fields }) => {
  const change = otherValues[path.split('/')[2] ?? '']
  return change && Object.keys(change).every((name) => name in fields) ? [{ path, fields, change }] : []
})

describe('a page that was saved elsewhere since it was opened', () => {
  it('is tried with pages of every kind', () => {
    expect(pagesToChange.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/intake/start/', '/intake/reaching-you/', '/intake/children/01/']),
    )
    expect(pagesToChange.length).toBeGreaterThan(6)
  })

  it.each(pagesToChange)(
    'comes back with both values, and keeps the newer: $path',
    async ({ path, fields, change }) => {
      const parent = await createParentWithDraft()
      const older = await openPage(parent, path)
      const newer = await openPage(openTab(parent), path)
      expect((await newer.post({ ...fields, ...change })).status).toBe(303)
      const typed = { ...fields, press: fields.press ?? [] }
      const answer = await changesNothing(() => older.post(typed))
      const page = await parsePage(answer)
      expect(page.status).toBe(409)
      expect(page.summary?.notice).toBe(newerPageWording.changed.en)
      const [name = '', [value = ''] = []] = Object.entries(change)[0] ?? []
      expect(page.filledFields[name]).toEqual(fields[name as keyof typeof fields] ?? [])
      expect(page.summary?.problems.map(({ href }) => href.replace(/-\d+$/, ''))).toEqual([`#${name}`, path])
      if (value === 'Changed') expect(page.messages[name]).toContain('Changed')
      expect(await readTypedFields(parent, path)).toMatchObject(change)
      // Pressing again takes what stands on the page, now that the parent saw both.
      expect((await parent.post(path, { ...typed, revision: [page.revision ?? ''] })).status).toBe(303)
      expect((await readTypedFields(parent, path))[name] ?? []).toEqual(
        (fields[name as keyof typeof fields] ?? []).filter((each) => each !== ''),
      )
    },
  )

  it.each(languages)('says what is newer in words, also that it was emptied, in %s', async (language) => {
    const parent = await createParentWithDraft()
    const path = localisePath(language, '/intake/reaching-you/')
    const older = await openPage(parent, path)
    await parent.post(path, {
      ...reaching,
      phoneSafe: ['no'],
      email: ['mo@example.com'],
      safeTimes: [''],
    })
    const page = await parsePage(
      await older.post({ ...reaching, phoneSafe: ['yes'], safeTimes: ['Any time'] }),
    )
    expect(page.messages).toEqual({
      phoneSafe: expect.stringMatching({ en: /: No$/, fr: /\u00a0: Non$/ }[language]),
      email: expect.stringContaining('mo@example.com'),
      safeTimes: expect.stringMatching({ en: /Not answered$/, fr: /Sans réponse$/ }[language]),
    })
    expect(page.filledFields).toMatchObject({ safeTimes: ['Any time'], phoneSafe: ['yes'] })
  })

  it('says an answer of several lines line by line', async () => {
    const parent = await createParentWithDraft()
    const older = await openPage(parent, '/intake/reaching-you/')
    const lines = ['Mondays', '• before nine', '', '• after six, never by text']
    await parent.post('/intake/reaching-you/', { ...reaching, safeTimes: [lines.join('\n')] })
    const page = await parsePage(await older.post({ ...reaching, safeTimes: ['Any time'] }))
    expect(page.messages.safeTimes?.endsWith(`:\n${lines.join('\n')}`)).toBe(true)
  })

  it.each([
    ['without a revision, as before there was one', []],
    ['with an empty one', ['']],
    ['with one that is no number', ['-1']],
    ['with two', ['1', '2']],
    ['with one that never was', ['999999999999']],
  ])('comes back too when it is posted %s', async (_, revision) => {
    const parent = await createParentWithDraft()
    await changesNothing(async () => {
      const answer = await parent.post('/intake/reaching-you/', { ...reaching, safeTimes: ['Any'], revision })
      expect(answer.status).toBe(409)
    })
  })

  it('keeps the newer when it comes back with a mistake first', async () => {
    const parent = await createParentWithDraft()
    const older = await openPage(parent, '/intake/reaching-you/')
    await parent.post('/intake/reaching-you/', { ...reaching, safeTimes: ['Newer'] })
    const mistaken = await parsePage(await older.post({ ...reaching, email: ['nowhere'] }))
    expect([mistaken.status, mistaken.revision]).toEqual([422, older.revision])
    expect((await older.post(reaching)).status).toBe(409)
    expect((await readTypedFields(parent, '/intake/reaching-you/')).safeTimes).toEqual(['Newer'])
  })

  it('is not mistaken for one of the draft that the same browser began since', async () => {
    const parent = await createParentWithFirstSection()
    await parent.post('/intake/you/', { ...you, legalName: ['First'] })
    const older = await openPage(parent, '/intake/you/')
    await parent.post('/intake/delete/')
    await parent.post('/intake/start/', { device: ['own'], route: ['one-parent'] })
    await parent.post('/intake/you/', { ...you, legalName: ['Second'] })
    expect(
      (await parent.post('/intake/you/', { ...you, legalName: ['Late'], revision: [older.revision ?? ''] }))
        .status,
    ).toBe(409)
  })

  it('keeps the newer answer about the device, with its code and its time', async () => {
    const parent = await createParentWithDraft()
    const older = await openPage(parent, '/intake/start/')
    await parent.post('/intake/start/', { device: ['own'], route: ['consent'] })
    await parent.post('/intake/resume-code/')
    for (const device of ['own', 'shared']) {
      const answer = await changesNothing(() => older.post({ device: [device], route: ['court-order'] }))
      expect(answer.status).toBe(409)
    }
  })

  it('comes back empty of anything else when the form was sent meanwhile', async () => {
    const parent = await createParentWithDraft()
    const older = await openPage(parent, '/intake/reaching-you/')
    await openTab(parent).post('/intake/send/', declarationFields)
    const page = await parsePage(await older.post({ ...reaching, safeTimes: ['Late'] }))
    expect([page.status, page.summary?.notice]).toEqual([410, formNoticeWording.draftMissing.en])
    expect(page.filledFields.safeTimes).toEqual(['Late'])
  })
})

describe('what is no change', () => {
  it('is the same page posted twice, which takes one call and leads on', async () => {
    const parent = await createParentWithFirstSection()
    const { DB, calls } = createCountingD1()
    const tab = createVisitor({ DB })
    tab.cookie = parent.cookie
    const older = await openPage(tab, '/intake/reaching-you/')
    for (let times = 0; times < 3; times++) {
      calls.length = 0
      const answer = await older.post(reaching)
      expect([answer.status, answer.headers.get('Location'), calls.length]).toEqual([
        303,
        '/intake/other-parent/',
        1,
      ])
    }
    await changesNothing(() => older.post(reaching))
  })

  it('is the same typed in two tabs, with empty fields or without', async () => {
    const parent = await createParentWithFirstSection()
    const older = await openPage(parent, '/intake/reaching-you/')
    const reaching = getSectionFields(findIntakeSection('reaching-you'), { ...fields, safeTimes: [''] })
    const short = Object.fromEntries(Object.entries(reaching).filter(([, [value]]) => value !== ''))
    await parent.post('/intake/reaching-you/', short)
    expect(Object.keys(short).length).toBeLessThan(Object.keys(reaching).length)
    expect((await older.post(reaching)).status).toBe(303)
  })

  it('is one of fifty presses at once: all lead on, and the page is saved once', async () => {
    const parent = await createParentWithFirstSection()
    const older = await openPage(parent, '/intake/reaching-you/')
    const answers = await Promise.all(Array.from({ length: 50 }, () => older.post(reaching)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
  })

  it('is a page never saved before, whatever other page was saved', async () => {
    const parent = await createParentWithFirstSection()
    const [one, other] = [
      await openPage(parent, '/intake/you/'),
      await openPage(parent, '/intake/reaching-you/'),
    ]
    expect((await one.post(you)).status).toBe(303)
    expect((await other.post(reaching)).status).toBe(303)
  })
})

describe('an item of a list', () => {
  const path = '/intake/children/01/'

  it('that was removed elsewhere comes back as typed, and can be put back', async () => {
    const parent = await createParentWithDraft()
    const older = await openPage(parent, path)
    await parent.post(path, { press: ['remove'] })
    const page = await parsePage(
      await older.post({ ...child, 'childBirthDate-year': ['2016'], 'childBirthDate-instead': ['unknown'] }),
    )
    expect([page.status, page.summary?.notice, page.summary?.problems]).toEqual([
      409,
      newerPageWording.removed.en,
      [],
    ])
    expect(page.filledFields).toMatchObject({ childName: ['Noa'], 'childBirthDate-year': ['2016'] })
    expect(await readTypedFields(parent, path)).toEqual({})
    expect((await parent.post(path, { ...child, revision: [page.revision ?? ''] })).status).toBe(303)
    expect(await readTypedFields(parent, path)).toEqual({ childName: ['Noa'] })
  })

  it('that was changed elsewhere is not removed without a word', async () => {
    const parent = await createParentWithDraft()
    const older = await openPage(parent, path)
    await parent.post(path, { ...child, childName: ['Newer'] })
    const page = await changesNothing(async () =>
      parsePage(await older.post({ ...child, press: ['remove'] })),
    )
    expect([page.status, page.summary?.notice]).toEqual([409, newerPageWording.changed.en])
    expect(page.messages.childName).toContain('Newer')
    expect((await parent.post(path, { press: ['remove'], revision: [page.revision ?? ''] })).status).toBe(303)
    expect(await readTypedFields(parent, path)).toEqual({})
  })

  it('is removed once, however often the button is pressed', async () => {
    const parent = await createParentWithDraft()
    const older = await openPage(parent, path)
    for (let times = 0; times < 3; times++) expect((await older.post({ press: ['remove'] })).status).toBe(303)
  })

  it('shows what changed in the list to whoever goes on from an older page of it', async () => {
    const parent = await createParentWithDraft()
    const older = await openPage(parent, '/intake/children/')
    await parent.post('/intake/children/03/', child)
    const page = await changesNothing(async () => parsePage(await older.post({ press: ['continue'] })))
    expect([page.status, page.summary?.notice]).toEqual([409, formNoticeWording.listChanged.en])
    expect(page.links.map(({ href }) => href)).toContain('/intake/children/03/')
    const again = await parent.post('/intake/children/', {
      press: ['continue'],
      revision: [page.revision ?? ''],
    })
    expect(again.status).toBe(303)
  })
})

it('keeps revisions when a draft moves to another token', async () => {
  const parent = await createParentWithDraft()
  const older = await openPage(parent, '/intake/reaching-you/')
  await parent.post('/intake/reaching-you/', { ...reaching, safeTimes: ['Newer'] })
  const revisions = () => queryRows("select revision from draft_sections where section = 'reaching-you'")
  const before = await revisions()
  await parent.post('/intake/start/', { device: ['shared'], route: ['one-parent'] })
  expect(await revisions()).toEqual(before)
  expect(await countRows('drafts')).toBe(1)
  expect((await older.post(reaching)).status).toBe(409)
})
