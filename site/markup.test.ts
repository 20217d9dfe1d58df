import { join } from 'node:path'
import { HtmlValidate } from 'html-validate'
import { expect, it } from 'vitest'
import { DESK_PATH } from '../content/desk-addresses.ts'
import {
  builtSiteFolder,
  listBuiltPages,
  parseBuiltPage,
  readBuiltAttributes,
  readBuiltHtml,
} from '../dev/built-site.ts'
import {
  defaultLanguage,
  getOtherLanguages,
  getOwnLanguageName,
  localisePath,
  splitLanguagePath,
} from '../forms/language.ts'
import { chooseCases } from '../tests/support/explored-cases.ts'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    // Astro writes void elements, doctype and attributes in other valid ways; these rules are taste, not errors.
    'doctype-style': 'off',
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attr-quotes': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    // The check boxes of a question share its name, and so do the buttons of a page that has several.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button'] }],
    // JAWS reads the hint of a group of text fields only if the role is explicit (govuk-frontend, date-input).
    'no-redundant-role': 'off',
    // The phone numbers of the practice and of crisis lines prevent line breaks with their own markup.
    'tel-non-breaking': 'off',
  },
})

it('builds valid HTML on every page', async () => {
  const pages = listBuiltPages()
  expect(pages.length).toBeGreaterThan(20)
  const isTranslated = (path: string) => splitLanguagePath(path).language !== defaultLanguage
  for (const path of chooseCases(pages, isTranslated)) {
    const { results } = await validator.validateFile(join(builtSiteFolder, path, 'index.html'))
    const messages = results.flatMap((result) =>
      result.messages.map(({ ruleId, message, line }) => `${line}: ${ruleId}: ${message}`),
    )
    expect(messages, path).toEqual([])
  }
})

it('heads every row of a table with what it is about', () => {
  const rows = listBuiltPages().flatMap((path) => [...parseBuiltPage(path).querySelectorAll('tbody tr')])
  expect(rows.length).toBeGreaterThan(5)
  for (const row of rows) expect(row.firstElementChild?.matches('th[scope="row"]'), row.outerHTML).toBe(true)
})

it('leads to signing in from the page that asks for it, however somebody came to it', () => {
  for (const address of listBuiltPages().filter((path) => path.endsWith('/errors/401/'))) {
    const { language } = splitLanguagePath(address)
    const links = readBuiltAttributes(address, 'main a.govuk-button:not([hidden], [hidden] *)', 'href')
    expect(links).toEqual([localisePath(language, DESK_PATH)])
  }
})

it('offers every page in every language, each leading to the others', () => {
  const pages = new Set(listBuiltPages())
  for (const address of pages) {
    const { language, path } = splitLanguagePath(address)
    const twins = getOtherLanguages(language).map((other) => localisePath(other, path))
    for (const twin of twins) expect(pages, address).toContain(twin)
    // React renders the desk's language switch.
    if (path.startsWith('/desk/')) continue
    const switches = [
      ...readBuiltHtml(address).matchAll(
        /<(?:a|button) [^>]*(?:href|formaction)="([^"]+)"[^>]* lang="([^"]+)"[^>]*>([^<]*)</g,
      ),
    ].map(([, href = '', to, name = '']) => ({ href, to, name: name.trim() }))
    expect(
      switches.map(({ to, name }) => [to, name]),
      address,
    ).toEqual(getOtherLanguages(language).map((other) => [other, getOwnLanguageName(other)]))
    for (const { href, to } of switches) {
      expect(pages, address).toContain(href)
      expect(splitLanguagePath(href).language, address).toBe(to)
    }
  }
})

it('runs no two words or sentences together, where the worker writes a value between them too', () => {
  // A sentence that ends and another that begins; an inline value with a word right behind or before it.
  const glued =
    /\p{Ll}[.!?]\p{Lu}|<span data-slot="[^"]+"><\/span>[\p{L}\d]|[\p{L}\d.,:;]<span data-slot="[^"]+"><\/span>/gu
  for (const path of listBuiltPages()) {
    const [main = ''] =
      /<main[\s\S]*<\/main>/.exec(readBuiltHtml(path).replace(/<script[\s\S]*?<\/script>/g, '')) ?? []
    expect(main.match(glued) ?? [], path).toEqual([])
  }
})

it('names what only a screen reader says in the language of the page', () => {
  const namesOn = (path: string) =>
    ['aria-label', 'alt', 'title'].flatMap((attribute) =>
      readBuiltAttributes(path, `[${attribute}]`, attribute).filter(Boolean),
    )
  const originals = listBuiltPages().filter((path) => splitLanguagePath(path).language === defaultLanguage)
  let named = 0
  for (const path of originals) {
    const names = namesOn(path)
    named += names.length
    for (const language of getOtherLanguages(defaultLanguage)) {
      const theirs = new Set(namesOn(localisePath(language, path)))
      expect(theirs.size, path).toBe(new Set(names).size)
      for (const name of names) expect(theirs, path).not.toContain(name)
    }
  }
  expect(named).toBeGreaterThan(originals.length)
})
