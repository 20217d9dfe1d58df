import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { children } from '../../content/forms/intake/children.ts'
import { declaration } from '../../content/forms/intake/declaration.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { howYouCome } from '../../content/forms/intake/how-you-come.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { otherParent } from '../../content/forms/intake/other-parent.ts'
import { reachingYou } from '../../content/forms/intake/reaching-you.ts'
import { safety } from '../../content/forms/intake/safety.ts'
import { start } from '../../content/forms/intake/start.ts'
import { you } from '../../content/forms/intake/you.ts'
import { practice } from '../../content/practice.ts'
import { words } from '../../content/site/wording.ts'
import { fieldsOf } from '../../forms/example.ts'
import { everyQuestion } from '../../forms/form.ts'
import { languages, pathIn } from '../../forms/language.ts'
import { steps } from '../../forms/progress.ts'
import { changesNothing, count, everyRow, rows } from '../../tests/support/database-rows.ts'
import { expectClosed, expectErrorPage } from '../../tests/support/expect-error-page.ts'
import { declared, parentWithDraft } from '../../tests/support/intake-drafts.ts'
import { mailProvider } from '../../tests/support/mock-mail-provider.ts'
import { readPage } from '../../tests/support/parse-page.ts'
import {
  bindings,
  countingD1,
  emptyDatabase,
  prepareDatabase,
  visit,
} from '../../tests/support/test-portal.ts'
import { environment } from '../environment.ts'
import { codeId } from '../privacy/code.ts'

beforeEach(async () => {
  await prepareDatabase()
  mailProvider()
})
afterEach(() => {
  vi.restoreAllMocks()
})

const { byOneParent, byConsent, full } = intakeExamples

