import { renderUnbroken } from '../../content/unbroken.ts'

/** Renders letters to a parent, each under the day on which it was sent. Both are escaped. */
export const renderLettersHtml = (letters: readonly { readonly day: string; readonly text: string }[]) => ({
  html: letters
    .map(
      ({ day, text }) =>
        `<article class="letter"><h3>${renderUnbroken(day)}</h3>${text
          .split(/\n{2,}/)
          .map((paragraph) => `<p>${renderUnbroken(paragraph.trim()).replaceAll('\n', '<br>')}</p>`)
          .join('')}</article>`,
    )
    .join(''),
})
