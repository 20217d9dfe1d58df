import { expect, it } from 'vitest'
import { bookPageWording, firstAppointmentStatusWording } from '../../content/file/booking-wording.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { bookingJourneys } from './booking-journeys.ts'
import { testJourneysOnce } from './journey.ts'
import { openPage } from './open-page.ts'
import { pageUrl, pressButton, pressSaveAndContinue, readPageSlot } from './page-actions.ts'
import { sendIntakeAndOpenConfirmation } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

testJourneysOnce(bookingJourneys)

it('offers the times by the clock of a device in another zone, and keeps the zone that was chosen', async () => {
  const page = await openPage({ timezoneId: 'America/Halifax' })
  await sendIntakeAndOpenConfirmation(page, createRandomFamilyFields(intakeExamples.byOneParent.fields), 'en')
  await pressButton(page, firstAppointmentStatusWording.book.en)
  await page.waitForURL(pageUrl('en', '/file/book/'))
  expect(await readPageSlot(page, 'zone-now')).toMatch(/^Eastern time/)
  await page.getByRole('link', { name: bookPageWording.deviceZoneShow.en }).click()
  await page.waitForURL(/timeZone=America%2FHalifax/)
  expect(await readPageSlot(page, 'zone-now')).toMatch(/^Atlantic time/)
  expect(await page.locator('[data-device-zone]').isVisible()).toBe(false)
  // The same clock by another name is nothing to offer.
  const near = await openPage({ timezoneId: 'America/Detroit' })
  await near.context().addCookies(await page.context().cookies())
  await near.goto(pageUrl('en', '/file/book/'))
  expect(await readPageSlot(near, 'zone-now')).toMatch(/^Eastern time/)
  expect(await near.locator('[data-device-zone]').isVisible()).toBe(false)
})

it('chooses the time zone of the device where the form has none, and never in place of an answer', async () => {
  const page = await openPage({ timezoneId: 'America/Halifax' })
  const list = page.locator('#timeZone')
  await page.goto(pageUrl('en', '/intake/you-more/'))
  await expect.poll(() => list.inputValue()).toBe('America/Halifax')
  // Nothing was typed, so leaving asks nothing.
  page.on('dialog', () => expect.unreachable())
  await page.goto(pageUrl('en', '/'))
  await page.goto(pageUrl('en', '/intake/you-more/'))
  await list.selectOption('America/Regina')
  await pressSaveAndContinue(page, 'en')
  await page.goto(pageUrl('en', '/intake/you-more/'))
  await page.locator('body.js-enabled').waitFor()
  expect(await list.inputValue()).toBe('America/Regina')
  const unscripted = await openPage({ timezoneId: 'America/Halifax', javaScriptEnabled: false })
  await unscripted.goto(pageUrl('en', '/intake/you-more/'))
  expect(await unscripted.locator('#timeZone').inputValue()).toBe('')
})