describe('checking the answers', () => {
  it('shows every answer as it will be read, with one call to the database', async () => {
    const { DB, calls } = countingD1()
    const parent = await parentWithDraft(byOneParent.fields, 'en', { DB })
    calls.length = 0
    const page = await readPage(await changesNothing(() => parent.get('/intake/check/')))
    expect(calls).toHaveLength(1)
    expect(page.status).toBe(200)
    expect(page.answers).toMatchObject({
      route: ['I am asking on my own'],
      legalName: ['Morgan Ellis Tanaka'],
      birthDate: ['November 4, 1987'],
      phone: ['(613) 555-0142'],
      contactRules: byOneParent.fields.contactRules?.[0]?.split('\n'),
      address: ['12 Sample Crescent, unit 4', 'Ottawa, Ontario', 'K1A 0B1'],
      otherBirthDate: ['I don’t know'],
      'children/1/childName': ['Noa Brandt-Tanaka'],
      'children/2/childBirthDate': ['October 2, 2020'],
      'children/1/childHealth': ['I would rather say it in person'],
    })
    expect(page.checked).toEqual(
      steps(intake)
        .map(({ slug }) => slug)
        .filter((slug) => slug !== 'orders'),
    )
  })

  it('reads the draft and whether there is room in that one call', async () => {
    const { DB, calls } = countingD1()
    const parent = await parentWithDraft(byOneParent.fields, 'en', { DB })
    calls.length = 0
    await parent.get('/intake/check/')
    expect(calls.map((statements) => statements.length)).toEqual([2])
  })

  it('names in one line what was left empty, each with a link to where it is answered', async () => {
    const parent = await parentWithDraft(byOneParent.fields)
    const page = await readPage(await parent.get('/intake/check/'))
    expect(page.leftEmpty).toContainEqual({
      href: '/intake/you/?then=check#ownLawyerPhone',
      text: you.questions.ownLawyerPhone.label.en,
    })
    expect(page.leftEmpty).toContainEqual({
      href: '/intake/children/02/?then=check#childHeritage',
      text: children.questions.childHeritage.label.en,
    })
    for (const { href } of page.leftEmpty) {
      const [path = '', field] = href.split('#')
      expect((await readPage(await parent.get(path))).ids).toContain(field)
    }
    const questions = Object.keys(page.answers)
    expect(questions).not.toContain('ownLawyerPhone')
    expect(questions.length).toBeGreaterThan(40)
  })

  it('has a link to change each answer that leads to its field', async () => {
    const parent = await parentWithDraft(full.fields)
    const page = await readPage(await parent.get('/intake/check/'))
    const changes = page.links.filter(({ href }) => href.includes('?then=check#'))
    expect(changes.length).toBeGreaterThan(Object.keys(page.answers).length - 1)
    const pages = new Map<string, Awaited<ReturnType<typeof readPage>>>()
    for (const { href } of changes) {
      const [path = '', field = ''] = href.split('#')
      const there = pages.get(path) ?? (await readPage(await parent.get(path)))
      pages.set(path, there)
      expect(there.status).toBe(200)
      expect(there.ids).toContain(field)
    }
  })

  it('reads in the language of its address', async () => {
    const parent = await parentWithDraft(byOneParent.fields)
    const page = await readPage(await parent.get('/fr/intake/check/'))
    expect(page.answers.birthDate).toEqual(['4 novembre 1987'])
    expect(page.answers.otherBirthDate).toEqual(['Je ne sais pas'])
    expect(page.answers['children/1/childBirthDate']).toEqual(['17 mars 2016'])
    for (const { href } of page.leftEmpty) expect(href).toMatch(/^\/fr\/intake\//)
  })

  it('says before sending that a family would wait for room, and only then', async () => {
    const parent = await parentWithDraft()
    const before = await readPage(await parent.get('/intake/check/'))
    expect(before.shown.has('waiting')).toBe(false)
    for (const { id, capacity, provinces } of practice.coordinators) {
      if (!provinces.includes('ON')) continue
      for (let n = 0; n < capacity; n++) {
        await rows(
          `insert into files (id, reference, route, stage, lead_coordinator, opened_at)
          values (?, ?, 'consent', 'open', ?, 0)`,
          `${id} ${n}`,
          `${id} ${n}`,
          id,
        )
      }
    }
    const full = await readPage(await changesNothing(() => parent.get('/intake/check/')))
    expect(full.shown.has('waiting')).toBe(true)
    await rows("update files set stage = 'closed' where lead_coordinator = 'camille-verdier'")
    expect((await readPage(await parent.get('/intake/check/'))).shown.has('waiting')).toBe(false)
  })

  it('leaves out what was not asked', async () => {
    const page = await readPage(await (await parentWithDraft(byOneParent.fields)).get('/intake/check/'))
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
    const page = await readPage(await (await parentWithDraft(fields)).get('/intake/check/'))
    expect(page.answers.background).toEqual(background.split('\n'))
    expect(page.answers['children/1/childName']).toEqual(['<i>Noa</i>" & \''])
    expect(page.scripts).toBe((await readPage(await visit().get('/intake/you/'))).scripts)
  })

  it('says that the page has closed to whoever has nothing here, and what to do', async () => {
    for (const language of languages) {
      await expectClosed(await visit().get(pathIn(language, '/intake/check/')), language)
    }
  })
})

describe.each(languages)('sending with something missing, in %s', (language) => {
  it('lists exactly what is missing, each with a link to its page and field', async () => {
    const parent = visit()
    await parent.post('/intake/you/', fieldsOf(you, byOneParent.fields))
    await parent.post('/intake/reaching-you/', fieldsOf(reachingYou, byOneParent.fields))
    const send = () => parent.post(pathIn(language, '/intake/send/'))
    const page = await readPage(await changesNothing(send))
    expect(page.status).toBe(422)
    expect(page.title).toBe(`${words.errorPrefix[language]} ${words.checkTitle[language]} – Lantern Street`)
    expect(page.heading).toBe(words.checkTitle[language])
    const { route } = howYouCome.questions
    const { otherName } = otherParent.questions
    expect(page.summary).toEqual({
      beforeForm: true,
      notice: undefined,
      problems: [
        {
          href: `${pathIn(language, '/intake/start/')}?then=check#device`,
          text: start.questions.device.required[language],
        },
        {
          href: `${pathIn(language, '/intake/how-you-come/')}?then=check#route`,
          text: route.required[language],
        },
        {
          href: `${pathIn(language, '/intake/other-parent/')}?then=check#otherName`,
          text: otherName.required[language],
        },
        {
          href: `${pathIn(language, '/intake/safety/')}?then=check#worried`,
          text: safety.questions.worried.required[language],
        },
        // What is declared stands on this page.
        { href: '#declared', text: declaration.questions.declared.required[language] },
      ],
    })
    expect(page.ids).toContain('declared')
    expect(page.messages.declared).toContain(declaration.questions.declared.required[language])
    for (const { href } of page.summary?.problems.slice(0, -1) ?? []) {
      const [path = '', field] = href.split('#')
      const shown = await readPage(await parent.get(path))
      expect(shown.status).toBe(200)
      expect(shown.ids).toContain(field)
    }
    expect(page.answers.legalName).toEqual(['Morgan Ellis Tanaka'])
    // What is missing has a row of its own; what may be left empty has not.
    expect(page.answers.route).toEqual([words.missingAnswer[language]])
    expect(Object.keys(page.answers)).not.toContain('background')
  })

  it('asks for what is declared when everything else is there, and keeps the draft', async () => {
    const parent = await parentWithDraft()
    for (const undeclared of [{}, { declared: [''] }, { declared: ['no'] }]) {
      const send = () => parent.post(pathIn(language, '/intake/send/'), undeclared)
      const page = await readPage(await changesNothing(send))
      expect(page.status).toBe(422)
      expect(page.summary?.problems.map(({ href }) => href)).toEqual(['#declared'])
      expect(page.filled).toEqual({})
    }
    expect(await count('files')).toBe(0)
  })

  it('leads to the page of the one of a list that has something to mend', async () => {
    // A date that was taken when it was saved, and is in the future for a clock that was set right since.
    const parent = await parentWithDraft({ ...byOneParent.fields, 'children/03/childName': ['Ada Brandt'] })
    vi.setSystemTime(new Date('2018-01-01T12:00:00Z'))
    await rows('update draft_sections set kept_until = ?', Date.now() + 60_000)
    const page = await readPage(await parent.post(pathIn(language, '/intake/send/'), declared))
    vi.useRealTimers()
    expect(page.status).toBe(422)
    expect(page.summary?.problems.map(({ href }) => href)).toContain(
      `${pathIn(language, '/intake/children/02/')}?then=check#childBirthDate-day`,
    )
    expect(page.filled).toEqual({ declared: ['yes'] })
    // Of the one with the mistake only: another's date was left empty and may stay so.
    expect(page.answers['children/2/childBirthDate']).toEqual([words.missingAnswer[language]])
    expect(Object.keys(page.answers)).not.toContain('children/3/childBirthDate')
  })
})

describe('sending', () => {
  it('judges nothing behind a condition that does not hold', async () => {
    // The order’s date is impossible and was never judged, since the route was another.
    const parent = await parentWithDraft({
      ...byOneParent.fields,
      'orderDate-day': ['31'],
      'orderDate-month': ['2'],
      'orderDate-year': ['2025'],
    })
    expect((await parent.post('/intake/send/', declared)).status).toBe(303)
    expect(await count('files')).toBe(1)
  })

  it('refuses a body with anything in it, and changes nothing', async () => {
    const parent = await parentWithDraft()
    await expectErrorPage(await changesNothing(() => parent.post('/intake/send/', 'route=consent')), 400)
    await expectErrorPage(await changesNothing(() => parent.post('/intake/send/', '%ED%A0%80')), 400)
    const json = { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } }
    await expectErrorPage(await changesNothing(() => parent.request('/intake/send/', json)), 415)
    const long = () => parent.post('/intake/send/', `a=${'x'.repeat(2_000_000)}`)
    await expectErrorPage(await changesNothing(long), 413)
  })

  it('does not happen by opening its address', async () => {
    const parent = await parentWithDraft()
    for (const language of languages) {
      const answer = await changesNothing(() => parent.get(pathIn(language, '/intake/send/')))
      expect(answer.status).toBe(303)
      expect(answer.headers.get('Location')).toBe(pathIn(language, '/intake/check/'))
    }
  })

  it('without a draft leads to the first page, which can be filled in there and then', async () => {
    const parent = visit()
    const page = await readPage(await changesNothing(() => parent.post('/fr/intake/send/', declared)))
    expect(page.status).toBe(410)
    expect(page.heading).toBe('Avant de commencer')
    const answer = await parent.post(page.action ?? '', { device: ['own'] })
    expect(answer.headers.get('Location')).toBe('/fr/intake/how-you-come/')
  })

  it('of a draft that expired leads to the first page, and nothing is sent', async () => {
    const parent = await parentWithDraft()
    await rows('update draft_sections set kept_until = kept_until - ?', 28 * 86_400_000 + 1)
    const page = await readPage(await changesNothing(() => parent.post('/intake/send/', declared)))
    expect(page.status).toBe(410)
    expect(await count('files')).toBe(0)
    expect(await count('outbox')).toBe(0)
  })

  it('of a draft kept for 28 days less a minute is still taken', async () => {
    const parent = await parentWithDraft()
    await rows('update draft_sections set kept_until = kept_until - ?', 28 * 86_400_000 - 60_000)
    expect((await parent.post('/intake/send/', declared)).status).toBe(303)
    expect(await count('files')).toBe(1)
  })

  it('keeps every section of a draft as long as its last save', async () => {
    const parent = await parentWithDraft()
    await rows(
      "update draft_sections set kept_until = kept_until - ? where section <> 'you'",
      40 * 86_400_000,
    )
    expect((await parent.post('/intake/send/', declared)).status).toBe(303)
  })
})

