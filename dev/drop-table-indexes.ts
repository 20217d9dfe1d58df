import { RolldownMagicString } from 'rolldown'
import { parseSync, Visitor } from 'rolldown/utils'

/**
 * Drops from the declared tables what only migrations are made from: indexes, keys of several columns, and which table a
 * column refers to. The database has them already, and no query reads them. Gives the source with its source map, or
 * undefined when there is nothing to drop.
 */
export function dropTableIndexes(file: string, source: string): { code: string; map: string } | undefined {
  const rest = new RolldownMagicString(source)
  new Visitor({
    CallExpression({ callee, arguments: [, columns, constraints], end }) {
      if (callee.type === 'Identifier' && callee.name === 'sqliteTable' && columns && constraints)
        rest.remove(columns.end, end - 1)
      if (
        callee.type === 'MemberExpression' &&
        callee.property.type === 'Identifier' &&
        callee.property.name === 'references'
      )
        rest.remove(callee.object.end, end)
    },
  }).visit(parseSync(file, source, { astType: 'js' }).program)
  return rest.hasChanged()
    ? { code: rest.toString(), map: rest.generateMap({ hires: true }).toString() }
    : undefined
}
