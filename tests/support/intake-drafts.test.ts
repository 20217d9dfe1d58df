import { beforeEach, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { parseEnvironment } from '../../worker/environment.ts'
import { deriveDraftId, deriveDraftKey } from '../../worker/privacy/draft-key.ts'
import { unsealWithKeyLookup } from '../../worker/privacy/seal.ts'
import { queryRows } from './database-rows.ts'
import { insertFilledDraft, saveEverySection } from './intake-drafts.ts'
import { bindings, createVisitor, prepareDatabase, type Visitor } from './test-portal.ts'

beforeEach(prepareDatabase)

const { byOneParent, byCourtOrder, byConsent, full } = intakeExamples

it.each(Object.entries({ byOneParent, byCourtOrder, byConsent, full }))(
  'leaves the draft that saving page by page leaves: %s',
  async (_, { fields }) => {
    const [written, saved] = [createVisitor(), createVisitor()]
    await insertFilledDraft(written, fields)
    await saveEverySection(saved, fields)
    expect(await decryptDraft(written)).toEqual(await decryptDraft(saved))
    const whoseDevice = ({ cookie }: Visitor) => /\.(own|shared)\./.exec(cookie)?.[1]
    expect(whoseDevice(written)).toBe(whoseDevice(saved))
  },
)

/** Unseals everything in a draft, with the minutes for which it is still stored. */
async function decryptDraft({ cookie }: Visitor) {
  const [token = ''] = /[\w-]{43}/.exec(cookie) ?? []
  const id = await deriveDraftId('intake', token)
  const key = await deriveDraftKey(parseEnvironment(bindings).keys.draft[0], 'intake', token)
  const sections = await queryRows<{
    section: string
    sealed_fields: string
    revision: number
    expires_at: number
  }>(
    'select section, sealed_fields, revision, expires_at from draft_sections where draft_id = ? order by section',
    id,
  )
  expect(sections.length).toBeGreaterThan(5)
  return Promise.all(
    sections.map(async ({ section, sealed_fields, revision, expires_at }) => ({
      section,
      fields: (await unsealWithKeyLookup(
        () => key,
        `draft_sections.sealed_fields:${id}/${section}`,
        sealed_fields,
      )) as FormFields,
      // The first revision of a row is random.
      hasRevision: revision > 0,
      minutes: Math.round((expires_at - Date.now()) / 60_000),
    })),
  )
}
