import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { filledPageWording } from '../../content/site/filled-page-wording.ts'
import { codeProblemWording, sectionStatusWording, siteWording } from '../../content/site/wording.ts'
import { deleteDraft, loadDraftSections } from '../../db/drafts.ts'
import { getFieldsPostedAtSending, listPagePosts } from '../../forms/example.ts'
import { type Answers, findSection } from '../../forms/form.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { parseForm } from '../../forms/parse.ts'
import { specimenExamples } from '../../forms/specimen/examples.ts'
import { specimenForm } from '../../forms/specimen/index.ts'
import { createFamilyWithInvitation } from '../../tests/support/authorisation-and-invitation.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { createCookieJarVisitor } from '../../tests/support/cookie-jar-visitor.ts'
import { changesNothing, countRows, queryRows } from '../../tests/support/database-rows.ts'
import { expectExpiredLinkPage } from '../../tests/support/expect-error-page.ts'
import { acceptDelivery, mockMailProvider } from '../../tests/support/mock-mail-provider.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { expectRedirect } from '../../tests/support/requests.ts'
import { createVisitor, prepareDatabase, type Visitor } from '../../tests/support/test-portal.ts'
import { createApp } from '../app.ts'
import { loadBuiltPage } from '../http/built-page.ts'
import { registeredForms } from '../registered-forms.ts'
import type { RegisteredForm } from './registered-form.ts'

/** The answers that were sent, by the id of the draft: all that the practice stores of the specimen. */
const sentAnswers = new Map<string, Answers<typeof specimenForm>>()

/**
 * Registers a form that nothing in the worker mentions. All that is particular to it is its declaration and its pages.
 */
const registeredSpecimen: RegisteredForm<typeof specimenForm> = {
  form: specimenForm,
  loadToSend: async ({ db }, draftId, now) => ({
    sections: await loadDraftSections(db, draftId, now),
    isSent: sentAnswers.has(draftId),
    record: async ({ answers, draft }) => {
      await deleteDraft(db, draft.id)
      sentAnswers.set(draft.id, answers)
      return {}
    },
  }),
  showConfirmation: async (c, { id }) =>
    sentAnswers.has(id) ? loadBuiltPage(c, localisePath(c.get('language'), '/specimen/sent/')) : undefined,
}

const app = createApp([...registeredForms, registeredSpecimen])
const createSpecimenVisitor = () => createVisitor({}, app)

beforeEach(async () => {
  await prepareDatabase()
  sentAnswers.clear()
})
afterEach(() => void vi.restoreAllMocks())

const { fields } = specimenExamples.filled
const sharedFields = { ...fields, device: ['shared'] }
const declared = getFieldsPostedAtSending(specimenForm, fields)

async function saveEveryPage(visitor: Visitor, typed = fields): Promise<void> {
  for (const { path, fields: posted } of listPagePosts(specimenForm, typed))
    expect((await visitor.post(path, posted)).status, path).toBe(303)
}

async function expectNoRows(...tables: string[]): Promise<void> {
  for (const table of tables) expect(await countRows(table), table).toBe(0)
}

