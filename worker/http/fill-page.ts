import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { escapeHtml } from '../../content/escape-html.ts'
import type { PageSlots, PageWithSlots } from '../../content/page-slots.ts'
import { renderUnbroken } from '../../content/unbroken.ts'
import { type Language, localisePath } from '../../forms/language.ts'
import type { FieldProblem } from '../../forms/parse.ts'
import type { SummarySection } from '../../forms/summarise.ts'
import { loadBuiltPage } from './built-page.ts'
import type { Context } from './context.ts'
import { type FieldsFilling, fillFields } from './fill-fields.ts'
import { fillProblems, type ProblemsFilling } from './fill-problems.ts'
import { fillPageSlots, type SlotValue, type SlotValues } from './fill-slots.ts'
import { loadNoticeWording } from './notices.ts'
import { markUnsaved } from './refill-page.ts'
import { returnToPage } from './returned-page.ts'
import { renderSummarySection, renderUnansweredQuestions, type SummaryOptions } from './summary-html.ts'

interface CommonFilling extends FieldsFilling {
  /** Where the page can be opened, in English, when it answers a post to another address. */
  readonly address?: string
  readonly status?: ContentfulStatusCode
  /** Set on a page whose button posts the same again, so that reloading it does too. */
  readonly staysAtPost?: true
  /** Set on a page that tells what its button did, so that reloading it does nothing again. */
  readonly isReturnedTo?: true
  /**
   * The answers so far by section. A section that is missing from the list was not asked and is removed from the page.
   */
  readonly summary?: Omit<SummaryOptions, 'language'> & { readonly sections: readonly SummarySection[] }
}

/** What a page shows of a form that was posted: what was typed, what is wrong with it, and the response's status. */
export type PostedFilling = Pick<CommonFilling, 'fields' | 'status'> & Omit<ProblemsFilling, 'problemHref'>

interface ItemsFilling {
  /** Links to the items of a list. */
  readonly items: readonly { readonly title: string; readonly href: string }[]
}

/** The filling of a built page, by the slots it has. It is text and gets escaped, unless the slot takes HTML. */
export type PageFilling<Page extends PageWithSlots> = CommonFilling &
  (keyof SlotValues<Page> extends never ? unknown : { readonly slots: SlotValues<Page> }) &
  ('problems' extends keyof PageSlots[Page] ? ProblemsFilling : unknown) &
  ('items' extends keyof PageSlots[Page] ? ItemsFilling : unknown) &
  /** The English path at which the page of a form was built. */
  (Page extends `/${string}` ? unknown : { readonly path: string })

/** Streams a built page in the reader's language with its filling. */
export function fillPage<Page extends PageWithSlots>(
  c: Context,
  page: Page,
  filling: PageFilling<Page>,
): Promise<Response>
export async function fillPage(c: Context, page: string, filling: AnyFilling): Promise<Response> {
  const language = c.get('language')
  const isRefused = c.req.method === 'POST' && (filling.status ?? 200) >= 400
  const mayReturn = isRefused || (c.req.method === 'POST' && filling.isReturnedTo)
  const returned = mayReturn && (await returnFilledPage(c, page, filling))
  if (returned) return returned
  const rewriter = new HTMLRewriter()
  fillFields(rewriter, filling)
  // What was posted and is shown again is not saved.
  if (isRefused || c.get('isReturned')) rewriter.on('form[data-form]', { element: markUnsaved })
  fillProblems(rewriter, language, {
    ...filling,
    notice: filling.notice && (await loadNoticeWording(c.get('env'), filling.notice)),
    problems: [...(filling.problems ?? []), ...(c.get('codeProblems') ?? [])],
  })
  if (c.get('isFileClosed'))
    rewriter.on('[data-closed]', { element: (element) => void element.removeAttribute('hidden') })
  fillPageSlots(rewriter, filling.slots ?? {})
  if (filling.items) fillItems(rewriter, filling.items)
  if (filling.summary) fillSummary(rewriter, language, filling.summary)
  const path = localisePath(language, filling.path ?? page)
  return rewriter.transform(
    await loadBuiltPage(
      c,
      path,
      filling.status,
      filling.address ?? c.get('path') + new URL(c.req.url).search,
    ),
  )
}

