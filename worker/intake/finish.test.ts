import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fieldsOf } from '../../content/forms/example.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { languages, pathIn } from '../../content/language.ts'
import { words } from '../../content/words.ts'
import { changesNothing, count, rows } from '../testing/database.ts'
import { expectErrorPage } from '../testing/expect-page.ts'
import { parentWithDraft } from '../testing/intake.ts'
import { mailProvider } from '../testing/mail-provider.ts'
import { readPage } from '../testing/page.ts'
import { countingD1, prepareDatabase, visit } from '../testing/portal.ts'

beforeEach(async () => {
  await prepareDatabase()
  mailProvider()
})
afterEach(() => {
  vi.restoreAllMocks()
})

const [howYouCome, you] = intake.sections
const { byOneParent, byConsent } = intakeExamples

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
      otherBirthDate: ['Not answered'],
    })
  })

  it('reads in the language of its address', async () => {
    const parent = await parentWithDraft(byOneParent.fields)
    const page = await readPage(await parent.get('/fr/intake/check/'))
    expect(page.answers.birthDate).toEqual(['4 novembre 1987'])
    expect(page.answers.otherBirthDate).toEqual(['Sans réponse'])
  })

  it('leaves out what was not asked', async () => {
    const page = await readPage(await (await parentWithDraft(byOneParent.fields)).get('/intake/check/'))
    for (const question of ['whoAgreed', 'orderCourt', 'orderDate', 'otherAgrees']) {
      expect(Object.keys(page.answers)).not.toContain(question)
    }
  })

  it('shows markup as text, in every line', async () => {
    const background = '<b>bold</b> & &amp;\n<script>alert(1)</script>\n"quoted"'
    const fields = { ...byOneParent.fields, background: [background] }
    const page = await readPage(await (await parentWithDraft(fields)).get('/intake/check/'))
    expect(page.answers.background).toEqual(background.split('\n'))
    expect(page.scripts).toBe((await readPage(await visit().get('/intake/you/'))).scripts)
  })

  it('begins at the first page for whoever has not begun', async () => {
    for (const language of languages) {
      const answer = await visit().get(pathIn(language, '/intake/check/'))
      expect(answer.status).toBe(303)
      expect(answer.headers.get('Location')).toBe(pathIn(language, '/intake/'))
    }
  })
})

describe.each(languages)('sending with something missing, in %s', (language) => {
  it('lists exactly what is missing, each with a link to its page and field', async () => {
    const parent = visit()
    await parent.post('/intake/you/', { ...fieldsOf(you, byOneParent.fields) })
    const send = () => parent.post(pathIn(language, '/intake/send/'))
    const page = await readPage(await changesNothing(send))
    expect(page.status).toBe(422)
    expect(page.title).toBe(`${words.errorPrefix[language]} ${words.checkTitle[language]} – Lantern Street`)
    expect(page.heading).toBe(words.checkTitle[language])
    const { route } = howYouCome.questions
    const { otherName } = intake.sections[2].questions
    expect(page.summary).toEqual({
      beforeForm: true,
      notice: undefined,
      problems: [
        {
          href: `${pathIn(language, '/intake/how-you-come/')}?then=check#route`,
          text: route.required[language],
        },
        {
          href: `${pathIn(language, '/intake/other-parent/')}?then=check#otherName`,
          text: otherName.required[language],
        },
      ],
    })
    for (const { href } of page.summary?.problems ?? []) {
      const [path = '', field] = href.split('#')
      const shown = await readPage(await parent.get(path))
      expect(shown.status).toBe(200)
      expect(shown.ids).toContain(field)
    }
    expect(page.answers.legalName).toEqual(['Morgan Ellis Tanaka'])
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
    expect((await parent.post('/intake/send/')).status).toBe(303)
    expect(await count('files')).toBe(1)
  })

  it('refuses a body with anything in it, and changes nothing', async () => {
    const parent = await parentWithDraft()
    await expectErrorPage(await changesNothing(() => parent.post('/intake/send/', 'route=consent')), 400)
    await expectErrorPage(await changesNothing(() => parent.post('/intake/send/', '%ED%A0%80')), 400)
    const json = { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } }
    await expectErrorPage(await changesNothing(() => parent.request('/intake/send/', json)), 415)
    const long = () => parent.post('/intake/send/', `a=${'x'.repeat(1_000_000)}`)
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
    const page = await readPage(await changesNothing(() => parent.post('/fr/intake/send/')))
    expect(page.status).toBe(410)
    expect(page.heading).toBe('Votre point de départ')
    const answer = await parent.post(page.action ?? '', { route: ['consent'] })
    expect(answer.headers.get('Location')).toBe('/fr/intake/you/')
  })

  it('of a draft that expired leads to the first page, and nothing is sent', async () => {
    const parent = await parentWithDraft()
    await rows('update draft_sections set saved_at = saved_at - ?', 28 * 86_400_000 + 1)
    const page = await readPage(await changesNothing(() => parent.post('/intake/send/')))
    expect(page.status).toBe(410)
    expect(await count('files')).toBe(0)
    expect(await count('outbox')).toBe(0)
  })

  it('of a draft kept for 28 days less a minute is still taken', async () => {
    const parent = await parentWithDraft()
    await rows('update draft_sections set saved_at = saved_at - ?', 28 * 86_400_000 - 60_000)
    expect((await parent.post('/intake/send/')).status).toBe(303)
    expect(await count('files')).toBe(1)
  })

  it('keeps every section of a draft as long as its last save', async () => {
    const parent = await parentWithDraft()
    await rows("update draft_sections set saved_at = saved_at - ? where section <> 'you'", 40 * 86_400_000)
    expect((await parent.post('/intake/send/')).status).toBe(303)
  })
})

