import { describe, expect, it } from 'vitest'
import { receiptCheckPageWording } from '../content/authorisation/receipt-check-wording.ts'
import { intakeExamples } from '../content/forms/intake/examples.ts'
import { youSection } from '../content/forms/intake/you.ts'
import { getSectionFields } from '../forms/example.ts'
import { createFamilyWithInvitation } from '../tests/support/authorisation-and-invitation.ts'
import {
  BOOKING_NOW,
  bookAppointmentThroughPages,
  CHANGEABLE_START,
  createBookingParent,
  parseChosenFields,
} from '../tests/support/booking-actions.ts'
import { captureConsole } from '../tests/support/console-logs.ts'
import { createCookieJarVisitor } from '../tests/support/cookie-jar-visitor.ts'
import { countRows, queryRows } from '../tests/support/database-rows.ts'
import { foreignFields, installFormExtension } from '../tests/support/form-extension.ts'
import { declarationFields, omitBlankFields, saveEverySection } from '../tests/support/intake-drafts.ts'
import { fillAuthorisationForm } from '../tests/support/parent-with-file.ts'
import { parsePage, parseVisiblePage } from '../tests/support/parse-page.ts'
import { expectRedirect, withoutFloodLimits } from '../tests/support/requests.ts'
import { setUpPortal } from '../tests/support/set-up-portal.ts'
import { createVisitor } from '../tests/support/test-portal.ts'

setUpPortal({ now: BOOKING_NOW })

describe('a browser that adds fields of its own to every form', () => {
  it('saves every page, child and order of the intake, and sends it', async () => {
    const parent = installFormExtension(createVisitor(withoutFloodLimits))
    await saveEverySection(parent, intakeExamples.full.fields)
    const you = await parsePage(await parent.get('/intake/you/'))
    expect(omitBlankFields(you.filledFields)).toEqual(
      omitBlankFields(getSectionFields(youSection, intakeExamples.full.fields)),
    )
    expect((await parent.post('/intake/children/', { press: ['add'] })).headers.get('Location')).toMatch(
      /^\/intake\/children\/\w+\/$/,
    )
    expectRedirect(await parent.post('/intake/children/05/', { press: ['remove'] }), '/intake/children/')
    expectRedirect(await parent.post('/intake/send/', declarationFields), '/intake/sent/')
    expect(await countRows('files')).toBe(1)
  })

  it('gets a code to come back with, and comes back', async () => {
    const parent = installFormExtension(createVisitor(withoutFloodLimits))
    await saveEverySection(parent)
    const { slots } = await parsePage(await parent.post('/intake/resume-code/', { press: ['show'] }))
    const other = installFormExtension(createVisitor(withoutFloodLimits))
    const typed = { code: [slots.code ?? ''], device: ['own'] }
    expectRedirect(await other.post('/intake/resume/', typed), '/intake/tasks/')
    expect((await other.post('/intake/leave/')).status).toBe(204)
    expectRedirect(await other.post('/intake/delete/'), '/intake/deleted/')
  })

  it('opens “Your file”, authorises the call, and checks the receipt', async () => {
    const { code } = await createBookingParent()
    const parent = installFormExtension(createVisitor(withoutFloodLimits))
    expectRedirect(await parent.post('/file/', `code=${code}&then=authorise`), '/file/authorise/')
    const { path, fields } = await fillAuthorisationForm(parent)
    expectRedirect(await parent.post(path, fields), '/file/receipt/')
    const { slots } = await parsePage(await parent.get('/file/receipt/'))
    const checked = await parent.post('/receipt/', { text: [slots.receipt ?? ''] })
    expect((await parseVisiblePage(checked)).text).toContain(receiptCheckPageWording.genuine.title.en)
    expectRedirect(await parent.post('/file/stop/'), '/file/')
    expectRedirect(await parent.post('/file/close/'), '/file/')
  })

  it('books a session, cancels it, asks for another time and agrees to a joint session', async () => {
    const { parent: plain } = await createBookingParent()
    const parent = installFormExtension(plain)
    expectRedirect(await bookAppointmentThroughPages(parent, CHANGEABLE_START), '/file/appointment/')
    const cancel = '/file/appointment/cancel/'
    const hidden = await parseChosenFields(await parent.get(cancel), cancel)
    expectRedirect(await parent.post(cancel, hidden), '/file/appointment/cancelled/')
    expect(await queryRows('select count(cancelled_at) as cancelled from appointments')).toEqual([
      { cancelled: 1 },
    ])
    expectRedirect(await parent.post('/file/book/request/', { preferredParts: ['evenings'] }), '/file/')
    expect(await countRows('time_requests')).toBe(1)
    expectRedirect(await parent.post('/file/joint-consent/', { agrees: ['yes'] }), '/file/joint-consent/')
  })

  it('takes up an invitation, or declines it', async () => {
    const { code } = await createFamilyWithInvitation()
    const parent = installFormExtension(createCookieJarVisitor(withoutFloodLimits))
    expectRedirect(await parent.post('/invitation/', { code: [code] }), '/invitation/yours/')
    expectRedirect(await parent.post('/invitation/start/'), '/joining/start/')
    expectRedirect(await parent.post('/invitation/decline/'), '/invitation/declined/')
  })

  it('is logged by the number of its fields, never by their names or values', async () => {
    const logs = captureConsole()
    const parent = installFormExtension(createVisitor())
    await parent.post('/intake/how-you-come/', { route: ['one-parent'] })
    expect(logs.eventsNamed('unknown_fields_dropped')).toEqual([
      {
        event: 'unknown_fields_dropped',
        request: expect.any(String),
        count: Object.keys(foreignFields).length,
      },
    ])
    expect(logs.lines.join('\n')).not.toMatch(/kanari|extension|lastpass|__proto__/)
  })
})
