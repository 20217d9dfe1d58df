import { type HtmlElement, isWholePage, parseHtml, readAttributes, readText } from './parse-html.ts'

/** A page of the portal as a browser understands it, with entities decoded and hidden elements recognised. */
export type ParsedPage = Awaited<ReturnType<typeof parsePage>>

/** Parses the page in a response. */
export const parsePage = async (response: Response) => readPage(response, await parseWholePage(response))

/** Parses a page as a person sees it: without hidden elements, and with single spaces between words. */
export async function parseVisiblePage(response: Response) {
  const page = readPage(response, await parseVisibleHtml(response))
  return { ...page, text: page.text.replace(/\s+/g, ' ').replace(/ \./g, '.').trim() }
}

/** The forms that a person sees on a page: where each posts, its hidden fields, and its button if it has only one. */
export async function parseVisibleForms(response: Response) {
  const page = await parseVisibleHtml(response)
  return page.querySelectorAll('form').map((form) => ({
    action: form.getAttribute('action') ?? '',
    fields: Object.fromEntries(
      [...form.querySelectorAll('input[type="hidden"]'), ...pickOnlyNamedButton(form)].map((input) => [
        input.getAttribute('name') ?? '',
        [input.getAttribute('value') ?? ''],
      ]),
    ) as Record<string, string[]>,
  }))
}

function pickOnlyNamedButton(form: HtmlElement): readonly HtmlElement[] {
  const buttons = form.querySelectorAll('button[type="submit"][name]')
  return buttons.length === 1 ? buttons : []
}

async function parseVisibleHtml(response: Response): Promise<HtmlElement> {
  const page = await parseWholePage(response)
  for (const hidden of page.querySelectorAll('[hidden]')) hidden.remove()
  return page
}

async function parseWholePage(response: Response): Promise<HtmlElement> {
  const html = await response.text()
  if (!isWholePage(html)) throw new Error('There is no page')
  return parseHtml(html)
}

const readPage = ({ status }: Response, page: HtmlElement) => ({
  status,
  language: page.getAttribute('lang') ?? '',
  title: page.querySelector('head > title')?.textContent ?? '',
  heading: page.querySelector('h1')?.textContent ?? '',
  ids: collectIds(page),
  scripts: page.querySelectorAll('script').length,
  links: listLinks(page, 'a[href]'),
  errorPage: readAttributes(page, '[data-error-page]', 'data-error-page')[0],
  /** All text, including that of hidden elements. */
  text: readText(page, ' '),
  action: page.querySelectorAll('form').at(-1)?.getAttribute('action') ?? undefined,
  filledFields: collectFilledFields(page),
  /** The revision from which a page of a form was made. Every post from the page carries it. */
  revision: readAttributes(page, 'form input[name="revision"]', 'value')[0],
  /** Says on a page of a form that it begins with an invitation. Every post from the page carries it too. */
  invitationMark: readAttributes(page, 'form input[name="invitation"]', 'value')[0],
  /** How each question is shown: its description, its error message if one is shown, and whether it is hidden. */
  invalidFields: readAttributes(page, 'form [aria-invalid="true"]', 'name'),
  hiddenQuestions: readAttributes(page, '[data-question][hidden]', 'data-question'),
  describedByIds: mapByAttribute(
    page,
    'data-described',
    (element) => element.getAttribute('aria-describedby')?.split(' ') ?? [],
  ),
  messages: mapByAttribute(page, 'data-error', (element) => readText(element), ':not([hidden])'),
  slots: mapByAttribute(page, 'data-slot', (element) => readText(element)),
  /** The slots that are shown, and those that are hidden. */
  shown: new Set(readAttributes(page, '[data-slot]:not([hidden])', 'data-slot')) as ReadonlySet<string>,
  hiddenSlots: readAttributes(page, '[data-slot][hidden]', 'data-slot'),
  summary: readSummary(page),
  /**
   * The sections in the check of the answers, their answers as a list of lines for each question, and links to what was
   * left empty.
   */
  summarisedSections: readAttributes(page, '[data-summary]', 'data-summary'),
  leftEmpty: listLinks(page, '.left-empty a'),
  /** Links to the questions that have to be answered before sending. */
  stillNeeded: listLinks(page, '#still-needed a'),
  answers: mapByAttribute(page, 'data-answer', readLines),
})

function collectIds(page: HtmlElement): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const id of readAttributes(page, '[id]', 'id')) {
    if (ids.has(id)) throw new Error(`The page has two elements with the id ${id}`)
    ids.add(id)
  }
  return ids
}

const listLinks = (page: HtmlElement, selector: string): { readonly href: string; readonly text: string }[] =>
  page
    .querySelectorAll(selector)
    .map((link) => ({ href: link.getAttribute('href') ?? '', text: link.textContent }))

/** The fields that the form would post if its button were pressed now, without the hidden ones. */
function collectFilledFields(page: HtmlElement): Readonly<Record<string, readonly string[]>> {
  const filled: Record<string, string[]> = {}
  for (const control of page.querySelectorAll('form :is(input, select, textarea)[name]')) {
    const name = control.getAttribute('name') ?? ''
    const isTickable = /^(radio|checkbox)$/.test(control.getAttribute('type') ?? '')
    if (name === 'revision' || name === 'invitation' || (isTickable && !control.hasAttribute('checked')))
      continue
    if (control.closest('[data-slot="invitation"][hidden]')) continue
    filled[name] = [...(control.localName === 'input' ? (filled[name] ?? []) : []), readValue(control)]
  }
  return filled
}

function readValue(control: HtmlElement): string {
  if (control.localName === 'textarea') return readText(control)
  if (control.localName !== 'select') return control.getAttribute('value') ?? ''
  // As in a browser, the last one that is selected counts, and an option without a value posts its text.
  const chosen = control.querySelectorAll('option[selected]').at(-1)
  return chosen?.getAttribute('value') ?? chosen?.textContent ?? ''
}

/** Reads something from each element that has an attribute, by the attribute's value. */
const mapByAttribute = <T>(
  page: HtmlElement,
  attribute: string,
  read: (element: HtmlElement) => T,
  filter = '',
): Record<string, T> =>
  Object.fromEntries(
    page
      .querySelectorAll(`[${attribute}]${filter}`)
      .map((element) => [element.getAttribute(attribute) ?? '', read(element)]),
  )

/** The summary of problems above the form; undefined when it is hidden. */
function readSummary(page: HtmlElement) {
  const shown = (slot: string) => page.querySelector(`[data-slot="${slot}"]:not([hidden])`)
  const box = shown('problems')
  if (!box) return undefined
  return {
    beforeForm: page.querySelector('form, [data-slot="problems"]') === box,
    notice: shown('notice')?.textContent,
    problems: shown('problem-list') ? listLinks(page, '[data-slot="problem-list"] a') : [],
  }
}

function readLines(answer: HtmlElement): string[] {
  for (const lineBreak of answer.querySelectorAll('br')) lineBreak.replaceWith('\n')
  return answer.textContent.split('\n')
}