/** Returns to a page that was posted, filled as it is; undefined when it answers the post itself. */
async function returnFilledPage(
  c: Context,
  page: string,
  { problemHref, revealedQuestions, ...filling }: AnyFilling,
): Promise<Response | undefined> {
  const names = c.get('returnableFields')
  const postedAddress = c.get('path') + new URL(c.req.url).search
  if (!names || filling.summary || filling.staysAtPost) return undefined
  const problems = [...(filling.problems ?? []), ...(c.get('codeProblems') ?? [])]
  const fields = Object.fromEntries(
    names.flatMap((name) => (filling.fields?.[name] ? [[name, filling.fields[name]]] : [])),
  )
  const shown: ReturnedFilling = {
    page,
    filling: { ...filling, problems, fields },
    revealed: [...(revealedQuestions ?? [])],
    hrefs: problemHref ? problems.map(problemHref) : undefined,
    isFileClosed: c.get('isFileClosed'),
  }
  return returnToPage(c, filling.address ?? postedAddress, shown)
}

/** A filled page as it waits in the browser. */
interface ReturnedFilling {
  readonly page: string
  readonly filling: Omit<AnyFilling, 'problemHref' | 'revealedQuestions'>
  readonly revealed: readonly string[]
  readonly hrefs: readonly string[] | undefined
  readonly isFileClosed: true | undefined
}

/** Shows a page as `fillPage` returned to it. */
export function showReturnedFilling(
  c: Context,
  { page, filling, revealed, hrefs, isFileClosed }: ReturnedFilling,
): Promise<Response> {
  if (isFileClosed) c.set('isFileClosed', true)
  c.set('isReturned', true)
  const problems = filling.problems ?? []
  return (fillPage as (c: Context, page: string, filling: AnyFilling) => Promise<Response>)(c, page, {
    ...filling,
    revealedQuestions: new Set(revealed),
    ...(hrefs && { problemHref: (problem: FieldProblem) => hrefs[problems.indexOf(problem)] ?? '' }),
  })
}

interface AnyFilling extends CommonFilling, ProblemsFilling, Partial<ItemsFilling> {
  readonly path?: string
  readonly slots?: Readonly<Record<string, SlotValue>>
}

function fillItems(rewriter: HTMLRewriter, items: readonly { title: string; href: string }[]) {
  rewriter.on('[data-slot="items"]', {
    element: (list) => {
      if (items.length > 0) list.removeAttribute('hidden')
      for (const { title, href } of items) {
        list.append(`<li><a href="${escapeHtml(href)}">${renderUnbroken(title)}</a></li>`, { html: true })
      }
    },
  })
}

function fillSummary(
  rewriter: HTMLRewriter,
  language: Language,
  { sections, ...options }: NonNullable<CommonFilling['summary']>,
) {
  const sectionsBySlug = Map.groupBy(sections, ({ slug }) => slug)
  const unanswered = renderUnansweredQuestions(sections, { language, ...options })
  rewriter
    .on('[data-summary]', {
      element: (section) => {
        if (!sectionsBySlug.has(section.getAttribute('data-summary') ?? '')) section.remove()
      },
    })
    .on('[data-summary-rows]', {
      element: (rows) => {
        const slug = rows.getAttribute('data-summary-rows') ?? ''
        const html = (sectionsBySlug.get(slug) ?? []).map((section) =>
          renderSummarySection(section, { language, ...options }),
        )
        rows.setInnerContent(html.join(''), { html: true })
      },
    })
    .on('[data-summary-empty]', {
      element: (details) => {
        if (unanswered.count === 0) details.remove()
        else details.append(unanswered.html, { html: true })
      },
    })
    .on('[data-summary-empty-count]', {
      element: (count) => void count.setInnerContent(String(unanswered.count)),
    })
}
