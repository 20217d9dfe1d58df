import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { draftSections } from '../../db/schema.ts'
import { getSectionFields, listPagePosts } from '../../forms/example.ts'
import { type Form, findSection, type Section } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { type Language, localisePath } from '../../forms/language.ts'
import { parseSectionFields } from '../../forms/parse.ts'
import { parseEnvironment } from '../../worker/environment.ts'
import { getDraftLifetimeSeconds, signDraftCookieValue } from '../../worker/forms/draft-cookie.ts'
import { deriveDraftId, deriveDraftKey } from '../../worker/privacy/draft-key.ts'
import { sealWithKey } from '../../worker/privacy/seal.ts'
import { parsePage } from './parse-page.ts'
import { bindings, createVisitor, type Visitor } from './test-portal.ts'

/** Fills in and saves every section: first one alone, then the others at once. Throws when one is refused. */
export async function saveEverySection(
  parent: Visitor,
  fields: FormFields = intakeExamples.byOneParent.fields,
  language: Language = 'en',
  form: Form = intakeForm,
): Promise<void> {
  const [first, ...others] = listPagePosts(form, fields)
  if (first) await postSection(parent, first, language)
  // A page that asks more about a child is saved once the child is.
  const [more, own] = [true, false].map((isMore) =>
    others.filter(({ path }) => path.includes('-more/') === isMore),
  )
  for (const posts of [own, more])
    await Promise.all((posts ?? []).map((one) => postSection(parent, one, language)))
}

type SectionPost = ReturnType<typeof listPagePosts>[number]

async function postSection(
  parent: Visitor,
  { path, fields }: SectionPost,
  language: Language,
): Promise<void> {
  const { status } = await parent.post(localisePath(language, path), fields)
  if (status !== 303) throw new Error(`${path} answered ${status}`)
}

/** The cookie of a draft that the portal deleted, or that expired. */
export async function createLostDraftCookie(): Promise<string> {
  const draft = { token: 'A'.repeat(43), shared: false }
  const { keys } = parseEnvironment(bindings)
  return `__Host-intake=${await signDraftCookieValue(keys.draft, intakeForm.id, draft, Date.now() + 60_000)}`
}

/**
 * Inserts the draft that `saveEverySection` leaves, faster, for tests of what follows. Saves the first section, which
 * begins the draft, and inserts the others at once as saving each would.
 */
export async function insertFilledDraft(
  parent: Visitor,
  fields: FormFields = intakeExamples.byOneParent.fields,
  language: Language = 'en',
  form: Form = intakeForm,
): Promise<void> {
  const [first, ...others] = listPagePosts(form, fields)
  if (!first) return
  await postSection(parent, first, language)
  const [, token = '', device] =
    new RegExp(`__Host-${form.id}=([\\w-]{43})\\.(own|shared)\\.`).exec(parent.cookie) ?? []
  const { db, keys } = parseEnvironment(bindings)
  const draftId = await deriveDraftId(form.id, token)
  const key = await deriveDraftKey(keys.draft[0], form.id, token)
  const expiresAt = Date.now() + getDraftLifetimeSeconds({ shared: device === 'shared' }) * 1000
  const sealedSections = others.map(async (post) => {
    const { section, typed } = parseSavedSection(form, post)
    const sealedFields = await sealWithKey(key, `draft_sections.sealed_fields:${draftId}/${section}`, typed)
    return { draftId, section, sealedFields, revision: 1, expiresAt }
  })
  const [row, ...rows] = (await Promise.all(sealedSections)).map((one) =>
    db.insert(draftSections).values(one),
  )
  if (row) await db.batch([row, ...rows])
}

/** What saving a page writes: the section's name, and the fields as they are stored. */
function parseSavedSection(
  form: Form,
  { path, fields: { press: _, ...posted } }: SectionPost,
): {
  section: string
  typed: FormFields
} {
  const [slug = '', item] = path.split('/').slice(2, -1)
  const section = findSection(form, slug)
  if (!section || 'device' in posted) throw new Error(`${path} is not saved by itself`)
  if (section.repeats && item === undefined) return { section: slug, typed: {} }
  const reading = parseSectionFields(section, posted)
  if (!reading.ok) throw new Error(`${path} would not be saved`)
  return { section: item === undefined ? slug : `${slug}/${item}`, typed: reading.fields }
}

