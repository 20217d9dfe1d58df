import { describe, expect, it, vi } from 'vitest'
import {
  authorisePageLeadWordingByRoute,
  callSummaryWording,
  listCallScriptLines,
  listSignedWordingLines,
  neverSaidWording,
} from '../../content/authorisation/call-script.ts'
import { authorisationNoticeWording } from '../../content/file/authorisation-notices.ts'
import {
  authorisationStatusWording,
  authorisePageWording,
  filePageWording,
  stopAuthorisationPageWording,
} from '../../content/file/page-wording.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { authoriseSection } from '../../content/forms/contact-authorisation/index.ts'
import { practice } from '../../content/practice.ts'
import { filledPageWording } from '../../content/site/filled-page-wording.ts'
import { encodeFormBody } from '../../forms/example.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { labelProblems } from '../../forms/label-problems.ts'
import { type Language, languages, listTitledLines, localisePath } from '../../forms/language.ts'
import { parseSectionFields } from '../../forms/parse.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { changesNothing, queryRows } from '../../tests/support/database-rows.ts'
import { omitBlankFields, sendIntake } from '../../tests/support/intake-drafts.ts'
import {
  createParentWithAuthorisation,
  createParentWithFile,
  fillAuthorisationForm,
  insertRequestedAuthorisation,
  openFileWithCode,
  submitAuthorisationForm,
} from '../../tests/support/parent-with-file.ts'
import { parseHtml, readText } from '../../tests/support/parse-html.ts'
import { parsePage, parseVisibleForms, parseVisiblePage } from '../../tests/support/parse-page.ts'
import { expectRedirect } from '../../tests/support/requests.ts'
import { insertScreening } from '../../tests/support/screenings.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, createCountingD1, createVisitor } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import { hashSignedWordingForLanguage } from './authorisation-evidence.ts'

setUpPortal()

const { plain, full, mistakes } = authorisationExamples
const PAGES = ['/file/', '/file/authorise/', '/file/receipt/', '/file/stop/']
/** The pages that redirect to “Your file” while no file is open. “Your file” itself then asks for the code. */
const PAGES_UNDER_FILE = PAGES.slice(1)
const routes = ['one-parent', 'consent', 'court-order'] as const

/** Picks the fields of a page that its parent filled in. */
const pickTypedFields = ({ wording: _, ...fields }: FormFields) => omitBlankFields(fields)

