import { describe, expect, it, vi } from 'vitest'
import { jointSessionWording } from '../../../content/file/booking-wording.ts'
import { DAY_MS } from '../../../content/time/units.ts'
import { languages, localisePath } from '../../../forms/language.ts'
import { listAuditLines } from '../../../tests/support/audit-events.ts'
import {
  BOOKING_NOW,
  CHANGEABLE_START,
  createBookingParent,
  createOtherBookingParent,
  insertAppointmentForParents,
} from '../../../tests/support/booking-actions.ts'
import { changesNothing, queryRows } from '../../../tests/support/database-rows.ts'
import { expectErrorPage } from '../../../tests/support/expect-error-page.ts'
import { composeFileNewsMessage } from '../../../tests/support/expected-messages.ts'
import { parsePage, parseVisibleForms } from '../../../tests/support/parse-page.ts'
import { expectRedirect } from '../../../tests/support/requests.ts'
import { setUpPortal } from '../../../tests/support/set-up-portal.ts'
import { bindings, createVisitor } from '../../../tests/support/test-portal.ts'
import { parseEnvironment } from '../../environment.ts'

const { portalOrigin } = parseEnvironment(bindings)
const PATH = '/file/joint-consent/'

const deliveries = setUpPortal({ now: BOOKING_NOW })

type File = Awaited<ReturnType<typeof createBookingParent>>
const findJointConsentedAt = async ({ parentId }: { parentId: string }) =>
  (
    await queryRows<{ joint_consented_at: number | null }>(
      'select joint_consented_at from parents where id = ?',
      parentId,
    )
  )[0]?.joint_consented_at
/** Finds the form for joint consent on its page, as it would be posted. */
const findJointConsentForm = async ({ parent }: File, path = PATH) =>
  (await parseVisibleForms(await parent.get(path))).find(({ action }) => action.endsWith(PATH))

