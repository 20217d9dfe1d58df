/** An e-mail as it is queued. */
export interface Written {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Paragraphs and one link, the same in text and in HTML. Without a label the link shows its address. */
export const written = (
  subject: string,
  lines: readonly string[],
  { href, label }: { readonly href: string; readonly label?: string },
): Written => ({
  subject,
  text: [...lines, label ? `${label}\n${href}` : href].join('\n\n'),
  html: [...lines.map((line) => `<p>${line}</p>`), `<p><a href="${href}">${label ?? href}</a></p>`].join(
    '\n',
  ),
})
