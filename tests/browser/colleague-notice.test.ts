import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { practice } from '../../content/practice.ts'
import { contactLogWording, noteFormWording } from '../../desk/file/contact-log/wording.ts'
import type { Language } from '../../forms/language.ts'
import { administrator, sendIntakeToAdministrator } from './desk-actions.ts'
import { expectNoBarrier } from './expect-no-barrier.ts'
import { openPage } from './open-page.ts'
import { pageUrl, pressButton, signInAtDesk } from './page-actions.ts'

/** French, so that words left in English would fail. */
const language: Language = 'fr'

const lawyer = practice.coordinators.find(({ profession }) => profession === 'law')

it('tells two people in one file of each other before either writes', async () => {
  if (!lawyer) throw new Error('No lawyer works at the practice')
  const lead = await openPage({ viewport: { width: 390, height: 800 } })
  await signInAtDesk(lead, administrator.name)
  const reference = await sendIntakeToAdministrator(lead)
  await letAssist(lead, reference, lawyer.id)
  const written: string[] = []
  const openContactTab = async (page: Page) => {
    page.on('request', (request) => {
      if (request.method() === 'POST' && !request.url().includes('/readings/')) written.push(request.url())
    })
    // The overview first, as who comes from the list: reading it is what a colleague is told of.
    await page.goto(pageUrl(language, `/desk/files/${reference}/`), { waitUntil: 'networkidle' })
    await page.goto(pageUrl(language, `/desk/files/${reference}/contact/`), { waitUntil: 'networkidle' })
  }
  await openContactTab(lead)
  await pressButton(lead, contactLogWording.writeNote[language])
  await lead.getByLabel(noteFormWording.text[language], { exact: true }).fill('À revoir')
  // Nobody is told of themselves.
  expect(await lead.locator('.colleague-notice').count()).toBe(0)

  const assistant = await openPage({ viewport: { width: 390, height: 800 } })
  await signInAtDesk(assistant, lawyer.name)
  await openContactTab(assistant)
  await assistant.locator('.colleague-notice', { hasText: administrator.name }).first().waitFor()
  await pressButton(assistant, contactLogWording.writeNote[language])
  const inForm = (page: Page, name: string) => page.locator('.note-form .colleague-notice', { hasText: name })
  await inForm(assistant, administrator.name).waitFor()
  // The page that was open before asks by itself.
  await inForm(lead, lawyer.name).waitFor()
  expect(await lead.getByLabel(noteFormWording.text[language], { exact: true }).inputValue()).toBe('À revoir')
  expect(written).toEqual([])
  await expectNoBarrier(lead)
})

/** Lets somebody assist in a file that the person of the page leads. */
async function letAssist(page: Page, reference: string, assistant: string): Promise<void> {
  const status = await page.evaluate(
    async ([address, coordinator]) => {
      const { lastEvent } = (await (await fetch(`${address}/header`)).json()) as { lastEvent: number }
      const answer = await fetch(`${address}/legal-coordinator`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ lawyer: coordinator, seen: lastEvent }),
      })
      return answer.status
    },
    [`/desk/api/files/${reference}`, assistant] as const,
  )
  expect(status).toBe(204)
}
