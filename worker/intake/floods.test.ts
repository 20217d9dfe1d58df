import { describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { MAX_PRACTICE_MAILS_PER_HOUR } from '../../content/limits.ts'
import { addPageButton } from '../../content/page-buttons.ts'
import { practice } from '../../content/practice.ts'
import { intakeCapacityWording } from '../../content/site/wording.ts'
import { encodeFormBody } from '../../forms/example.ts'
import { countRows, queryRows } from '../../tests/support/database-rows.ts'
import {
  createNumberedFamilyFields,
  createParentWithDraft,
  declarationFields,
  sendIntake,
} from '../../tests/support/intake-drafts.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { runScheduledAt, setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import { createVisitor, type Visitor } from '../../tests/support/test-portal.ts'
import { MAX_MAILS_TO_ADDRESS_PER_HOUR, MAX_SENDS_PER_HOUR } from '../mail/flood-limits.ts'

const deliveries = setUpPortal()

const { byOneParent } = intakeExamples
const numberedFamily = (n: number) =>
  createNumberedFamilyFields({ ...byOneParent.fields, device: ['own'] }, n)

describe('a flood of intakes', () => {
  it('puts no province on the waiting list', async () => {
    for (let n = 0; n < 22; n++) {
      await sendIntake({ ...numberedFamily(n), province: [n % 2 ? 'BC' : 'ON'] })
    }
    const { slots } = await parsePage(await createVisitor().get('/intake/start/'))
    expect([slots['room-ON'], slots['room-BC']]).toEqual([
      intakeCapacityWording.open.en,
      intakeCapacityWording.open.en,
    ])
  })

  it('about one person under other names leaves every coordinator free to lead', async () => {
    for (const [n, { id }] of practice.coordinators.entries()) {
      await sendIntake({ ...numberedFamily(n), otherEmail: ['target@example.com'] })
      await queryRows(
        'update files set lead_coordinator_id = ? where rowid = (select max(rowid) from files)',
        id,
      )
    }
    await sendIntake({ ...numberedFamily(90), email: ['target@example.com'] })
    const [file] = await queryRows('select stage, lead_coordinator_id from files order by rowid desc limit 1')
    expect(file).toMatchObject({ stage: 'new', lead_coordinator_id: expect.stringContaining('-') })
  })

  it('from one network ends at its limit, and the page says so with all that was typed', async () => {
    const address = { 'CF-Connecting-IP': '198.51.100.7' }
    const send = async (n: number, headers: Record<string, string>) => {
      const parent = await createParentWithDraft(numberedFamily(n))
      const response = await postForm(parent, '/intake/send/', headers)
      return { parent, response }
    }
    for (let n = 0; n < MAX_SENDS_PER_HOUR; n++) expect((await send(n, address)).response.status).toBe(303)
    const { parent, response } = await send(50, address)
    const page = await parsePage(response)
    expect([page.status, page.shown.has('not-taken-network')]).toEqual([429, true])
    expect(page.text).toContain('Nothing you typed is lost')
    expect(await countRows('files')).toBe(MAX_SENDS_PER_HOUR)
    // The draft is there, and another connection sends it.
    expect((await postForm(parent, '/intake/send/', { 'CF-Connecting-IP': '198.51.100.8' })).status).toBe(303)
  })

  it('counts one household’s IPv6 addresses together', async () => {
    for (let n = 0; n < MAX_SENDS_PER_HOUR; n++) {
      const parent = await createParentWithDraft(numberedFamily(n))
      await postForm(parent, '/intake/send/', { 'CF-Connecting-IP': `2001:db8:1:2::${n}` })
    }
    const parent = await createParentWithDraft(numberedFamily(50))
    expect(
      (await postForm(parent, '/intake/send/', { 'CF-Connecting-IP': '2001:db8:1:2:9::9' })).status,
    ).toBe(429)
  })

  it('mails one address a few receipts, however it is written, and tells each sender the truth', async () => {
    for (let n = 0; n < 30; n++) {
      const email = n % 2 ? 'Target+a@example.com' : 'target@example.com'
      const parent = await sendIntake({ ...numberedFamily(n), ...safeReceipt, email: [email] })
      const { shown } = await parsePage(await parent.get('/intake/sent/'))
      const isWithin = n < MAX_MAILS_TO_ADDRESS_PER_HOUR
      expect([shown.has('receipt-sending'), shown.has('receipt-not-sent')]).toEqual([isWithin, !isWithin])
    }
    const toTarget = deliveries.filter(({ to }) => /target/i.test(to))
    expect(toTarget).toHaveLength(MAX_MAILS_TO_ADDRESS_PER_HOUR)
  })

  it('fills no more than the bound of unread intakes, even at once, and the page says so', async () => {
    await insertUnreadFiles(practice.unreadIntakes - 1)
    const parents = await Promise.all([0, 1, 2].map((n) => createParentWithDraft(numberedFamily(n))))
    const responses = await Promise.all(
      parents.map((parent) => parent.post('/intake/send/', declarationFields)),
    )
    expect(responses.map(({ status }) => status).sort()).toEqual([303, 503, 503])
    const refused = parents[responses.findIndex(({ status }) => status === 503)]
    await queryRows('update files set accepted_at = 1 where rowid = 1')
    expect((await refused?.post('/intake/send/', declarationFields))?.status).toBe(303)
  })

  it('holds the e-mails over the practice’s limit, says so, and lets them go at the same pace', async () => {
    const hour = Math.floor(TEST_NOW / 3_600_000)
    await queryRows(
      "insert into code_attempts values ('mail of the practice', ?, ?)",
      hour,
      MAX_PRACTICE_MAILS_PER_HOUR,
    )
    const parent = await sendIntake({ ...numberedFamily(1), ...safeReceipt })
    expect(deliveries).toEqual([])
    const { shown } = await parsePage(await parent.get('/intake/sent/'))
    expect([shown.has('receipt-late'), shown.has('receipt-sending')]).toEqual([true, false])
    await runScheduledAt((hour + 1) * 3_600_000)
    expect(deliveries).toHaveLength(2)
  })
})

const safeReceipt = { emailSafe: ['yes'], mailSubject: ['documents'], receipt: ['yes'] }

const postForm = (parent: Visitor, path: string, headers: Record<string, string>) =>
  parent.request(path, {
    method: 'POST',
    body: encodeFormBody(addPageButton(path, declarationFields)),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
  })

const insertUnreadFiles = (count: number) =>
  queryRows(
    `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ?)
      insert into files (id, reference, route, stage, created_at) select n, n, 'consent', 'new', 1 from numbers`,
    count,
  )
