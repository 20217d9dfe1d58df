/** A page of the portal as a browser would understand it: entities decoded, hidden things known as hidden. */
export type ParsedPage = Awaited<ReturnType<typeof parsePage>>

interface ParsedLink {
  readonly href: string
  readonly text: string
}

type TextByName = Record<string, string>

/** Reads a page out of a response with the parser the runtime has, which neither corrects nor decodes. */
export async function parsePage(response: Response) {
  const rewriter = new HTMLRewriter()
  const frame = collectFrame(rewriter)
  const form = collectForm(rewriter)
  const questions = collectQuestions(rewriter)
  const summary = collectSummary(rewriter)
  const answers = collectAnswers(rewriter)
  const html = await rewriter.transform(response).text()
  return {
    status: response.status,
    ...frame(),
    /** Everything a person can read, hidden parts included. */
    text: decodeEntities(html.replace(/<[^>]*>/g, ' ')),
    ...form(),
    ...questions(),
    ...summary(),
    ...answers(),
  }
}

function collectFrame(rewriter: HTMLRewriter) {
  const found = { language: '', scripts: 0, errorPage: undefined as string | undefined }
  const ids = new Set<string>()
  const links: { href: string; text: string }[] = []
  const texts: TextByName = { title: '', h1: '' }
  rewriter
    .on('html', {
      element: (html) => {
        found.language = html.getAttribute('lang') ?? ''
      },
    })
    .on('title', { text: appendTextTo(texts, () => 'title') })
    .on('h1', { text: appendTextTo(texts, () => 'h1') })
    .on('[id]', {
      element: (element) => {
        const id = element.getAttribute('id') ?? ''
        if (ids.has(id)) throw new Error(`The page has two elements with the id ${id}`)
        ids.add(id)
      },
    })
    .on('script', {
      element: () => {
        found.scripts += 1
      },
    })
    .on('a[href]', appendLinksTo(links))
    .on('[data-error-page]', {
      element: (element) => {
        found.errorPage = element.getAttribute('data-error-page') ?? ''
      },
    })
  return () => ({
    ...found,
    ids: ids as ReadonlySet<string>,
    title: decodeEntities(texts.title ?? ''),
    heading: decodeEntities(texts.h1 ?? ''),
    links: decodeLinks(links),
  })
}

/** What the form would post if its button were pressed now, and where. */
function collectForm(rewriter: HTMLRewriter) {
  let action: string | undefined
  let open = ''
  const filled: Record<string, string[]> = {}
  const texts: TextByName = {}
  rewriter
    .on('form', {
      element: (form) => {
        action = form.getAttribute('action') ?? undefined
      },
    })
    .on('form input[name]', {
      element: (input) => {
        const name = input.getAttribute('name') ?? ''
        const ticked = /^(radio|checkbox)$/.test(input.getAttribute('type') ?? '')
        if (ticked && !input.hasAttribute('checked')) return
        filled[name] = [...(filled[name] ?? []), input.getAttribute('value') ?? '']
      },
    })
    .on('form textarea[name]', {
      element: (textarea) => {
        open = textarea.getAttribute('name') ?? ''
        texts[open] = ''
      },
      text: appendTextTo(texts, () => open),
    })
    .on('form select[name]', {
      element: (select) => {
        open = select.getAttribute('name') ?? ''
        filled[open] = ['']
      },
    })
    .on('form select[name] option[selected]', {
      element: (option) => {
        filled[open] = [option.getAttribute('value') ?? '']
      },
    })
  return () => {
    // HTML, 13.2.6.4.7: a line feed right after a textarea's tag is ignored.
    for (const [name, text] of Object.entries(texts)) filled[name] = [text.replace(/^\n/, '')]
    return {
      action,
      filledFields: Object.fromEntries(
        Object.entries(filled).map(([name, values]) => [name, values.map(decodeEntities)]),
      ) as Readonly<Record<string, readonly string[]>>,
    }
  }
}

/** How each question is shown: what describes it, its message when it shows one, whether it is hidden. */
function collectQuestions(rewriter: HTMLRewriter) {
  let open: string | undefined
  const invalidFields: string[] = []
  const hiddenQuestions: string[] = []
  const describedByIds: Record<string, readonly string[]> = {}
  const messages: TextByName = {}
  rewriter
    .on('form [aria-invalid="true"]', {
      element: (control) => {
        invalidFields.push(control.getAttribute('name') ?? '')
      },
    })
    .on('[data-question][hidden]', {
      element: (question) => {
        hiddenQuestions.push(question.getAttribute('data-question') ?? '')
      },
    })
    .on('[data-described]', {
      element: (element) => {
        const ids = element.getAttribute('aria-describedby')?.split(' ') ?? []
        describedByIds[element.getAttribute('data-described') ?? ''] = ids
      },
    })
    .on('[data-error]', {
      element: (message) => {
        open = message.hasAttribute('hidden') ? undefined : (message.getAttribute('data-error') ?? '')
        if (open !== undefined) messages[open] = ''
      },
      text: appendTextTo(messages, () => open),
    })
  return () => ({ invalidFields, hiddenQuestions, describedByIds, messages: decodeTexts(messages) })
}

