import { beforeAll, describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { howYouComeSection } from '../../content/forms/intake/how-you-come.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { reachingYouSection } from '../../content/forms/intake/reaching-you.ts'
import { startSection } from '../../content/forms/intake/start.ts'
import { youSection } from '../../content/forms/intake/you.ts'
import { formNoticeWording } from '../../content/site/form-notices.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { getSectionFields, listPagePosts } from '../../forms/example.ts'
import type { Section } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { listSectionsNotAtSending } from '../../forms/progress.ts'
import { changesNothing, countRows, queryRows } from '../../tests/support/database-rows.ts'
import { omitBlankFields, readTypedFields, saveEverySection } from '../../tests/support/intake-drafts.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { createCountingD1, createVisitor, prepareDatabase } from '../../tests/support/test-portal.ts'

beforeAll(prepareDatabase)

const { byOneParent, byCourtOrder, byConsent, full, mistakes } = intakeExamples

describe('the database calls of a section', () => {
  it('begins a draft with one call, and leads to the next section', async () => {
    const { DB, calls } = createCountingD1()
    const answer = await createVisitor({ DB }).post('/intake/how-you-come/', { route: ['one-parent'] })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('Location')).toBe('/intake/you-more/')
    expect(calls).toHaveLength(1)
  })

  it('saves each section after the first with exactly one statement', async () => {
    const { DB, calls } = createCountingD1()
    const parent = createVisitor({ DB })
    await parent.post('/intake/how-you-come/', { route: ['one-parent'] })
    calls.length = 0
    const answer = await parent.post('/intake/you/', getSectionFields(youSection, byOneParent.fields))
    expect(answer.status).toBe(303)
    expect(calls).toEqual([[expect.stringMatching(/^\s*insert into "draft_sections"/)]])
  })

  it('saves a section a second time with exactly one statement, over the first', async () => {
    const { DB, calls } = createCountingD1()
    const parent = createVisitor({ DB })
    await parent.post('/intake/how-you-come/', { background: ['One'] })
    calls.length = 0
    const sections = await countRows('draft_sections')
    await parent.post('/intake/how-you-come/', { background: ['Two'] })
    expect(calls).toEqual([[expect.stringMatching(/^\s*insert into "draft_sections"/)]])
    expect(await countRows('draft_sections')).toBe(sections)
    expect((await parsePage(await parent.get('/intake/how-you-come/'))).filledFields.background).toEqual([
      'Two',
    ])
  })

  it('shows a section with one call when there is a draft', async () => {
    const { DB, calls } = createCountingD1()
    const parent = createVisitor({ DB })
    await parent.post('/intake/how-you-come/', { route: ['one-parent'] })
    calls.length = 0
    expect((await parent.get('/intake/you/')).status).toBe(200)
    expect(calls).toHaveLength(1)
    expect(calls[0]).toHaveLength(1)
  })

  it('reads a draft and whether there is room with one call on the first page, and saves it with one', async () => {
    const { DB, calls } = createCountingD1()
    const parent = createVisitor({ DB })
    expect((await parent.get('/intake/start/')).status).toBe(200)
    expect(calls).toHaveLength(1)
    calls.length = 0
    expect((await parent.post('/intake/start/', { device: ['own'], route: ['one-parent'] })).status).toBe(303)
    expect(calls).toHaveLength(1)
    calls.length = 0
    expect((await parent.get('/intake/start/')).status).toBe(200)
    expect(calls).toHaveLength(1)
    calls.length = 0
    expect((await parent.post('/intake/start/', { device: ['own'], route: ['one-parent'] })).status).toBe(303)
    // Saving takes one batch, although the answer also decides how long the whole draft is stored.
    expect(calls).toHaveLength(1)
  })

  it('saves, shows and takes out one of a list with one call', async () => {
    const { DB, calls } = createCountingD1()
    const parent = createVisitor({ DB })
    await parent.post('/intake/how-you-come/', { route: ['one-parent'] })
    calls.length = 0
    const child = { childName: ['Noa'], press: ['save'] }
    expect((await parent.post('/intake/children/01/', child)).status).toBe(303)
    expect(calls).toEqual([[expect.stringMatching(/^\s*insert into "draft_sections"/)]])
    for (const path of ['/intake/children/', '/intake/children/01/']) {
      calls.length = 0
      expect((await parent.get(path)).status).toBe(200)
      expect(calls.map((statements) => statements.length)).toEqual([1])
    }
    calls.length = 0
    expect((await parent.post('/intake/children/', { press: ['add'] })).status).toBe(303)
    expect(calls).toEqual([])
    expect((await parent.post('/intake/children/', { press: ['continue'] })).status).toBe(303)
    expect(calls).toEqual([[expect.stringMatching(/^\s*insert into "draft_sections"/)]])
    calls.length = 0
    expect((await parent.post('/intake/children/01/', { press: ['remove'] })).status).toBe(303)
    // The second statement removes what was said about the child on another page.
    const update = expect.stringMatching(/^update "draft_sections"/)
    expect(calls).toEqual([[update, update]])
  })

  it('shows a section without asking the database when there is no draft', async () => {
    const { DB, calls } = createCountingD1()
    expect((await createVisitor({ DB }).get('/intake/you/')).status).toBe(200)
    expect(calls).toEqual([])
  })

  it('refuses a section with mistakes without writing anything', async () => {
    const { DB, calls } = createCountingD1()
    await changesNothing(async () => {
      expect(
        (await createVisitor({ DB }).post('/intake/you/', getSectionFields(youSection, mistakes.fields)))
          .status,
      ).toBe(422)
    })
    expect(calls).toEqual([])
  })
})

