import { Hono } from 'hono'
import { notices } from '../../content/site/wording.ts'
import { removeItem } from '../../db/drafts.ts'
import { type Form, keptFields, sectionOf } from '../../forms/form.ts'
import { pathIn } from '../../forms/language.ts'
import { readSection } from '../../forms/parse.ts'
import { steps } from '../../forms/progress.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import type { AppEnv, Context } from '../http/context.ts'
import { errorPage, takesOnly } from '../http/error-response.ts'
import { log } from '../http/log.ts'
import { logLimited, within } from '../http/rate-limit.ts'
import { readForm } from '../http/read-form.ts'
import { orFault } from '../http/try-or-log.ts'
import { known, strangeFields } from '../http/unexpected-fields.ts'
import { keepSection, nothingTyped, readTyped } from './draft.ts'
import { heldDraft, letGo } from './draft-cookie.ts'
import { type Notice, type PageOf, pathOf, sectionPage, thenCheck } from './section-page.ts'

/** The pages of a form: shown as far as they were filled, saved as they are posted. */
export const sectionRoutes = (form: Form, roomOn?: ShowsRoom) =>
  new Hono<AppEnv>()
    .on(['GET', 'POST'], ['/:section/', '/:section/:item/'], (c) => {
      const page = pageAt(form, c.req.param('section'), c.req.param('item'))
      if (!page) return errorPage(c, 404)
      if (c.req.method !== 'POST') return show(c, page, roomOn)
      return page.section.repeats && page.item === undefined ? postList(c, page) : post(c, page)
    })
    .on('ALL', ['/:section/', '/:section/:item/'], (c) =>
      pageAt(form, c.req.param('section'), c.req.param('item'))
        ? takesOnly('GET', 'HEAD', 'POST')(c)
        : errorPage(c, 404),
    )

/** A section that says whether the practice has room, and how to read its draft together with that. */
interface ShowsRoom {
  readonly slug: string
  readonly read: (c: Context, held: Held) => Promise<{ slots: Record<string, string>; typed: Typed }>
}
type Typed = Awaited<ReturnType<typeof readTyped>>
type Held = Awaited<ReturnType<typeof heldDraft>>

/** The page at an address; none for a section there is not, or for one of many where there is no list. */
function pageAt(form: Form, slug: string, item: string | undefined): PageOf | undefined {
  const section = sectionOf(form, slug)
  if (!section || section.atSending) return undefined
  if (item === undefined) return { form, section }
  return section.repeats && item !== BUILT && ITEM.test(item) ? { form, section, item } : undefined
}

/** When it was begun and some chance, so that a list keeps its order and two open pages never share one. */
const newItem = (): string =>
  Date.now().toString(36).padStart(9, '0') +
  (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0).toString(36).padStart(7, '0')
const ITEM = /^[0-9a-z]{2,16}$/
/** The built page of one of many stands at this address, so nothing may be called so. */
const BUILT = 'item'

async function show(c: Context, page: PageOf, room?: ShowsRoom): Promise<Response> {
  const held = await heldDraft(c, page.form.id)
  const { slots, typed } =
    room?.slug === page.section.slug ? await room.read(c, held) : { slots: {}, typed: await typedIn(c, held) }
  if (!typed) return sectionPage(c, page, { notice: notices.draftGoneBefore, status: 410, slots })
  return sectionPage(c, page, { fields: typed.fields, slots })
}

const typedIn = async (c: Context, held: Held): Promise<Typed> => {
  if (held === 'none') return nothingTyped
  return held === 'forged' ? undefined : readTyped(c, held)
}

/** The list of what a section repeats for: add another, or go on. */
async function postList(c: Context, page: PageOf): Promise<Response> {
  const posted = await readForm(c.req.raw)
  if (!posted.ok) return errorPage(c, posted.status)
  const { [BUTTON]: pressed = [], ...rest } = posted.fields
  if (posted.damaged || Object.keys(rest).length > 0) return errorPage(c, 400)
  if (pressed[0] === 'add') {
    const path = `${pathIn(c.get('language'), pathOf({ ...page, item: newItem() }))}${thenCheck(c)}`
    return c.redirect(path, 303)
  }
  return save(c, page, {}, await heldDraft(c, page.form.id))
}