/** The box above the form, nothing when it is hidden, and the words in every other `data-slot`. */
function collectSummary(rewriter: HTMLRewriter) {
  let slot = ''
  let formSeen = false
  let beforeForm = false
  const shown = new Set<string>()
  const problems: { href: string; text: string }[] = []
  const slots: TextByName = {}
  rewriter
    .on('form', {
      element: () => {
        formSeen = true
      },
    })
    .on('[data-slot]', {
      element: (element) => {
        slot = element.getAttribute('data-slot') ?? ''
        slots[slot] = ''
        if (!element.hasAttribute('hidden')) shown.add(slot)
        if (slot === 'problems') beforeForm = !formSeen
      },
      text: appendTextTo(slots, () => slot),
    })
    .on('[data-slot="problem-list"] a', appendLinksTo(problems))
  return () => ({
    slots: decodeTexts(slots),
    /** The slots that are not hidden. */
    shown: shown as ReadonlySet<string>,
    summary: shown.has('problems')
      ? {
          beforeForm,
          notice: shown.has('notice') ? decodeEntities(slots.notice ?? '') : undefined,
          problems: shown.has('problem-list') ? decodeLinks(problems) : [],
        }
      : undefined,
  })
}

/** The sections shown for checking, their answers, a list of lines a question, and links to what was left empty. */
function collectAnswers(rewriter: HTMLRewriter) {
  let open = ''
  const texts: TextByName = {}
  const summarisedSections: string[] = []
  const leftEmpty: { href: string; text: string }[] = []
  rewriter
    .on('[data-summary]', {
      element: (section) => {
        summarisedSections.push(section.getAttribute('data-summary') ?? '')
      },
    })
    .on('.left-empty a', appendLinksTo(leftEmpty))
    .on('[data-answer]', {
      element: (answer) => {
        open = answer.getAttribute('data-answer') ?? ''
        texts[open] = ''
      },
      text: appendTextTo(texts, () => open),
    })
    .on('[data-answer] br', {
      element: () => {
        texts[open] += '\n'
      },
    })
  return () => ({
    summarisedSections,
    leftEmpty: decodeLinks(leftEmpty),
    answers: Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [name, text.split('\n').map(decodeEntities)]),
    ),
  })
}

/** Adds the text of an element, which may come in pieces, under a name; nowhere while there is none. */
const appendTextTo =
  (texts: TextByName, name: () => string | undefined) =>
  ({ text }: Text) => {
    const key = name()
    if (key !== undefined) texts[key] = (texts[key] ?? '') + text
  }

const appendLinksTo = (links: { href: string; text: string }[]) => ({
  element: (a: Element) => {
    links.push({ href: a.getAttribute('href') ?? '', text: '' })
  },
  text: ({ text }: Text) => {
    const link = links.at(-1)
    if (link) link.text += text
  },
})

const decodeLinks = (links: readonly ParsedLink[]): ParsedLink[] =>
  links.map(({ href, text }) => ({ href: decodeEntities(href), text: decodeEntities(text) }))

const decodeTexts = (texts: TextByName): TextByName =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, decodeEntities(text)]))

/**
 * Decodes character references as a browser does, and throws where a browser would guess: at an ampersand that
 * looks like the start of one, as it would if something typed had not been escaped.
 */
function decodeEntities(html: string): string {
  return html.replace(/&(#\d+;|#x[0-9a-f]+;|[a-z0-9]+;?|#)/gi, (reference, name: string) => {
    if (/^#\d+;$/.test(name)) return String.fromCodePoint(Number(name.slice(1, -1)))
    if (/^#x/i.test(name)) return String.fromCodePoint(Number.parseInt(name.slice(2, -1), 16))
    const character = CHARACTER_BY_ENTITY[name]
    if (character === undefined) throw new Error(`The page has an unescaped ${reference}`)
    return character
  })
}

const CHARACTER_BY_ENTITY: Readonly<Record<string, string>> = {
  'amp;': '&',
  'lt;': '<',
  'gt;': '>',
  'quot;': '"',
  'nbsp;': '\u00a0',
}
