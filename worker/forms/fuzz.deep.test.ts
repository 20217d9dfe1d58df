import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { resumeWording } from '../../content/forms/resume-wording.ts'
import { encodeFormBody } from '../../forms/example.ts'
import { getExpectedFields } from '../../forms/form.ts'
import { splitLanguagePath } from '../../forms/language.ts'
import { selectAllTables } from '../../tests/support/database-rows.ts'
import { parseHtml, readText } from '../../tests/support/parse-html.ts'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import { withoutFloodLimits } from '../../tests/support/requests.ts'
import { createVisitor, prepareDatabase } from '../../tests/support/test-portal.ts'

beforeAll(prepareDatabase)

const slugs = intakeForm.sections.flatMap(({ slug, ...section }) =>
  'repeats' in section ? [slug, `${slug}/01`, `${slug}/item`] : [slug],
)
const places = ['check', 'send', 'sent', 'tasks', 'resume', 'deleted', 'nowhere', 'nowhere/01']
const paths = [...slugs.map((slug) => `intake/${slug}`), ...places.map((place) => `intake/${place}`), 'file']
  .flatMap((path) => [`/${path}/`, `/fr/${path}/`])
  .toSorted()

const types = fc.oneof(
  fc.constantFrom(
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'multipart/form-data; boundary=""',
    'multipart/form-data',
    'application/json',
    'text/plain',
    '',
  ),
  // These are characters that a header can carry.
  fc.string({ unit: fc.constantFrom(...'abcxyz/;=-+*. "'), maxLength: 30 }),
)

const expectedNames = [
  ...intakeForm.sections.flatMap((section) => [...getExpectedFields(section).keys()]),
  'press',
  'code',
]
const values = fc.oneof(
  fc.constantFrom(
    ...Object.values(intakeExamples.mistakes.fields).flat(),
    'consent',
    'yes',
    'ON',
    'add',
    'remove',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
)
const nearlyForms = fc
  .array(fc.tuple(fc.oneof(fc.constantFrom(...expectedNames), fc.string({ maxLength: 10 })), values), {
    maxLength: 12,
  })
  .map((fields) =>
    new TextEncoder().encode(encodeFormBody(Object.fromEntries(fields.map(([n, v]) => [n, [v]])))),
  )
const nearlyMultipart = fc
  .array(fc.tuple(fc.constantFrom(...expectedNames), fc.uint8Array({ maxLength: 40 })), { maxLength: 5 })
  .map((fields) =>
    Uint8Array.from(
      fields.flatMap(([name, value]) => [
        ...new TextEncoder().encode(`--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`),
        ...value,
        ...new TextEncoder().encode('\r\n--x--\r\n'),
      ]),
    ),
  )
const bodies = fc.oneof(fc.uint8Array({ maxLength: 600 }), nearlyForms, nearlyMultipart)

/** Lists the rows of every table but the count of code attempts, which does change. */
async function storedRows() {
  const { code_attempts: _, ...tables } = await selectAllTables()
  return tables
}

const readWords = (page: string) => readText(parseHtml(page))

type StoredRows = Awaited<ReturnType<typeof storedRows>>

/** The rows without the end of the draft: an older page of it saves nothing, and is about to be saved. */
const omitDraftExpiry = ({ draft_sections: sections = [], ...tables }: StoredRows) => ({
  ...tables,
  draft_sections: sections.map(({ expires_at: _, ...row }) => row),
})

it('answers random bytes of a random type without a fault, and changes nothing unless it says it saved', async () => {
  // The draft is incomplete, so that no random request can send it.
  const parent = createVisitor()
  await parent.post('/intake/how-you-come/', { route: ['one-parent'] })
  const { cookie } = parent
  let before = await storedRows()
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths),
      types,
      bodies,
      fc.boolean(),
      async (path, type, body, held) => {
        const visitor = createVisitor(withoutFloodLimits)
        if (held) visitor.cookie = cookie
        const answer = await visitor.request(path, {
          method: 'POST',
          body: body as BodyInit,
          headers: type.trim() ? { 'Content-Type': type } : {},
          returnsRedirect: true,
        })
        const page = await answer.text()
        expect(answer.status).toBeLessThan(500)
        const after = await storedRows()
        const comesBack = answer.headers.getSetCookie().some((one) => /^__Host-returned-\d=[^;]/.test(one))
        if (comesBack || answer.status === 409)
          expect(omitDraftExpiry(after)).toEqual(omitDraftExpiry(before))
        if (answer.status === 303 || answer.status === 409) {
          before = after
          return
        }
        expect(page).toContain('</html>')
        // A post without the button that was meant shows the page as it is; of a page that the form no longer has, what was
        // typed there.
        if (answer.status === 200 && path.includes('/nowhere/'))
          expect(readWords(page)).toContain(resumeWording.removedPage[splitLanguagePath(path).language])
        else if (answer.status === 200)
          expect(readWords(page)).toBe(readWords(await (await visitor.get(path)).text()))
        else expect(answer.status).toBeGreaterThanOrEqual(400)
        expect(after).toEqual(before)
      },
    ),
    { numRuns: countPropertyRuns(60) },
  )
})
