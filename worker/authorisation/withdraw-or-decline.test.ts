import { eq } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { authorisationStatusWording, receiptPageWording } from '../../content/file/page-wording.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import type { FileNewsFacts } from '../../content/mail/file-news-message.ts'
import { practice } from '../../content/practice.ts'
import { isCallAllowedNow, readSealedOtherParentContactWithAudit } from '../../db/call-attempts.ts'
import { parents } from '../../db/schema.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { listAuditLines } from '../../tests/support/audit-events.ts'
import { changesNothing, countRows, queryRows } from '../../tests/support/database-rows.ts'
import { composeFileNewsMessage } from '../../tests/support/expected-messages.ts'
import { acceptDelivery, failConnection, mockMailProvider } from '../../tests/support/mock-mail-provider.ts'
import {
  createParentWithAuthorisation,
  createParentWithFile,
  fillAuthorisationForm,
  insertRequestedAuthorisation,
  openFileWithCode,
  submitAuthorisationForm,
} from '../../tests/support/parent-with-file.ts'
import { parseVisiblePage } from '../../tests/support/parse-page.ts'
import { createD1ActingBefore, createD1LosingAnswers } from '../../tests/support/racing-databases.ts'
import { expectRedirect, withOtherBindings } from '../../tests/support/requests.ts'
import { insertScreening } from '../../tests/support/screenings.ts'
import { runScheduledAt, setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings } from '../../tests/support/test-portal.ts'
import { sealDisplayName } from '../contact/display-name.ts'
import { parseEnvironment } from '../environment.ts'

const { db, keys, portalOrigin } = parseEnvironment(bindings)
const NOW = Date.UTC(2026, 10, 22, 15)
const MINUTE = 60_000
const DAY = 1440 * MINUTE
const LEAD = 'robin-ashdown'

const deliveries = setUpPortal({ now: NOW })

type File = Awaited<ReturnType<typeof createParentWithFile>>

const findCurrentAuthorisation = async () => {
  const [row] = await queryRows<{ id: string; withdrawn_at: number | null; declined_at: number | null }>(
    'select id, withdrawn_at, declined_at from authorisations where superseded_at is null',
  )
  return row
}
/** Screens a parent, so that only what they decide about the call opens or shuts the gate. */
async function screen(created: Promise<File>): Promise<File> {
  const file = await created
  await insertScreening(file.parentId)
  return file
}
/** Whether the lead coordinator could open the other parent’s details now. */
async function isGateOpenNow({ reference }: File): Promise<boolean> {
  const authorisation = await findCurrentAuthorisation()
  const gateCheck = { authorisationId: authorisation?.id ?? '', coordinatorId: LEAD, at: Date.now() }
  return isCallAllowedNow(db, reference, gateCheck, practice.attempts)
}
const fileNewsText = ({ reference }: File, news: FileNewsFacts['news']) =>
  composeFileNewsMessage({ reference, news, portalOrigin }, 'en').text
const requestAuthorisation = ({ parentId }: File) =>
  insertRequestedAuthorisation(parentId, { createdAt: Date.now() })

it('offers no decision about a call that nobody can make, until somebody asks for it', async () => {
  const { parent, parentId } = await createParentWithFile({ parent: { bookingCoordinatorId: null } })
  expect((await parent.get('/file/stop/')).status).toBe(200)
  const elsewhere = await sealDisplayName(keys, parentId, { full: 'Sam Reyes' }, { province: 'elsewhere' })
  await db.update(parents).set({ sealedDisplayName: elsewhere }).where(eq(parents.id, parentId))
  expectRedirect(await changesNothing(() => parent.get('/file/stop/')), '/file/')
  await insertRequestedAuthorisation(parentId, { createdAt: NOW })
  expect((await parent.get('/file/stop/')).status).toBe(200)
})

