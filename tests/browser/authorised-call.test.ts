import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { wordsOfCall } from '../../content/authorisation/call-script.ts'
import { declining, invitedPage } from '../../content/authorisation/invitation.ts'
import { receiptCheck } from '../../content/authorisation/receipt.ts'
import { authorisePage, calling, receiptPage, stopPage } from '../../content/file/page-wording.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { authorise } from '../../content/forms/contact-authorisation/index.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { comeBack } from '../../content/intake/resume.ts'
import { codeProblems } from '../../content/site/wording.ts'
import { callWords } from '../../desk/file/calling/wording.ts'
import { sendExample } from '../../dev/send-example-form.ts'
import { type Language, languages } from '../../forms/language.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import { deskOf, inviteByReading, openDetails, recordInterested, recordOrderRead } from './desk-actions.ts'
import { keyboardOf } from './keyboard-actions.ts'
import {
  addressOf,
  eventually,
  fillSection,
  mailbox,
  newConnection,
  openBrowser,
  portal,
  press,
  sendIntake,
  slot,
  takeOver,
} from './page-actions.ts'
import { anotherFamily } from './random-family.ts'

const visitor = openBrowser()
const wide = { viewport: { width: 1280, height: 800 } }

const INVITATION = /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/
const REFERENCE = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/

for (const language of languages) {
  it(`leads from one parent’s intake to the other’s own, without JavaScript for either, in ${language}`, async () => {
    const fields = anotherFamily(intakeExamples.byOneParent.fields)
    const parent = await visitor({ javaScriptEnabled: false })
    const reference = await opened(parent, fields, language)
    await press(parent, calling.sentButton[language])
    await parent.waitForURL(addressOf(language, '/file/authorise/'))
    const shown = (await parent.locator('main').textContent()) ?? ''
    for (const { lines } of wordsOfCall.parts)
      for (const line of lines) expect(shown).toContain(line[language])

    // Ticking too little: everything comes back as it was typed.
    const signed = authorisationExamples.full.fields
    await fillSection(parent, authorise, { ...signed, understood: signed.understood?.slice(1) ?? [] })
    await press(parent, authorisePage.button[language])
    await parent.locator('.govuk-error-summary').waitFor()
    expect(await parent.locator('#withheld').inputValue()).toBe(signed.withheld?.[0])
    await parent.locator(`[name="understood"][value="${signed.understood?.[0]}"]`).check()
    await press(parent, authorisePage.button[language])
    await parent.waitForURL(addressOf(language, '/file/receipt/'))
    await expectGenuine(await visitor({ javaScriptEnabled: false }), await slot(parent, 'receipt'), language)

    const coordinator = await visitor(wide)
    const reader = await deskOf(coordinator, reference, language)
    const details = await openDetails(coordinator, language)
    expect(details.replace(/\D/g, '')).toContain(fields.otherPhone?.[0]?.replace(/\D/g, '').slice(-10))
    await recordInterested(coordinator, language)
    const code = await inviteByReading(coordinator, language)
    expect(code).toMatch(INVITATION)

    const other = await visitor({ javaScriptEnabled: false })
    await other.goto(addressOf(language, '/invited/'))
    await other.locator('#code').fill('00000-00000')
    await press(other, comeBack.open[language])
    await other.locator('.govuk-error-summary').waitFor()
    expect(await other.locator('#code-error').textContent()).toContain(codeProblems.invited[language])
    await other.locator('#code').fill(code.toLowerCase().replace('-', ' '))
    await press(other, comeBack.open[language])
    await other.waitForURL(addressOf(language, '/invited/yours/'))
    await press(other, invitedPage.start[language])
    await other.waitForURL(addressOf(language, '/intake/start/'))
    const own = anotherFamily(intakeExamples.byConsent.fields)
    const theirs = await sendIntake(other, own, language)
    expect(theirs).toMatch(REFERENCE)
    expect(theirs).not.toBe(reference)
    expect(await other.locator('[data-slot="offer-call"]').isVisible()).toBe(false)

    // Both are in one file now, and the parent who came first sees what they saw before.
    const mails = await eventually('the news', async () => {
      const all = (await mailbox()).filter((one) => one.subject.includes(reference))
      return all.length > 2 ? all : undefined
    })
    expect(mails.every(({ to }) => to.includes(reader.email))).toBe(true)
    await coordinator.goto(addressOf(language, `/desk/files/${reference}/`))
    await coordinator
      .getByText(own.legalName?.[0] ?? '')
      .first()
      .waitFor()
    expect(await coordinator.getByText(fields.legalName?.[0] ?? '').count()).toBeGreaterThan(0)
    await parent.goto(addressOf(language, '/file/yours/'))
    expect(await parent.locator('[data-slot="calling-in-force"]').isVisible()).toBe(true)
    expect(await parent.locator('main').textContent()).not.toContain(own.legalName?.[0])
  })

  it(`lets a parent allow the call and stop it, and the other say no, by keyboard alone, in ${language}`, async () => {
    const fields = anotherFamily(intakeExamples.byConsent.fields)
    const page = await visitor()
    const reference = await opened(page, fields, language)
    const keys = keyboardOf(page)
    await keys.enter('main form[action$="/file/"] button')
    await page.waitForURL(addressOf(language, '/file/yours/'))
    await keys.enter('main a[href$="/file/authorise/"]')
    await page.waitForURL(addressOf(language, '/file/authorise/'))
    await keys.tabTo('[name="orderNow"]')
    await keys.press('ArrowDown')
    await keys.tabTo('[name="authorisedDays"]')
    await keys.press('ArrowUp')
    for (const box of Object.keys(authorise.questions.understood.options)) {
      await keys.tabTo(`[name="understood"][value="${box}"]`)
      await keys.press('Space')
    }
    await keys.typeInto('#signedName', 'Alex Example')
    await keys.enter('main form button')
    await page.waitForURL(addressOf(language, '/file/receipt/'))
    expect(await slot(page, 'receipt')).toContain('Alex Example')

    const coordinator = await visitor(wide)
    await deskOf(coordinator, reference, language)
    await recordInterested(coordinator, language)
    const code = await inviteByReading(coordinator, language)
    const other = await visitor()
    // The link of an invitation by e-mail.
    await other.goto(addressOf(language, `/invited/#${code}`))
    expect(other.url()).toBe(addressOf(language, '/invited/'))
    const theirs = keyboardOf(other)
    await theirs.enter('main form button')
    await other.waitForURL(addressOf(language, '/invited/yours/'))
    await theirs.enter('main a[href$="/invited/decline/"]')
    await other.waitForURL(addressOf(language, '/invited/decline/'))
    await theirs.enter('main form button')
    await other.waitForURL(addressOf(language, '/invited/declined/'))
    expect(await other.locator('h1').textContent()).toBe(declining.declinedTitle[language])
    expect((await other.context().cookies()).map(({ name }) => name)).toEqual([])

    await keys.enter('main a[href$="/file/yours/"]')
    await page.waitForURL(addressOf(language, '/file/yours/'))
    // What the other parent chose shows nowhere.
    expect(await page.locator('[data-slot="calling-in-force"]').isVisible()).toBe(true)
    await keys.enter('main a[href$="/file/stop/"]')
    await page.waitForURL(addressOf(language, '/file/stop/'))
    await keys.enter('main form:not([hidden] *) button')
    await page.waitForURL(addressOf(language, '/file/yours/'))
    expect(await page.locator('[data-slot="calling-withdrawn"]').isVisible()).toBe(true)
  })
}

