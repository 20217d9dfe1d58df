/**
 * Matches the parts of govuk-frontend’s components that no page has, or that the site’s own rules replace: other sizes,
 * other buttons, text around a field, disabled controls, old browsers. Removing them leaves room for words in the first
 * 14 kB. `site/unused-rules.test.ts` finds a part that a page uses.
 */
export const unusedGovukSelectorPattern =
  /\.govuk-\S*(--(m|l|xl|start|inverse|warning|radio|width-(3|5|30)|extra-letter-spacing)\b|__start-icon|input__(wrapper|prefix|suffix)|__(divider|conditional|heading)|--conditional|label-wrapper|radios--small|summary-card|actions-list|no-border|no-actions|hidden-focusable|skip-link-focused|:disabled|\[disabled|-inner|-spin-button|\[type)|^x:-moz/

/** Matches govuk-frontend's rules. In print they go, since `print.scss` sets all sizes on paper. */
const govukSelectorStart = /^\.govuk-/

/** The site's tokens in place of govuk-frontend's properties. */
const tokenByGovukProperty: Readonly<Record<string, string>> = {
  'text-colour': 'ink',
  'secondary-text-colour': 'ink-soft',
  'focus-colour': 'glow',
  'focus-text-colour': 'focus-ring',
  'error-colour': 'brick',
  'border-colour': 'rule',
  'input-border-colour': 'field',
  'hover-colour': 'well',
}

/**
 * Matches declarations for old browsers, room beside a notch, which no page fills, and the typeface, which `_forms.scss` lets
 * every control inherit.
 */
const unusedGovukDeclarationPattern =
  /^(-webkit-font-smoothing|-moz-osx-font-smoothing|-webkit-text-decoration-skip|text-decoration-skip|word-wrap|-webkit-clip-path|clip: |padding-\w+: .*safe-area|font-family: var\(--sans\))/

/** The parts of a PostCSS rule that the plugin reads. */
interface StyleRule {
  selectors: string[]
  readonly parent?: object | undefined
  remove(): unknown
}

/** The parts of a PostCSS declaration that the plugin reads. */
interface StyleDeclaration {
  readonly prop: string
  value: string
  readonly parent?: object | undefined
  remove(): unknown
}

/** A PostCSS plugin that removes both from the style sheets, and puts the site's tokens into what is left. */
export const removeUnusedRulesPlugin = {
  postcssPlugin: 'leave-out',
  Rule(rule: StyleRule) {
    const inPrint = rule.parent !== undefined && 'params' in rule.parent && rule.parent.params === 'print'
    const remaining = rule.selectors.filter(
      (selector) =>
        !unusedGovukSelectorPattern.test(selector) && !(inPrint && govukSelectorStart.test(selector)),
    )
    if (remaining.length === 0) rule.remove()
    else if (remaining.length < rule.selectors.length) rule.selectors = remaining
  },
  Declaration(declaration: StyleDeclaration) {
    const { prop, value, parent } = declaration
    const inGovuk =
      parent !== undefined && 'selector' in parent && govukSelectorStart.test(`${parent.selector}`)
    if (
      prop === '--govuk-frontend-version' ||
      (inGovuk && unusedGovukDeclarationPattern.test(`${prop}: ${value}`))
    )
      declaration.remove()
    else if (value.includes('--govuk-'))
      declaration.value = value.replace(/var\(--govuk-([a-z-]+), [^()]*\)/g, (found, name: string) =>
        tokenByGovukProperty[name] ? `var(--${tokenByGovukProperty[name]})` : found,
      )
  },
}
