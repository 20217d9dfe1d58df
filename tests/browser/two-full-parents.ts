import type { Page, Route } from 'playwright-core'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import type { FileAppointments, FileHeader, FileOverview } from '../../desk/file/queries.ts'
import type { Language } from '../../forms/language.ts'
import { openFileAtDesk } from './desk-actions.ts'
import { pageUrl } from './page-actions.ts'
import { sendIntakeAndReadReference } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

/**
 * Opens a file whose parent filled in everything, as the file of two such parents: what the worker answers of the one stands for
 * the other, too. Its strip has everything that a strip can have, and its sessions are one to come with each parent, and one
 * that was.
 */
export async function openFileOfTwoFullParents(page: Page, language: Language): Promise<void> {
  const fields = createRandomFamilyFields(intakeExamples.full.fields)
  const reference = await sendIntakeAndReadReference(fields)
  await changeAnswer<FileHeader>(page, 'header', (header) => ({
    ...header,
    ...{ participants: ['initiating', 'other'], unreachable: ['other'], isUrgent: true },
    // So long a name leaves no room for the next step on its line.
    lead: header.lead && { ...header.lead, name: 'Marie-Andrée Verdier-Beaulieu' },
    ...{ contactHoldState: 'order-forbids', colleague: { name: 'Camille Verdier', at: Date.now() } },
    people: {
      initiating: 'Margot (Marguerite-Anne O’Donnell-Okafor)',
      other: 'Seb (Sébastien Wren Lachapelle-Roy)',
    },
  }))
  await changeAnswer<FileOverview>(page, 'readings/overview', ({ parents, additions, contactability }) => ({
    parents: parents.flatMap((parent) => [parent, { ...parent, side: 'other' }]),
    additions,
    contactability: contactability.flatMap((one) => [one, { ...one, side: 'other' }]),
  }))
  await changeAnswer<FileAppointments>(page, 'appointments', (answer) => ({
    ...answer,
    parents: answer.parents.flatMap((parent) => [
      { ...parent, side: 'initiating', appointments: [toCome('a', 14), wasAttended] },
      { ...parent, side: 'other', appointments: [toCome('b', 15)] },
    ]),
  }))
  await openFileAtDesk(page, reference, 'en')
  await page.goto(pageUrl(language, `/desk/files/${reference}/`), { waitUntil: 'networkidle' })
  await page.locator('.overview__parent').nth(1).waitFor()
  await page.locator('.overview__session').nth(1).waitFor()
}

/**
 * Changes what the worker answers about a file. A request that Playwright sends lacks the header with which a browser says
 * whose it is.
 */
const changeAnswer = <Answer>(page: Page, name: string, change: (answer: Answer) => unknown) =>
  page.route(`**/desk/api/files/*/${name}`, async (route: Route) => {
    const headers = { ...route.request().headers(), 'Sec-Fetch-Site': 'same-origin' }
    const response = await route.fetch({ headers })
    await route.fulfill({ response, json: change((await response.json()) as Answer) })
  })

const HOUR_MS = 3_600_000

/** A session on a day that is long to write, in September on a Wednesday. */
const buildSession = (id: string, startsAt: number, state: string) => ({
  ...{ id, startsAt, endsAt: startsAt + 2 * HOUR_MS, kind: 'individual', mode: 'in-person', state },
})
const toCome = (id: string, hour: number) => buildSession(id, Date.UTC(2027, 8, 22, hour, 30), 'to-come')
const wasAttended = buildSession('past', Date.UTC(2026, 8, 23, 14), 'attended')