it('waits for an order to be read: nothing opens at the desk before, and the parent is told kindly', async () => {
  const language = 'en'
  const fields = anotherFamily(intakeExamples.byOneParent.fields)
  const parent = await visitor()
  const reference = await opened(parent, fields, language)
  await press(parent, calling.sentButton[language])
  await parent.waitForURL(addressOf(language, '/file/authorise/'))
  await fillSection(parent, authorise, authorisationExamples.orderNotSure.fields)
  await press(parent, authorisePage.button[language])
  await parent.waitForURL(addressOf(language, '/file/receipt/'))
  expect(await parent.getByText(receiptPage.frozen[language]).isVisible()).toBe(true)
  const coordinator = await visitor(wide)
  await deskOf(coordinator, reference, language)
  const opener = coordinator.getByRole('button', { name: callWords.detailsOpen[language] })
  expect(await opener.count()).toBe(0)
  await recordOrderRead(coordinator, language)
  await openDetails(coordinator, language)

  // Stopped while the details are on the screen: they close by themselves.
  await parent.goto(addressOf(language, '/file/stop/'))
  await press(parent, stopPage.cases['stop-in-force'].button[language])
  await parent.waitForURL(addressOf(language, '/file/yours/'))
  // At once when somebody turns to the window, and else within fifteen seconds.
  await coordinator.evaluate(() => dispatchEvent(new Event('focus')))
  await coordinator.getByText(callWords.detailsRefused[language]).waitFor()
  const left = ((await coordinator.locator('main').textContent()) ?? '').replace(/\D/g, '')
  expect(left).not.toContain(fields.otherPhone?.[0]?.replace(/\D/g, '').slice(-10))
})

/** Sends an intake by one parent, and stands on its confirmation; gives the reference. */
async function opened(page: Page, fields: Fields, language: Language): Promise<string> {
  await takeOver(page, await sendExample(portal.origin, intake, fields, language, newConnection()))
  await page.goto(addressOf(language, '/intake/sent/'))
  return slot(page, 'reference')
}

async function expectGenuine(page: Page, receipt: string, language: Language): Promise<void> {
  await page.goto(addressOf(language, '/receipt/'))
  for (const [text, slotName] of [
    [receipt.replace(/\s+/g, '\n'), 'genuine'],
    [receipt.replace('Morgan', 'Megan'), 'unknown'],
  ] as const) {
    await page.locator('#text').fill(text)
    await press(page, receiptCheck.button[language])
    await page.locator(`[data-slot="${slotName}"]:not([hidden])`).waitFor()
  }
}