describe('the confirmation page', () => {
  it('shows the reference, and nothing that was answered', async () => {
    const parent = await parentWithDraft()
    const sent = await parent.post('/intake/send/', declared)
    expect(sent.status).toBe(303)
    expect(sent.headers.get('Location')).toBe('/intake/sent/')
    const page = await readPage(await changesNothing(() => parent.get('/intake/sent/')))
    const [file] = await rows<{ reference: string }>('select reference from files')
    expect(page.status).toBe(200)
    expect(page.slots.reference).toBe(file?.reference)
    const written = everyQuestion(intake).filter(({ question }) => !('options' in question))
    const names = new Set(written.map(({ name }) => name))
    const answers = Object.entries(byOneParent.fields)
      .filter(([field]) => names.has(field.split('/').at(-1)?.split('-')[0] ?? ''))
      .flatMap(([, values]) => values.filter((value) => value.length > 4))
    expect(answers.length).toBeGreaterThan(30)
    for (const answer of answers) expect(page.text).not.toContain(answer)
  })

  it('shows the private code of that file, the same however often it is opened, and fills it in', async () => {
    const parent = await parentWithDraft()
    await parent.post('/intake/send/', declared)
    const pages = [
      await readPage(await parent.get('/intake/sent/')),
      await readPage(await parent.get('/fr/intake/sent/')),
    ]
    const [first, second] = pages.map(({ slots }) => slots.code)
    expect(first).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
    expect(second).toBe(first)
    for (const { filled } of pages) expect(new Set(filled.code)).toEqual(new Set([first]))
    const [mine] = await rows<{ access_id: string }>(
      "select access_id from parents where side = 'initiating'",
    )
    const { draftSecret } = environment(bindings)
    expect(mine?.access_id).toBe(await codeId(draftSecret, 'file', first ?? ''))
    // The database keeps what recognises it, and not the code.
    expect(JSON.stringify(await everyRow())).not.toContain(first)
  })

  it('says that somebody will call, or that the family waits for room', async () => {
    const parent = await parentWithDraft()
    await parent.post('/intake/send/', declared)
    const taken = await readPage(await parent.get('/intake/sent/'))
    expect([taken.shown.has('received'), taken.shown.has('waiting')]).toEqual([true, false])
    await rows("update parents set standing = 'waiting' where side = 'initiating'")
    const waiting = await readPage(await parent.get('/intake/sent/'))
    expect([waiting.shown.has('received'), waiting.shown.has('waiting')]).toEqual([false, true])
  })

  it('offers the call to a parent who came alone, and goes on to when the files are joined', async () => {
    for (const [example, offered] of [
      [byOneParent, true],
      [byConsent, false],
    ] as const) {
      const parent = await parentWithDraft(example.fields)
      await parent.post('/intake/send/', declared)
      const shown = async () => (await readPage(await parent.get('/intake/sent/'))).shown.has('offer-call')
      expect(await shown()).toBe(offered)
      // What joining the other parent's file changes.
      await rows('delete from parents where access_id is null')
      await rows("update parents set side = 'other'")
      await rows("update files set route = 'court-order'")
      expect(await shown()).toBe(offered)
      await emptyDatabase()
    }
  })

  it('offers the call to nobody who was invited', async () => {
    const parent = await parentWithDraft()
    await parent.post('/intake/send/', declared)
    await rows('update parents set invited_at = 1 where access_id is not null')
    expect((await readPage(await parent.get('/intake/sent/'))).shown.has('offer-call')).toBe(false)
  })

  it('is in the language it was sent in', async () => {
    const parent = await parentWithDraft(byConsent.fields, 'fr')
    const sent = await parent.post('/fr/intake/send/', declared)
    expect(sent.headers.get('Location')).toBe('/fr/intake/sent/')
    expect((await readPage(await parent.get('/fr/intake/sent/'))).heading).toBe(words.sentTitle.fr)
  })

  it('can be opened for an hour from the same browser, and then no more', async () => {
    const parent = await parentWithDraft()
    const sent = await parent.post('/intake/send/', declared)
    expect(sent.headers.getSetCookie()).toEqual([expect.stringContaining('Max-Age=3600;')])
    await rows('update submissions set sent_at = sent_at - ?', 59 * 60_000)
    expect((await parent.get('/intake/sent/')).status).toBe(200)
    await rows('update submissions set sent_at = sent_at - ?', 60_000)
    await expectClosed(await parent.get('/intake/sent/'))
  })

  it('does not stay open longer by sending again', async () => {
    const parent = await parentWithDraft()
    await parent.post('/intake/send/', declared)
    await rows('update submissions set sent_at = sent_at - ?', 60 * 60_000)
    expect((await parent.post('/intake/send/', declared)).status).toBe(303)
    await expectClosed(await parent.get('/intake/sent/'))
  })

  it('opens for nobody else, before or after', async () => {
    const parent = await parentWithDraft()
    const before = await parent.get('/intake/sent/')
    await parent.post('/intake/send/', declared)
    const stranger = await visit().get('/intake/sent/')
    const none = await visit().get('/intake/tasks/')
    // The same page, byte for byte, so that it tells nobody whether something was sent or kept.
    expect(await stranger.clone().text()).toBe(await before.text())
    expect(await stranger.clone().text()).toBe(await none.text())
    await expectClosed(stranger)
  })

  it('leaves the answers closed to whoever sits at the same browser next', async () => {
    const parent = await parentWithDraft()
    await parent.post('/intake/send/', declared)
    for (const path of ['/intake/how-you-come/', '/intake/you/', '/intake/other-parent/', '/intake/check/']) {
      const page = await readPage(await parent.get(path))
      expect(page.status).toBe(410)
      expect(page.text).not.toContain('Tanaka')
      expect(JSON.stringify(page.filled)).not.toContain('Tanaka')
    }
  })
})