describe('the page that authorises', () => {
  it.each(languages)('is a button away from the end of an intake by one parent, in %s', async (language) => {
    const parent = await sendIntake(undefined, language)
    const sent = await parent.get(localisePath(language, '/intake/sent/'))
    expect((await parseVisiblePage(sent.clone())).text).toContain(
      authorisationStatusWording.sentLead[language],
    )
    const offer = (await parseVisibleForms(sent)).find(({ fields }) => fields.then?.[0] === 'authorise')
    const anywhere = createVisitor()
    const pressed = await anywhere.post(offer?.action ?? '', offer?.fields)
    const path = localisePath(language, '/file/authorise/')
    expectRedirect(pressed, path)
    const page = await parseVisiblePage(await anywhere.get(path))
    expect([page.status, page.heading]).toEqual([200, authorisePageWording.title[language]])
    expect(page.text).toContain(authorisePageLeadWordingByRoute['one-parent'][language])
  })

  it.each(routes)('is offered on “Your file” with an explanation of its own: %s', async (route) => {
    const { parent, parentId } = await createParentWithFile({ parent: { route } })
    await insertScreening(parentId)
    for (const language of languages) {
      for (const path of ['/file/', '/file/authorise/']) {
        const page = await parseVisiblePage(await parent.get(localisePath(language, path)))
        for (const [other, lead] of Object.entries(authorisePageLeadWordingByRoute)) {
          expect([path, other, page.text.includes(lead[language])]).toEqual([path, other, other === route])
        }
      }
      const file = await parseVisiblePage(await parent.get(localisePath(language, '/file/')))
      expect(file.text).toContain(authorisationStatusWording.title[language])
      expect(file.links).toContainEqual({
        href: localisePath(language, '/file/authorise/'),
        text: expect.stringContaining(authorisationStatusWording.authorise[language]),
      })
    }
  })

  it('explains as the parent came themselves, whatever the file is called', async () => {
    const { parent, parentId, fileId } = await createParentWithFile({ parent: { route: 'court-order' } })
    await insertScreening(parentId)
    await queryRows("update files set route = 'consent' where id = ?", fileId)
    expect((await parseVisiblePage(await parent.get('/file/'))).text).toContain(
      authorisePageLeadWordingByRoute['court-order'].en,
    )
  })

  it.each(languages)(
    'asks for the decision after five lines, and has all that is signed, in %s',
    async (language) => {
      const { parent } = await createParentWithFile()
      const answer = await parent.get(localisePath(language, '/file/authorise/'))
      const { text } = await parsePage(answer.clone())
      const shown = text.replace(/\s+/g, ' ')
      for (const line of listSignedWordingLines(language)) expect(shown).toContain(line.replace(/\s+/g, ' '))
      const page = parseHtml(await answer.text())
      const first = page.querySelectorAll('main .short li').map((line) => readText(line))
      expect(first).toEqual(callSummaryWording.map((line) => line[language]))
      // What is folded is there without a script, closed until somebody opens it, and below the button.
      const folds = page.querySelectorAll('#full > details')
      expect(folds.map((fold) => [fold.hasAttribute('open'), fold.hasAttribute('hidden')])).toEqual(
        folds.map(() => [false, false]),
      )
      expect(shown.indexOf(authorisePageWording.button[language])).toBeLessThan(
        shown.indexOf(authorisePageWording.callLead[language]),
      )
      const folded = folds.map((fold) => readText(fold)).join(' ')
      for (const line of [...listCallScriptLines(language), ...listTitledLines(neverSaidWording, language)])
        expect(folded).toContain(line)
      expect(folded).toContain(await hashSignedWordingForLanguage(parseEnvironment(bindings), language))
    },
  )

  it('has nothing chosen, and no length of time either', async () => {
    const { parent } = await createParentWithFile()
    const { filledFields, action } = await parsePage(await parent.get('/file/authorise/'))
    expect(action).toBe('/file/authorise/')
    expect(pickTypedFields(filledFields)).toEqual({})
  })

  it('asks the database once, as “Your file” and the receipt do', async () => {
    const { code } = await createParentWithFile()
    const { DB, calls } = createCountingD1()
    const parent = await openFileWithCode(code, { DB })
    await submitAuthorisationForm(parent)
    for (const path of PAGES) {
      calls.length = 0
      expect((await parent.get(path)).status).toBe(200)
      expect([path, calls.length]).toEqual([path, 1])
    }
  })

  it.each([
    ['to a parent who came by invitation', { invitationAcceptedAt: 1 }],
    ['once the file is closed', { status: 'closed' }],
  ] as const)('is not offered %s', async (_, row) => {
    const { parent } = await createParentWithFile({ parent: row })
    await changesNothing(async () => {
      for (const language of languages) {
        const file = localisePath(language, '/file/')
        const page = await parseVisiblePage(await parent.get(file))
        expect([page.status, page.text.includes(authorisationStatusWording.title[language])]).toEqual([
          200,
          false,
        ])
        expect(page.links.filter(({ href }) => /authorise|stop|receipt/.test(href))).toEqual([])
        const answers = [
          await parent.get(localisePath(language, '/file/authorise/')),
          await parent.post(localisePath(language, '/file/authorise/'), plain.fields),
          await parent.get(localisePath(language, '/file/stop/')),
          await parent.post(localisePath(language, '/file/stop/')),
          await parent.get(localisePath(language, '/file/receipt/')),
        ]
        for (const answer of answers) expectRedirect(answer, file)
      }
    })
  })

  it('opens for nobody without “Your file” open, and stores nothing they post', async () => {
    await createParentWithAuthorisation()
    const stranger = createVisitor()
    await changesNothing(async () => {
      for (const language of languages) {
        const answers = [
          ...(await Promise.all(PAGES_UNDER_FILE.map((path) => stranger.get(localisePath(language, path))))),
          await stranger.post(localisePath(language, '/file/authorise/'), {}),
        ]
        for (const answer of answers) expectRedirect(answer, localisePath(language, '/file/'))
        await expectCodeForm(await stranger.get(localisePath(language, '/file/')), language)
        // Whoever pressed to stop a call is told that it isn’t stopped, whether or not there is one.
        const stopped = await stranger.post(localisePath(language, '/file/stop/'))
        expect((await parsePage(stopped.clone())).summary?.notice).toBe(
          authorisationNoticeWording.closedBeforeStop[language],
        )
        await expectCodeForm(stopped, language, 410)
      }
    })
  })

  it('is closed thirty minutes after the last look, and each look renews that', async () => {
    const NOW = Date.UTC(2026, 10, 22, 15)
    vi.setSystemTime(NOW)
    const { parent } = await createParentWithAuthorisation()
    for (const [index, path] of PAGES.entries()) {
      vi.setSystemTime(NOW + (index + 1) * 29 * 60_000)
      expect((await parent.get(path)).status).toBe(200)
    }
    vi.setSystemTime(NOW + (PAGES.length * 29 + 31) * 60_000)
    for (const path of PAGES_UNDER_FILE)
      expect((await parent.get(path)).headers.get('Location')).toBe('/file/')
    await expectCodeForm(await parent.get('/file/'), 'en')
  })
})