describe('a form that only this test registers', () => {
  it.each(languages)(
    'saves each page, leads on to the next and shows again what was typed, in %s',
    async (language) => {
      const visitor = createSpecimenVisitor()
      const [earlier, everyKind] = listPagePosts(specimenForm, fields)
      const first = await visitor.post(localisePath(language, earlier?.path ?? ''), earlier?.fields)
      expect(first.headers.get('Location')).toBe(localisePath(language, '/specimen/every-kind/'))
      expect(visitor.cookie).toMatch(/^__Host-specimen=[\w-]{43}\.own\./)
      const last = await visitor.post(localisePath(language, everyKind?.path ?? ''), everyKind?.fields)
      expect(last.headers.get('Location')).toBe(localisePath(language, '/specimen/check/'))
      const { filledFields, hiddenQuestions, action } = await parsePage(
        await visitor.get(localisePath(language, '/specimen/every-kind/')),
      )
      expect(filledFields).toMatchObject({ aName: fields.aName, someChoices: ['red', 'blue'] })
      expect(hiddenQuestions).not.toContain('elsewhere')
      expect(action).toBe(localisePath(language, '/specimen/every-kind/'))
      expect(await queryRows('select form from drafts')).toEqual([{ form: 'specimen' }])
    },
  )

  it('says on the page itself what is to be mended, and saves nothing', async () => {
    const visitor = createSpecimenVisitor()
    const [, everyKind] = listPagePosts(specimenForm, specimenExamples.inError.fields)
    const logs = captureConsole()
    const answer = await changesNothing(() => visitor.post(everyKind?.path ?? '', everyKind?.fields))
    const { status, messages } = await parsePage(answer)
    expect(status).toBe(422)
    expect(Object.keys(messages)).toContain('aPhone')
    expect(logs.eventsNamed('section_rejected')).toMatchObject([{ form: 'specimen', section: 'every-kind' }])
  })

  it.each(['/specimen/resume/', '/intake/resume/'])(
    'is resumed on another device with a code entered at %s, which opens no other form',
    async (path) => {
      const visitor = createSpecimenVisitor()
      await saveEveryPage(visitor)
      const { code = '' } = (
        await parsePage(await visitor.post('/specimen/resume-code/', { press: ['show'] }))
      ).slots
      const elsewhere = createSpecimenVisitor()
      const opened = await elsewhere.post(path, { code: [code], device: ['own'] })
      expectRedirect(opened, '/specimen/tasks/')
      expect(elsewhere.cookie).toMatch(/^__Host-specimen=[\w-]{43}\.own\./)
      await expectExpiredLinkPage(await visitor.get('/specimen/tasks/'), 'en')
      const { slots, shown } = await parsePage(await elsewhere.get('/specimen/tasks/'))
      expect(slots['status-every-kind']).toBe(sectionStatusWording.done.en)
      // The form asks for no e-mail address, so that the page offers no e-mail.
      expect([shown.has('own'), shown.has('resume-mail')]).toEqual([true, false])
      expect((await parsePage(await elsewhere.get('/specimen/every-kind/'))).filledFields.aName).toEqual(
        fields.aName,
      )
      await expectExpiredLinkPage(await elsewhere.get('/intake/tasks/'), 'en')
    },
  )

  it('is not opened by a code nobody was given, which says so on its own page', async () => {
    const visitor = createSpecimenVisitor()
    const typed = { code: ['0000-0000-0000-0000'], device: ['own'] }
    const { status, messages, action } = await parsePage(await visitor.post('/specimen/resume/', typed))
    expect([status, action]).toEqual([422, '/specimen/resume/'])
    expect(messages.code).toContain(codeProblemWording.unknown.en)
    expect(visitor.cookie).toBe('')
  })

  it('is checked before it is sent, with a link to change each answer', async () => {
    const visitor = createSpecimenVisitor()
    await saveEveryPage(visitor)
    const { status, text, links } = await parsePage(await visitor.get('/specimen/check/'))
    expect(status).toBe(200)
    expect(text).toContain('Anaïs O’Neil-Bélanger 李')
    expect(links.map(({ href }) => href)).toContain('/specimen/every-kind/?then=check#aName')
  })

  it('is sent whole or not at all: what is missing is said on the check', async () => {
    const visitor = createSpecimenVisitor()
    const [earlier] = listPagePosts(specimenForm, fields)
    await visitor.post(earlier?.path ?? '', earlier?.fields)
    const logs = captureConsole()
    const answer = await changesNothing(() => visitor.post('/specimen/send/', declared))
    const { status, links } = await parsePage(answer)
    expect(status).toBe(422)
    expect(links.map(({ href }) => href)).toContain('/specimen/every-kind/?then=check#aName')
    expect(logs.eventsNamed('form_incomplete')).toMatchObject([{ form: 'specimen' }])
    expect(sentAnswers.size).toBe(0)
  })

  it('is sent once, however often the button is pressed, and is then nowhere but where it was sent to', async () => {
    const visitor = createSpecimenVisitor()
    await saveEveryPage(visitor)
    for (const _ of [1, 2, 3]) {
      const sent = await visitor.post('/specimen/send/', declared)
      expectRedirect(sent, '/specimen/sent/')
    }
    const { heading } = await parsePage(await visitor.get('/specimen/sent/'))
    expect(heading).toBe(siteWording.sentTitle.en)
    const reading = parseForm(specimenForm, fields)
    expect([...sentAnswers.values()]).toEqual([reading.ok && reading.answers])
    await expectNoRows('drafts', 'draft_sections', 'files', 'submissions', 'outbox')
  })

  it('is deleted when its parent says so', async () => {
    const visitor = createSpecimenVisitor()
    await saveEveryPage(visitor)
    expect((await visitor.post('/specimen/delete/')).headers.get('Location')).toBe('/specimen/deleted/')
    expect(visitor.cookie).toBe('')
    await expectNoRows('drafts', 'draft_sections')
  })

  it.each([
    ['sent', '/specimen/send/', declared],
    ['deleted', '/specimen/delete/', {}],
  ])('leaves an invitation open in the same browser when it is %s', async (_, path, posted) => {
    mockMailProvider(acceptDelivery, [])
    const { code } = await createFamilyWithInvitation()
    const visitor = createCookieJarVisitor({}, app)
    await visitor.post('/invitation/', { code: [code] })
    await saveEveryPage(visitor)
    expect((await visitor.post(path, posted)).status).toBe(303)
    expect(visitor.cookie).toContain('__Host-invitation=')
    expect((await visitor.post('/invitation/start/')).headers.get('Location')).toBe('/joining/start/')
  })

  it('is forgotten by a shared device that is left in a hurry, and its pages tell nothing', async () => {
    const visitor = createSpecimenVisitor()
    await saveEveryPage(visitor, sharedFields)
    expect(visitor.cookie).toMatch(/^__Host-specimen=[\w-]{43}\.shared\./)
    for (const path of ['/specimen/every-kind/', '/specimen/check/', '/intake/start/'])
      expect((await parsePage(await visitor.get(path))).title, path).toBe(filledPageWording.discreetTitle.en)
    // The request that a page's script sends on leaving is the same on every page.
    expect((await visitor.request('/intake/leave/', { method: 'POST' })).status).toBe(204)
    expect(visitor.cookie).toBe('')
    await expectNoRows('drafts', 'draft_sections')
  })

  it('is no page of the portal itself, where nobody registered it', async () => {
    const visitor = createVisitor()
    const section = findSection(specimenForm, 'earlier')
    for (const path of [`/specimen/${section?.slug}/`, '/specimen/check/', '/specimen/tasks/'])
      expect((await visitor.get(path)).status, path).toBe(404)
  })
})
