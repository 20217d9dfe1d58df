import { practice } from '../../content/practice.ts'
import { buildPrefixedSlotValues } from '../../content/slots-for.ts'
import {
  addUnprefixedItemFields,
  type Form,
  findSection,
  listItemIds,
  listRevealedQuestions,
  type Section,
} from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { appendColon, type Language, localisePath } from '../../forms/language.ts'
import { parseAnswersSoFar } from '../../forms/parse.ts'
import { getOptOutFieldName } from '../../forms/questions/index.ts'
import { summariseAnswers } from '../../forms/summarise.ts'
import type { Context } from '../http/context.ts'
import { fillPage, type PostedFilling } from '../http/fill-page.ts'
import type { ProblemsFilling } from '../http/fill-problems.ts'
import type { SlotValues } from '../http/fill-slots.ts'
import { REVISION_FIELD, REVISION_OF_UNSAVED_PAGE, REVISION_WITHOUT_DRAFT } from '../http/read-form.ts'
import type { RoomByProvince } from './registered-form.ts'
import { EMPTY_DRAFT, getDraftSectionName, type LoadedDraft } from './sealed-draft.ts'

/** A page of a form: a section, or the page of one item. */
export interface FormPage {
  readonly form: Form
  readonly section: Section
  readonly item?: string
}

/** The fields are those of the whole form, as just typed or as saved before. */
type SectionPageFilling = PostedFilling &
  Pick<ProblemsFilling, 'problemHref'> & {
    /** Whether the practice has room, by province; for the first page of the form. */
    readonly roomByProvince?: RoomByProvince | undefined
    /** The revision that the page was made from; a page that comes back keeps the one with which it was posted. */
    readonly revision: string | undefined
  }

/**
 * The revision of a page: that of its section or item, or the sum of its items’ for a list. Where nothing was saved, it
 * tells whether there was a draft at all.
 */
export function getPageRevision(page: FormPage, draft: LoadedDraft): string {
  if (draft === EMPTY_DRAFT) return REVISION_WITHOUT_DRAFT
  return String(sumPageRevisions(page, draft) || REVISION_OF_UNSAVED_PAGE)
}

function sumPageRevisions({ section, item }: FormPage, { revisionBySection }: LoadedDraft): number {
  if (!section.repeats || item !== undefined) {
    const name = getDraftSectionName({ section: section.slug, ...(item !== undefined && { item }) })
    return revisionBySection.get(name) ?? 0
  }
  const items = [...revisionBySection].filter(([name]) => name.startsWith(`${section.slug}/`))
  return items.reduce((sum, [, revision]) => sum + revision, 0)
}

/** The query string that leads back to the check after a change made from there; empty otherwise. */
export const getReturnToCheckQuery = (c: Context): string =>
  c.req.query('then') === 'check' ? '?then=check' : ''

export const getFormPagePath = ({ form, section, item }: FormPage): string =>
  `/${form.id}/${section.slug}/${item === undefined ? '' : `${item}/`}`

/** Whether a page was made from what had been saved on it. */
const isSaved = (revision: string | undefined): boolean =>
  revision !== undefined && revision !== REVISION_OF_UNSAVED_PAGE && revision !== REVISION_WITHOUT_DRAFT

