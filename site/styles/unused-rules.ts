/**
 * Parts of govuk-frontend’s components that no page here has: other sizes, other buttons, text around a field. Left
 * out, they leave room for words in the first 14 kB (`site/left-out.test.ts`).
 */
export const unusedGovukSelectors =
  /\.govuk-\S*(--(m|l|xl|start|inverse|radio|width-(3|5|30)|extra-letter-spacing)\b|__start-icon|input__(wrapper|prefix|suffix)|__(divider|conditional|heading)|--conditional|label-wrapper|radios--small|summary-card|actions-list|no-border|no-actions)/

/** On paper everything has the sizes of `print.scss`. */
const govukSelectorStart = /^\.govuk-/

/** As much of a rule of PostCSS as is looked at. */
interface StyleRule {
  selectors: string[]
  readonly parent?: object | undefined
  remove(): unknown
}

/** A plugin for PostCSS that takes both out of the style sheets. */
export const removeUnusedRules = {
  postcssPlugin: 'leave-out',
  Rule(rule: StyleRule) {
    const inPrint = rule.parent !== undefined && 'params' in rule.parent && rule.parent.params === 'print'
    const remaining = rule.selectors.filter(
      (selector) => !unusedGovukSelectors.test(selector) && !(inPrint && govukSelectorStart.test(selector)),
    )
    if (remaining.length === 0) rule.remove()
    else if (remaining.length < rule.selectors.length) rule.selectors = remaining
  },
}
