import { expect, it } from 'vitest'
import { builtPages, htmlOf, matches } from '../tests/browser/built-site.ts'
import { leaveOut, leftOut } from './styles/unused-rules.ts'

it('leaves out of the style sheets only what no page has', () => {
  const classes = new Set(
    builtPages().flatMap((path) =>
      matches(htmlOf(path), /\sclass="([^"]+)"/g).flatMap((found) => found.split(' ')),
    ),
  )
  expect(classes.size).toBeGreaterThan(50)
  expect([...classes].filter((name) => leftOut.test(`.${name}`))).toEqual([])
})

function left(selectors: string[], params?: string): string[] {
  const rule = {
    selectors,
    parent: params === undefined ? {} : { params },
    remove: () => rule.selectors.splice(0),
  }
  leaveOut.Rule(rule)
  return rule.selectors
}

it('keeps what a rule says of others', () => {
  expect(left(['.govuk-button--start', '.govuk-button'])).toEqual(['.govuk-button'])
  expect(left(['.govuk-input__prefix'])).toEqual([])
  expect(left(['.room--start', '.call__heading'])).toEqual(['.room--start', '.call__heading'])
  expect(left(['.govuk-label', '.govuk-label--s'])).toEqual(['.govuk-label', '.govuk-label--s'])
})

it('leaves out print sizes, since paper has a sheet of its own', () => {
  expect(left(['.govuk-label', '.govuk-summary-list', '.call'], 'print')).toEqual(['.call'])
  expect(left(['.govuk-label'], 'screen')).toEqual(['.govuk-label'])
})
