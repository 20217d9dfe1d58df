import { RolldownMagicString } from 'rolldown'
import { parseSync, Visitor } from 'rolldown/utils'

/**
 * Drops methods from the classes of a source, which no bundler can, since it does not know who calls them. Gives the source
 * with its source map. Throws when the source has no method of a name, so that a new version of a package is noticed.
 */
export function dropMethods(
  file: string,
  source: string,
  names: readonly string[],
): { code: string; map: string } {
  const rest = new RolldownMagicString(source)
  const missing = new Set(names)
  new Visitor({
    MethodDefinition({ key, start, end }) {
      if (key.type !== 'Identifier' || !names.includes(key.name)) return
      missing.delete(key.name)
      rest.remove(start, end)
    },
  }).visit(parseSync(file, source, { astType: 'js' }).program)
  if (missing.size > 0) throw new Error(`${file} has no method ${[...missing].join(', ')}`)
  return { code: rest.toString(), map: rest.generateMap({ hires: true }).toString() }
}
