import type { HastPluginEntry } from 'satteri'

/**
 * Marks what each header cell of a table heads, for screen readers. A cell that is wholly bold heads its row, since
 * Markdown has no sign for that.
 */
export const tableHeadersPlugin: HastPluginEntry = {
  name: 'head-tables',
  element: {
    filter: ['th', 'td'],
    visit(cell, context) {
      if (cell.tagName === 'th') return context.setProperty(cell, 'scope', 'col')
      const [said, ...more] = cell.children
      if (more.length > 0 || said?.type !== 'element' || said.tagName !== 'strong') return
      const head = { type: 'element', tagName: 'th', properties: { scope: 'row' } } as const
      context.replaceNode(cell, { ...head, children: [...said.children] })
    },
  },
}
