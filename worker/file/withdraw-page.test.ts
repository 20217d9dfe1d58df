import { describe, expect, it, vi } from 'vitest'
import { cancellationWording } from '../../content/cancellation-wording.ts'
import { cancelledNoteWording } from '../../content/file/booking-wording.ts'
import { filePageWording, withdrawPageWording } from '../../content/file/page-wording.ts'
import { fileStageMachine } from '../../content/file-stages.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { DAY_MS, HOUR_MS } from '../../content/time/units.ts'
import { buildParentAuditEvent, getFirstBrokenAuditSequence, listAuditRows } from '../../db/audit.ts'
import { outbox } from '../../db/schema.ts'
import { withdrawApplication } from '../../db/withdrawals.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { insertGrantedAuthorisation } from '../../tests/support/authorisation-and-invitation.ts'
import {
  BOOKING_NOW,
  bookAppointmentThroughPages,
  CHANGEABLE_START,
  createBookingParent,
  createOtherBookingParent,
  insertAppointmentForParents,
} from '../../tests/support/booking-actions.ts'
import { changesNothing, countRows, queryRows } from '../../tests/support/database-rows.ts'
import { composeFileNewsMessage } from '../../tests/support/expected-messages.ts'
import { buildMessageRow } from '../../tests/support/file-rows.ts'
import { sendIntake } from '../../tests/support/intake-drafts.ts'
import { insertContactHold, openFileWithCode } from '../../tests/support/parent-with-file.ts'
import { parseVisiblePage } from '../../tests/support/parse-page.ts'
import { expectRedirect, pressFiftyTimes } from '../../tests/support/requests.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, openTestDatabase, type Visitor } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'

const env = parseEnvironment(bindings)
const deliveries = setUpPortal({ now: BOOKING_NOW })

const PATH = '/file/withdraw/'

const findStage = async (fileId: string) =>
  (await queryRows<{ stage: string }>('select stage from files where id = ?', fileId))[0]?.stage

