import { expect, it } from 'vitest'
import { bookingForm } from '../../content/forms/booking/index.ts'
import { contactAuthorisationForm } from '../../content/forms/contact-authorisation/index.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { joiningForm } from '../../content/forms/joining/index.ts'
import type { Form, Section } from '../../forms/form.ts'
import { writeFormDeclaration } from '../../forms/form-declaration.ts'
import { languages } from '../../forms/language.ts'
import { parseAnswersSoFar } from '../../forms/parse.ts'
import { envelopeNames } from '../../forms/questions/question-base.ts'
import { summariseAnswers } from '../../forms/summarise.ts'
import { bindings } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import { pickEnvelopePart } from './envelope.ts'
import { buildFormVersionRow } from './form-version.fixture.ts'
import {
  buildStoredEnvelopePart,
  loadFormVersion,
  parseFormVersions,
  restoreEnvelopePart,
  type StoredEnvelopePart,
  summariseStoredPart,
} from './form-version.ts'

const env = parseEnvironment(bindings)

/** Gives a value back as the database does: as text that was sealed and unsealed. */
const store = <Value>(value: Value) => JSON.parse(JSON.stringify(value)) as Value

const [firstSection, ...otherSections] = intakeForm.sections
const withFirstSection = (section: Section): Form => ({
  ...intakeForm,
  sections: [section, ...otherSections],
})

const versionedForms: [string, Form][] = [
  ['intake', intakeForm],
  ['intake of who joins', joiningForm],
  ['contact authorisation', contactAuthorisationForm],
  ['booking', bookingForm],
]

it.each(versionedForms)('stores the %s so that its declaration is read back whole', async (_, form) => {
  const version = await loadFormVersion(env, form)
  expect(version.hash).toMatch(/^[0-9a-f]{64}$/)
  const forms = await parseFormVersions([version])
  expect(forms.get(version.hash)).toStrictEqual(store(form))
  expect(JSON.stringify(forms.get(version.hash))).toBe(version.declaration)
})

it.each(versionedForms)('loads the %s from the site with every word that it declares', async (_, form) => {
  expect(await loadFormVersion(env, form)).toEqual(await buildFormVersionRow(form))
})

it('loads a declaration once, and again after the site did not have it', async () => {
  const form = { ...bookingForm }
  const asked: string[] = []
  const createSite = (answer: () => Response) => ({
    ...env,
    siteFiles: {
      fetch: async (url: string) => {
        asked.push(url)
        return answer()
      },
    } as unknown as typeof env.siteFiles,
  })
  const load = (answer: () => Response) => loadFormVersion(createSite(answer), form)
  await expect(load(() => new Response('', { status: 404 }))).rejects.toThrow('no file')
  const { hash } = await load(() => new Response(writeFormDeclaration(form)))
  expect((await load(() => new Response('', { status: 404 }))).hash).toBe(hash)
  expect(asked).toEqual(Array(2).fill(`${env.portalOrigin}/form-declarations/booking.json`))
})

it('refuses a declaration of another version than the worker asks', async () => {
  const newer = { ...intakeForm, version: intakeForm.version + 1 }
  await expect(loadFormVersion(env, newer)).rejects.toThrow('another version of the form “intake”')
})

it('gives one version as long as nothing changes, and another one for a changed word, order or number', async () => {
  const { hash } = await buildFormVersionRow(intakeForm)
  expect((await buildFormVersionRow({ ...intakeForm })).hash).toBe(hash)
  const changed: Form[] = [
    { ...intakeForm, version: intakeForm.version + 1 },
    { ...intakeForm, sections: intakeForm.sections.toReversed() },
    withFirstSection({ ...firstSection, title: { ...firstSection.title, fr: 'Un autre titre' } }),
    withFirstSection({
      ...firstSection,
      questions: Object.fromEntries(Object.entries(firstSection.questions).toReversed()),
    }),
  ]
  const hashes = await Promise.all(changed.map(async (form) => (await buildFormVersionRow(form)).hash))
  expect(new Set([hash, ...hashes]).size).toBe(changed.length + 1)
})

it.each(Object.entries(intakeExamples))(
  'restores the example “%s”, and reads it in each language, as if the questions were stored with it',
  async (_, { fields }) => {
    const { answers, asked } = parseAnswersSoFar(intakeForm, fields)
    const forms = await parseFormVersions([store(await buildFormVersionRow(intakeForm))])
    for (const envelope of envelopeNames) {
      const part = pickEnvelopePart(envelope, asked, answers)
      const stored = store(await buildStoredEnvelopePart(env, intakeForm, part))
      expect(JSON.stringify(restoreEnvelopePart(stored, forms))).toBe(JSON.stringify(part))
      for (const language of languages)
        expect(JSON.stringify(summariseStoredPart(stored, forms, language))).toBe(
          JSON.stringify(summariseAnswers(part.asked, part.answers, language)),
        )
    }
  },
)

it('reads what was asked in the words of that time after the form has changed', async () => {
  const { answers, asked } = parseAnswersSoFar(intakeForm, intakeExamples.byOneParent.fields)
  const part = pickEnvelopePart('answers', asked, answers)
  const stored = await buildStoredEnvelopePart(env, intakeForm, part)
  const changed = withFirstSection({ ...firstSection, title: { en: 'Changed', fr: 'Changé' } })
  const versions = await Promise.all([buildFormVersionRow(changed), buildFormVersionRow(intakeForm)])
  const [section] = summariseStoredPart(stored, await parseFormVersions(versions), 'en')
  expect(section?.title).toBe(firstSection.title.en)
})

it('reads a part that holds its questions itself, as all did before there were versions', async () => {
  const { answers, asked } = parseAnswersSoFar(intakeForm, intakeExamples.full.fields)
  const part = store(pickEnvelopePart('answers', asked, answers)) as StoredEnvelopePart
  expect(restoreEnvelopePart(part, new Map())).toBe(part)
  expect(summariseStoredPart(part, new Map(), 'fr').length).toBeGreaterThan(10)
})

it('refuses a declaration in which anything was altered', async () => {
  const { hash, declaration } = await buildFormVersionRow(intakeForm)
  const altered = declaration.replace('Are you worried', 'Are you not worried')
  expect(altered).not.toBe(declaration)
  await expect(parseFormVersions([{ hash, declaration: altered }])).rejects.toThrow('altered')
  await expect(parseFormVersions([{ hash, declaration: ` ${declaration}` }])).rejects.toThrow('altered')
})

it('refuses to show answers with the questions of another version', async () => {
  const part = pickEnvelopePart('answers', [], {})
  const stored = await buildStoredEnvelopePart(env, intakeForm, part)
  const forms = await parseFormVersions([await buildFormVersionRow(bookingForm), null, undefined])
  expect(forms.size).toBe(1)
  expect(() => restoreEnvelopePart(stored, forms)).toThrow('not in the database')
})
