/** Lists the visible texts of an e-mail’s HTML, without the elements that only keep a code on one line. */
export const readLetterBody = (html: string): string[] =>
  (/<div class="letter">\n(.*)\n<\/div>/s.exec(html)?.[1] ?? '')
    .replace(/<span class="code">([^<]*)<\/span>/g, '$1')
    .split('\n')
