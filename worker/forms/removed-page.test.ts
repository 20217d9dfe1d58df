import { expect, it } from 'vitest'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { resumeWording } from '../../content/forms/resume-wording.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { createCookieJarVisitor } from '../../tests/support/cookie-jar-visitor.ts'
import { changesNothing } from '../../tests/support/database-rows.ts'
import { saveIntakeSection } from '../../tests/support/intake-drafts.ts'
import { parsePage, parseVisiblePage } from '../../tests/support/parse-page.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createVisitor } from '../../tests/support/test-portal.ts'

setUpPortal()

/** What a page that the form had once posts. */
const posted = {
  revision: ['3'],
  press: ['save'],
  story: ['Kanari & <b>line</b> one\nline two'],
  chosen: ['yes', 'no'],
  blank: [' '],
}

it.each(languages)('of a form leads to the list, with what was typed, in %s', async (language) => {
  const logs = captureConsole()
  const parent = createVisitor()
  await saveIntakeSection(parent, 'start')
  for (const path of ['/intake/gone/', '/intake/gone/01/']) {
    const answer = await changesNothing(() =>
      parent.request(localisePath(language, path), {
        method: 'POST',
        body: new URLSearchParams(
          Object.entries(posted).flatMap(([name, all]) => all.map((one) => [name, one])),
        ),
        returnsRedirect: true,
      }),
    )
    expect([answer.status, answer.headers.get('Location')]).toEqual([
      303,
      localisePath(language, '/intake/tasks/'),
    ])
  }
  const page = await parseVisiblePage(await parent.post(localisePath(language, '/intake/gone/'), posted))
  expect(page.status).toBe(200)
  expect(page.text).toContain(resumeWording.removedPage[language].replaceAll('\u00a0', ' '))
  expect(page.text).toContain('Kanari & <b>line</b> one')
  expect(page.text).toContain('line two')
  expect(logs.lines.join('\n')).not.toContain('Kanari')
})

it('is shown before anything was saved, too', async () => {
  const parent = createCookieJarVisitor()
  await parent.get('/intake/start/')
  const page = await parseVisiblePage(await changesNothing(() => parent.post('/intake/gone/', posted)))
  expect([page.status, page.text.includes('line two')]).toEqual([200, true])
})

it.each(languages)(
  'is in the answer itself where no cookie can hold what was typed, in %s',
  async (language) => {
    const path = localisePath(language, '/intake/gone/')
    const parent = createVisitor()
    await saveIntakeSection(parent, 'start')
    // Nothing that is random becomes shorter when it is compressed.
    const long = Array.from({ length: 500 }, () => crypto.randomUUID()).join(' ')
    const tooLong = await parsePage(
      await changesNothing(() => parent.post(path, { ...posted, story: [long] })),
    )
    expect([tooLong.status, tooLong.text.includes(long)]).toEqual([200, true])
    const withoutCookies = await parseVisiblePage(
      await changesNothing(() => createVisitor().post(path, posted)),
    )
    expect([withoutCookies.status, withoutCookies.text.includes('line two')]).toEqual([200, true])
    expect(withoutCookies.text).toContain(resumeWording.removedPage[language].replaceAll('\u00a0', ' '))
  },
)

it.each(intakeForm.sections.map(({ slug }) => slug))(
  'is one of any name that a section has: %s, had it another name before',
  async (slug) => {
    const parent = createVisitor()
    await saveIntakeSection(parent, 'start')
    const page = await parseVisiblePage(await parent.post(`/intake/${slug}-before/`, posted))
    expect([page.status, page.text.includes('line two')]).toEqual([200, true])
  },
)

it('is none at an address of a section that the form has', async () => {
  const parent = createVisitor()
  await saveIntakeSection(parent, 'start')
  for (const path of ['/intake/you/01/', '/intake/declaration/', '/intake/children/UPPER/']) {
    const answer = await changesNothing(() => parent.post(path, posted))
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([404, []])
    expect(await answer.text()).not.toContain('Kanari')
  }
})

it('is a page that is not there for whoever opens it, or typed nothing', async () => {
  const parent = createVisitor()
  await saveIntakeSection(parent, 'start')
  expect((await parent.get('/intake/gone/')).status).toBe(404)
  expect((await parent.post('/intake/gone/', { revision: ['1'], story: [' '] })).status).toBe(404)
  const tasks = await parsePage(await parent.get('/intake/tasks/'))
  expect(tasks.text).not.toContain('Kanari')
})