describe('coming back to a section', () => {
  it.each([
    ['by one parent', byOneParent.fields],
    ['by court order', byCourtOrder.fields],
    ['by consent', byConsent.fields],
    ['everything filled in', full.fields],
  ])('shows everything that was typed, %s', async (_, fields) => {
    const parent = createVisitor()
    await saveEverySection(parent, fields)
    for (const { path, fields: posted } of listPagePosts(intakeForm, fields)) {
      const page = await parsePage(await parent.get(path))
      expect(page.status).toBe(200)
      expect(page.summary).toBeUndefined()
      expect(omitBlankFields(page.filledFields)).toEqual(omitBlankFields({ ...posted, press: [] }))
    }
  })

  it.each([
    ['an ampersand and what looks like an entity', 'Fish &amp; &copy chips & &#39;'],
    ['quotes', 'the “so-called” "schedule" isn’t, isn\'t'],
    ['markup', '</textarea></form><script>alert(1)</script><b title="x">'],
    ['an attribute’s end', '" autofocus onfocus=alert(1) x="'],
    ['letters of every script and emoji', 'Zoë Ñandú 李 Ελένη שלום مرحبا 👨‍👩‍👧‍👦'],
    ['a replacement character of their own', 'odd \ufffd sign'],
    ['a comment and a CDATA section', '<!-- --><![CDATA[ ]]>'],
  ])('shows %s as it was typed, in a line and in paragraphs', async (_, text) => {
    const parent = createVisitor()
    await parent.post('/intake/how-you-come/', {
      route: ['court-order'],
      orderTerm: [text],
      background: [text],
    })
    const page = await parsePage(await parent.get('/intake/how-you-come/'))
    const untouched = await parsePage(await createVisitor().get('/intake/how-you-come/'))
    expect(page.filledFields.orderTerm).toEqual([text])
    expect(page.filledFields.background).toEqual([text])
    expect(page.scripts).toBe(untouched.scripts)
    expect(page.ids).toEqual(untouched.ids)
  })

  it('keeps empty lines at the start and in the middle of paragraphs', async () => {
    const parent = createVisitor()
    const text = '\n\nFirst after two empty lines\n\nand another'
    await parent.post('/intake/how-you-come/', { route: ['consent'], background: [text] })
    expect((await parsePage(await parent.get('/intake/how-you-come/'))).filledFields.background).toEqual([
      text,
    ])
  })

  it('shows paragraphs posted with the line ends of a browser', async () => {
    const parent = createVisitor()
    await parent.post('/intake/how-you-come/', { route: ['consent'], background: ['one\r\ntwo'] })
    const { filledFields } = await parsePage(await parent.get('/intake/how-you-come/'))
    expect(filledFields.background?.[0]?.replaceAll('\r\n', '\n')).toBe('one\ntwo')
  })
})