describe('withdrawing an application', () => {
  it.each(languages)(
    'is a page that says what it means, and changes nothing until its button is pressed, in %s',
    async (language) => {
      const { parent } = await createBookingParent({ language })
      const page = await parseVisiblePage(
        await changesNothing(() => parent.get(localisePath(language, PATH))),
      )
      expect([page.heading, page.shown.has('can-withdraw')]).toEqual([
        withdrawPageWording.title[language],
        true,
      ])
      expectRedirect(await parent.post(localisePath(language, PATH)), localisePath(language, '/file/'))
      const { text, shown, links } = await parseVisiblePage(
        await parent.get(localisePath(language, '/file/')),
      )
      expect(text).toContain(withdrawPageWording.withdrawn[language])
      // How to begin again was said before they withdrew, and still is.
      expect(text.replace(/\s/g, ' ')).toContain(withdrawPageWording.again[language].replace(/\s/g, ' '))
      // It leads to a new form, and not to the confirmation of the one that was sent.
      expect(links.map(({ href }) => href)).toContain(localisePath(language, '/intake/start/?another'))
      expect(shown).toContain('closed')
      expectRedirect(
        await changesNothing(() => parent.get(localisePath(language, PATH))),
        localisePath(language, '/file/'),
      )
    },
  )

  it('is not done with a code that nobody confirmed, which says so, and is once its parent confirmed it', async () => {
    const { parent, parentId } = await createBookingParent()
    await queryRows('update parents set access_code_replaced_at = 1 where id = ?', parentId)
    const page = await parseVisiblePage(await parent.get(PATH))
    expect([page.shown.has('code-unconfirmed'), page.shown.has('can-withdraw')]).toEqual([true, false])
    expectRedirect(await changesNothing(() => parent.post(PATH)), PATH)
    await queryRows('update parents set access_code_confirmed_at = 2 where id = ?', parentId)
    expectRedirect(await parent.post(PATH), '/file/')
    expect(await queryRows('select status from parents where id = ?', parentId)).toEqual([
      { status: 'closed' },
    ])
  })

  it.each(languages)(
    'names the session that ends with it, and says when it may be charged and that a calendar keeps it, in %s',
    async (language) => {
      const file = await createBookingParent({ language })
      const read = async (path: string) =>
        parseVisiblePage(await file.parent.get(localisePath(language, path)))
      expect((await read(PATH)).shown).not.toContain('session')
      await insertAppointmentForParents([file], Date.parse(CHANGEABLE_START))
      const page = await read(PATH)
      expect(page.slots['session-when']).toMatch(/2026/)
      expect([page.shown.has('session'), page.shown.has('ending-near')]).toEqual([true, false])
      vi.setSystemTime(Date.parse(CHANGEABLE_START) - 2 * HOUR_MS)
      await file.parent.post('/file/', { code: [file.code] })
      const near = await read(PATH)
      expect([near.shown.has('session'), near.shown.has('ending-near')]).toEqual([true, true])
      expect(near.text).toContain(cancelledNoteWording.calendar[language])
      expect(near.text).toContain(cancellationWording.late[language])
      await file.parent.post(localisePath(language, PATH))
      expect((await read('/file/')).shown).toContain('cancelled-individual')
    },
  )

  it.each(languages)(
    'speaks to a parent who joined of what is theirs, and of no call, in %s',
    async (language) => {
      const joined = await createBookingParent({ language, parent: { invitationAcceptedAt: 1 } })
      await insertContactHold(joined.parentId)
      const read = async (path: string) =>
        (await parseVisiblePage(await joined.parent.get(localisePath(language, path)))).text.replace(
          /\s/g,
          ' ',
        )
      const aboutTheCall = {
        en: /call the other parent|came to us|call you allowed|new intake form/,
        fr: /appele\w+ l’autre parent|fait appel à nous|nouvelle demande/,
      }[language]
      expect(await read('/file/')).toContain(filePageWording.firstTalkToJoined[language])
      expect(await read('/file/')).toContain(filePageWording.firstOrderToJoined[language])
      for (const path of ['/file/', PATH]) expect(await read(path)).not.toMatch(aboutTheCall)
      await joined.parent.post(localisePath(language, PATH))
      const after = await read('/file/')
      expect(after).toContain(withdrawPageWording.withdrawnToJoined[language])
      expect(after).toContain(withdrawPageWording.againToJoined[language].replace(/\s/g, ' '))
      expect(after).not.toMatch(aboutTheCall)
      const applicant = await createBookingParent({ language })
      const page = await parseVisiblePage(await applicant.parent.get(localisePath(language, PATH)))
      expect(page.text.replace(/\s/g, ' ')).toMatch(aboutTheCall)
    },
  )

  it('leaves no promise of a talk on the confirmation of the form', async () => {
    const sent = await sendIntake(intakeExamples.byOneParent.fields)
    const before = await parseVisiblePage(await sent.get('/intake/sent/'))
    expect(before.shown).toContain('next')
    const parent = await openFileWithCode(before.slots.code?.trim() ?? '')
    expect((await parseVisiblePage(await parent.get('/file/'))).shown).not.toContain('withdrawn')
    await parent.post(PATH)
    const after = await parseVisiblePage(await sent.get('/intake/sent/'))
    expect(after.shown).toContain('closed')
    for (const slot of ['next', 'received', 'offer-booking']) expect(after.shown).not.toContain(slot)
  })

  it('closes the file of one parent, ends what they had, and tells the coordinator alone', async () => {
    const { parent, fileId, parentId, reference } = await createBookingParent()
    await insertGrantedAuthorisation(fileId)
    await parent.post('/file/book/request/', { preferredParts: ['any'], preferredTimes: ['Tuesdays'] })
    await bookAppointmentThroughPages(parent, CHANGEABLE_START)
    await env.db.insert(outbox).values([
      buildMessageRow(fileId, BOOKING_NOW, {
        id: 'to parent',
        kind: 'appointment-reminder',
        parentId,
        nextAttemptAt: BOOKING_NOW + DAY_MS,
      }),
      buildMessageRow(fileId, BOOKING_NOW, { id: 'to coordinator', nextAttemptAt: BOOKING_NOW + DAY_MS }),
    ])
    deliveries.length = 0
    await parent.post(PATH)
    expect(await findStage(fileId)).toBe('closed')
    expect(
      await queryRows(
        'select status, application_withdrawn_at as withdrawn_at from parents where id = ?',
        parentId,
      ),
    ).toEqual([{ status: 'closed', withdrawn_at: BOOKING_NOW }])
    expect(await queryRows('select withdrawn_at from authorisations')).toEqual([
      { withdrawn_at: BOOKING_NOW },
    ])
    expect(await queryRows('select count(*) as n from time_requests where ended_at is null')).toEqual([
      { n: 0 },
    ])
    expect(await queryRows('select cancelled_by from appointments')).toEqual([{ cancelled_by: 'parent' }])
    expect(await countRows('appointment_slots')).toBe(0)
    expect(await queryRows("select id, outcome from outbox where id like 'to %' order by id")).toEqual([
      { id: 'to coordinator', outcome: 'queued' },
      { id: 'to parent', outcome: 'failed' },
    ])
    const news = composeFileNewsMessage(
      { reference, news: 'application-withdrawn', portalOrigin: env.portalOrigin },
      'en',
    )
    expect(deliveries.map(({ text }) => text)).toEqual([news.text])
    const chain = await listAuditRows(env.db, fileId)
    expect(await getFirstBrokenAuditSequence(openTestDatabase(), chain)).toBeUndefined()
    expect(chain.at(-1)).toMatchObject({ actor: 'parent', action: 'application_withdrawn', detail: '{}' })
  })

  it('takes one of two parents’ part back, and leaves the file and the other parent’s pages as they were', async () => {
    const mine = await createBookingParent()
    const theirs = await createOtherBookingParent(mine)
    await bookAppointmentThroughPages(theirs.parent, CHANGEABLE_START)
    const paths = ['/file/', '/file/book/', '/file/appointment/', '/file/more/', '/file/withdraw/']
    const readPages = (visitor: Visitor) =>
      Promise.all(paths.map(async (path) => (await visitor.get(path)).text()))
    const before = await readPages(theirs.parent)
    deliveries.length = 0
    await mine.parent.post(PATH)
    expect(await readPages(theirs.parent)).toEqual(before)
    expect(await findStage(mine.fileId)).toBe('open')
    expect(deliveries.map(({ to }) => String(to))).toEqual(['robin@lantern-street.example.com'])
    expect(await queryRows('select count(*) as n from appointments where cancelled_at is null')).toEqual([
      { n: 1 },
    ])
    // With the last application, the file closes.
    await theirs.parent.post(PATH)
    expect(await findStage(mine.fileId)).toBe('closed')
  })

  const createJointSession = async () => {
    const mine = await createBookingParent({ parent: { jointConsentedAt: 1 } })
    const theirs = await createOtherBookingParent(mine)
    await insertAppointmentForParents([mine, theirs], Date.parse(CHANGEABLE_START))
    return { mine, theirs }
  }
  const pathsOfOther = ['/file/', '/file/joint-consent/', '/file/more/', PATH]
  const readOthers = ({ parent }: { parent: Visitor }) =>
    Promise.all(pathsOfOther.map(async (path) => (await parseVisiblePage(await parent.get(path))).text))

  it.each([
    ['far', CHANGEABLE_START, 0],
    ['near', CHANGEABLE_START, 2 * HOUR_MS],
  ])(
    'cancels a joint session that is %s, and tells the other parent what a cancelled one tells, and no more',
    async (_, start, before) => {
      const cancelled = await createJointSession()
      await cancelled.mine.parent.post('/file/appointment/cancel/', { start: [start] })
      const told = {
        pages: await readOthers(cancelled.theirs),
        mails: deliveries
          .filter(({ to }) => to === 'alex@example.net')
          .map(({ subject, text }) => [subject, text]),
      }
      expect(told.mails).toHaveLength(1)
      deliveries.length = 0
      const { mine, theirs } = await createJointSession()
      if (before > 0) vi.setSystemTime(Date.parse(start) - before)
      await mine.parent.post('/file/', { code: [mine.code] })
      const page = await parseVisiblePage(await changesNothing(() => mine.parent.get(PATH)))
      expect(['can-withdraw', 'joint', 'session', 'ending-near'].map((slot) => page.shown.has(slot))).toEqual(
        [true, true, false, before > 0],
      )
      expect(page.slots['joint-when']).toMatch(/2026/)
      deliveries.length = 0
      await Promise.all(Array.from({ length: 5 }, () => mine.parent.post(PATH)))
      await changesNothing(async () => expectRedirect(await mine.parent.post(PATH), '/file/'))
      expect(deliveries.map(({ to }) => String(to)).toSorted()).toEqual([
        'alex@example.net',
        'robin@lantern-street.example.com',
      ])
      const mails = deliveries.filter(({ to }) => to === 'alex@example.net')
      expect(mails.map(({ subject, text }) => [subject, text])).toEqual(told.mails)
      await theirs.parent.post('/file/', { code: [theirs.code] })
      expect(await readOthers(theirs)).toEqual(told.pages)
      expect(
        await queryRows(
          'select cancelled_by, sequence, joint_consented_at from appointments cross join parents on parents.id = ? where appointments.file_id = ?',
          theirs.parentId,
          mine.fileId,
        ),
      ).toEqual([{ cancelled_by: 'parent', sequence: 1, joint_consented_at: 1 }])
      expect((await parseVisiblePage(await mine.parent.get('/file/'))).shown).toContain('cancelled-joint')
    },
  )

  it('changes nothing when the joint session was moved since it was read', async () => {
    const { mine } = await createJointSession()
    const [event] = [buildParentAuditEvent(mine, 'application_withdrawn', BOOKING_NOW)]
    const [row] = await queryRows<{ id: string; sequence: number }>('select id, sequence from appointments')
    const read = { id: row?.id ?? '', sequence: 0 }
    await queryRows('update appointments set sequence = 1')
    for (const joint of [[], [read], [read, { ...read, id: 'another' }]])
      expect(await changesNothing(() => withdrawApplication(env.db, event, mine.parentId, joint, []))).toBe(
        false,
      )
    expect(await withdrawApplication(env.db, event, mine.parentId, [{ ...read, sequence: 1 }], [])).toBe(true)
  })

  it('pressed fifty times, at once and in turn, is done once with one mail', async () => {
    const { parent, fileId } = await createBookingParent()
    await pressFiftyTimes(() => parent.post(PATH), '/file/')
    expect(await queryRows('select count(*) as n from audit_events where file_id = ?', fileId)).toEqual([
      { n: 1 },
    ])
    expect(deliveries).toHaveLength(1)
  })

  it('is declared for every stage in which a file is open', () => {
    const open = Object.entries(fileStageMachine.stages).flatMap(([stage, { isOpen }]) =>
      isOpen ? [stage] : [],
    )
    expect(Object.keys(fileStageMachine.transitions.withdraw.moves)).toEqual(open)
    expect(fileStageMachine.transitions.withdraw.by).toEqual(['parent'])
  })
})
