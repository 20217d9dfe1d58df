import { describe, expect, it, vi } from 'vitest'
import { childrenSection } from '../../content/forms/intake/children.ts'
import { childrenMoreSection } from '../../content/forms/intake/children-more.ts'
import { declarationSection } from '../../content/forms/intake/declaration.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { ordersSection } from '../../content/forms/intake/orders.ts'
import { otherParentSection } from '../../content/forms/intake/other-parent.ts'
import { reachingYouSection } from '../../content/forms/intake/reaching-you.ts'
import { safetySection } from '../../content/forms/intake/safety.ts'
import { startSection } from '../../content/forms/intake/start.ts'
import { youSection } from '../../content/forms/intake/you.ts'
import { youMoreSection } from '../../content/forms/intake/you-more.ts'
import { practice } from '../../content/practice.ts'
import { filledPageWording } from '../../content/site/filled-page-wording.ts'
import { siteWording } from '../../content/site/wording.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { getSectionFields } from '../../forms/example.ts'
import { listQuestionsWithSections } from '../../forms/form.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { listSectionsNotAtSending } from '../../forms/progress.ts'
import {
  changesNothing,
  countRows,
  expectNoChange,
  queryRows,
  selectAllTables,
} from '../../tests/support/database-rows.ts'
import { expectErrorPage, expectExpiredLinkPage } from '../../tests/support/expect-error-page.ts'
import { insertFilesLedBy } from '../../tests/support/file-rows.ts'
import { createParentWithDraft, declarationFields, sendIntake } from '../../tests/support/intake-drafts.ts'
import { parsePage, parseVisiblePage } from '../../tests/support/parse-page.ts'
import { expectRedirect } from '../../tests/support/requests.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, createCountingD1, createVisitor, emptyDatabase } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import { hashCode } from '../privacy/code.ts'

setUpPortal()

const { byOneParent, byConsent, full } = intakeExamples