describe('withdrawing an authorisation', () => {
  it.each(languages)('is a page, then a button; it works at once, in %s', async (language) => {
    const file = await screen(createParentWithAuthorisation())
    const { parent } = file
    expect(await isGateOpenNow(file)).toBe(true)
    vi.setSystemTime(NOW + MINUTE)
    const page = await parseVisiblePage(
      await changesNothing(() => parent.get(localisePath(language, '/file/stop/'))),
    )
    expect(await isGateOpenNow(file)).toBe(true)
    const answer = await parent.post(page.action ?? '')
    expectRedirect(answer, localisePath(language, '/file/'))
    expect(await isGateOpenNow(file)).toBe(false)
    const event = {
      fileId: file.fileId,
      actor: LEAD,
      action: 'other_contact_read',
      detail: {},
      happenedAt: NOW,
    }
    const gateCheck = {
      authorisationId: (await findCurrentAuthorisation())?.id ?? '',
      coordinatorId: LEAD,
      at: NOW + MINUTE,
    }
    const opened = readSealedOtherParentContactWithAudit(
      db,
      { ...event, action: 'other_contact_read' },
      gateCheck,
      practice.attempts,
    )
    expect(await opened).toBeUndefined()
    const yours = await parseVisiblePage(await parent.get(localisePath(language, '/file/')))
    expect(yours.text).toContain(authorisationStatusWording.withdrawn[language])
    const receipt = await parseVisiblePage(await parent.get(localisePath(language, '/file/receipt/')))
    const day = { en: 'November 22, 2026', fr: '22 novembre 2026' }[language]
    expect(receipt.text).toContain(`${receiptPageWording.withdrawn[language]} ${day}.`)
  })

  it('deletes and changes nothing but adds when it was withdrawn, with an audit event and a message to the lead', async () => {
    const file = await createParentWithAuthorisation(authorisationExamples.full.fields)
    const [before] = await queryRows('select * from authorisations')
    vi.setSystemTime(NOW + MINUTE)
    await file.parent.post('/file/stop/')
    expect(await queryRows('select * from authorisations')).toEqual([
      { ...before, withdrawn_at: NOW + MINUTE },
    ])
    expect(await listAuditLines(file.fileId)).toEqual([
      'parent authorisation_granted',
      'parent authorisation_withdrawn',
    ])
    expect(deliveries.map(({ text }) => text)).toEqual([
      fileNewsText(file, 'authorised'),
      fileNewsText(file, 'withdrawn'),
    ])
  })

  it('fifty times is withdrawing it once, with one e-mail, and every press is answered alike', async () => {
    const file = await createParentWithAuthorisation()
    const press = async () => {
      const { status, headers } = await file.parent.post('/file/stop/')
      return `${status} ${headers.get('Location')}`
    }
    const answers = new Set(await Promise.all(Array.from({ length: 25 }, press)))
    vi.setSystemTime(NOW + MINUTE)
    await changesNothing(async () => {
      for (let times = 0; times < 25; times++) answers.add(await press())
    })
    expect([...answers]).toEqual(['303 /file/'])
    expect((await findCurrentAuthorisation())?.withdrawn_at).toBe(NOW)
    expect(await listAuditLines(file.fileId)).toEqual([
      'parent authorisation_granted',
      'parent authorisation_withdrawn',
    ])
    expect(deliveries.map(({ text }) => text)).toEqual([
      fileNewsText(file, 'authorised'),
      fileNewsText(file, 'withdrawn'),
    ])
  })

  it('in one window ends what was granted anew in another', async () => {
    const file = await screen(createParentWithAuthorisation())
    const { parent } = file
    const { action } = await parseVisiblePage(await parent.get('/file/stop/'))
    await submitAuthorisationForm(parent, authorisationExamples.full.fields)
    await parent.post(action ?? '')
    expect(await queryRows('select withdrawn_at from authorisations order by rowid')).toEqual([
      { withdrawn_at: null },
      { withdrawn_at: NOW },
    ])
    expect(await isGateOpenNow(file)).toBe(false)
  })

  it('works while it waits for an order to be read', async () => {
    const file = await createParentWithAuthorisation(authorisationExamples.orderNotSure.fields)
    await file.parent.post('/file/stop/')
    expect((await findCurrentAuthorisation())?.withdrawn_at).toBe(NOW)
    expect((await parseVisiblePage(await file.parent.get('/file/'))).text).toContain(
      authorisationStatusWording.withdrawn.en,
    )
    // The order still has to be read, even after a new grant.
    expect(await queryRows('select lifted_at from contact_holds')).toEqual([{ lifted_at: null }])
  })

  it('shows on the receipt how it ended, also when a coordinator asks anew', async () => {
    const file = await createParentWithAuthorisation()
    await file.parent.post('/file/stop/')
    await queryRows('update authorisations set superseded_at = ?', NOW + MINUTE)
    await requestAuthorisation(file)
    const receipt = await parseVisiblePage(await file.parent.get('/file/receipt/'))
    expect(receipt.text).toContain(`${receiptPageWording.withdrawn.en} November 22, 2026.`)
    await queryRows('update authorisations set withdrawn_at = null')
    vi.setSystemTime(NOW + 60 * DAY)
    const later = await parseVisiblePage(await (await openFileWithCode(file.code)).get('/file/receipt/'))
    expect(later.text).toContain(`${receiptPageWording.expired.en} January 21, 2027.`)
  })

  it('has nothing to end once it has expired', async () => {
    const file = await createParentWithAuthorisation()
    vi.setSystemTime(NOW + 60 * DAY)
    const parent = await openFileWithCode(file.code)
    const [page, pressed] = await changesNothing(() =>
      Promise.all([parent.get('/file/stop/'), parent.post('/file/stop/')]),
    )
    for (const answer of [page, pressed]) expectRedirect(answer, '/file/')
    expect((await parseVisiblePage(await parent.get('/file/'))).text).toContain(
      authorisationStatusWording.expired.en,
    )
    const receipt = await parseVisiblePage(await parent.get('/file/receipt/'))
    expect(receipt.text).toContain(`${receiptPageWording.expired.en} January 21, 2027.`)
    expect(deliveries).toHaveLength(1)
  })

  it('takes effect even when its mail cannot leave, which leaves later, once', async () => {
    const file = await screen(createParentWithAuthorisation())
    mockMailProvider(failConnection)
    await file.parent.post('/file/stop/')
    expect(await isGateOpenNow(file)).toBe(false)
    expect(await queryRows("select outcome from outbox where outcome <> 'sent'")).toEqual([
      { outcome: 'queued' },
    ])
    deliveries.length = 0
    mockMailProvider(acceptDelivery, deliveries)
    for (const minutes of [10, 20]) {
      await runScheduledAt(NOW + minutes * MINUTE)
    }
    expect(deliveries.map(({ text }) => text)).toEqual([fileNewsText(file, 'withdrawn')])
  })

  it('is asked for again, and done once, when the database’s answer is lost', async () => {
    const file = await createParentWithAuthorisation()
    const DB = createD1LosingAnswers(/^update "authorisations"/)
    const unlucky = withOtherBindings(file.parent, { DB })
    expect((await unlucky.post('/file/stop/')).status).toBe(500)
    expect((await file.parent.post('/file/stop/')).status).toBe(303)
    expect(await listAuditLines(file.fileId)).toEqual([
      'parent authorisation_granted',
      'parent authorisation_withdrawn',
    ])
    expect(deliveries.map(({ text }) => text)).toEqual([
      fileNewsText(file, 'authorised'),
      fileNewsText(file, 'withdrawn'),
    ])
  })
})

