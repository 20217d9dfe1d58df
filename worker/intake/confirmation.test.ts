import { expect, it } from 'vitest'
import { authorisationStatusWording } from '../../content/file/page-wording.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { practice } from '../../content/practice.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import { insertFilesLedBy } from '../../tests/support/file-rows.ts'
import { sendIntake } from '../../tests/support/intake-drafts.ts'
import { parseVisiblePage } from '../../tests/support/parse-page.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'

setUpPortal()

const { byOneParent } = intakeExamples

const sendAndReadShown = async (fields: Readonly<Record<string, readonly string[]>>) => {
  const parent = await sendIntake({ ...byOneParent.fields, ...fields })
  return { parent, ...(await parseVisiblePage(await parent.get('/intake/sent/'))) }
}

it('says beside the offer of the call that it waits for any order, whatever was answered', async () => {
  for (const noContactOrder of ['not-sure', 'no']) {
    const { shown, text } = await sendAndReadShown({ noContactOrder: [noContactOrder] })
    expect(shown.has('offer-call')).toBe(true)
    expect(text).toContain(authorisationStatusWording.sentWaits.en)
  }
})

it('has a word for whoever waits although it cannot wait, and for nobody else', async () => {
  expect((await sendAndReadShown({ urgency: ['today'] })).shown).not.toContain('urgent-waits')
  for (const { id, capacity } of practice.coordinators) await insertFilesLedBy(id, capacity)
  expect((await sendAndReadShown({ urgency: ['today'] })).shown).toContain('urgent-waits')
  expect((await sendAndReadShown({ urgency: [''] })).shown).not.toContain('urgent-waits')
})

it('asks nobody to write down a code that it shows no more', async () => {
  const { parent, shown } = await sendAndReadShown({
    device: ['shared'],
    emailSafe: ['yes'],
    mailSubject: ['documents'],
    receipt: ['yes'],
  })
  expect([...shown].filter((slot) => slot.startsWith('write-down'))).toEqual([])
  await queryRows("update outbox set outcome = 'queued', last_error = 'timeout' where kind = 'receipt'")
  const again = await parseVisiblePage(await parent.get('/intake/sent/'))
  expect([...again.shown].filter((slot) => /^(?:receipt|write-down|code)-/.test(slot))).toEqual([
    'code-gone',
    'receipt-late',
    'write-down-reference',
  ])
})