describe('a parent’s consent to a joint session', () => {
  it.each(languages)(
    'is given and withdrawn by a button each, with an audit event, in %s',
    async (language) => {
      const file = await createBookingParent({ language })
      const page = localisePath(language, PATH)
      const consentForm = await findJointConsentForm(file, page)
      expect(consentForm?.fields).toEqual({ agrees: ['yes'] })
      const answer = await file.parent.post(consentForm?.action ?? '', consentForm?.fields)
      expectRedirect(answer, page)
      expect(await findJointConsentedAt(file)).toBe(BOOKING_NOW)
      const withdrawalForm = await findJointConsentForm(file, page)
      expect(withdrawalForm?.fields).toEqual({ agrees: ['no'] })
      await file.parent.post(withdrawalForm?.action ?? '', withdrawalForm?.fields)
      expect(await findJointConsentedAt(file)).toBeNull()
      expect(await listAuditLines(file.fileId)).toEqual([
        'parent joint_consent_given',
        'parent joint_consent_withdrawn',
      ])
      const { reference } = file
      expect(deliveries.map(({ text }) => text)).toEqual(
        (['joint-consent-given', 'joint-consent-withdrawn'] as const).map(
          (news) => composeFileNewsMessage({ reference, news, portalOrigin }, 'en').text,
        ),
      )
    },
  )

  it.each(['yes', 'no'])('is recorded once, however often “%s” is pressed', async (agrees) => {
    const file = await createBookingParent({ parent: { jointConsentedAt: agrees === 'yes' ? null : 1 } })
    const press = () => file.parent.post(PATH, { agrees: [agrees] })
    await Promise.all(Array.from({ length: 10 }, press))
    vi.setSystemTime(BOOKING_NOW + 60_000)
    await changesNothing(press)
    expect(await findJointConsentedAt(file)).toBe(agrees === 'yes' ? BOOKING_NOW : null)
    expect(await listAuditLines(file.fileId)).toHaveLength(1)
    expect(deliveries).toHaveLength(1)
  })

  it('changes nothing of the other’s, and shows them nothing', async () => {
    const mine = await createBookingParent()
    const theirs = await createOtherBookingParent(mine)
    const before = await (await theirs.parent.get(`/fr${PATH}`)).text()
    await mine.parent.post(PATH, { agrees: ['yes'] })
    await mine.parent.post(PATH, { agrees: ['no'] })
    expect(await findJointConsentedAt(theirs)).toBe(1)
    expect(await (await theirs.parent.get(`/fr${PATH}`)).text()).toBe(before)
    expect(deliveries.map(({ to }) => to)).not.toContain('alex@example.net')
  })

  it.each(languages)(
    'is asked on a page of its own, never at the foot of another, with a word about safety, in %s',
    async (language) => {
      const file = await createBookingParent({ language })
      for (const path of ['/file/', '/file/book/', '/file/book/request/'])
        expect(await findJointConsentForm(file, localisePath(language, path))).toBeUndefined()
      const book = await parsePage(await file.parent.get(localisePath(language, '/file/book/')))
      expect(book.links.map(({ href }) => href)).toContain(localisePath(language, PATH))
      const html = await (await file.parent.get(localisePath(language, PATH))).text()
      // The word about safety stands before the button.
      expect(html.indexOf(jointSessionWording.safe[language])).toBeGreaterThan(0)
      expect(html.indexOf(jointSessionWording.safe[language])).toBeLessThan(html.indexOf('name="agrees"'))
    },
  )

  it('is neither asked nor taken while the parent’s own answers leave an order in doubt, but can be taken back', async () => {
    const file = await createBookingParent()
    await queryRows(
      "insert into contact_holds (id, parent_id, reported_in, reported_at) values ('hold', ?, 'intake', 1)",
      file.parentId,
    )
    const page = await parsePage(await file.parent.get(PATH))
    expect([page.shown.has('joint-waits'), page.shown.has('joint-open')]).toEqual([true, false])
    expectRedirect(await changesNothing(() => file.parent.post(PATH, { agrees: ['yes'] })), PATH)
    await queryRows('update parents set joint_consented_at = 1 where id = ?', file.parentId)
    expect((await findJointConsentForm(file))?.fields).toEqual({ agrees: ['no'] })
    await file.parent.post(PATH, { agrees: ['no'] })
    expect(await findJointConsentedAt(file)).toBeNull()
  })

  it('is withdrawn by cancelling, when a joint session rests on it', async () => {
    const mine = await createBookingParent({ parent: { jointConsentedAt: 1 } })
    const theirs = await createOtherBookingParent(mine)
    await insertAppointmentForParents([mine, theirs], Date.parse(CHANGEABLE_START))
    const answer = await changesNothing(() => mine.parent.post(PATH, { agrees: ['no'] }))
    expectRedirect(answer, '/file/appointment/cancel/')
  })

  it('can be given and withdrawn after the first session', async () => {
    const file = await createBookingParent()
    await insertAppointmentForParents([file], BOOKING_NOW - DAY_MS, { outcome: 'attended' })
    await file.parent.post(PATH, { agrees: ['yes'] })
    expect(await findJointConsentedAt(file)).toBe(BOOKING_NOW)
    expect((await findJointConsentForm(file))?.fields).toEqual({ agrees: ['no'] })
  })

  it.each([
    ['nothing', {}],
    ['something else', { agrees: ['perhaps'] }],
    ['both', { agrees: ['yes', 'no'] }],
  ])('is not %s', async (_, fields) => {
    const { parent } = await createBookingParent()
    await expectErrorPage(await changesNothing(() => parent.post(PATH, fields)), 400)
  })

  it.each(['waiting', 'closed'] as const)('is not asked of whoever is %s', async (status) => {
    const { parent } = await createBookingParent({ parent: { status } })
    const answer = await changesNothing(() => parent.post(PATH, { agrees: ['yes'] }))
    expect(answer.headers.get('Location')).toBe('/file/')
  })

  it('is not given by opening an address or without the file open', async () => {
    const { parent } = await createBookingParent()
    await changesNothing(async () => {
      const opened = await parent.get(`${PATH}?agrees=yes`)
      expect(opened.status).toBe(200)
      expect((await createVisitor().post(PATH, { agrees: ['yes'] })).headers.get('Location')).toBe('/file/')
    })
  })
})
