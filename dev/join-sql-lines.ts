import { RolldownMagicString } from 'rolldown'
import { parseSync, Visitor } from 'rolldown/utils'

/**
 * Joins the lines of the SQL in a source into one, with a space where each ended: SQL is laid out for who reads it, and the
 * worker carries every statement. Gives the source with its source map, or undefined when there is nothing to join.
 *
 * Throws for a comment in SQL, which would swallow what follows, and for a text that goes over lines, which would change.
 */
export function joinSqlLines(file: string, source: string): { code: string; map: string } | undefined {
  const joined = new RolldownMagicString(source)
  new Visitor({
    TaggedTemplateExpression({ tag, quasi }) {
      if (tag.type !== 'Identifier' || tag.name !== 'sql') return
      assertJoinable(file, quasi.quasis.map(({ value }) => value.raw).join('?'))
      for (const { value, start } of quasi.quasis) {
        for (const { index, 0: lineBreak } of value.raw.matchAll(/\s*\n\s*/g)) {
          joined.overwrite(start + index, start + index + lineBreak.length, ' ')
        }
      }
    },
  }).visit(parseSync(file, source, { astType: 'js' }).program)
  return joined.hasChanged()
    ? { code: joined.toString(), map: joined.generateMap({ hires: true }).toString() }
    : undefined
}

function assertJoinable(file: string, sql: string): void {
  const withoutTexts = sql.replaceAll(/'[^'\n]*'/g, '')
  if (/--|\/\*/.test(withoutTexts)) throw new Error(`${file}: a comment stands in SQL:\n${sql}`)
  if (withoutTexts.includes("'")) throw new Error(`${file}: a text in SQL goes over lines:\n${sql}`)
}
