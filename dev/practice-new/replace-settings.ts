import ts from 'typescript'
import type { NewSettings } from './build-settings.ts'

/** Where code stands in a file, and the code that replaces it. */
interface Replacement {
  readonly from: number
  readonly until: number
  readonly code: string
}

/** Replaces settings in the source of content/practice.ts, and leaves everything else in it as it is. */
export function replaceSettings(text: string, { constants, practice, values }: NewSettings): string {
  const source = ts.createSourceFile('practice.ts', text, ts.ScriptTarget.Latest, true)
  const replace = (node: ts.Node, code: string): Replacement => ({
    from: node.getStart(source),
    until: node.end,
    code,
  })
  const replacements = [
    ...Object.entries(constants).map(([name, code]) => replace(findInitializer(source, name), code)),
    ...Object.entries(values).map(([name, code]) => replace(findDeclaredValue(source, name), code)),
    ...Object.entries(practice).map(([name, code]) =>
      replace(findProperty(findDeclaredValue(source, 'practice'), name), code),
    ),
  ]
  // From the end, so that each place is still where it was.
  return replacements
    .toSorted((one, other) => other.from - one.from)
    .reduce((changed, { from, until, code }) => changed.slice(0, from) + code + changed.slice(until), text)
}

function findInitializer(source: ts.SourceFile, name: string): ts.Expression {
  const declarations = source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations])
  const found = declarations.find((declaration) => declaration.name.getText(source) === name)
  if (!found?.initializer) throw new Error(`content/practice.ts declares no ${name}`)
  return found.initializer
}

/** What a declaration holds: what it parses, or what stands before `as const`. */
function findDeclaredValue(source: ts.SourceFile, name: string): ts.Expression {
  const initializer = findInitializer(source, name)
  if (ts.isAsExpression(initializer)) return initializer.expression
  const [parsed] = ts.isCallExpression(initializer) ? initializer.arguments : []
  return parsed ?? initializer
}

function findProperty(value: ts.Expression, name: string): ts.Expression {
  const found = ts.isObjectLiteralExpression(value)
    ? value.properties.filter(ts.isPropertyAssignment).find((property) => property.name.getText() === name)
    : undefined
  if (!found) throw new Error(`The settings in content/practice.ts have no ${name}`)
  return found.initializer
}