/** Creates a parent who has filled in everything and not sent it. */
export async function createParentWithDraft(
  fields?: FormFields,
  language?: Language,
  overrides: Readonly<Record<string, unknown>> = {},
): Promise<Visitor> {
  const parent = createVisitor(overrides)
  await insertFilledDraft(parent, fields, language)
  return parent
}

/** The fields of the page that sends the form. A receipt goes only to an address that was called safe. */
export const declarationFields: FormFields = { declared: ['yes'], receipt: ['yes'] }

/** Creates a parent who has sent an intake. Throws when it is refused. */
export async function sendIntake(
  fields?: FormFields,
  language: Language = 'en',
  overrides: Readonly<Record<string, unknown>> = {},
): Promise<Visitor> {
  const parent = await createParentWithDraft(fields, language, overrides)
  const posted = { ...declarationFields, ...(fields?.receipt && { receipt: fields.receipt }) }
  const { status } = await parent.post(localisePath(language, '/intake/send/'), posted)
  if (status !== 303) throw new Error(`Sending the intake was answered with ${status}`)
  return parent
}

/** Finds a section of the intake. Throws when there is none. */
export function findIntakeSection(slug: string): Section {
  const section = findSection(intakeForm, slug)
  if (!section) throw new Error(`There is no section ${slug}`)
  return section
}

/** Saves one section of the intake. Throws when it is refused. */
export async function saveIntakeSection(
  parent: Visitor,
  slug: string,
  fields: FormFields = intakeExamples.byOneParent.fields,
): Promise<Response> {
  const answer = await parent.post(`/intake/${slug}/`, getSectionFields(findIntakeSection(slug), fields))
  if (answer.status !== 303) throw new Error(`Saving ${slug} was answered with ${answer.status}`)
  return answer
}

/** Creates a parent who has saved the first section and nothing else. */
export async function createParentWithFirstSection(
  overrides: Readonly<Record<string, unknown>> = {},
): Promise<Visitor> {
  const parent = createVisitor(overrides)
  await saveIntakeSection(parent, 'start')
  return parent
}

/** Asks for a resume code and returns it. */
export const requestResumeCode = async (parent: Visitor): Promise<string> =>
  (await parsePage(await parent.post('/intake/resume-code/', { press: ['show'] }))).slots.code ?? ''

/** Reads the fields that a page shows filled in, without blank ones. */
export const readTypedFields = async (visitor: Visitor, path: string): Promise<FormFields> =>
  omitBlankFields((await parsePage(await visitor.get(path))).filledFields)

/** Leaves out the fields that hold only spaces. */
export const omitBlankFields = (fields: FormFields): FormFields =>
  Object.fromEntries(
    Object.entries(fields).filter(([, values]) => values.some((value) => value.trim() !== '')),
  )

/**
 * The same intake from another family for each number `n`. It shares no person, phone number or address with the
 * others, because files that share one are related and get the same coordinator.
 */
export function createNumberedFamilyFields(fields: FormFields, n: number): FormFields {
  const family = [...String(n)].map((digit) => 'bdfgklmnrt'[Number(digit)]).join('a')
  const fullName = (first: string) => [`${first} ${family[0]?.toUpperCase()}${family.slice(1)}ov`]
  const familyFields: FormFields = {
    legalName: fullName('Ida'),
    phone: [`613 555 ${2000 + n}`],
    email: [`ida.${family}@example.com`],
    otherName: fullName('Otis'),
    otherFormerNames: fullName('Otho'),
    otherPhone: [`613 555 ${4000 + n}`],
    otherEmail: [`otis.${family}@example.net`],
  }
  return Object.fromEntries(
    Object.entries(fields).map(([field, values]) => {
      if (values.every((value) => value.trim() === '')) return [field, values]
      const [, item, name] = field.split('/')
      return [field, name === 'childName' ? fullName(`Child${item}`) : (familyFields[field] ?? values)]
    }),
  )
}

/** The intake that the other parent of the example by one parent would send: the sides exchanged, the same children. */
export const otherParentFields: FormFields = {
  ...intakeExamples.byOneParent.fields,
  legalName: ['Alexis Brandt'],
  'birthDate-day': ['9'],
  phone: ['613 555 0177'],
  email: ['a.brandt@example.net'],
  otherName: ['Mo Tanaka'],
  otherPhone: ['613 555 0142'],
  otherEmail: ['mo.tanaka@example.com'],
}
