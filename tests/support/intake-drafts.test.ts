import { beforeEach, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import { environment } from '../../worker/environment.ts'
import { draftIdOf, draftKeyOf } from '../../worker/privacy/draft-key.ts'
import { openWith } from '../../worker/privacy/seal.ts'
import { rows } from './database-rows.ts'
import { filledDraft, fillIn } from './intake-drafts.ts'
import { bindings, prepareDatabase, type Visitor, visit } from './test-portal.ts'

beforeEach(prepareDatabase)

const { byOneParent, byCourtOrder, byConsent, full } = intakeExamples

it.each(Object.entries({ byOneParent, byCourtOrder, byConsent, full }))(
  'leaves the draft that saving page by page leaves: %s',
  async (_, { fields }) => {
    const [written, saved] = [visit(), visit()]
    await filledDraft(written, fields)
    await fillIn(saved, fields)
    expect(await draftOf(written)).toEqual(await draftOf(saved))
    expect(written.cookie.replace(/[\w-]{43}/, '')).toBe(saved.cookie.replace(/[\w-]{43}/, ''))
  },
)

/** Everything of a draft, opened, with the minutes it is kept. */
async function draftOf({ cookie }: Visitor) {
  const [token = ''] = /[\w-]{43}/.exec(cookie) ?? []
  const id = await draftIdOf('intake', token)
  const key = await draftKeyOf(environment(bindings).draftSecret, 'intake', token)
  const sections = await rows<{ section: string; typed: string; revision: number; kept_until: number }>(
    'select section, typed, revision, kept_until from draft_sections where draft_id = ? order by section',
    id,
  )
  expect(sections.length).toBeGreaterThan(5)
  return Promise.all(
    sections.map(async ({ section, typed, revision, kept_until }) => ({
      section,
      fields: (await openWith(() => key, `draft_sections.typed:${id}/${section}`, typed)) as Fields,
      revision,
      minutes: Math.round((kept_until - Date.now()) / 60_000),
    })),
  )
}
