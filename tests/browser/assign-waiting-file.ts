import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { administrator } from './desk-actions.ts'
import { readPageSlot, signInAtDesk } from './page-actions.ts'

/**
 * All tests share one practice, whose coordinators are full after some twenty families. A parent who stands on the
 * confirmation and is on the waiting list is given a coordinator, as an administrator would.
 */
export async function assignWaitingFile(page: Page, openPage: () => Promise<Page>): Promise<void> {
  if (!(await page.locator('[data-slot="waiting"]').isVisible())) return
  const deskPage = await openPage()
  await signInAtDesk(deskPage, administrator.name)
  const status = await deskPage.evaluate(
    async ({ reference, coordinator }) => {
      const answer = await fetch(`/desk/api/files/${reference}/assignment`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ coordinator }),
      })
      return answer.status
    },
    { reference: await readPageSlot(page, 'reference'), coordinator: administrator.id },
  )
  expect(status).toBe(204)
  await page.reload()
}
