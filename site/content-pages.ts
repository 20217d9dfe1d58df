import { type CollectionEntry, getCollection } from 'astro:content'
import { routeChooserWording } from '../content/site/route-chooser.ts'
import { defaultLanguage, type Language, languages } from '../forms/language.ts'
import { fillSettingsAsPlainText } from './markdown/settings.ts'
import { hashOriginalPageFile } from './page-fingerprint.ts'

export type PageEntry = CollectionEntry<'pages'>

/**
 * Loads the pages people read, by name and language. Throws, and so fails the build, when a page is missing in a
 * language, is an old translation, or cannot be rendered.
 */
export async function loadPagesByName(): Promise<Map<string, Readonly<Record<Language, PageEntry>>>> {
  const entries = await getCollection('pages')
  const names = new Set(entries.map(({ id }) => id.slice(id.indexOf('/') + 1)))
  const inEveryLanguage = (page: string) =>
    Object.fromEntries(languages.map((language) => [language, requirePageEntry(entries, language, page)]))
  return new Map([...names].map((page) => [page, inEveryLanguage(page) as Record<Language, PageEntry>]))
}

/** The label of a link to a page's next step: the title of that page, or the way to the form. */
export async function loadNextStepLabel(href: string, language: Language): Promise<string> {
  if (href === '/intake/') return routeChooserWording.start[language]
  const page = (await loadPagesByName()).get(href.replaceAll('/', ''))
  if (!page) throw new Error(`${href} is no page that another can lead to`)
  return page[language].data.title
}

function requirePageEntry(entries: readonly PageEntry[], language: Language, page: string): PageEntry {
  const entry = entries.find(({ id }) => id === `${language}/${page}`)
  const file = `content/pages/${language}/${page}.md`
  if (!entry) throw new Error(`${file} is missing (one of ${languages.join(', ')})`)
  if (language !== defaultLanguage && entry.data.translates !== hashOriginalPageFile(page)) {
    throw new Error(
      `${file} is older than the page it translates: bring it up to date, then run npm run translated -- ${page}`,
    )
  }
  // Astro only reports an error in a page, such as an unknown setting, and would build the page empty.
  if (!entry.rendered) throw new Error(`${file} could not be rendered: the error above says why`)
  const { title, description, lead } = entry.data
  const fillText = (text: string) => fillSettingsAsPlainText(text, language, file)
  return {
    ...entry,
    data: { ...entry.data, title: fillText(title), description: fillText(description), lead: fillText(lead) },
  }
}