/** Shows a section's page with its answers, its problems and the questions that earlier pages reveal. */
export function respondWithSectionPage(
  c: Context,
  page: FormPage,
  { roomByProvince, revision, ...posted }: SectionPageFilling,
): Promise<Response> {
  const { form, section, item } = page
  const { fields = {} } = posted
  const language = c.get('language')
  const returnQuery = getReturnToCheckQuery(c)
  const path = getFormPagePath(page)
  const pageFields = item === undefined ? fields : addUnprefixedItemFields(section, item, fields)
  const common = {
    ...posted,
    path,
    address: path + new URL(c.req.url).search,
    action: `${localisePath(language, path)}${returnQuery}`,
    fields: {
      ...pageFields,
      ...c.get('invitationFields'),
      ...(revision !== undefined && { [REVISION_FIELD]: [revision] }),
    },
    revealedQuestions: listRevealedQuestions(form, section, pageFields),
  }
  const commonSlots = {
    progress: returnQuery === '',
    'to-check': returnQuery !== '',
    invitation: c.get('isInvitationClosed') === true,
    uninvited: c.get('isUninvited') === true,
  }
  if (item !== undefined)
    return fillPage(c, 'item', {
      ...common,
      path: `/${form.id}/${section.slug}/item/`,
      slots: {
        ...commonSlots,
        remove: isSaved(revision),
        number: formatItemNumber(form, section, item, fields, language),
        back: { href: `${localisePath(language, getFormPagePath({ form, section }))}${returnQuery}` },
      },
    })
  if (section.repeats) {
    const list = listItems(form, section, fields, language)
    const items = list.map(({ title, path }) => ({ title, href: `${path}${returnQuery}` }))
    return fillPage(c, 'list', {
      ...common,
      items,
      slots: { ...commonSlots, ...listSlots(section.repeats, list.length) },
    })
  }
  const slots = buildPrefixedSlotValues(
    'room-',
    practice.provinces,
    (province) => roomByProvince?.[province]?.[language],
  )
  return fillPage(c, 'section', {
    ...common,
    slots: { ...commonSlots, room: roomByProvince !== undefined, ...slots },
  })
}

function listItems(form: Form, section: Section, fields: FormFields, language: Language) {
  const { namedBy, itemsOf, one } = section.repeats ?? {}
  const list = itemsOf === undefined ? section : findSection(form, itemsOf)
  const { answers, asked } = parseAnswersSoFar(form, fields, list)
  const rows = summariseAnswers(asked, answers, language)
  return listItemIds(section, fields).map((item, index) => {
    const named = rows[index]?.rows.find(({ question }) => question === namedBy)
    const name = named?.lines[0] ?? getNameByOptOut(list, item, fields, language)
    const title = `${one?.[language]} ${index + 1}`
    return {
      title: name ? `${appendColon(title, language)} ${name}` : title,
      path: localisePath(language, getFormPagePath({ form, section, item })),
    }
  })
}

/** Names an item that has no name yet by what was ticked about it: a child who is not born. */
function getNameByOptOut(
  list: Section | undefined,
  item: string,
  fields: FormFields,
  language: Language,
): string | undefined {
  const { namedByOptOut } = list?.repeats ?? {}
  if (!list || !namedByOptOut) return undefined
  const ticked = fields[`${list.slug}/${item}/${getOptOutFieldName(namedByOptOut.question)}`]
  return ticked?.includes(namedByOptOut.optOut) ? namedByOptOut.name[language] : undefined
}

/** The texts of the list page that fit the number of items. */
const listSlots = (
  { most, itemsOf }: NonNullable<Section['repeats']>,
  count: number,
): Pick<SlotValues<'list'>, 'none' | 'add' | 'another' | 'full' | 'go-on' | 'go-on-empty'> => ({
  none: count === 0,
  add: count === 0 && !itemsOf,
  another: count > 0 && count < most && !itemsOf,
  full: count > 0 && count >= most && !itemsOf,
  'go-on': count > 0,
  'go-on-empty': count === 0,
})

/**
 * The number of an item in its list, from 1. An item that is not saved yet comes last. Where an earlier page named it, the
 * name follows: among four children, nobody knows the third.
 */
function formatItemNumber(
  form: Form,
  section: Section,
  item: string,
  fields: FormFields,
  language: Language,
): string {
  const items = listItemIds(section, fields)
  const index = items.indexOf(item)
  const number = String((index === -1 ? items.length : index) + 1)
  const { itemsOf, namedBy } = section.repeats ?? {}
  const name =
    itemsOf &&
    (fields[`${itemsOf}/${item}/${namedBy}`]?.[0] ||
      getNameByOptOut(findSection(form, itemsOf), item, fields, language))
  return name ? `${appendColon(number, language)} ${name}` : number
}
