import { listPagesServedWithoutWorker } from '../../dev/built-site.ts'
import { listGalleryPages } from '../../dev/gallery/gallery-pages.ts'
import { splitLanguagePath } from '../../forms/language.ts'
import { portal } from './page-actions.ts'

/** Lists the addresses of the pages that are read, each in every language. */
export const listReadPages = (): string[] =>
  listPagesServedWithoutWorker().map((path) => `${portal.origin}${path}`)

/** Lists the addresses of the pages that are read, each in one language: the first in one, the next in the other. */
export const listReadPagesOnce = (): string[] =>
  alternateAddresses(
    Map.groupBy(listReadPages(), (address) => splitLanguagePath(new URL(address).pathname).path).values(),
  )

/** Lists the addresses of every section of every form and every kind of question, each in one state and language. */
export const listGalleryPagesOnce = (): string[] =>
  alternateAddresses(
    [...Map.groupBy(listGalleryLooks(), ({ page }) => page).values()].map((looks) =>
      looks.filter(({ state }) => state === looks[0]?.state).map(({ address }) => address),
    ),
  )

/**
 * Lists the addresses of the gallery: every page in every language in one of its states, and in each other state in one
 * language and then the other. What is open or to be mended does not depend on the words.
 */
export function listGalleryPagesInEveryState(): string[] {
  const pages = new Set<string>()
  const states = Map.groupBy(listGalleryLooks(), ({ page, state }) => JSON.stringify([page, state]))
  return [...states.values()].flatMap((looks, index) => {
    const addresses = looks.map(({ address }) => address)
    const page = looks[0]?.page ?? ''
    if (pages.has(page)) return addresses.slice(index % addresses.length).slice(0, 1)
    pages.add(page)
    return addresses
  })
}

/** Lists what looks different. Two examples that open the same questions and leave the same to mend do not. */
function listGalleryLooks(): { page: string; state: string; address: string }[] {
  const addressByLook = new Map(listGalleryPages().map(({ look, path }) => [look, `${portal.origin}${path}`]))
  return [...addressByLook].map(([look, address]) => {
    const [, list, isItem, state] = JSON.parse(look) as unknown[]
    return { page: JSON.stringify([list, isItem]), state: JSON.stringify(state), address }
  })
}

/** Takes one of each group: the first of the first group, the second of the second, and so on. */
const alternateAddresses = (groups: Iterable<readonly string[]>): string[] =>
  [...groups].flatMap((addresses, index) => addresses[index % addresses.length] ?? [])
