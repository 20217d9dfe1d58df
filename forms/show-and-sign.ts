import type { PageWords } from './show-on-pages.ts'

/**
 * Marks words that pages show and that a parent signs. The worker reads them too, since what was signed is stored by its
 * hash and written out on the receipt.
 */
export function showAndSign<const Words>(words: Words): PageWords<Words> {
  return words as PageWords<Words>
}
