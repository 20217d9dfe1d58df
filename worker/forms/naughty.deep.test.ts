// @ts-expect-error: `?raw` belongs to Vite and imports a file as text.
import list from 'big-list-of-naughty-strings/blns.json?raw'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { isBlankText } from '../../forms/blank-text.ts'
import { getSectionFields } from '../../forms/example.ts'
import { addUnprefixedItemFields, listItemIds, type Section, toStoredFields } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { parseAnswersSoFar, parseSectionFields } from '../../forms/parse.ts'
import { listSectionsNotAtSending } from '../../forms/progress.ts'
import { getAnswerFieldNames, getAnswerSchema, type Question } from '../../forms/questions/index.ts'
import { removeInvisibleCharactersAndTrim, tidyLine, tidyLongText } from '../../forms/questions/plain-text.ts'
import { getProblemOfIssue } from '../../forms/questions/question-base.ts'
import { createAccessTeam } from '../../tests/support/access-team.ts'
import { expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import { postJson, readFileAnswers } from '../../tests/support/desk-file.ts'
import { declarationFields } from '../../tests/support/intake-drafts.ts'
import { mockMailProvider } from '../../tests/support/mock-mail-provider.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { withoutFloodLimits } from '../../tests/support/requests.ts'
import { createVisitor, prepareDatabase, type Visitor } from '../../tests/support/test-portal.ts'
import { parsePrivateCode } from '../privacy/code.ts'

beforeAll(prepareDatabase)
beforeEach(() => {
  mockMailProvider()
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** The strings of the Big List of Naughty Strings without repetitions. Each has broken somebody's form before. */
const strings = [...new Set<string>(JSON.parse(list))]

const base: FormFields = intakeExamples.full.fields
const LETTERS = new Set<Question['kind']>(['text', 'name', 'longText'])
const verdicts = { accepted: 0, refused: 0 }

interface Place {
  readonly section: Section
  readonly item: string | undefined
  readonly field: string
  readonly question: Question
}

/** Every field that takes text, on every page that is asked, up to the last child. */
const places: readonly Place[] = listSectionsNotAtSending(intakeForm).flatMap((section) => {
  const asked = new Set(
    parseAnswersSoFar(intakeForm, base).asked.flatMap(({ slug, questions }) =>
      slug === section.slug ? Object.keys(questions) : [],
    ),
  )
  const items = section.repeats ? listItemIds(section, base) : [undefined]
  return items.flatMap((item) =>
    Object.entries(section.questions).flatMap(([name, question]): Place[] =>
      LETTERS.has(question.kind) && asked.has(name)
        ? getAnswerFieldNames(name, question).map((field) => ({ section, item, field, question }))
        : [],
    ),
  )
})

/** Shares no factor with the number of places, which is smaller. */
const LARGE_PRIME = 1009

/** A string as a question keeps it: without what nobody sees. */
const tidied = ({ kind }: Question, string: string) => (kind === 'longText' ? tidyLongText : tidyLine)(string)

describe('each of the naughty strings', () => {
  it('is there to be tried, and every place that takes letters gets several', () => {
    expect(strings.length).toBeGreaterThan(400)
    expect(new Set(places.map(({ section }) => section.slug)).size).toBeGreaterThan(6)
    expect(strings.length).toBeGreaterThan(places.length * 2)
  })

  const parents = Array.from({ length: Math.ceil(strings.length / places.length) }, (_, index) =>
    strings.slice(index * places.length, (index + 1) * places.length),
  )

  it.each(parents.map((given, index) => [index + 1, given] as const))(
    'comes back as it was typed, or is refused with the text kept: parent %i',
    async (number, given) => {
      const parent = createVisitor(withoutFloodLimits)
      // Shifts the list, so that its last strings go into other fields than its first ones, each into one of its own.
      const typed = new Map(
        given.map((string, index) => [places[(index * LARGE_PRIME + number) % places.length], string]),
      )
      const shown = await walk(parent, typed)
      await expectAtTheDesk(parent, shown)
    },
  )

  it('is read by every question that takes letters as it was typed, or refused, the same way each time', () => {
    const questions = new Map(places.map(({ question, field }) => [question, field]))
    for (const question of questions.keys()) {
      if (question.kind === 'address') continue
      for (const string of strings) {
        const read = getAnswerSchema(question).safeParse(string)
        if (read.success) expect(read.data).toBe(isBlankText(string) ? '' : tidied(question, string).trim())
        else expect(getProblemOfIssue(read.error.issues[0] as never).wording.fr).not.toBe('')
      }
    }
  })

  it('was taken or refused, and some of both', ({ annotate }) => {
    expect(verdicts.accepted + verdicts.refused).toBe(strings.length)
    expect(verdicts.accepted).toBeGreaterThan(0)
    expect(verdicts.refused).toBeGreaterThan(0)
    return annotate(
      `Of ${strings.length} naughty strings ${verdicts.accepted} were taken and ${verdicts.refused} refused`,
    )
  })

  it('is no e-mail address and no phone number, and stays on the page that says so', async () => {
    const pages = listSectionsNotAtSending(intakeForm).flatMap((section) => {
      const fields = Object.entries(section.questions).flatMap(([name, { kind }]) =>
        kind === 'email' || kind === 'phone' ? [name] : [],
      )
      return fields.length > 0 ? [{ section, fields }] : []
    })
    const perRound = pages.reduce((sum, { fields }) => sum + fields.length, 0)
    const parent = createVisitor(withoutFloodLimits)
    let refused = 0
    for (let round = 0; round * perRound < strings.length; round++) {
      let next = round * perRound
      for (const { section, fields } of pages) {
        const own = Object.fromEntries(fields.map((field) => [field, [strings[next++] ?? 'last']]))
        const typed = { ...getSectionFields(section, base), ...own }
        const reading = parseSectionFields(section, typed)
        const answer = await parent.post(`/intake/${section.slug}/`, typed)
        const wrong = new Set(reading.ok ? [] : reading.problems.map(({ question }) => question))
        expect(answer.status).toBe(wrong.size > 0 ? 422 : 303)
        if (wrong.size === 0) continue
        const page = await parsePage(answer)
        refused += wrong.size
        for (const field of fields) {
          expect(page.filledFields[field]).toEqual([removeInvisibleCharactersAndTrim(own[field]?.[0] ?? '')])
          expect(page.messages[field] !== undefined).toBe(wrong.has(field))
        }
      }
    }
    expect(refused).toBeGreaterThan(strings.length / 2)
  })
})

describe('each of the naughty strings as a field’s name, a code or an address', () => {
  it('is no field, and none of them is saved', async () => {
    for (let at = 0; at < strings.length; at += 50) {
      const odd = Object.fromEntries(strings.slice(at, at + 50).map((string) => [string, ['x']]))
      await expectNoChange(422, () => createVisitor(withoutFloodLimits).post('/intake/you/', odd))
    }
  })

  it('is no code, and opens nothing at any address', async () => {
    for (const string of strings) expect(parsePrivateCode(string)).toBeUndefined()
    for (const string of strings.filter((_, index) => index % 8 === 0)) {
      const visitor = createVisitor(withoutFloodLimits)
      const answers = [
        await visitor.post('/intake/resume/', { code: [string] }),
        await visitor.post('/file/', { code: [string] }),
        await visitor.get(`/file/${encodeURIComponent(string)}/`),
        await visitor.get(`/intake/children/${encodeURIComponent(string)}/`),
      ]
      for (const { status } of answers) expect(status).toBeLessThan(500)
      expect(answers.slice(0, 2).map(({ status }) => status)).toEqual([422, 422])
      // The cookie that asks whether the browser keeps any opens nothing.
      expect(visitor.cookie).toMatch(/^(__Host-cookie=yes)?$/)
    }
  })
})

/** Saves every page with what was typed into it. A refused string must stay on the page and is then left out. */
async function walk(parent: Visitor, typed: ReadonlyMap<Place | undefined, string>): Promise<FormFields> {
  const saved: Record<string, readonly string[]> = {}
  for (const section of listSectionsNotAtSending(intakeForm)) {
    const items = section.repeats ? listItemIds(section, base) : [undefined]
    for (const item of items) {
      const own = item === undefined ? base : addUnprefixedItemFields(section, item, base)
      const fields: Record<string, readonly string[]> = { ...getSectionFields(section, own) }
      const typedOnPage = [...typed].filter(([place]) => place?.section === section && place.item === item)
      for (const [place, string] of typedOnPage) fields[place?.field ?? ''] = [string]
      const path = `/intake/${section.slug}/${item === undefined ? '' : `${item}/`}`
      let answer = await parent.post(path, fields)
      if (answer.status === 422) {
        const page = await parsePage(answer)
        for (const [place, string] of typedOnPage) {
          const field = place?.field ?? ''
          expect([field, page.filledFields[field]]).toEqual([
            field,
            string === '' || !place ? page.filledFields[field] : [tidied(place.question, string)],
          ])
        }
        const refused = typedOnPage.filter(([place]) => page.messages[place?.field ?? ''] !== undefined)
        expect(refused.length).toBeGreaterThan(0)
        verdicts.refused += refused.length
        verdicts.accepted -= refused.length
        for (const [place] of refused) fields[place?.field ?? ''] = own[place?.field ?? ''] ?? ['']
        answer = await parent.post(path, fields)
      }
      for (const [place] of typedOnPage)
        if (place)
          fields[place.field] = (fields[place.field] ?? []).map((typed) => tidied(place.question, typed))
      verdicts.accepted += typedOnPage.length
      expect(answer.status).toBe(303)
      const shown = await parent.get(path)
      const html = await shown.clone().text()
      const page = await parsePage(shown)
      for (const [place, string] of typedOnPage) {
        const field = place?.field ?? ''
        // The runtime's parser drops a byte order mark from the response; a browser receives it.
        if (string.startsWith('\ufeff') && html.includes(`value="${string}"`)) continue
        expect([field, page.filledFields[field]?.join() ?? '']).toEqual([field, fields[field]?.join()])
      }
      Object.assign(saved, toStoredFields(section, item, fields))
    }
  }
  return saved
}

/** Compares what was saved with what the desk shows; safety answers are opened with a reason. */
async function expectAtTheDesk(parent: Visitor, saved: FormFields): Promise<void> {
  expect((await parent.post('/intake/send/', declarationFields)).status).toBe(303)
  const [file] = await queryRows<{ id: string; reference: string }>(
    'select * from files order by rowid desc limit 1',
  )
  await queryRows(
    "update files set lead_coordinator_id = 'robin-ashdown', conflicts_reviewed_at = 1 where id = ?",
    file?.id,
  )
  const robin = await (await createAccessTeam()).createVisitor(
    'robin@lantern-street.example.com',
    withoutFloodLimits,
  )
  const opened = await readFileAnswers(robin, file?.reference ?? '')
  expect(opened.status).toBe(200)
  const safetyPath = `/desk/api/files/${file?.reference}/readings/safety-answers`
  const safety = await postJson(robin, safetyPath, { language: 'en', reason: 'screening' })
  expect(safety.status).toBe(200)
  const sections = [await opened.json(), await safety.json()].flatMap(
    (answer) => (answer as Desk).parents[0]?.sections ?? [],
  )
  let compared = 0
  for (const { section, item, field, question } of places) {
    if (question.envelope === 'otherContact') continue
    const name = item === undefined ? field : `${section.slug}/${item}/${field}`
    const number = item === undefined ? undefined : listItemIds(section, saved).indexOf(item) + 1
    const row = sections
      .filter((one) => one.slug === section.slug && one.item === number)
      .flatMap((one) => one.rows)
      .find((one) => one.question === field)
    const typed = saved[name]?.[0] ?? ''
    const text = isBlankText(typed) ? '' : typed.trim()
    const ticked = saved[`${name}-instead`]?.length ?? 0
    const lines = row?.lines.slice(0, row.lines.length - ticked)
    expect([name, lines]).toEqual([name, text === '' ? [] : text.replace(/\r\n?/g, '\n').split('\n')])
    compared += 1
  }
  expect(compared).toBeGreaterThan(50)
}

interface Desk {
  readonly parents: readonly {
    readonly sections: readonly {
      readonly slug: string
      readonly item?: number
      readonly rows: readonly { readonly question: string; readonly lines: readonly string[] }[]
    }[]
  }[]
}