/** The pages with something to mend. */
const pagesToMend = listPagePosts(intakeForm, mistakes.fields).filter(
  ({ fields }) => Object.keys(fields).length > 1 || !fields.press,
)

/** Keys that are not among the options, so that no page can show them as chosen. */
const notOffered = Object.fromEntries(
  [
    'device',
    'province',
    'parentingDocument',
    'childLivesWith',
    'tried',
    'dynamic',
    'tellNow',
    'meetBy',
    'understands',
  ].map((name) => [name, []]),
)

describe.each(languages)('a section with mistakes, in %s', (language) => {
  const prefix = { en: 'Error: ', fr: 'Erreur\u00a0: ' }[language]

  it('is every page of the form but the lists, which ask nothing', () => {
    expect(new Set(pagesToMend.map(({ path }) => path.split('/')[2]))).toEqual(
      new Set(listSectionsNotAtSending(intakeForm).map(({ slug }) => slug)),
    )
  })

  it.each(pagesToMend)(
    'gives back $path as it was typed, with each message first in a list and again at its question',
    async ({ path: inEnglish, fields: typed }) => {
      const parent = createVisitor()
      if (inEnglish.includes('/children-more/'))
        await parent.post('/intake/children/01/', { childName: ['Noa'], press: ['save'] })
      const path = localisePath(language, inEnglish)
      const page = await parsePage(await changesNothing(() => parent.post(path, typed)))
      expect(page.status).toBe(422)
      expect(page.language.slice(0, 2)).toBe(language)
      expect(page.title).toBe(`${prefix}${(await parsePage(await parent.get(path))).title}`)
      expect(omitBlankFields(page.filledFields)).toEqual(
        omitBlankFields({ ...typed, press: [], ...notOffered }),
      )

      expect(page.summary?.beforeForm).toBe(true)
      expect(page.summary?.notice).toBeUndefined()
      const problems = page.summary?.problems ?? []
      expect(problems.length).toBeGreaterThan(0)
      expect(Object.keys(page.messages)).toHaveLength(problems.length)
      for (const { href, text } of problems) {
        const field = href.slice(1)
        expect(href).toMatch(/^#/)
        expect(page.ids).toContain(field)
        const question = field.split('-')[0] ?? ''
        const message = page.messages[question] ?? ''
        expect(message.slice(0, prefix.length)).toBe(prefix)
        // In the list, a message that could be about any question begins with its own.
        expect(text.endsWith(message.slice(prefix.length)), text).toBe(true)
        expect(page.describedByIds[question]).toContain(`${question}-error`)
        expect(page.ids).toContain(`${question}-error`)
      }
      expect(new Set(problems.map(({ text }) => text)).size, 'each names its question').toBe(problems.length)
      for (const ids of Object.values(page.describedByIds))
        for (const id of ids) expect(page.ids).toContain(id)
    },
  )
})

/** Posts a section as the example by one parent fills it in, with changes, and parses the page that comes back. */
const postChanged = async (section: Section, changes: FormFields) =>
  parsePage(
    await createVisitor().post(
      `/intake/${section.slug}/`,
      getSectionFields(section, { ...byOneParent.fields, ...changes }),
    ),
  )

describe('a question with a mistake', () => {
  it('keeps its hint in what describes it, before the message', async () => {
    const page = await postChanged(reachingYouSection, { email: ['none'] })
    expect(page.describedByIds.email).toEqual(['email-hint', 'email-error'])
    expect(page.describedByIds.phone).toEqual([])
  })

  it('marks the field to mend as invalid, and no other', async () => {
    const page = await postChanged(youSection, { 'birthDate-month': ['Brumaire'] })
    expect(page.invalidFields).toEqual(['birthDate-day'])
    const names = await postChanged(youSection, { legalName: [''] })
    expect(names.invalidFields).toEqual(['legalName'])
  })

  it('says how to mend a day that no calendar has, and keeps all three parts', async () => {
    const page = await postChanged(youSection, {
      'birthDate-day': ['31'],
      'birthDate-month': ['February'],
      'birthDate-year': ['1987'],
    })
    expect(page.status).toBe(422)
    expect(page.summary?.problems).toEqual([
      {
        href: '#birthDate-day',
        text: 'Your date of birth: Check the day, the month and the year: we can’t find this date in the calendar',
      },
    ])
    expect(page.filledFields['birthDate-day']).toEqual(['31'])
    expect(page.filledFields['birthDate-month']).toEqual(['February'])
    expect(page.filledFields['birthDate-year']).toEqual(['1987'])
  })

  it('is shown with what was typed into it, whatever that was', async () => {
    const typed = `" onfocus="x" <script>&amp;${'x'.repeat(300)}`
    const page = await postChanged(youSection, { legalName: [typed] })
    expect(page.status).toBe(422)
    expect(page.filledFields.legalName).toEqual([typed])
    expect(page.scripts).toBe((await parsePage(await createVisitor().get('/intake/you/'))).scripts)
  })
})

describe('where a saved section leads', () => {
  const placesAfter = [
    '/intake/you/',
    '/intake/reaching-you/',
    '/intake/other-parent/',
    '/intake/children/',
    // Each of the two children leads back to their list.
    '/intake/children/',
    '/intake/children/',
    '/intake/safety/',
    // The first half is enough to send.
    '/intake/check/',
    '/intake/how-you-come/',
    '/intake/you-more/',
    '/intake/reaching-you-more/',
    '/intake/other-parent-more/',
    '/intake/children-more/',
    '/intake/children-more/',
    '/intake/children-more/',
    '/intake/what-is-happening/',
    '/intake/documents/',
    '/intake/orders/',
    '/intake/what-you-need/',
    '/intake/before-you-send/',
    '/intake/check/',
  ]

  it('is the next section, and after the last the check of the answers', async () => {
    const parent = createVisitor()
    const places = []
    for (const { path, fields } of listPagePosts(intakeForm, byOneParent.fields)) {
      const answer = await parent.post(path, fields)
      places.push(answer.headers.get('Location'))
    }
    expect(places).toEqual(placesAfter)
  })

  it('is the check of the answers when a change was made from there', async () => {
    const parent = createVisitor()
    await saveEverySection(parent)
    const check = await parsePage(await parent.get('/intake/check/'))
    const change = check.links.find(({ href }) => href.endsWith('#route'))?.href ?? ''
    const [path = ''] = change.split('#')
    expect(path).toBe('/intake/start/?then=check')
    const page = await parsePage(await parent.get(path))
    expect(page.filledFields.route).toEqual(['one-parent'])
    const answer = await parent.post(page.action ?? '', getSectionFields(startSection, byConsent.fields))
    expect(answer.status).toBe(303)
    expect(answer.headers.get('Location')).toBe('/intake/check/')
  })

  it('is still the check of the answers after a mistake on the way', async () => {
    const parent = createVisitor()
    await saveEverySection(parent)
    const path = '/intake/you/?then=check'
    const page = await parsePage(await parent.post(path, getSectionFields(youSection, mistakes.fields)))
    expect(page.status).toBe(422)
    const answer = await parent.post(page.action ?? '', getSectionFields(youSection, byOneParent.fields))
    expect(answer.headers.get('Location')).toBe('/intake/check/')
  })

  it('is never decided by anything else in the address', async () => {
    for (const then of ['https://example.net/', '//example.net/', 'sent', 'CHECK', '']) {
      const path = `/intake/how-you-come/?then=${encodeURIComponent(then)}&action=x#route`
      const page = await parsePage(await createVisitor().get(path))
      expect(page.action).toBe('/intake/how-you-come/')
      const answer = await createVisitor().post(path, { route: ['consent'] })
      expect(answer.headers.get('Location')).toBe('/intake/you-more/')
    }
  })

  it('stays in French for whoever began in French, saved or not', async () => {
    const parent = createVisitor()
    const places = []
    for (const { path, fields } of listPagePosts(intakeForm, byOneParent.fields)) {
      const answer = await parent.post(`/fr${path}`, fields)
      places.push(answer.headers.get('Location'))
    }
    const page = await parsePage(await parent.get('/fr/intake/how-you-come/?then=check'))
    const changed = await parent.post(page.action ?? '', { route: ['consent'] })
    places.push(changed.headers.get('Location'))
    expect(places).toEqual([...placesAfter, '/intake/check/'].map((path) => `/fr${path}`))
  })

  it('may change language on the way without losing anything', async () => {
    const parent = createVisitor()
    await parent.post('/intake/how-you-come/', getSectionFields(howYouComeSection, byOneParent.fields))
    const page = await parsePage(await parent.get('/fr/intake/how-you-come/'))
    expect(page.language).toBe('fr-CA')
    expect(omitBlankFields(page.filledFields)).toEqual(
      omitBlankFields(getSectionFields(howYouComeSection, byOneParent.fields)),
    )
  })
})

describe('a question asked because of an earlier page', () => {
  it('is closed until its condition holds, and closed again when it no longer does', async () => {
    const parent = createVisitor()
    const isHidden = async () =>
      (await parsePage(await parent.get('/intake/other-parent-more/'))).hiddenQuestions.includes(
        'otherAgrees',
      )
    expect(await isHidden()).toBe(true)
    await parent.post('/intake/start/', { device: ['own'], route: ['consent'] })
    expect(await isHidden()).toBe(false)
    await parent.post('/intake/start/', { device: ['own'], route: ['one-parent'] })
    expect(await isHidden()).toBe(true)
  })

  it('stays open when the page comes back with mistakes', async () => {
    const parent = createVisitor()
    await parent.post('/intake/start/', { device: ['own'], route: ['consent'] })
    const page = await parsePage(
      await parent.post('/intake/other-parent-more/', {
        otherAgrees: ['not-sure'],
        otherLawyer: ['a\u202eb'],
      }),
    )
    expect(page.status).toBe(422)
    expect(page.hiddenQuestions).not.toContain('otherAgrees')
    expect(page.filledFields.otherAgrees).toEqual(['not-sure'])
  })

  it('has its answer back when the parent turns back', async () => {
    const parent = createVisitor()
    await saveEverySection(parent, byConsent.fields)
    await parent.post('/intake/start/', { device: ['own'], route: ['one-parent'] })
    const closed = await parsePage(await parent.get('/intake/check/'))
    expect(Object.keys(closed.answers)).not.toContain('otherAgrees')
    // The page posts what it was filled with, hidden fields included, as a browser does.
    const { filledFields } = await parsePage(await parent.get('/intake/other-parent-more/'))
    await parent.post('/intake/other-parent-more/', filledFields)
    await parent.post('/intake/start/', { device: ['own'], route: ['consent'] })
    const open = await parsePage(await parent.get('/intake/check/'))
    expect(open.answers.otherAgrees).toEqual(['Yes'])
  })

  it('within a page comes back too when its condition holds again', async () => {
    const parent = createVisitor()
    const order = getSectionFields(startSection, byCourtOrder.fields)
    await parent.post('/intake/start/', order)
    await parent.post('/intake/start/', { ...order, route: ['consent'] })
    const check = await parsePage(await parent.get('/intake/check/'))
    expect(Object.keys(check.answers)).not.toContain('orderCourt')
    const page = await parsePage(await parent.get('/intake/start/'))
    expect(page.filledFields.orderCourt).toEqual(order.orderCourt)
  })

  it('is not judged while its condition does not hold', async () => {
    const typed = { ...getSectionFields(startSection, mistakes.fields), device: ['own'], route: ['consent'] }
    expect((await createVisitor().post('/intake/start/', typed)).status).toBe(303)
  })
})

describe('a draft that is gone', () => {
  it('is said so on the page with a 410, and whatever is typed there can begin a new one', async () => {
    const parent = createVisitor()
    await parent.post('/intake/how-you-come/', { route: ['consent'] })
    const [row] = await queryRows<{ id: string }>('select id from drafts order by rowid desc limit 1')
    await queryRows(
      'update draft_sections set expires_at = expires_at - ? where draft_id = ?',
      29 * DAY_MS,
      row?.id,
    )

    const shown = await parsePage(await parent.get('/intake/you/'))
    expect(shown.status).toBe(410)
    expect(shown.summary?.notice).toBe(formNoticeWording.draftMissingBefore.en)
    expect(omitBlankFields(shown.filledFields)).toEqual({})

    const typed = getSectionFields(youSection, byOneParent.fields)
    const refused = await parsePage(await changesNothing(() => parent.post('/intake/you/', typed)))
    expect(refused.status).toBe(410)
    expect(refused.summary?.notice).toBe(formNoticeWording.draftMissing.en)
    expect(omitBlankFields(refused.filledFields)).toEqual(omitBlankFields(typed))
    expect(parent.cookie).toBe('')

    expect((await parent.post('/intake/you/', refused.filledFields)).status).toBe(303)
    expect(await readTypedFields(parent, '/intake/you/')).toEqual(omitBlankFields(typed))
  })

  it('begins again under a cookie of its own', async () => {
    const parent = createVisitor()
    await parent.post('/intake/how-you-come/', { route: ['consent'] })
    const first = parent.cookie
    parent.cookie = ''
    await parent.post('/intake/how-you-come/', { route: ['consent'] })
    expect(parent.cookie).not.toBe(first)
  })
})

describe('an e-mail address that is one slip from a common one', () => {
  const fields = { ...getSectionFields(reachingYouSection, byOneParent.fields), email: ['mo@gmial.com'] }

  it('is asked about, and saved when the page is sent again as it is', async () => {
    const parent = createVisitor()
    await parent.post('/intake/how-you-come/', { route: ['one-parent'] })
    const answer = await parent.post('/intake/reaching-you/', fields)
    expect(answer.status).toBe(422)
    const asking = await parsePage(answer)
    expect(asking.text).toContain('Did you mean mo@gmail.com?')
    expect(asking.filledFields.email).toEqual(['mo@gmial.com'])
    expect((await parent.post('/intake/reaching-you/', omitBlankFields(asking.filledFields))).status).toBe(
      303,
    )
    expect((await parsePage(await parent.get('/intake/reaching-you/'))).filledFields.email).toEqual([
      'mo@gmial.com',
    ])
  })

  it('is asked about again when it is another one, and not when it was corrected', async () => {
    const parent = createVisitor()
    await parent.post('/intake/how-you-come/', { route: ['one-parent'] })
    const { filledFields } = await parsePage(await parent.post('/intake/reaching-you/', fields))
    const asking = omitBlankFields(filledFields)
    const post = (email: string) => parent.post('/intake/reaching-you/', { ...asking, email: [email] })
    expect((await post('mo@gmaul.com')).status).toBe(422)
    expect((await post('mo@gmail.com')).status).toBe(303)
  })
})
