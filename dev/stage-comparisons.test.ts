// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these texts are read as code, and not run
import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, it } from 'vitest'

/** Only these two files tell what a stage means, so that a new stage touches nothing else. */
const TOLD_IN = ['content/file-stages.ts', 'db/file-stage.ts']

/** SQL that compares a stage or sets one: `stage <> 'closed'`, `stage in (…)`, `case files.stage when …`. */
const STAGE_SQL =
  /\bstage\b["`]?\s*(<>|!=|==?|>|<|\blike\b|\bis\b|\b(not\s+)?in\b|\bwhen\b)|=\s*(\w+\.)?stage\b/i

/** The names of drizzle’s functions that compare. */
const COMPARISONS = new Set(['eq', 'ne', 'inArray', 'notInArray', 'gt', 'lt', 'gte', 'lte', 'like'])

/** Lists the code of a file that compares a stage with something, or names one. */
function stageComparisons(code: string, file = 'any.tsx'): string[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: string[] = []
  const visit = (node: ts.Node) => {
    if (comparesStage(node))
      found.push(
        `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${node.getText()}`,
      )
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function comparesStage(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node))
    return isEquality(node.operatorToken.kind) && (isStage(node.left) || isStage(node.right))
  if (ts.isSwitchStatement(node)) return isStage(node.expression)
  if (ts.isCallExpression(node)) {
    const called = ts.isPropertyAccessExpression(node.expression)
      ? node.expression.name.text
      : node.expression.getText()
    const amongNames = called === 'includes' || called === 'has' || called === 'startsWith'
    return (amongNames || COMPARISONS.has(called)) && node.arguments.some(isStage)
  }
  // Code writes a stage down: `{ stage: 'closed' }`.
  if (ts.isPropertyAssignment(node))
    return node.name.getText() === 'stage' && ts.isStringLiteralLike(node.initializer)
  if (ts.isTaggedTemplateExpression(node)) return STAGE_SQL.test(sqlText(node.template))
  return ts.isStringLiteralLike(node) && /\bselect\b|\bupdate\b/i.test(node.text) && STAGE_SQL.test(node.text)
}

const isEquality = (kind: ts.SyntaxKind): boolean =>
  [
    ts.SyntaxKind.EqualsEqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsEqualsToken,
    ts.SyntaxKind.EqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsToken,
  ].includes(kind)

/** Whether a node is a stage: `stage`, `file.stage`, `opened.file?.stage`. */
const isStage = (node: ts.Node): boolean =>
  ts.isIdentifier(node)
    ? /^(file)?stage$/i.test(node.text)
    : ts.isPropertyAccessExpression(node) && node.name.text === 'stage'

/** The text of a template, where each `${…}` becomes `stage` if it is one and `?` if not. */
const sqlText = (template: ts.TemplateLiteral): string =>
  ts.isNoSubstitutionTemplateLiteral(template)
    ? template.text
    : template.head.text +
      template.templateSpans
        .map(({ expression, literal }) => (isStage(expression) ? 'stage' : '?') + literal.text)
        .join('')

it('is in the two files that tell what a stage means, and nowhere else', () => {
  const files = globSync('{content,forms,db,desk,site,worker}/**/*.{ts,tsx}').filter(
    (file) => !/\.test\.tsx?$/.test(file) && !TOLD_IN.includes(file),
  )
  expect(files.length).toBeGreaterThan(200)
  expect(files.flatMap((file) => stageComparisons(readFileSync(file, 'utf8'), file))).toEqual([])
})

it.each([
  "if (file.stage === 'closed') go()",
  "const open = 'closed' !== stage",
  "['new', 'open'].includes(opened.file.stage)",
  'openStages.has(stage)',
  "switch (file.stage) { case 'new': go() }",
  "db.select().from(files).where(ne(files.stage, 'closed'))",
  "db.update(files).set({ stage: 'closed' })",
  "const open = sql`exists (select 1 from files where stage <> 'closed')`",
  "const open = sql`${files.stage} in ('waiting', 'new')`",
  "const next = sql`case ${files.stage} when 'waiting' then 'new' end`",
  "const next = sql`case when files.stage = 'new' then 1 end`",
  'const text = "select 1 from files where stage = \'open\'"',
])('would notice %s', (code) => {
  expect(stageComparisons(code)).not.toEqual([])
})

it.each([
  'if (isOpenStage(file.stage)) go()',
  'const open = sql`exists (select 1 from files where ${openFileCondition()})`',
  'const row = { stage: files.stage }',
  "if (parent.status === 'closed') go()",
])('lets %s be', (code) => {
  expect(stageComparisons(code)).toEqual([])
})