/** Expects the page that asks for the code, with nothing about a file. */
async function expectCodeForm(response: Response, language: Language, status = 200): Promise<void> {
  const page = await parseVisiblePage(response)
  expect(page.status).toBe(status)
  expect(page.text).toContain(filePageWording.openButton[language])
  expect(page.text).not.toContain(filePageWording.where[language])
  expect(page.text).not.toContain(authorisationStatusWording.title[language])
}

describe('opening an address', () => {
  it.each(['GET', 'HEAD'])('changes nothing, and shows the same fifty times: %s', async (method) => {
    const { parent } = await createParentWithAuthorisation()
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

  it('tells a passer-by nothing: a plain title, no icon, not cached on the way', async () => {
    const { parent } = await createParentWithAuthorisation()
    for (const language of languages) {
      for (const path of PAGES) {
        const answer = await parent.get(localisePath(language, path))
        expect(answer.headers.get('Cache-Control')).toBe('no-store')
        const html = await answer.clone().text()
        expect(html).not.toContain('rel="icon"')
        expect(html).toMatch(/<meta name="robots" content="noindex/)
        expect((await parsePage(answer)).title).toBe(filledPageWording.discreetTitle[language])
      }
    }
  })
})

describe.each(languages)('something to mend, in %s', (language) => {
  it('is named at its question and above, and everything typed is still there', async () => {
    const { parent } = await createParentWithFile()
    const posted = await fillAuthorisationForm(parent, mistakes.fields, language)
    const page = await parsePage(await changesNothing(() => parent.post(posted.path, posted.fields)))
    const reading = parseSectionFields(authoriseSection, mistakes.fields)
    const problems = reading.ok ? [] : reading.problems
    expect(problems.length).toBeGreaterThan(7)
    expect(page.status).toBe(422)
    expect(page.title).toBe(
      `${filledPageWording.errorPrefix[language]} ${filledPageWording.discreetTitle[language]}`,
    )
    expect(page.summary?.problems).toEqual(
      labelProblems([authoriseSection], problems).map(({ field, label, wording }) => ({
        href: `#${field}`,
        text: label ? expect.stringContaining(` ${wording[language]}`) : wording[language],
      })),
    )
    for (const { question, field, wording } of problems) {
      expect(page.messages[question]).toBe(`${filledPageWording.errorPrefix[language]} ${wording[language]}`)
      expect(page.ids).toContain(field)
    }
    // The page cannot show a value that is not one of its choices.
    const { voicemail, authorisedDays, ...typedAnswers } = mistakes.fields
    expect(pickTypedFields(page.filledFields)).toEqual(omitBlankFields(typedAnswers))
  })

  it.each(['voluntary', 'they-learn', 'no-messages', 'cannot-undo'])(
    'is a box that is not ticked: %s',
    async (box) => {
      const understood = full.fields.understood?.filter((ticked) => ticked !== box) ?? []
      const page = await posting({ ...full.fields, understood }, language)
      expect(page.summary?.problems.map(({ href }) => href)).toEqual(['#understood'])
      expect(pickTypedFields(page.filledFields)).toEqual(omitBlankFields({ ...full.fields, understood }))
    },
  )

  it.each(['\u200b', '\u3164', '\u2800\u00a0', '\u202d\u202c', '\u0301', '\ufffc', '—', '😀'])(
    'is a signature that nobody can read: %j',
    async (name) => {
      const page = await posting({ ...full.fields, signedName: [name] }, language)
      const { required } = authoriseSection.questions.signedName
      expect(page.summary?.problems).toEqual([{ href: '#signedName', text: required[language] }])
    },
  )

  it.each(['orderNow', 'signedName', 'authorisedDays', 'understood'] as const)(
    'is what was left empty: %s',
    async (name) => {
      const left = { ...full.fields, [name]: [] }
      const page = await posting(left, language)
      const { required } = authoriseSection.questions[name]
      expect(page.summary?.problems).toEqual([{ href: `#${name}`, text: required[language] }])
      expect(pickTypedFields(page.filledFields)).toEqual(omitBlankFields(left))
    },
  )
})

/** Posts fields that hold a mistake, and gives the page that comes back. */
async function posting(fields: FormFields, language: Language) {
  const { parent } = await createParentWithFile()
  const page = await parsePage(
    await changesNothing(() => parent.post(localisePath(language, '/file/authorise/'), fields)),
  )
  expect(page.status).toBe(422)
  return page
}

describe('a posting that no page of ours makes', () => {
  it.each([
    ['a single field twice', '&signedName=Somebody+Else', authorisationNoticeWording.notAsExpected],
    ['half a surrogate pair', '&callWhen=%ED%A0%80', authorisationNoticeWording.notAsExpected],
    ['bytes cut off', '&callWhen=%F0%9F', authorisationNoticeWording.notAsExpected],
  ])('is given back with what was typed, and not stored: %s', async (_, more, notice) => {
    const { parent } = await createParentWithFile()
    const { callWhen, ...fields } = full.fields
    const answer = await changesNothing(() => parent.post('/file/authorise/', encodeFormBody(fields) + more))
    const page = await parsePage(answer)
    expect([page.status, page.summary]).toEqual([400, { beforeForm: true, notice: notice.en, problems: [] }])
    expect(pickTypedFields({ ...page.filledFields, callWhen: [] })).toEqual(omitBlankFields(fields))
  })

  it('replaces nobody else’s authorisation', async () => {
    const [one, other] = [await createParentWithFile(), await createParentWithFile()]
    await submitAuthorisationForm(other.parent)
    const [theirs] = await queryRows<{ id: string }>('select id from authorisations')
    const { path, fields } = await fillAuthorisationForm(one.parent)
    expect((await one.parent.post(path, { ...fields, replaces: [theirs?.id ?? ''] })).status).toBe(303)
    expect(await queryRows('select parent_id, superseded_at from authorisations order by rowid')).toEqual([
      { parent_id: other.parentId, superseded_at: null },
      { parent_id: one.parentId, superseded_at: null },
    ])
  })
})

it('says in every state what became of the authorisation, and leads on from there', async () => {
  const NOW = Date.UTC(2026, 10, 22, 15)
  vi.setSystemTime(NOW)
  const states = [
    { said: authorisationStatusWording.offered, to: ['authorise', 'stop'], columns: undefined },
    {
      said: authorisationStatusWording.requested,
      to: ['authorise', 'stop'],
      columns: { requested_by: 'camille-verdier' },
    },
    {
      said: authorisationStatusWording.inForce,
      to: ['authorise', 'receipt', 'stop'],
      columns: { expires_at: NOW + 1 },
    },
    { said: authorisationStatusWording.expired, to: ['authorise', 'receipt'], columns: { expires_at: NOW } },
    {
      said: authorisationStatusWording.withdrawn,
      to: ['authorise', 'receipt'],
      columns: { expires_at: NOW + 1, withdrawn_at: NOW },
    },
    { said: authorisationStatusWording.declined, to: ['authorise'], columns: { declined_at: NOW } },
  ] as const
  for (const { said, to, columns } of states) {
    const { parent, parentId } = await createParentWithFile({ rules: { timeZone: 'America/Vancouver' } })
    if (columns) {
      const all = {
        id: `authorisation of ${parentId}`,
        parent_id: parentId,
        created_at: NOW - 1,
        ...('expires_at' in columns && { granted_at: NOW - 1 }),
        ...columns,
      }
      const names = Object.keys(all)
      const marks = names.map(() => '?')
      await queryRows(`insert into authorisations (${names}) values (${marks})`, ...Object.values(all))
    }
    for (const language of languages) {
      const page = await parseVisiblePage(await parent.get(localisePath(language, '/file/')))
      const lines = states.map((state) => state.said[language])
      expect(lines.filter((line) => page.text.includes(line))).toEqual([said[language]])
      const leads = page.links.flatMap(
        ({ href }) => /\/file\/(authorise|receipt|stop)\/$/.exec(href)?.[1] ?? [],
      )
      expect(leads.toSorted()).toEqual(to)
      if (said === authorisationStatusWording.requested)
        expect(page.text).toContain(`${said[language]} Camille Verdier.`)
      if (said === authorisationStatusWording.inForce) {
        const day = { en: 'November 22, 2026', fr: '22 novembre 2026' }[language]
        expect(page.text).toContain(`${said[language]} ${day}.`)
      }
      const form = await parseVisiblePage(await parent.get(localisePath(language, '/file/authorise/')))
      expect(form.status).toBe(200)
      expect(form.text.includes(authorisationStatusWording.requestedFreely[language])).toBe(
        said === authorisationStatusWording.requested,
      )
      expect(form.text.includes(authorisePageWording.renewing[language])).toBe(
        said === authorisationStatusWording.inForce,
      )
      const by =
        said === authorisationStatusWording.withdrawn || said === authorisationStatusWording.declined
          ? '.ended'
          : ''
      expect(form.filledFields.replaces).toEqual([columns ? `authorisation of ${parentId}${by}` : ''])
      const stop = await parent.get(localisePath(language, '/file/stop/'))
      const ended =
        said === authorisationStatusWording.expired ||
        said === authorisationStatusWording.withdrawn ||
        said === authorisationStatusWording.declined
      expect(stop.status).toBe(ended ? 303 : 200)
      if (ended) continue
      const [button] = Object.entries(stopAuthorisationPageWording.cases).filter(
        ([name]) => (name === 'stop-in-force') === (said === authorisationStatusWording.inForce),
      )
      const seen = await parseVisiblePage(stop)
      expect(seen.action).toBe(localisePath(language, '/file/stop/'))
      for (const [name, { button: label }] of Object.entries(stopAuthorisationPageWording.cases)) {
        expect(seen.text.includes(label[language])).toBe(name === button?.[0])
      }
    }
  }
})

it('says that the practice asks, when the coordinator who did has left', async () => {
  const { parent, parentId } = await createParentWithFile()
  await insertRequestedAuthorisation(parentId, { requestedBy: 'somebody-who-left' })
  const { text } = await parseVisiblePage(await parent.get('/file/'))
  expect(text).not.toContain('somebody-who-left')
  expect(text).toContain(`${authorisationStatusWording.requested.en} ${practice.name}.`)
})

it('logs the names of questions and never what was typed', async () => {
  const logs = captureConsole()
  await posting({ ...full.fields, signedName: ['Kanari\u202eoM'] }, 'en')
  expect(logs.eventsNamed('section_rejected')).toEqual([
    {
      event: 'section_rejected',
      request: expect.any(String),
      form: 'contact-authorisation',
      section: 'authorise',
      questions: ['signedName'],
    },
  ])
  // A request id may hold any three digits by chance.
  const told = logs.lines.join('\n').replaceAll(/"request":"[\da-f-]{36}"/g, '')
  expect(told).not.toMatch(/Kanari|613/)
})
