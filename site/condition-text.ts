import { siteWording } from '../content/site/wording.ts'
import type { Condition } from '../forms/condition.ts'
import type { Section } from '../forms/form.ts'
import { type Language, quoteText } from '../forms/language.ts'
import type { AnswerOptions } from '../forms/questions/choice.ts'
import { yesNoNotSureOptions } from '../forms/questions/yes-no-not-sure.ts'

/** Describes a condition on the same page, “Only if you chose …”, for browsers that hide nothing. */
export function describeSamePageCondition(
  section: Section,
  when: Condition | undefined,
  language: Language,
): string | undefined {
  if (!when || !('question' in when)) return undefined
  const other = section.questions[when.question]
  const options: AnswerOptions | undefined =
    other?.kind === 'choice' || other?.kind === 'choices'
      ? other.options
      : other?.kind === 'yesNoNotSure'
        ? yesNoNotSureOptions
        : undefined
  if (!options) return undefined
  const chosen = when.is.map((key) => options[key]?.[language]).filter(Boolean)
  return `${siteWording.onlyIf[language]} ${quoteText(chosen.join(' / '), language)}`
}