describe('checking the answers', () => {
  it('shows every answer as it will be read, with one call to the database', async () => {
    const { DB, calls } = createCountingD1()
    const parent = await createParentWithDraft(byOneParent.fields, 'en', { DB })
    calls.length = 0
    const page = await parsePage(await changesNothing(() => parent.get('/intake/check/')))
    // The one call reads the draft, the file it would join, and whether there is room.
    expect(calls.map((statements) => statements.length)).toEqual([3])
    expect(page.status).toBe(200)
    expect(page.answers).toMatchObject({
      route: ['I’m asking on my own'],
      legalName: ['Morgan Ellis Tanaka'],
      birthDate: ['November 4, 1987'],
      phone: ['613\u00a0555\u00a00142'],
      contactRules: byOneParent.fields.contactRules?.[0]?.split('\n'),
      address: ['12 Sample Crescent, unit 4', 'Ottawa, Ontario', 'K1A 0B1'],
      otherBirthDate: ['I don’t know'],
      'children/1/childName': ['Noa Brandt-Tanaka'],
      'children/2/childBirthDate': ['October 2, 2020'],
      'children-more/1/childHealth': ['I’d rather say it in person'],
    })
    expect(page.summarisedSections).toEqual(listSectionsNotAtSending(intakeForm).map(({ slug }) => slug))
  })

  it('names in one line what was left empty, each with a link to where it is answered', async () => {
    const parent = await createParentWithDraft(byOneParent.fields)
    const page = await parsePage(await parent.get('/intake/check/'))
    expect(page.leftEmpty).toContainEqual({
      href: '/intake/you-more/?then=check#ownLawyerPhone',
      text: youMoreSection.questions.ownLawyerPhone.label.en,
    })
    expect(page.leftEmpty).toContainEqual({
      href: '/intake/children-more/02/?then=check#childHeritage',
      text: childrenMoreSection.questions.childHeritage.label.en,
    })
    for (const { href } of page.leftEmpty) {
      const [path = '', field] = href.split('#')
      expect((await parsePage(await parent.get(path))).ids).toContain(field)
    }
    const questions = Object.keys(page.answers)
    expect(questions).not.toContain('ownLawyerPhone')
    expect(questions.length).toBeGreaterThan(40)
  })

  it.each(languages)(
    'leads back to the check from a page opened there, in place of how far one is, in %s',
    async (language) => {
      const parent = await createParentWithDraft(full.fields)
      for (const path of ['/intake/you/', '/intake/children/', '/intake/children/01/']) {
        const localised = localisePath(language, path)
        const read = async (address: string) => parseVisiblePage(await parent.get(address))
        const [inOrder, opened] = [await read(localised), await read(`${localised}?then=check`)]
        const describe = ({ shown, text, links }: typeof opened) => [
          shown.has('progress'),
          text.includes(siteWording.allParts[language]),
          text.includes(siteWording.backToCheck[language]),
          links.some(({ href }) => href === localisePath(language, '/intake/check/')),
        ]
        expect([describe(inOrder), describe(opened)]).toEqual([
          [true, true, false, false],
          [false, false, true, true],
        ])
      }
    },
  )

  it('has a link to change each answer that leads to its field', async () => {
    const parent = await createParentWithDraft(full.fields)
    const page = await parsePage(await parent.get('/intake/check/'))
    const changes = page.links.filter(({ href }) => href.includes('?then=check#'))
    expect(changes.length).toBeGreaterThan(Object.keys(page.answers).length - 1)
    const pages = new Map<string, Awaited<ReturnType<typeof parsePage>>>()
    for (const { href } of changes) {
      const [path = '', field = ''] = href.split('#')
      const linked = pages.get(path) ?? (await parsePage(await parent.get(path)))
      pages.set(path, linked)
      expect(linked.status).toBe(200)
      expect(linked.ids).toContain(field)
    }
  })

  it('reads in the language of its address', async () => {
    const parent = await createParentWithDraft(byOneParent.fields)
    const page = await parsePage(await parent.get('/fr/intake/check/'))
    expect(page.answers.birthDate).toEqual(['4 novembre 1987'])
    expect(page.answers.otherBirthDate).toEqual(['Je ne sais pas'])
    expect(page.answers['children/1/childBirthDate']).toEqual(['17 mars 2016'])
    for (const { href } of page.leftEmpty) expect(href).toMatch(/^\/fr\/intake\//)
  })

  it('says before sending that a family would wait for room, and only then', async () => {
    const parent = await createParentWithDraft()
    const before = await parsePage(await parent.get('/intake/check/'))
    expect(before.shown.has('waiting')).toBe(false)
    for (const { id, capacity, provinces } of practice.coordinators) {
      if (provinces.includes('ON')) await insertFilesLedBy(id, capacity)
    }
    const full = await parsePage(await changesNothing(() => parent.get('/intake/check/')))
    expect(full.shown.has('waiting')).toBe(true)
    await queryRows("update files set stage = 'closed' where lead_coordinator_id = 'camille-verdier'")
    expect((await parsePage(await parent.get('/intake/check/'))).shown.has('waiting')).toBe(false)
  })

  it('says that it is enough to send once it is, and before that names what is still needed, never folded', async () => {
    const parent = createVisitor()
    await parent.post('/intake/you/', getSectionFields(youSection, byOneParent.fields))
    const before = await parseVisiblePage(await changesNothing(() => parent.get('/intake/check/')))
    expect(before.text).not.toContain(siteWording.sendOrMore.en)
    expect(before.text).toContain(`${siteWording.answersNeeded.en} 5.`)
    expect(before.text).toContain(siteWording.answerThenSend.en)
    expect(before.text).not.toContain(siteWording.changeThenSend.en)
    const needed = before.stillNeeded.map(({ href }) => href)
    expect(needed).toEqual(
      ['start#device', 'start#route', 'reaching-you#phone', 'other-parent#otherName', 'safety#worried'].map(
        (field) => `/intake/${field.replace('#', '/?then=check#')}`,
      ),
    )
    expect(before.stillNeeded[3]?.text).toBe(otherParentSection.questions.otherName.label.en)
    // The one main button leads to the first of them; nothing can be pressed that sends.
    expect(before.links).toContainEqual({ href: needed[0], text: siteWording.answerNeeded.en })
    expect(before.text).not.toContain(siteWording.send.en)
    expect(before.shown.has('to-send')).toBe(false)
    for (const { href } of before.leftEmpty) expect(needed).not.toContain(href)
    for (const question of ['device', 'route', 'phone', 'otherName', 'worried'])
      expect(before.answers[question]).toEqual([filledPageWording.missingAnswer.en])
    const after = await parseVisiblePage(await (await createParentWithDraft()).get('/intake/check/'))
    expect(after.text).toContain(siteWording.sendOrMore.en)
    expect(after.text).toContain(siteWording.send.en)
    expect(after.text).toContain(siteWording.changeThenSend.en)
    expect(after.text).not.toContain(siteWording.answerThenSend.en)
    expect(after.text).not.toContain(siteWording.answersNeeded.en)
    expect(after.text).not.toContain(siteWording.answerNeeded.en)
    expect(after.stillNeeded).toEqual([])
  })

  it('adds what is missing and changes what is there, by the word of each link', async () => {
    const parent = createVisitor()
    await parent.post('/intake/you/', getSectionFields(youSection, byOneParent.fields))
    const { links } = await parsePage(await parent.get('/fr/intake/check/'))
    expect(links).toContainEqual({
      href: '/fr/intake/safety/?then=check#worried',
      text: `${filledPageWording.add.fr} ${safetySection.questions.worried.label.fr}`,
    })
    expect(links).toContainEqual({
      href: '/fr/intake/you/?then=check#legalName',
      text: `${filledPageWording.change.fr} ${youSection.questions.legalName.label.fr}`,
    })
  })

  it('says that nothing is a safe way to reach somebody only once they were asked', async () => {
    const parent = createVisitor()
    await parent.post('/intake/you/', getSectionFields(youSection, byOneParent.fields))
    const showsNote = async () =>
      (await parsePage(await parent.get('/intake/check/'))).shown.has('no-safe-channel')
    expect(await showsNote()).toBe(false)
    await parent.post('/intake/reaching-you/', { 'phone-instead': ['no-phone'] })
    expect(await showsNote()).toBe(true)
  })

  it.each(languages)('says that no child was added, and leads to the list, in %s', async (language) => {
    const parent = createVisitor()
    await parent.post('/intake/you/', getSectionFields(youSection, byOneParent.fields))
    const { leftEmpty } = await parsePage(await parent.get(localisePath(language, '/intake/check/')))
    const link = {
      href: `${localisePath(language, '/intake/children/')}?then=check`,
      text: childrenSection.repeats.none[language],
    }
    expect(leftEmpty).toContainEqual(link)
    const full = await createParentWithDraft(byOneParent.fields)
    expect(
      (await parsePage(await full.get(localisePath(language, '/intake/check/')))).leftEmpty,
    ).not.toContainEqual(link)
  })

  it.each(languages)(
    'says that no order was added once somebody went on from the list, in %s',
    async (language) => {
      const parent = createVisitor()
      await parent.post('/intake/you/', getSectionFields(youSection, byOneParent.fields))
      const loadCheck = async () => parsePage(await parent.get(localisePath(language, '/intake/check/')))
      const none = ordersSection.repeats.none[language]
      const before = await loadCheck()
      expect(before.summarisedSections).not.toContain('orders')
      expect(before.leftEmpty.map(({ text }) => text)).not.toContain(none)
      expectRedirect(await parent.post('/intake/orders/', { press: ['continue'] }), '/intake/what-you-need/')
      const after = await loadCheck()
      expect(after.answers[ordersSection.repeats.namedBy]).toEqual([none])
      expect(after.links).toContainEqual({
        href: `${localisePath(language, '/intake/orders/')}?then=check`,
        text: `${filledPageWording.change[language]} ${ordersSection.title[language]}`,
      })
      expect(after.leftEmpty.map(({ text }) => text)).not.toContain(none)
    },
  )

  it('leaves out what was not asked', async () => {
    const page = await parsePage(
      await (await createParentWithDraft(byOneParent.fields)).get('/intake/check/'),
    )
    for (const question of ['whoAgreed', 'orderCourt', 'orderDate', 'otherAgrees', 'harmWhen']) {
      expect(Object.keys(page.answers)).not.toContain(question)
      expect(page.leftEmpty.map(({ href }) => href.split('#')[1])).not.toContain(question)
    }
  })

  it('shows markup as text, in every line', async () => {
    const background = '<b>bold</b> & &amp;\n<script>alert(1)</script>\n"quoted"'
    const fields = {
      ...byOneParent.fields,
      background: [background],
      'children/01/childName': ['<i>Noa</i>" & \''],
    }
    const page = await parsePage(await (await createParentWithDraft(fields)).get('/intake/check/'))
    expect(page.answers.background).toEqual(background.split('\n'))
    expect(page.answers['children/1/childName']).toEqual(['<i>Noa</i>" & \''])
    expect(page.scripts).toBe((await parsePage(await createVisitor().get('/intake/you/'))).scripts)
  })

  it('says that the page has closed to whoever has nothing here, and what to do', async () => {
    for (const language of languages) {
      await expectExpiredLinkPage(
        await createVisitor().get(localisePath(language, '/intake/check/')),
        language,
      )
    }
  })
})

describe.each(languages)('sending with something missing, in %s', (language) => {
  it('lists exactly what is missing, each with a link to its page and field', async () => {
    const parent = createVisitor()
    await parent.post('/intake/you/', getSectionFields(youSection, byOneParent.fields))
    await parent.post('/intake/reaching-you/', getSectionFields(reachingYouSection, byOneParent.fields))
    const send = () => parent.post(localisePath(language, '/intake/send/'))
    const page = await parsePage(await changesNothing(send))
    expect(page.status).toBe(422)
    expect(page.title).toBe(
      `${filledPageWording.errorPrefix[language]} ${siteWording.checkTitle[language]} – Lantern Street`,
    )
    expect(page.heading).toBe(siteWording.checkTitle[language])
    const { route } = startSection.questions
    const { otherName } = otherParentSection.questions
    expect(page.summary).toEqual({
      beforeForm: true,
      notice: undefined,
      problems: [
        {
          href: `${localisePath(language, '/intake/start/')}?then=check#device`,
          text: startSection.questions.device.required[language],
        },
        {
          href: `${localisePath(language, '/intake/start/')}?then=check#route`,
          text: route.required[language],
        },
        {
          href: `${localisePath(language, '/intake/other-parent/')}?then=check#otherName`,
          text: otherName.required[language],
        },
        {
          href: `${localisePath(language, '/intake/safety/')}?then=check#worried`,
          text: safetySection.questions.worried.required[language],
        },
        // The declaration is on this page, so its link leads to the field.
        { href: '#declared', text: declarationSection.questions.declared.required[language] },
      ],
    })
    expect(page.ids).toContain('declared')
    expect(page.messages.declared).toContain(declarationSection.questions.declared.required[language])
    for (const { href } of page.summary?.problems.slice(0, -1) ?? []) {
      const [path = '', field] = href.split('#')
      const shown = await parsePage(await parent.get(path))
      expect(shown.status).toBe(200)
      expect(shown.ids).toContain(field)
    }
    expect(page.answers.legalName).toEqual(['Morgan Ellis Tanaka'])
    // An answer that is missing has a row of its own; an answer that may be left empty has none.
    expect(page.answers.route).toEqual([filledPageWording.missingAnswer[language]])
    expect(Object.keys(page.answers)).not.toContain('background')
  })

  it('asks for what is declared when everything else is there, and keeps the draft', async () => {
    const parent = await createParentWithDraft()
    for (const undeclared of [{}, { declared: [''] }, { declared: ['no'] }]) {
      const send = () => parent.post(localisePath(language, '/intake/send/'), undeclared)
      const page = await parsePage(await changesNothing(send))
      expect(page.status).toBe(422)
      expect(page.summary?.problems.map(({ href }) => href)).toEqual(['#declared'])
      expect(page.filledFields).toEqual({})
    }
    expect(await countRows('files')).toBe(0)
  })

  it('leads to the page of the one of a list that has something to mend', async () => {
    // The date was accepted when it was saved, and is in the future since the clock was set right.
    const parent = await createParentWithDraft({
      ...byOneParent.fields,
      'children/03/childName': ['Ada Brandt'],
    })
    vi.setSystemTime(new Date('2018-01-01T12:00:00Z'))
    await queryRows('update draft_sections set expires_at = ?', Date.now() + 60_000)
    const page = await parsePage(
      await parent.post(localisePath(language, '/intake/send/'), declarationFields),
    )
    vi.useRealTimers()
    expect(page.status).toBe(422)
    expect(page.summary?.problems.map(({ href }) => href)).toContain(
      `${localisePath(language, '/intake/children/02/')}?then=check#childBirthDate-day`,
    )
    expect(page.filledFields).toEqual(declarationFields)
    // Only the child with the mistake counts: another's date was left empty, which is allowed.
    expect(page.answers['children/2/childBirthDate']).toEqual([filledPageWording.missingAnswer[language]])
    expect(Object.keys(page.answers)).not.toContain('children/3/childBirthDate')
  })
})

describe('sending', () => {
  it('judges nothing behind a condition that does not hold', async () => {
    // The order’s date is impossible but was never checked, because the route was another one.
    await sendIntake({
      ...byOneParent.fields,
      'orderDate-day': ['31'],
      'orderDate-month': ['2'],
      'orderDate-year': ['2025'],
    })
    expect(await countRows('files')).toBe(1)
  })

  it('refuses a body that it cannot read, and changes nothing', async () => {
    const parent = await createParentWithDraft()
    await expectErrorPage(await changesNothing(() => parent.post('/intake/send/', '%ED%A0%80')), 400)
    const json = { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } }
    await expectErrorPage(await changesNothing(() => parent.request('/intake/send/', json)), 415)
    const long = () => parent.post('/intake/send/', `a=${'x'.repeat(2_000_000)}`)
    await expectErrorPage(await changesNothing(long), 413)
  })

  it('does not happen by opening its address', async () => {
    const parent = await createParentWithDraft()
    for (const language of languages) {
      const answer = await expectNoChange(303, () => parent.get(localisePath(language, '/intake/send/')))
      expect(answer.headers.get('Location')).toBe(localisePath(language, '/intake/check/'))
    }
  })

  it('without a draft leads to the first page, which can be filled in there and then', async () => {
    const parent = createVisitor()
    const page = await parsePage(
      await changesNothing(() => parent.post('/fr/intake/send/', declarationFields)),
    )
    expect(page.status).toBe(410)
    expect(page.heading).toBe('Votre point de départ')
    const answer = await parent.post(page.action ?? '', { device: ['own'], route: ['consent'] })
    expect(answer.headers.get('Location')).toBe('/fr/intake/you/')
  })

  it('of a draft that expired leads to the first page, and nothing is sent', async () => {
    const parent = await createParentWithDraft()
    await queryRows('update draft_sections set expires_at = expires_at - ?', 28 * DAY_MS + 1)
    const page = await parsePage(await changesNothing(() => parent.post('/intake/send/', declarationFields)))
    expect(page.status).toBe(410)
    expect(await countRows('files')).toBe(0)
    expect(await countRows('outbox')).toBe(0)
  })

  it('of a draft kept for 28 days less a minute is still taken', async () => {
    const parent = await createParentWithDraft()
    await queryRows('update draft_sections set expires_at = expires_at - ?', 28 * DAY_MS - 60_000)
    expect((await parent.post('/intake/send/', declarationFields)).status).toBe(303)
    expect(await countRows('files')).toBe(1)
  })

  it('keeps every section of a draft as long as its last save', async () => {
    const parent = await createParentWithDraft()
    await queryRows(
      "update draft_sections set expires_at = expires_at - ? where section <> 'you'",
      40 * DAY_MS,
    )
    expect((await parent.post('/intake/send/', declarationFields)).status).toBe(303)
  })
})

