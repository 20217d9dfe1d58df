declare const pageWords: unique symbol

/** Words that the built pages show and the worker never reads. */
export type PageWords<Words> = Words & { readonly [pageWords]: true }

/** Marks words that only built pages show. The worker is bundled with `worker/drop-page-words.ts` in place of this file. */
export function showOnPages<const Words>(words: Words): PageWords<Words> {
  return words as PageWords<Words>
}
