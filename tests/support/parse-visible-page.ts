import { parsePage } from './parse-page.ts'

/** A page as somebody sees it: what is hidden is not there, and words are one space apart. */
export async function parseVisiblePage(response: Response) {
  const page = await parsePage(removeHiddenElements(response))
  return { ...page, text: page.text.replace(/\s+/g, ' ').replace(/ \./g, '.').trim() }
}

/** Every form that somebody sees on a page: where it posts, and what it holds hidden. */
export async function parseVisibleForms(response: Response) {
  const forms: { action: string; fields: Record<string, string[]> }[] = []
  const rewriter = new HTMLRewriter()
    .on('form', {
      element: (form) => {
        forms.push({ action: form.getAttribute('action') ?? '', fields: {} })
      },
    })
    .on('form input[type="hidden"]', {
      element: (input) => {
        const fields = forms.at(-1)?.fields ?? {}
        fields[input.getAttribute('name') ?? ''] = [input.getAttribute('value') ?? '']
      },
    })
  await rewriter.transform(removeHiddenElements(response)).text()
  return forms
}

/** Read afterwards: what one rewriter removes is still met by its own other handlers. */
const removeHiddenElements = (response: Response): Response =>
  new HTMLRewriter().on('[hidden]', { element: (element) => void element.remove() }).transform(response)