describe('the confirmation page', () => {
  it('shows the reference, and nothing that was answered', async () => {
    const parent = await parentWithDraft()
    const sent = await parent.post('/intake/send/')
    expect(sent.status).toBe(303)
    expect(sent.headers.get('Location')).toBe('/intake/sent/')
    const page = await readPage(await changesNothing(() => parent.get('/intake/sent/')))
    const [file] = await rows<{ reference: string }>('select reference from files')
    expect(page.status).toBe(200)
    expect(page.slots.reference).toBe(file?.reference)
    for (const answer of Object.values(byOneParent.fields).flat()) {
      if (answer.length > 3) expect(page.text).not.toContain(answer)
    }
  })

  it('is in the language it was sent in', async () => {
    const parent = await parentWithDraft(byConsent.fields, 'fr')
    const sent = await parent.post('/fr/intake/send/')
    expect(sent.headers.get('Location')).toBe('/fr/intake/sent/')
    expect((await readPage(await parent.get('/fr/intake/sent/'))).heading).toBe(words.sentTitle.fr)
  })

  it('can be opened for an hour from the same browser, and then no more', async () => {
    const parent = await parentWithDraft()
    const sent = await parent.post('/intake/send/')
    expect(sent.headers.getSetCookie()).toEqual([expect.stringContaining('Max-Age=3600;')])
    await rows('update submissions set sent_at = sent_at - ?', 59 * 60_000)
    expect((await parent.get('/intake/sent/')).status).toBe(200)
    await rows('update submissions set sent_at = sent_at - ?', 60_000)
    const later = await parent.get('/intake/sent/')
    expect(later.status).toBe(303)
    expect(later.headers.get('Location')).toBe('/intake/')
  })

  it('does not stay open longer by sending again', async () => {
    const parent = await parentWithDraft()
    await parent.post('/intake/send/')
    await rows('update submissions set sent_at = sent_at - ?', 60 * 60_000)
    expect((await parent.post('/intake/send/')).status).toBe(303)
    expect((await parent.get('/intake/sent/')).status).toBe(303)
  })

  it('opens for nobody else, before or after', async () => {
    const parent = await parentWithDraft()
    expect((await parent.get('/intake/sent/')).headers.get('Location')).toBe('/intake/')
    await parent.post('/intake/send/')
    const stranger = await visit().get('/intake/sent/')
    expect(stranger.headers.get('Location')).toBe('/intake/')
    expect(await stranger.text()).toBe('')
  })

  it('leaves the answers closed to whoever sits at the same browser next', async () => {
    const parent = await parentWithDraft()
    await parent.post('/intake/send/')
    for (const path of ['/intake/how-you-come/', '/intake/you/', '/intake/other-parent/', '/intake/check/']) {
      const page = await readPage(await parent.get(path))
      expect(page.status).toBe(410)
      expect(page.text).not.toContain('Tanaka')
      expect(JSON.stringify(page.filled)).not.toContain('Tanaka')
    }
  })
})