/** The button pressed, on pages that have several. */
const BUTTON = 'press'

async function post(c: Context, page: PageOf): Promise<Response> {
  const posted = await readForm(c.req.raw)
  if (!posted.ok) return errorPage(c, posted.status)
  const { form, section, item } = page
  const { [BUTTON]: pressed = [], ...fields } = posted.fields
  const held = await heldDraft(c, form.id)
  if (item !== undefined && pressed[0] === 'remove') return remove(c, page, held)
  const typed = (own: Fields) => keptFields(section, item, own)
  const strange = item === undefined && pressed.length > 0 ? 'unknown_field' : strangeFields(section, fields)
  if (strange || posted.damaged) {
    log('section_refused', {
      request: c.get('requestId'),
      form: form.id,
      section: section.slug,
      reason: strange ?? 'damaged',
    })
    const notice = strange ? notices.unexpectedFields : notices.damagedText
    const kept = typed(known(section, fields))
    return sectionPage(c, page, { fields: kept, notice, status: 400 })
  }
  const reading = readSection(section, fields)
  if (reading.ok) return save(c, page, reading.fields, held)
  logProblems(c, page, reading.problems)
  // What earlier pages hold decides which questions are open; without it the page still says what to mend.
  const before = typeof held === 'string' ? undefined : await orFault(c, readTyped(c, held))
  const all = { ...(before !== 'fault' && before?.fields), ...typed(reading.fields) }
  return sectionPage(c, page, { fields: all, problems: reading.problems, status: 422 })
}

/** Saves a page that may be saved and leads on; what stands in the way is said on the page, which keeps it all. */
async function save(c: Context, page: PageOf, fields: Fields, held: Held): Promise<Response> {
  const { form, section, item } = page
  const again = (notice: Notice, status: 410 | 429 | 500) =>
    sectionPage(c, page, { fields: keptFields(section, item, fields), notice, status })
  if (held === 'none' && !(await within(c, c.get('env').limits.newDrafts))) {
    logLimited(c)
    return again(notices.tooMany, 429)
  }
  const most = item === undefined ? undefined : section.repeats?.most
  const what = {
    section: section.slug,
    fields,
    ...(item !== undefined && { item }),
    ...(most !== undefined && { most }),
  }
  const saved = held !== 'forged' && (await orFault(c, keepSection(c, form.id, what, held)))
  if (saved === 'fault') return again(notices.notSaved, 500)
  if (saved) return c.redirect(pathIn(c.get('language'), nextPath(c, page)), 303)
  // One too many, or a draft that is gone: a look tells them apart.
  const left = item === undefined || typeof held === 'string' ? undefined : await readTyped(c, held)
  if (left) return again(notices.listFull, 429)
  letGo(c, form.id)
  return again(notices.draftGone, 410)
}

/** Takes one out of its list; what is not in it any more is taken out already. */
async function remove(c: Context, page: PageOf, held: Held): Promise<Response> {
  const { form, section, item } = page
  if (typeof held === 'object') await removeItem(c.get('env').db, held.id, `${section.slug}/${item}`)
  return c.redirect(`${pathIn(c.get('language'), pathOf({ form, section }))}${thenCheck(c)}`, 303)
}

/** After one of many comes its list; after a section the next; after the last, or a change made from there, the check. */
function nextPath(c: Context, { form, section, item }: PageOf): string {
  if (item !== undefined) return `${pathOf({ form, section })}${thenCheck(c)}`
  const all = steps(form)
  const next = all[all.indexOf(section) + 1]
  return `/${form.id}/${next && !thenCheck(c) ? next.slug : 'check'}/`
}

function logProblems(c: Context, { form, section }: PageOf, problems: readonly { question: string }[]) {
  const questions = problems.map(({ question }) => question)
  log('section_rejected', { request: c.get('requestId'), form: form.id, section: section.slug, questions })
}
