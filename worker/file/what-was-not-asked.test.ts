import { expect, it } from 'vitest'
import { tellMorePages } from '../../content/forms/added-pages.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import { composeFileNewsMessage } from '../../tests/support/expected-messages.ts'
import { createParentWithFile } from '../../tests/support/parent-with-file.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { expectRedirect } from '../../tests/support/requests.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, type Visitor } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import type { StoredEnvelopePart } from '../forms/form-version.ts'
import { unseal } from '../privacy/seal.ts'

const env = parseEnvironment(bindings)
const deliveries = setUpPortal()

/** Opens a page of “Your file”, fills it in and presses its button. */
async function addToFile(parent: Visitor, slug: string, fields: FormFields): Promise<void> {
  const path = `/file/more/${slug}/`
  const { revision = '' } = await parsePage(await parent.get(path))
  expectRedirect(await parent.post(path, { ...fields, revision: [revision] }), '/file/more/')
}

async function unsealAdded(): Promise<StoredEnvelopePart> {
  const [row] = await queryRows<{ id: string; sealed: string }>(
    'select id, sealed_answers as sealed from submissions where added_page is not null',
  )
  const context = `submissions.sealed_answers:${row?.id}` as const
  return (await unseal(env.keys, 'answers', context, row?.sealed ?? '')) as StoredEnvelopePart
}

it('takes an order of somebody who came without one, and none of how they came', async () => {
  const { parent } = await createParentWithFile({ parent: { route: 'one-parent' } })
  const { hiddenQuestions } = await parsePage(await parent.get('/file/more/court-order/'))
  expect(hiddenQuestions.filter((name) => name.startsWith('order'))).toEqual([])
  await addToFile(parent, 'court-order', {
    orderCourt: ['Ontario Court of Justice'],
    orderFileNumber: ['FC-26-1'],
  })
  const { answers, asked } = await unsealAdded()
  expect(answers).toEqual({ orderCourt: 'Ontario Court of Justice', orderFileNumber: 'FC-26-1' })
  expect(JSON.stringify(asked)).not.toContain('"route"')
})

it('asks what decides about a follow-up question beside it, and keeps both', async () => {
  const { parent } = await createParentWithFile()
  await addToFile(parent, 'documents', {
    parentingDocument: ['minutes'],
    documentDisputed: ['Who drives on Fridays'],
  })
  expect((await unsealAdded()).answers).toEqual({
    parentingDocument: 'minutes',
    documentDisputed: 'Who drives on Fridays',
  })
})

it('takes what was left empty at first: a name of the other parent, and a child', async () => {
  const { parent } = await createParentWithFile()
  await addToFile(parent, 'other-parent', { otherFormerNames: ['Lex'] })
  expect((await unsealAdded()).answers).toEqual({ otherFormerNames: 'Lex' })
  await queryRows("update submissions set added_page = null where added_page = 'other-parent'")
  await addToFile(parent, 'children', { childName: ['Kim'] })
  expect((await unsealAdded()).answers).toMatchObject({ children: [{ childName: 'Kim' }] })
})

it('waits for an order that is told of later, and says what can’t wait as urgent', async () => {
  const { parent, reference, parentId } = await createParentWithFile()
  await addToFile(parent, 'safety', { noContactOrder: ['not-sure'], urgency: ['today'] })
  expect(await queryRows('select parent_id, lifted_at from contact_holds')).toEqual([
    { parent_id: parentId, lifted_at: null },
  ])
  expect(await queryRows('select action from audit_events')).toEqual([{ action: 'urgency_raised' }])
  const news = composeFileNewsMessage({ reference, news: 'urgent', portalOrigin: env.portalOrigin }, 'en')
  expect(deliveries.map(({ text }) => text)).toEqual([news.text])
})

it('requires nothing on any of these pages', () => {
  for (const { section } of tellMorePages)
    for (const [name, question] of Object.entries(section.questions))
      expect(question.required, name).toBeUndefined()
})
