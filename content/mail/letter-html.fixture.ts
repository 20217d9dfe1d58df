/** What people read of a mail’s HTML, element by element, without what only holds a code together. */
export const readLetterBody = (html: string): string[] =>
  (/<div class="letter">\n(.*)\n<\/div>/s.exec(html)?.[1] ?? '')
    .replace(/<span class="code">([^<]*)<\/span>/g, '$1')
    .split('\n')
