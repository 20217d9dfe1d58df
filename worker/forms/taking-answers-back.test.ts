import { describe, expect, it } from 'vitest'
import { childrenMoreSection } from '../../content/forms/intake/children-more.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { listPagePosts } from '../../forms/example.ts'
import { listQuestionsWithSections } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import {
  createParentWithDraft,
  declarationFields,
  readTypedFields,
} from '../../tests/support/intake-drafts.ts'
import { parseHtml } from '../../tests/support/parse-html.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'

setUpPortal()

const radios = listQuestionsWithSections(intakeForm).filter(
  ({ section, question }) => !section.atSending && ['choice', 'yesNoNotSure'].includes(question.kind),
)

/** The page of the full example that asks a question, as it is posted. */
const findPage = (name: string) => {
  const page = listPagePosts(intakeForm, intakeExamples.full.fields).find(({ fields }) => name in fields)
  if (!page) throw new Error(`No page of the example answers ${name}`)
  return page
}

describe('a question with one answer of several', () => {
  it.each(radios)(
    'can be left without an answer again, unless one is needed: $name',
    async ({ name, question }) => {
      const { path } = findPage(name)
      const parent = await createParentWithDraft(intakeExamples.full.fields)
      const page = parseHtml(await (await parent.get(path)).text())
      const values = page
        .querySelectorAll(`input[name="${name}"]`)
        .map((input) => input.getAttribute('value'))
      expect(values.filter((value) => value === '')).toHaveLength(question.required ? 0 : 1)
    },
  )

  it.each([
    'spokenBefore',
    'timeZone',
    'phoneSafe',
    'otherKnows',
    'childLivesWith',
    'urgency',
    'noContactOrder',
    'firstSession',
  ])('loses its saved answer when the parent takes it back: %s', async (name) => {
    const { path, fields } = findPage(name)
    const parent = await createParentWithDraft(intakeExamples.full.fields)
    expect((await readTypedFields(parent, path))[name]).toBeDefined()
    expect((await parent.post(path, { ...fields, [name]: [''] })).status).toBe(303)
    expect((await readTypedFields(parent, path))[name]).toBeUndefined()
    expect((await parent.post('/intake/send/', declarationFields)).status).toBe(303)
  })

  it('hides what its answer asked for, and gives it back with the answer', async () => {
    const { path, fields } = findPage('urgency')
    const parent = await createParentWithDraft(intakeExamples.full.fields)
    const why = findPage('urgencyWhy')
    await parent.post(why.path, { ...why.fields, urgencyWhy: ['Because'] })
    await parent.post(path, { ...fields, urgency: [''] })
    const check = () => parent.get('/intake/check/').then((answer) => answer.text())
    expect(await check()).not.toContain('Because')
    await parent.post(path, { ...fields, urgency: ['today'] })
    expect(await check()).toContain('Because')
  })
})

describe('an option that stands alone', () => {
  const documents = '/intake/documents/'
  const { fields } = findPage('tried')
  const post = async (typed: FormFields) => {
    const parent = await createParentWithDraft()
    return { parent, answer: await parent.post(documents, { ...fields, ...typed }) }
  }

  it('is given back with what was ticked beside it, to be mended', async () => {
    const { answer } = await post({ tried: ['court', 'nothing'], triedOutcome: ['Little'] })
    const page = await parsePage(answer)
    expect([page.status, page.summary?.problems]).toEqual([
      422,
      [
        {
          href: '#tried',
          text: 'Which steps have you already taken? “Nothing yet” goes with no other answer. Untick it, or untick the others',
        },
      ],
    ])
    expect(page.filledFields).toMatchObject({ tried: ['court', 'nothing'], triedOutcome: ['Little'] })
  })

  it.each([[['nothing']], [['court', 'mediation']]])(
    'is saved alone, as the others are together: %j',
    async (tried) => {
      const { parent, answer } = await post({ tried })
      expect(answer.status).toBe(303)
      expect((await readTypedFields(parent, documents)).tried?.toSorted()).toEqual(tried.toSorted())
    },
  )
})

it('keeps an answer and the opt-out ticked beside it, and reads both back', async () => {
  const { path, fields } = findPage('childSchedule')
  const parent = await createParentWithDraft(intakeExamples.full.fields)
  const typed = { ...fields, childSchedule: ['Most weekends'], 'childSchedule-instead': ['in-person'] }
  expect((await parent.post(path, typed)).status).toBe(303)
  expect(await readTypedFields(parent, path)).toMatchObject({
    childSchedule: ['Most weekends'],
    'childSchedule-instead': ['in-person'],
  })
  const { text } = await parsePage(await parent.get('/intake/check/'))
  expect(text).toMatch(/Most weekends\s*I’d rather say it in person/)
  expect(childrenMoreSection.questions.childSchedule.optOuts).toContain('in-person')
})