describe('saying no', () => {
  it.each(languages)('to a coordinator who asked is a page, then a button, in %s', async (language) => {
    const file = await createParentWithFile()
    const { parent } = file
    await requestAuthorisation(file)
    const { links } = await parseVisiblePage(await parent.get(localisePath(language, '/file/')))
    const href = localisePath(language, '/file/stop/')
    expect(links).toContainEqual({
      href,
      text: expect.stringContaining(authorisationStatusWording.decline[language]),
    })
    const { action } = await parseVisiblePage(await changesNothing(() => parent.get(href)))
    vi.setSystemTime(NOW + MINUTE)
    for (let times = 0; times < 3; times++) expect((await parent.post(action ?? '')).status).toBe(303)
    expect(await queryRows('select id, requested_by, declined_at, granted_at from authorisations')).toEqual([
      { id: 'requested', requested_by: LEAD, declined_at: NOW + MINUTE, granted_at: null },
    ])
    expect(await listAuditLines(file.fileId)).toEqual(['parent authorisation_declined'])
    expect(deliveries.map(({ text }) => text)).toEqual([fileNewsText(file, 'declined')])
    const { text } = await parseVisiblePage(await parent.get(localisePath(language, '/file/')))
    expect(text).toContain(authorisationStatusWording.declined[language])
    expect(text).not.toContain(authorisationStatusWording.requested[language])
  })

  it('is possible when nobody asked, and is recorded once', async () => {
    const file = await createParentWithFile()
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => file.parent.post('/file/stop/')))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    expect(
      await queryRows('select parent_id, created_at, declined_at, requested_by from authorisations'),
    ).toEqual([{ parent_id: file.parentId, created_at: NOW, declined_at: NOW, requested_by: null }])
    expect(await listAuditLines(file.fileId)).toEqual(['parent authorisation_declined'])
    expect(deliveries.map(({ text }) => text)).toEqual([fileNewsText(file, 'declined')])
  })

  it('can be followed by a yes, as a yes can be by a no', async () => {
    const file = await screen(createParentWithFile())
    const { parent } = file
    await requestAuthorisation(file)
    await parent.post('/file/stop/')
    expect((await submitAuthorisationForm(parent)).status).toBe(303)
    expect(await isGateOpenNow(file)).toBe(true)
    await parent.post('/file/stop/')
    expect(await isGateOpenNow(file)).toBe(false)
    expect(await countRows('authorisations')).toBe(2)
  })

  it('pressed in an old window ends what was granted meanwhile', async () => {
    const file = await screen(createParentWithFile())
    const { parent } = file
    await requestAuthorisation(file)
    const { action } = await parseVisiblePage(await parent.get('/file/stop/'))
    await submitAuthorisationForm(parent)
    await parent.post(action ?? '')
    expect(await isGateOpenNow(file)).toBe(false)
    expect((await listAuditLines(file.fileId)).at(-1)).toBe('parent authorisation_withdrawn')
  })
})

it('ends what is granted between the look at the file and the press, too', async () => {
  const file = await screen(createParentWithFile())
  await requestAuthorisation(file)
  const { path, fields } = await fillAuthorisationForm(file.parent)
  // Another window signs after the file was read and before the refusal is stored.
  const DB = createD1ActingBefore(/^update "authorisations"/, () => file.parent.post(path, fields))
  const visitor = withOtherBindings(file.parent, { DB })
  expect((await visitor.post('/file/stop/')).status).toBe(303)
  expect(await isGateOpenNow(file)).toBe(false)
})
