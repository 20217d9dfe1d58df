import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { practice } from '../../content/practice.ts'
import { shellWording } from '../../desk/client/wording.ts'
import { fileFlags } from '../../desk/files/file-flags.ts'
import type { OpenFileList } from '../../desk/files/queries.ts'
import {
  buildFileCountWording,
  filesWording,
  fileViewWording,
  filterWording,
  getProvinceWording,
  sortWording,
} from '../../desk/files/wording.ts'
import { livelyFamilies } from '../../dev/lively-families.ts'
import { getOtherLanguages, type Language } from '../../forms/language.ts'
import { administrator, DESK_VIEWPORT, replaceFileList } from './desk-actions.ts'
import { openPage } from './open-page.ts'
import { pageUrl, signInAtDesk } from './page-actions.ts'

/** French, so that words left in English would fail, and whose words are longer. */
const language: Language = 'fr'

const PHONE_VIEWPORT = { viewport: { width: 390, height: 844 } }
/** As many as the example practice has. */
const FILES = 32
const NOW = Date.UTC(2026, 10, 23, 15)
const DAY_MS = 86_400_000

/** The facts of a step that needs something, one for each place in the list. */
const factsInTurn = [
  { unnotedSince: NOW - 4 * DAY_MS },
  { contactHold: { state: 'on-hold', reportedAt: NOW, expiresOn: null } },
  { messageFailedAt: NOW - DAY_MS },
  { upcoming: { startsAt: NOW + 3 * DAY_MS, kind: 'individual' } },
  {},
]

/** The list of a practice whose 32 families stand at different points of their way, three of them on the waiting list. */
function buildLivelyList(): OpenFileList {
  const rows = livelyFamilies.slice(0, FILES).map(({ parent, other, urgency }, nth) => {
    const isWaiting = nth >= FILES - 3
    const lead = isWaiting ? undefined : practice.coordinators[nth % practice.coordinators.length]
    const stage = isWaiting ? 'waiting' : nth % 5 === 0 ? 'new' : 'open'
    return {
      ...{ reference: `K7Q4-${1000 + nth}`, route: 'one-parent', stage, createdAt: NOW - nth * DAY_MS },
      ...{ lastEventAt: NOW - ((nth * 7) % 31) * DAY_MS, language: nth % 4 === 3 ? 'fr' : 'en' },
      lead: lead ? { id: lead.id, name: lead.name } : null,
      role: lead?.id === administrator.id ? 'lead' : null,
      people: isWaiting ? null : { initiating: nth % 8 === 0 ? `Mo (${parent})` : parent, other },
      ...{ messageOutcome: nth === 9 ? 'failed' : 'sent', mayDismiss: true },
      contactHoldState: nth === 1 ? 'on-hold' : nth === 2 ? 'order-forbids' : null,
      ...{ unreachable: nth === 4 ? ['initiating'] : [], isUrgent: urgency === 'today' },
      hasRelatedFile: nth === 6,
      ...{ provinces: isWaiting ? [] : nth % 7 === 5 ? ['ON', 'BC'] : [nth % 3 === 1 ? 'BC' : 'ON'] },
      ...{ needsInterpreter: !isWaiting && nth % 6 === 2, hasNeeds: !isWaiting && nth % 4 === 2 },
      facts: {
        ...{
          stage,
          route: 'one-parent',
          createdAt: NOW - nth * DAY_MS,
          hasLead: !isWaiting,
          isLocked: false,
        },
        ...{
          hasUnreviewedRelatedFile: false,
          contactHold: null,
          lastActAt: NOW - nth * DAY_MS,
          lastReadAt: NOW,
        },
        ...{ upcoming: null, unnotedSince: null, metJointlyAt: null, messageFailedAt: null, parents: [] },
        ...(isWaiting ? {} : factsInTurn[nth % factsInTurn.length]),
      },
    }
  })
  const list = {
    ...{ now: NOW, answersWithinDays: 3, more: false, sealedMessages: 0, asking: [] },
    files: rows.filter(({ stage }) => stage !== 'waiting'),
    waiting: rows.filter(({ stage }) => stage === 'waiting'),
  }
  return list as unknown as OpenFileList
}

/** Opens the list at the desk, of which the worker’s answer is that of a lively practice. */
async function openLivelyList(viewport: typeof PHONE_VIEWPORT, shown: Language = language): Promise<Page> {
  const page = await openPage(viewport)
  await replaceFileList(page, buildLivelyList())
  await signInAtDesk(page, administrator.name)
  await page.goto(pageUrl(shown, '/desk/files/'), { waitUntil: 'networkidle' })
  await page.getByText(buildFileCountWording(FILES, FILES)[shown]).waitFor()
  return page
}

