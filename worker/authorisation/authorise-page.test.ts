import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { explained, wordsOfCall } from '../../content/authorisation/call-script.ts'
import { authorisationNotices, authorisePage, calling, stopPage } from '../../content/file/page-wording.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { authorise } from '../../content/forms/contact-authorisation/index.ts'
import { practice } from '../../content/practice.ts'
import { words } from '../../content/site/wording.ts'
import { encoded } from '../../forms/example.ts'
import { type Language, languages, pathIn } from '../../forms/language.ts'
import { readSection } from '../../forms/parse.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import { watchLogs } from '../../tests/support/console-logs.ts'
import { changesNothing, rows } from '../../tests/support/database-rows.ts'
import { expectErrorPage } from '../../tests/support/expect-error-page.ts'
import { declared, given, parentWithDraft } from '../../tests/support/intake-drafts.ts'
import { mailProvider } from '../../tests/support/mock-mail-provider.ts'
import { filledIn, parentWithFile, signs, withFileOpen } from '../../tests/support/parent-with-file.ts'
import { readPage } from '../../tests/support/parse-page.ts'
import { formsSeen, seenPage } from '../../tests/support/parse-visible-page.ts'
import { countingD1, prepareDatabase, visit } from '../../tests/support/test-portal.ts'
import { BODY_BYTES } from '../http/read-form.ts'

