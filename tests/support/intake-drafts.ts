import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { draftSections } from '../../db/schema.ts'
import { postsOf } from '../../forms/example.ts'
import { sectionOf } from '../../forms/form.ts'
import { type Language, pathIn } from '../../forms/language.ts'
import { readSection } from '../../forms/parse.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import { environment } from '../../worker/environment.ts'
import { keptSeconds } from '../../worker/intake/draft-cookie.ts'
import { draftIdOf, draftKeyOf } from '../../worker/privacy/draft-key.ts'
import { sealWith } from '../../worker/privacy/seal.ts'
import { bindings, type Visitor, visit } from './test-portal.ts'

/** Fills in and saves every section, the first before the others at once; each must be taken. */
export async function fillIn(
  parent: Visitor,
  fields: Fields = intakeExamples.byOneParent.fields,
  language: Language = 'en',
): Promise<void> {
  const [first, ...others] = postsOf(intake, fields)
  if (first) await save(parent, first, language)
  await Promise.all(others.map((one) => save(parent, one, language)))
}

type Post = ReturnType<typeof postsOf>[number]

async function save(parent: Visitor, { path, fields }: Post, language: Language): Promise<void> {
  const { status } = await parent.post(pathIn(language, path), fields)
  if (status !== 303) throw new Error(`${path} answered ${status}`)
}

/**
 * Leaves the draft that `fillIn` leaves, for tests of what comes after: the first section is saved and begins the
 * draft, the others are written beside it at once, as saving each would.
 */
export async function filledDraft(
  parent: Visitor,
  fields: Fields = intakeExamples.byOneParent.fields,
  language: Language = 'en',
): Promise<void> {
  const [first, ...others] = postsOf(intake, fields)
  if (!first) return
  await save(parent, first, language)
  const [, token = '', shared] = /__Host-intake=([\w-]{43})(\.shared)?/.exec(parent.cookie) ?? []
  const { db, draftSecret } = environment(bindings)
  const draftId = await draftIdOf(intake.id, token)
  const key = await draftKeyOf(draftSecret, intake.id, token)
  const keptUntil = Date.now() + keptSeconds({ shared: shared !== undefined }) * 1000
  const saved = others.map(async (post) => {
    const { section, typed } = savedOf(post)
    const sealed = await sealWith(key, `draft_sections.typed:${draftId}/${section}`, typed)
    return { draftId, section, typed: sealed, revision: 1, keptUntil }
  })
  const [row, ...rows] = (await Promise.all(saved)).map((one) => db.insert(draftSections).values(one))
  if (row) await db.batch([row, ...rows])
}

/** What saving a page writes: under which name, and the fields as they are kept. */
function savedOf({ path, fields: { press: _, ...posted } }: Post): { section: string; typed: Fields } {
  const [slug = '', item] = path.split('/').slice(2, -1)
  const section = sectionOf(intake, slug)
  if (!section || 'device' in posted) throw new Error(`${path} is not saved by itself`)
  if (section.repeats && item === undefined) return { section: slug, typed: {} }
  const reading = readSection(section, posted)
  if (!reading.ok) throw new Error(`${path} would not be saved`)
  return { section: item === undefined ? slug : `${slug}/${item}`, typed: reading.fields }
}

/** A parent who has filled in everything and not sent it. */
export async function parentWithDraft(
  fields?: Fields,
  language?: Language,
  overrides: Readonly<Record<string, unknown>> = {},
): Promise<Visitor> {
  const parent = visit(overrides)
  await filledDraft(parent, fields, language)
  return parent
}

/** What is declared on sending. */
export const declared: Fields = { declared: ['yes'] }

/** What was given: the fields that hold more than spaces. */
export const given = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(([, values]) => values.some((value) => value.trim() !== '')),
  )

/**
 * The same intake from a family of its own, that shares no person, phone number or address with any other: files of
 * one family find one another and go to one coordinator. Gives another for every number.
 */
export function otherFamily(fields: Fields, n: number): Fields {
  const family = [...String(n)].map((digit) => 'bdfgklmnrt'[Number(digit)]).join('a')
  const named = (first: string) => [`${first} ${family[0]?.toUpperCase()}${family.slice(1)}ov`]
  const own: Fields = {
    legalName: named('Ida'),
    phone: [`613 555 ${2000 + n}`],
    email: [`ida.${family}@example.com`],
    otherName: named('Otis'),
    otherFormerNames: named('Otho'),
    otherPhone: [`613 555 ${4000 + n}`],
    otherEmail: [`otis.${family}@example.net`],
  }
  return Object.fromEntries(
    Object.entries(fields).map(([field, values]) => {
      if (values.every((value) => value.trim() === '')) return [field, values]
      const [, item, name] = field.split('/')
      return [field, name === 'childName' ? named(`Child${item}`) : (own[field] ?? values)]
    }),
  )
}
