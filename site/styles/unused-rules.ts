/**
 * Matches the parts of govuk-frontend’s components that no page has: other sizes, other buttons, text around a field.
 * Removing them leaves room for words in the first 14 kB. `site/unused-rules.test.ts` finds a part that a page uses.
 */
export const unusedGovukSelectorPattern =
  /\.govuk-\S*(--(m|l|xl|start|inverse|radio|width-(3|5|30)|extra-letter-spacing)\b|__start-icon|input__(wrapper|prefix|suffix)|__(divider|conditional|heading)|--conditional|label-wrapper|radios--small|summary-card|actions-list|no-border|no-actions)/

/** Matches govuk-frontend's print rules, since `print.scss` sets all sizes on paper. */
const govukSelectorStart = /^\.govuk-/

/** The parts of a PostCSS rule that the plugin reads. */
interface StyleRule {
  selectors: string[]
  readonly parent?: object | undefined
  remove(): unknown
}

/** A PostCSS plugin that removes both from the style sheets. */
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
}