beforeEach(async () => {
  await prepareDatabase()
  mailProvider()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const { plain, full, mistakes } = authorisationExamples
const PAGES = ['/file/yours/', '/file/authorise/', '/file/receipt/', '/file/stop/']
const routes = ['one-parent', 'consent', 'court-order'] as const

/** What a page holds that its parent put there. */
const typedOn = ({ wording: _, ...fields }: Fields) => given(fields)

describe('the page that authorises', () => {
  it.each(languages)('is a button away from the end of an intake by one parent, in %s', async (language) => {
    const parent = await parentWithDraft(undefined, language)
    await parent.post(pathIn(language, '/intake/send/'), declared)
    const sent = await parent.get(pathIn(language, '/intake/sent/'))
    expect((await seenPage(sent.clone())).text).toContain(calling.sentLead[language])
    const offer = (await formsSeen(sent)).find(({ fields }) => fields.then?.[0] === 'authorise')
    const anywhere = visit()
    const pressed = await anywhere.post(offer?.action ?? '', offer?.fields)
    const path = pathIn(language, '/file/authorise/')
    expect([pressed.status, pressed.headers.get('Location')]).toEqual([303, path])
    const page = await seenPage(await anywhere.get(path))
    expect([page.status, page.heading]).toEqual([200, authorisePage.title[language]])
    expect(page.text).toContain(explained['one-parent'][language])
  })

  it.each(routes)('is offered on “Your file” with an explanation of its own: %s', async (route) => {
    const { parent } = await parentWithFile({ parent: { route } })
    for (const language of languages) {
      for (const path of ['/file/yours/', '/file/authorise/']) {
        const page = await seenPage(await parent.get(pathIn(language, path)))
        for (const [other, lead] of Object.entries(explained)) {
          expect([path, other, page.text.includes(lead[language])]).toEqual([path, other, other === route])
        }
      }
      const file = await seenPage(await parent.get(pathIn(language, '/file/yours/')))
      expect(file.text).toContain(calling.title[language])
      expect(file.links).toContainEqual({
        href: pathIn(language, '/file/authorise/'),
        text: expect.stringContaining(calling.authorise[language]),
      })
    }
  })

  it('explains as the parent came themselves, whatever the file is called', async () => {
    const { parent, fileId } = await parentWithFile({ parent: { route: 'court-order' } })
    await rows("update files set route = 'consent' where id = ?", fileId)
    expect((await seenPage(await parent.get('/file/yours/'))).text).toContain(explained['court-order'].en)
  })

  it.each(languages)('shows the very words of the call before anything is asked, in %s', async (language) => {
    const { parent } = await parentWithFile()
    const { text } = await seenPage(await parent.get(pathIn(language, '/file/authorise/')))
    for (const line of wordsOfCall.parts.flatMap(({ lines }) => lines)) {
      const at = text.indexOf(line[language].replace(/\s+/g, ' '))
      expect(at).toBeGreaterThan(0)
      expect(at).toBeLessThan(text.indexOf(authorise.questions.signedName.label[language]))
    }
  })

  it('has nothing chosen but the usual sixty days', async () => {
    const { parent } = await parentWithFile()
    const { filled, action } = await readPage(await parent.get('/file/authorise/'))
    expect(action).toBe('/file/authorise/')
    expect(typedOn(filled)).toEqual({ authorisedDays: ['60'] })
  })

  it('asks the database once, as “Your file” and the receipt do', async () => {
    const { code } = await parentWithFile()
    const { DB, calls } = countingD1()
    const parent = await withFileOpen(code, { DB })
    await signs(parent)
    for (const path of PAGES) {
      calls.length = 0
      expect((await parent.get(path)).status).toBe(200)
      expect([path, calls.length]).toEqual([path, 1])
    }
  })

  it.each([
    ['to whom the practice invited', { invitedAt: 1 }],
    ['once the file is closed', { standing: 'closed' }],
  ] as const)('is not offered %s', async (_, row) => {
    const { parent } = await parentWithFile({ parent: row })
    await changesNothing(async () => {
      for (const language of languages) {
        const file = pathIn(language, '/file/yours/')
        const page = await seenPage(await parent.get(file))
        expect([page.status, page.text.includes(calling.title[language])]).toEqual([200, false])
        expect(page.links.filter(({ href }) => /authorise|stop|receipt/.test(href))).toEqual([])
        const answers = [
          await parent.get(pathIn(language, '/file/authorise/')),
          await parent.post(pathIn(language, '/file/authorise/'), plain.fields),
          await parent.get(pathIn(language, '/file/stop/')),
          await parent.post(pathIn(language, '/file/stop/')),
          await parent.get(pathIn(language, '/file/receipt/')),
        ]
        for (const { status, headers } of answers) {
          expect([status, headers.get('Location')]).toEqual([303, file])
        }
      }
    })
  })

  it('opens for nobody without “Your file” open, and keeps nothing they post', async () => {
    const { parent } = await parentWithFile()
    await signs(parent)
    const stranger = visit()
    await changesNothing(async () => {
      for (const language of languages) {
        const answers = [
          ...(await Promise.all(PAGES.map((path) => stranger.get(pathIn(language, path))))),
          await stranger.post(pathIn(language, '/file/authorise/'), {}),
          await stranger.post(pathIn(language, '/file/stop/')),
        ]
        for (const { status, headers } of answers) {
          expect([status, headers.get('Location')]).toEqual([303, pathIn(language, '/file/')])
        }
      }
    })
  })

  it('is closed thirty minutes after the last look, and each look keeps it open', async () => {
    const NOW = Date.UTC(2026, 10, 22, 15)
    vi.setSystemTime(NOW)
    const { parent } = await parentWithFile()
    await signs(parent)
    for (const [index, path] of PAGES.entries()) {
      vi.setSystemTime(NOW + (index + 1) * 29 * 60_000)
      expect((await parent.get(path)).status).toBe(200)
    }
    vi.setSystemTime(NOW + (PAGES.length * 29 + 31) * 60_000)
    for (const path of PAGES) expect((await parent.get(path)).headers.get('Location')).toBe('/file/')
  })
})

describe('opening an address', () => {
  it.each(['GET', 'HEAD'])('changes nothing, and shows the same fifty times: %s', async (method) => {
    const { parent } = await parentWithFile()
    await signs(parent)
    const shown = new Set<string>()
    await changesNothing(async () => {
      for (let times = 0; times < 50; times++) {
        const path = PAGES[times % PAGES.length] ?? ''
        const answer = await parent.request(path, { method })
        shown.add(`${path} ${answer.status} ${await answer.text()}`)
      }
    })
    expect(shown.size).toBe(PAGES.length)
    expect([...shown].every((page) => page.includes(' 200 '))).toBe(true)
  })

  it('is how no word is given or taken back: methods that are not taken are refused', async () => {
    const { parent } = await parentWithFile()
    await signs(parent)
    await changesNothing(async () => {
      for (const [path, allowed] of [
        ['/file/authorise/', 'GET, HEAD, POST'],
        ['/file/receipt/', 'GET, HEAD'],
        ['/file/stop/', 'GET, HEAD, POST'],
      ] as const) {
        for (const method of path === '/file/receipt/' ? ['POST', 'DELETE'] : ['PUT', 'DELETE']) {
          const answer = await parent.request(path, { method })
          expect([path, answer.status, answer.headers.get('Allow')]).toEqual([path, 405, allowed])
        }
      }
    })
  })

  it('tells a passer-by nothing: a plain title, no icon, not kept on the way', async () => {
    const { parent } = await parentWithFile()
    await signs(parent)
    for (const language of languages) {
      for (const path of PAGES) {
        const answer = await parent.get(pathIn(language, path))
        expect(answer.headers.get('Cache-Control')).toBe('no-store')
        const html = await answer.clone().text()
        expect(html).not.toContain('rel="icon"')
        expect(html).toMatch(/<meta name="robots" content="noindex/)
        expect((await readPage(answer)).title).toBe(words.discreetTitle[language])
      }
    }
  })
})

describe.each(languages)('something to mend, in %s', (language) => {
  it('is named at its question and above, and everything typed is still there', async () => {
    const { parent } = await parentWithFile()
    const posted = await filledIn(parent, mistakes.fields, language)
    const page = await readPage(await changesNothing(() => parent.post(posted.path, posted.fields)))
    const reading = readSection(authorise, mistakes.fields)
    const problems = reading.ok ? [] : reading.problems
    expect(problems.length).toBeGreaterThan(7)
    expect(page.status).toBe(422)
    expect(page.title).toBe(`${words.errorPrefix[language]} ${words.discreetTitle[language]}`)
    expect(page.summary?.problems).toEqual(
      problems.map(({ field, wording }) => ({ href: `#${field}`, text: wording[language] })),
    )
    for (const { question, field, wording } of problems) {
      expect(page.messages[question]).toBe(`${words.errorPrefix[language]} ${wording[language]}`)
      expect(page.ids).toContain(field)
    }
    // What no choice on the page is can be shown in none.
    const { voicemail, authorisedDays, ...kept } = mistakes.fields
    expect(typedOn(page.filled)).toEqual(given(kept))
  })

  it.each(['voluntary', 'they-learn', 'no-messages', 'cannot-undo'])(
    'is a box that is not ticked: %s',
    async (box) => {
      const understood = full.fields.understood?.filter((ticked) => ticked !== box) ?? []
      const page = await posting({ ...full.fields, understood }, language)
      expect(page.summary?.problems.map(({ href }) => href)).toEqual(['#understood'])
      expect(typedOn(page.filled)).toEqual(given({ ...full.fields, understood }))
    },
  )

  it.each(['orderNow', 'signedName', 'authorisedDays', 'understood'] as const)(
    'is what was left empty: %s',
    async (name) => {
      const left = { ...full.fields, [name]: [] }
      const page = await posting(left, language)
      const { required } = authorise.questions[name]
      expect(page.summary?.problems).toEqual([{ href: `#${name}`, text: required[language] }])
      expect(typedOn(page.filled)).toEqual(given(left))
    },
  )
})

/** Posts fields that hold a mistake; gives the page back that says so. */
async function posting(fields: Fields, language: Language) {
  const { parent } = await parentWithFile()
  const page = await readPage(
    await changesNothing(() => parent.post(pathIn(language, '/file/authorise/'), fields)),
  )
  expect(page.status).toBe(422)
  return page
}

describe('a posting that no page of ours makes', () => {
  it.each([
    ['an unknown field', '&extra=1', authorisationNotices.notAsExpected],
    ['a single field twice', '&signedName=Somebody+Else', authorisationNotices.notAsExpected],
    ['__proto__', '&__proto__=1', authorisationNotices.notAsExpected],
    ['half a surrogate pair', '&callWhen=%ED%A0%80', authorisationNotices.notAsExpected],
    ['bytes cut off', '&callWhen=%F0%9F', authorisationNotices.notAsExpected],
  ])('is given back with what was typed, and not kept: %s', async (_, more, notice) => {
    const { parent } = await parentWithFile()
    const { callWhen, ...fields } = full.fields
    const answer = await changesNothing(() => parent.post('/file/authorise/', encoded(fields) + more))
    const page = await readPage(answer)
    expect([page.status, page.summary]).toEqual([400, { beforeForm: true, notice: notice.en, problems: [] }])
    expect(typedOn({ ...page.filled, callWhen: [] })).toEqual(given(fields))
  })

  it('is refused from another site', async () => {
    const { parent } = await parentWithFile()
    for (const path of ['/file/authorise/', '/file/stop/']) {
      const forged = await changesNothing(() =>
        parent.request(path, {
          method: 'POST',
          body: encoded(plain.fields),
          headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'cross-site' },
        }),
      )
      await expectErrorPage(forged, 403)
    }
  })

  it('is refused when it is no form, or too much of one', async () => {
    const { parent } = await parentWithFile()
    await changesNothing(async () => {
      const headers = { 'Content-Type': 'application/json' }
      const json = await parent.request('/file/authorise/', { method: 'POST', body: '{}', headers })
      await expectErrorPage(json, 415)
      await expectErrorPage(await parent.post('/file/authorise/', 'x'.repeat(BODY_BYTES + 1)), 413)
    })
  })

  it('replaces nobody else’s word', async () => {
    const [one, other] = [await parentWithFile(), await parentWithFile()]
    await signs(other.parent)
    const [theirs] = await rows<{ id: string }>('select id from authorisations')
    const { path, fields } = await filledIn(one.parent)
    const answer = await one.parent.post(path, { ...fields, replaces: [theirs?.id ?? ''] })
    expect(answer.status).toBe(303)
    expect(await rows('select parent_id, superseded_at from authorisations order by rowid')).toEqual([
      { parent_id: other.parentId, superseded_at: null },
      { parent_id: one.parentId, superseded_at: null },
    ])
  })
})

it('says in every state where the parent’s word stands, and leads on from there', async () => {
  const NOW = Date.UTC(2026, 10, 22, 15)
  vi.setSystemTime(NOW)
  const states = [
    { said: calling.offered, to: ['authorise', 'stop'], columns: undefined },
    { said: calling.asked, to: ['authorise', 'stop'], columns: { asked_by: 'camille-verdier' } },
    { said: calling.inForce, to: ['authorise', 'receipt', 'stop'], columns: { expires_at: NOW + 1 } },
    { said: calling.expired, to: ['authorise', 'receipt'], columns: { expires_at: NOW } },
    {
      said: calling.withdrawn,
      to: ['authorise', 'receipt'],
      columns: { expires_at: NOW + 1, withdrawn_at: NOW },
    },
    { said: calling.declined, to: ['authorise'], columns: { declined_at: NOW } },
  ] as const
  for (const { said, to, columns } of states) {
    const { parent, parentId } = await parentWithFile({ rules: { timeZone: 'America/Vancouver' } })
    if (columns) {
      const all = {
        id: `word of ${parentId}`,
        parent_id: parentId,
        made_at: NOW - 1,
        ...('expires_at' in columns && { granted_at: NOW - 1 }),
        ...columns,
      }
      const names = Object.keys(all)
      const marks = names.map(() => '?')
      await rows(`insert into authorisations (${names}) values (${marks})`, ...Object.values(all))
    }
    for (const language of languages) {
      const page = await seenPage(await parent.get(pathIn(language, '/file/yours/')))
      const lines = states.map((state) => state.said[language])
      expect(lines.filter((line) => page.text.includes(line))).toEqual([said[language]])
      const leads = page.links.flatMap(
        ({ href }) => /\/file\/(authorise|receipt|stop)\/$/.exec(href)?.[1] ?? [],
      )
      expect(leads.toSorted()).toEqual(to)
      if (said === calling.asked) expect(page.text).toContain(`${said[language]} Camille Verdier.`)
      if (said === calling.inForce) {
        const day = { en: 'November 22, 2026', fr: '22 novembre 2026' }[language]
        expect(page.text).toContain(`${said[language]} ${day}.`)
      }
      const form = await seenPage(await parent.get(pathIn(language, '/file/authorise/')))
      expect(form.status).toBe(200)
      expect(form.text.includes(calling.askedFree[language])).toBe(said === calling.asked)
      expect(form.text.includes(authorisePage.renewing[language])).toBe(said === calling.inForce)
      const by = said === calling.withdrawn || said === calling.declined ? '.ended' : ''
      expect(form.filled.replaces).toEqual([columns ? `word of ${parentId}${by}` : ''])
      const stop = await parent.get(pathIn(language, '/file/stop/'))
      const ended = said === calling.expired || said === calling.withdrawn || said === calling.declined
      expect(stop.status).toBe(ended ? 303 : 200)
      if (ended) continue
      const [button] = Object.entries(stopPage.cases).filter(
        ([name]) => (name === 'stop-in-force') === (said === calling.inForce),
      )
      const seen = await seenPage(stop)
      expect(seen.action).toBe(pathIn(language, '/file/stop/'))
      for (const [name, { button: label }] of Object.entries(stopPage.cases)) {
        expect(seen.text.includes(label[language])).toBe(name === button?.[0])
      }
    }
  }
})

it('says that the practice asks, when the coordinator who did works there no more', async () => {
  const { parent, parentId } = await parentWithFile()
  await rows(
    "insert into authorisations (id, parent_id, made_at, asked_by) values ('asked', ?, 1, 'somebody-gone')",
    parentId,
  )
  const { text } = await seenPage(await parent.get('/file/yours/'))
  expect(text).not.toContain('somebody-gone')
  expect(text).toContain(`${calling.asked.en} ${practice.name}.`)
})

it('logs the names of questions and never what was typed', async () => {
  const logs = watchLogs()
  await posting({ ...full.fields, signedName: ['Kanari\u0007'] }, 'en')
  expect(logs.events('authorisation_rejected')).toEqual([
    { event: 'authorisation_rejected', request: expect.any(String), questions: ['signedName'] },
  ])
  // A request's own id may hold any three digits by chance.
  const told = logs.lines.join('\n').replaceAll(/"request":"[\da-f-]{36}"/g, '')
  expect(told).not.toMatch(/Kanari|613/)
})
