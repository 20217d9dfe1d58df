import type { HastPluginEntry } from 'satteri'

/**
 * Says what each head of a table is the head of, for screen readers. A cell that is bold and nothing else heads its row,
 * which Markdown has no sign for.
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
