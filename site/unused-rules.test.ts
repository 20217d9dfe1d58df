import { expect, it } from 'vitest'
import { listBuiltPages, listStyles, readBuiltAttributes, readBuiltHtml } from '../dev/built-site.ts'
import { removeUnusedRulesPlugin, unusedGovukSelectorPattern } from './styles/unused-rules.ts'

it('leaves out of the style sheets only what no page has', () => {
  const classes = new Set(
    listBuiltPages().flatMap((path) =>
      readBuiltAttributes(path, '[class]', 'class').flatMap((found) => found.split(' ')),
    ),
  )
  expect(classes.size).toBeGreaterThan(50)
  expect([...classes].filter((name) => unusedGovukSelectorPattern.test(`.${name}`))).toEqual([])
})

function remainingSelectors(selectors: string[], params?: string): string[] {
  const rule = {
    selectors,
    parent: params === undefined ? {} : { params },
    remove: () => rule.selectors.splice(0),
  }
  removeUnusedRulesPlugin.Rule(rule)
  return rule.selectors
}

it('keeps what a rule says of others', () => {
  expect(remainingSelectors(['.govuk-button--start', '.govuk-button'])).toEqual(['.govuk-button'])
  expect(remainingSelectors(['.govuk-input__prefix'])).toEqual([])
  expect(remainingSelectors(['.room--start', '.call__heading'])).toEqual(['.room--start', '.call__heading'])
  expect(remainingSelectors(['.govuk-label', '.govuk-label--s'])).toEqual(['.govuk-label', '.govuk-label--s'])
})

it('leaves out print sizes, since paper has a sheet of its own', () => {
  expect(remainingSelectors(['.govuk-label', '.govuk-summary-list', '.call'], 'print')).toEqual(['.call'])
  expect(remainingSelectors(['.govuk-label'], 'screen')).toEqual(['.govuk-label'])
})

it('puts the site’s own colours in place of every colour of govuk-frontend’s', () => {
  for (const path of listBuiltPages())
    for (const style of listStyles(readBuiltHtml(path))) expect(style, path).not.toMatch(/--govuk-/)
})

function remainingDeclaration(prop: string, value: string, selector: string): string | undefined {
  const declaration = { prop, value, parent: { selector }, isRemoved: false, remove: () => {} }
  declaration.remove = () => Object.assign(declaration, { isRemoved: true })
  removeUnusedRulesPlugin.Declaration(declaration)
  return declaration.isRemoved ? undefined : declaration.value
}

it('leaves out what only old browsers read, and the typeface that everything inherits', () => {
  expect(remainingDeclaration('-webkit-font-smoothing', 'antialiased', '.govuk-hint')).toBeUndefined()
  expect(remainingDeclaration('font-family', 'var(--sans)', '.govuk-hint')).toBeUndefined()
  expect(remainingDeclaration('font-family', 'var(--sans)', '.room')).toBe('var(--sans)')
  expect(remainingDeclaration('font-family', 'var(--serif)', '.govuk-hint')).toBe('var(--serif)')
  const colour = 'var(--govuk-error-colour, #ca3535)'
  expect(remainingDeclaration('color', colour, '.govuk-error-message')).toBe('var(--brick)')
})