it('shows 32 files on a phone within 2,500 px, nothing of a row cut off, each once', async () => {
  for (const shown of [language, ...getOtherLanguages(language)]) {
    const page = await openLivelyList(PHONE_VIEWPORT, shown)
    const { width, height, rows, touchable, clipped } = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      height: document.documentElement.scrollHeight,
      rows: [...document.querySelectorAll('.files .reference')].map((one) => one.textContent),
      // Neither what a row hides beyond its edges, nor a name or a reason that ends in dots.
      clipped: [...document.querySelectorAll('.files tbody tr, .files tbody tr *')]
        .filter((part) => getComputedStyle(part).overflow !== 'visible')
        .filter((part) => part.scrollWidth > part.clientWidth || part.scrollHeight > part.clientHeight)
        .map((part) => part.textContent),
      touchable: Math.min(
        ...[...document.querySelectorAll('.files tbody tr:not(.files__part)')].map(
          (row) => row.getBoundingClientRect().height,
        ),
      ),
    }))
    expect(width).toBeLessThanOrEqual(390)
    expect(height).toBeLessThanOrEqual(2500)
    expect(touchable).toBeGreaterThanOrEqual(44)
    expect(clipped).toEqual([])
    expect([rows.length, new Set(rows).size]).toEqual([FILES, FILES])
  }
})

it('is limited to a province, and to who needs an interpreter, and shows both beside each family', async () => {
  const page = await openLivelyList(DESK_VIEWPORT)
  const { files } = buildLivelyList()
  const inBc = files.filter(({ provinces }) => provinces.includes('BC'))
  const waitForCount = (shown: readonly unknown[]) =>
    page.getByText(buildFileCountWording(shown.length, FILES)[language]).waitFor()
  await page
    .getByRole('combobox', { name: filterWording.province[language] })
    .selectOption({ label: getProvinceWording('BC')[language] })
  await waitForCount(inBc)
  expect(await page.locator('.files__province abbr', { hasText: 'BC' }).count()).toBe(inBc.length)
  await page.getByRole('combobox', { name: filterWording.flag[language] }).selectOption('interpreter')
  const needing = inBc.filter(({ needsInterpreter }) => needsInterpreter)
  await waitForCount(needing)
  expect(needing.length).toBeGreaterThan(0)
  const flag = page.locator('.flag', { hasText: fileFlags.interpreter.wording[language] })
  expect(await flag.count()).toBe(needing.length)
  expect(page.url()).toBe(pageUrl(language, '/desk/files/?province=BC&flag=interpreter'))
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280)
})

it('is filtered, sorted and left by keyboard, and is as it was on Back', async () => {
  const page = await openLivelyList(DESK_VIEWPORT)
  const references = () => page.locator('.files .reference').allTextContents()
  const count = (shown: number) => page.getByText(buildFileCountWording(shown, FILES)[language]).waitFor()

  await page.getByRole('combobox', { name: filterWording.language[language] }).selectOption('fr')
  await count(8)
  await page.getByRole('combobox', { name: filesWording.sort[language], exact: true }).selectOption('name')
  expect(page.url()).toBe(pageUrl(language, '/desk/files/?sort=name&language=fr'))
  const sorted = await references()
  await page.goBack()
  expect(
    await page.getByRole('combobox', { name: filesWording.sort[language], exact: true }).inputValue(),
  ).toBe('step')
  await page.goForward()
  expect(await references()).toEqual(sorted)

  await page.getByRole('link', { name: filesWording.showAll[language] }).press('Enter')
  await count(FILES)
  await page.getByRole('link', { name: fileViewWording.waiting[language] }).press('Enter')
  await count(3)
  expect(await references()).toEqual(['K7Q4-1029', 'K7Q4-1030', 'K7Q4-1031'])
  await page.getByRole('link', { name: fileViewWording.open[language] }).press('Enter')
  await count(FILES)
  expect(page.url()).toBe(pageUrl(language, '/desk/files/?sort=name'))
  expect(await page.locator('option:checked').first().textContent()).toBe(sortWording.name[language])

  await page.locator('#page-status').focus()
  for (let nth = 0; nth < 25; nth++) await page.keyboard.press('j')
  const followed = (await references())[24] ?? ''
  const scrolled = await page.evaluate(() => scrollY)
  expect(scrolled).toBeGreaterThan(300)
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/desk/files/${followed}/`)
  await page.goBack()
  await count(FILES)
  expect(page.url()).toBe(pageUrl(language, '/desk/files/?sort=name'))
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(scrolled)
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(followed)

  // Somebody who comes from elsewhere begins at the top.
  await page.getByRole('link', { name: shellWording.today[language], exact: true }).click()
  await page.goto(pageUrl(language, '/desk/files/?sort=name'), { waitUntil: 'networkidle' })
  expect(await page.evaluate(() => scrollY)).toBe(0)
})
