import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { practice } from '../../content/practice.ts'
import { toIsoDateInZone } from '../../content/time/local-time.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { absenceWording } from '../../desk/availability/absence-wording.ts'
import { type Language, languages } from '../../forms/language.ts'
import { expectNoBarrier } from './expect-no-barrier.ts'
import { openPage } from './open-page.ts'
import { pageUrl, signInAtDesk } from './page-actions.ts'

/** A lawyer is away, who leads no file by itself: no other test has its families pass by somebody. */
const own = practice.coordinators.find(({ profession }) => profession === 'law')
const other = practice.coordinators.find(({ id }) => id !== own?.id)

/** A phone, and the settings of the coordinator who is signed in on it. */
async function openSettings(language: Language) {
  const page = await openPage({ viewport: { width: 390, height: 844 } })
  await signInAtDesk(page, own?.name ?? '')
  await page.goto(pageUrl(language, '/desk/settings/'), { waitUntil: 'networkidle' })
  const panel = page.locator('.absences')
  await panel.getByRole('heading', { name: absenceWording.title[language] }).waitFor()
  return { page, panel }
}

const expectNoSidewaysScroll = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)

it.each(languages)(
  'plans time away, names who stands in, changes it and ends it, on a phone, in %s',
  async (language) => {
    const { page, panel } = await openSettings(language)
    const today = toIsoDateInZone(Date.now(), own?.availability.timeZone ?? '')
    const inDays = (days: number) => new Date(Date.parse(today) + days * DAY_MS).toISOString().slice(0, 10)
    const press = (name: keyof typeof absenceWording, within = panel) =>
      within.getByRole('button', { name: absenceWording[name][language] }).click()
    const waitForAnnouncement = (name: keyof typeof absenceWording) =>
      page.locator('.status--done:focus', { hasText: absenceWording[name][language] }).waitFor()

    await press('add')
    await panel.getByText(absenceWording.noFirstDay[language]).waitFor()
    await expectNoBarrier(page)
    await expectNoSidewaysScroll(page)

    const enter = async (form: typeof panel, from: string, until: string, standIn: string) => {
      await form.getByLabel(absenceWording.firstDay[language]).fill(from)
      await form.getByLabel(absenceWording.lastDay[language]).fill(until)
      await form.getByLabel(absenceWording.standIn[language]).selectOption(standIn)
    }
    const newForm = panel.locator('form').last()
    await enter(newForm, inDays(-1), inDays(7), other?.id ?? '')
    await press('add')
    await waitForAnnouncement('added')
    const item = panel.getByRole('listitem').first()
    expect(await item.textContent()).toContain(other?.name)
    await expectNoBarrier(page)

    await enter(newForm, inDays(7), inDays(9), '')
    await press('add')
    await panel.getByText(absenceWording.overlaps[language]).waitFor()

    await press('change', item)
    await enter(item.locator('form'), inDays(-1), inDays(3), '')
    await expectNoBarrier(page)
    await expectNoSidewaysScroll(page)
    await press('save', item)
    await item.locator('form').waitFor({ state: 'detached' })
    await waitForAnnouncement('added')
    expect(await item.textContent()).toContain(absenceWording.administrators[language])
    expect(await item.textContent()).not.toContain(other?.name)
    expect(await item.locator('form').count()).toBe(0)

    await press('remove', item)
    await waitForAnnouncement('removed')
    await panel.getByText(absenceWording.none[language]).waitFor()
    await expectNoBarrier(page)
  },
)