describe('the confirmation page', () => {
  it('shows the reference, and nothing that was answered', async () => {
    const parent = await createParentWithDraft()
    const sent = await parent.post('/intake/send/', declarationFields)
    expect(sent.status).toBe(303)
    expect(sent.headers.get('Location')).toBe('/intake/sent/')
    const page = await parsePage(await changesNothing(() => parent.get('/intake/sent/')))
    const [file] = await queryRows<{ reference: string }>('select reference from files')
    expect(page.status).toBe(200)
    expect(page.slots.reference).toBe(file?.reference)
    const written = listQuestionsWithSections(intakeForm).filter(({ question }) => !('options' in question))
    const names = new Set(written.map(({ name }) => name))
    const answers = Object.entries(byOneParent.fields)
      .filter(([field]) => names.has(field.split('/').at(-1)?.split('-')[0] ?? ''))
      .flatMap(([, values]) => values.filter((value) => value.length > 4))
    expect(answers.length).toBeGreaterThan(30)
    for (const answer of answers) expect(page.text).not.toContain(answer)
  })

  it('shows the private code of that file, the same however often it is sent and opened, and fills it in', async () => {
    const parent = await sendIntake()
    await parent.post('/intake/send/', declarationFields)
    const pages = [
      await parsePage(await parent.get('/intake/sent/')),
      await parsePage(await parent.get('/fr/intake/sent/')),
    ]
    const [first, second] = pages.map(({ slots }) => slots.code)
    expect(first).toMatch(/^A(-[0-9A-HJKMNP-TV-Z]{4}){4}$/)
    expect(second).toBe(first)
    for (const { filledFields } of pages) expect(new Set(filledFields.code)).toEqual(new Set([first]))
    const [own] = await queryRows<{ access_code_hash: string }>(
      "select access_code_hash from parents where side = 'initiating'",
    )
    const { keys } = parseEnvironment(bindings)
    expect(own?.access_code_hash).toBe(await hashCode(keys.draft, 'file', (first ?? '').replace('A-', '')))
    // The database stores the hash that recognises the code, not the code.
    expect(JSON.stringify(await selectAllTables())).not.toContain(first)
  })

  it('says that somebody will call, or that the family waits for room', async () => {
    const parent = await sendIntake()
    const taken = await parsePage(await parent.get('/intake/sent/'))
    expect([taken.shown.has('received'), taken.shown.has('waiting')]).toEqual([true, false])
    await queryRows("update parents set status = 'waiting' where side = 'initiating'")
    const waiting = await parsePage(await parent.get('/intake/sent/'))
    expect([waiting.shown.has('received'), waiting.shown.has('waiting')]).toEqual([false, true])
  })

  it('offers the call to a parent who came alone, and goes on to when the files are joined', async () => {
    for (const [example, offered] of [
      [byOneParent, true],
      [byConsent, false],
    ] as const) {
      const parent = await sendIntake(example.fields)
      const shown = async () => (await parsePage(await parent.get('/intake/sent/'))).shown.has('offer-call')
      expect(await shown()).toBe(offered)
      // Joining the other parent's file changes the same columns.
      await queryRows('delete from parents where access_code_hash is null')
      await queryRows("update parents set side = 'other'")
      await queryRows("update files set route = 'court-order'")
      expect(await shown()).toBe(offered)
      await emptyDatabase()
    }
  })

  it('offers the call to nobody who was invited', async () => {
    const parent = await sendIntake()
    await queryRows('update parents set invitation_accepted_at = 1 where access_code_hash is not null')
    expect((await parsePage(await parent.get('/intake/sent/'))).shown.has('offer-call')).toBe(false)
  })

  it('is in the language it was sent in', async () => {
    const parent = await createParentWithDraft(byConsent.fields, 'fr')
    const sent = await parent.post('/fr/intake/send/', declarationFields)
    expect(sent.headers.get('Location')).toBe('/fr/intake/sent/')
    expect((await parsePage(await parent.get('/fr/intake/sent/'))).heading).toBe(siteWording.sentTitle.fr)
  })

  it('can be opened for an hour from the same browser, and then no more', async () => {
    const parent = await createParentWithDraft()
    const sent = await parent.post('/intake/send/', declarationFields)
    expect(sent.headers.getSetCookie()).toEqual([expect.stringContaining('Max-Age=3600;')])
    await queryRows('update submissions set sent_at = sent_at - ?', 59 * 60_000)
    expect((await parent.get('/intake/sent/')).status).toBe(200)
    await queryRows('update submissions set sent_at = sent_at - ?', 60_000)
    await expectExpiredLinkPage(await parent.get('/intake/sent/'))
  })

  it('does not stay open longer by sending again', async () => {
    const parent = await sendIntake()
    await queryRows('update submissions set sent_at = sent_at - ?', 60 * 60_000)
    expect((await parent.post('/intake/send/', declarationFields)).status).toBe(303)
    await expectExpiredLinkPage(await parent.get('/intake/sent/'))
  })

  it('opens for nobody else, before or after', async () => {
    const parent = await createParentWithDraft()
    const before = await parent.get('/intake/sent/')
    await parent.post('/intake/send/', declarationFields)
    const stranger = await createVisitor().get('/intake/sent/')
    const none = await createVisitor().get('/intake/tasks/')
    // The page is the same byte for byte, so that it tells nobody whether a form was sent or stored.
    expect(await stranger.clone().text()).toBe(await before.text())
    expect(await stranger.clone().text()).toBe(await none.text())
    await expectExpiredLinkPage(stranger)
  })

  it('leaves the answers closed to whoever sits at the same browser next', async () => {
    const parent = await sendIntake()
    for (const page of ['start', 'how-you-come', 'you', 'other-parent', 'check', 'tasks'])
      expectRedirect(await parent.get(`/intake/${page}/`), '/intake/sent/')
    const begun = await parsePage(await parent.get('/intake/start/?another'))
    expect([begun.status, JSON.stringify(begun.filledFields)]).toEqual([
      200,
      expect.not.stringContaining('Tanaka'),
    ])
  })

  it('lets another form be begun from its first page', async () => {
    const parent = await sendIntake()
    expectRedirect(
      await parent.post('/intake/start/', {
        ...getSectionFields(startSection, byOneParent.fields),
        revision: ['0'],
      }),
      '/intake/you/',
    )
    expect((await parent.get('/intake/you/')).status).toBe(200)
  })
})
