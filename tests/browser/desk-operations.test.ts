import { expect, it } from 'vitest'
import { practice } from '../../content/practice.ts'
import { shellWording } from '../../desk/client/wording.ts'
import { operationsWording } from '../../desk/operations/wording.ts'
import { recordCheckWording } from '../../desk/record-check/wording.ts'
import { administrator, DESK_VIEWPORT } from './desk-actions.ts'
import { openPage } from './open-page.ts'
import { pageUrl, signInAtDesk } from './page-actions.ts'

it('tells an administrator how the portal runs, from the rail, and leads to the check of the record', async () => {
  const page = await openPage(DESK_VIEWPORT)
  await signInAtDesk(page, administrator.name)
  await page.goto(pageUrl('fr', '/desk/'), { waitUntil: 'networkidle' })
  await page.getByRole('link', { name: shellWording.operations.fr, exact: true }).click()
  await page.getByText(operationsWording.noJobFails.fr).waitFor()
  expect(page.url()).toBe(pageUrl('fr', '/desk/operations/'))
  await page.getByRole('heading', { name: operationsWording.keyTable.fr }).waitFor()
  await page.getByRole('link', { name: operationsWording.checkRecordOfDay.fr }).click()
  await page.getByRole('button', { name: recordCheckWording.check.fr }).waitFor()
  expect(await page.locator('nav [aria-current]').textContent()).toBe(shellWording.operations.fr)
})

it('shows it to nobody else', async () => {
  const colleague = practice.coordinators.find((one) => !one.administrator)
  const page = await openPage(DESK_VIEWPORT)
  await signInAtDesk(page, colleague?.name ?? '')
  await page.goto(pageUrl('en', '/desk/operations/'), { waitUntil: 'networkidle' })
  await page.getByText(operationsWording.onlyAdministrators.en).waitFor()
  expect(await page.getByRole('link', { name: shellWording.operations.en, exact: true }).count()).toBe(0)
})
