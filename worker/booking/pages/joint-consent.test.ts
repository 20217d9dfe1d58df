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
import { insertContactHold } from '../../../tests/support/parent-with-file.ts'
import { parsePage, parseVisibleForms, parseVisiblePage } from '../../../tests/support/parse-page.ts'
import { expectRedirect } from '../../../tests/support/requests.ts'
import { setUpPortal } from '../../../tests/support/set-up-portal.ts'
import { bindings, createVisitor } from '../../../tests/support/test-portal.ts'
import { parseEnvironment } from '../../environment.ts'

const { portalOrigin } = parseEnvironment(bindings)
const PATH = '/file/joint-consent/'

const deliveries = setUpPortal({ now: BOOKING_NOW })

/** Replaces every kind of space with a plain one. */
const tidySpaces = (text: string) => text.replace(/\s/g, ' ')
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
      const [beforeButton = '', behind] = html.split('name="agrees"')
      expect(behind).toBeDefined()
      expect(beforeButton.replace(/<[^>]*>/g, '')).toContain(jointSessionWording.safe[language])
    },
  )

  it.each(languages)(
    'tells whoever has the code nothing of an order that may be in the way, in %s',
    async (language) => {
      const file = await createBookingParent({ language })
      const path = localisePath(language, PATH)
      const before = await (await file.parent.get(path)).text()
      await insertContactHold(file.parentId)
      expect(await (await file.parent.get(path)).text()).toBe(before)
      expectRedirect(await file.parent.post(path, { agrees: ['yes'] }), path)
      expect(await findJointConsentedAt(file)).not.toBeNull()
    },
  )

  it('is withdrawn by cancelling, when a joint session rests on it', async () => {
    const mine = await createBookingParent({ parent: { jointConsentedAt: 1 } })
    const theirs = await createOtherBookingParent(mine)
    await insertAppointmentForParents([mine, theirs], Date.parse(CHANGEABLE_START))
    const answer = await changesNothing(() => mine.parent.post(PATH, { agrees: ['no'] }))
    expectRedirect(answer, '/file/appointment/cancel/')
  })

  it.each(languages)(
    'says while a joint session is booked that each knows the other agreed, and how to take it back, in %s',
    async (language) => {
      const mine = await createBookingParent({ language, parent: { jointConsentedAt: 1, route: 'consent' } })
      const read = async (path: string) =>
        parseVisiblePage(await mine.parent.get(localisePath(language, path)))
      const before = await read('/file/')
      expect(before.shown).toContain('give-code')
      expect(before.shown).toContain('calling-offered')
      const theirs = await createOtherBookingParent(mine)
      const id = await insertAppointmentForParents([mine, theirs], Date.parse(CHANGEABLE_START))
      const booked = await read(PATH)
      expect(booked.text).toContain(tidySpaces(jointSessionWording.booked[language]))
      expect(booked.text).not.toContain(tidySpaces(jointSessionWording.untold[language]))
      expect(booked.links.map(({ href }) => href)).toContain(localisePath(language, '/file/appointment/'))
      expect(await findJointConsentForm(mine, localisePath(language, PATH))).toBeUndefined()
      const appointment = await read('/file/appointment/')
      expect(appointment.links.map(({ href }) => href)).toContain(localisePath(language, PATH))
      // Whoever knows that the other parent came is offered no code for them, and no first call.
      for (const now of [BOOKING_NOW, Date.parse(CHANGEABLE_START) + DAY_MS]) {
        vi.setSystemTime(now)
        await mine.parent.post('/file/', { code: [mine.code] })
        const file = await read('/file/')
        for (const slot of ['give-code', 'calling', 'calling-offered']) expect(file.shown).not.toContain(slot)
      }
      await queryRows('update appointments set cancelled_at = 2 where id = ?', id)
      const cancelled = await read(PATH)
      expect(cancelled.text).toContain(tidySpaces(jointSessionWording.toldOnce[language]))
      expect(cancelled.text).not.toContain(tidySpaces(jointSessionWording.untold[language]))
      expect((await read('/file/')).shown).not.toContain('give-code')
    },
  )

  it.each(languages)(
    'is found on “Your file” and the page of the session, whatever is booked, with how to take it back, in %s',
    async (language) => {
      const file = await createBookingParent({ language })
      const read = async (path = '/file/') =>
        parseVisiblePage(await file.parent.get(localisePath(language, path)))
      const expectLink = async (path?: string) =>
        expect((await read(path)).links.map(({ href }) => href)).toContain(localisePath(language, PATH))
      await expectLink()
      await insertAppointmentForParents([file], Date.parse(CHANGEABLE_START))
      await expectLink()
      await expectLink('/file/appointment/')
      expect((await read()).text).not.toContain(tidySpaces(jointSessionWording.agreedOnFile[language]))
      await file.parent.post(PATH, { agrees: ['yes'] })
      expect((await read()).text).toContain(tidySpaces(jointSessionWording.agreedOnFile[language]))
      expect((await read(PATH)).text).toContain(tidySpaces(jointSessionWording.untold[language]))
      vi.setSystemTime(Date.parse(CHANGEABLE_START) + DAY_MS)
      await file.parent.post('/file/', { code: [file.code] })
      await expectLink()
    },
  )

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
