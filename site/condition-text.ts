import { siteWording } from '../content/site/wording.ts'
import type { Condition } from '../forms/condition.ts'
import type { Section } from '../forms/form.ts'
import { type Language, quoteText } from '../forms/language.ts'
import type { AnswerOptions } from '../forms/questions/choice.ts'
import { yesNoNotSureOptions } from '../forms/questions/yes-no-not-sure.ts'

/**
 * Describes a condition on the same page, “Only if you chose …”, for browsers that hide nothing. Of several conditions that
 * must all hold, it describes those that are choices.
 */
export function describeSamePageCondition(
  section: Section,
  when: Condition | undefined,
  language: Language,
): string | undefined {
  const chosen = listChosenAnswers(section, when, language)
  if (chosen.length === 0) return undefined
  return `${siteWording.onlyIf[language]} ${chosen.join(` ${siteWording.and[language]} `)}`
}

/** What has to be chosen on the page, one quotation for each question. */
function listChosenAnswers(section: Section, when: Condition | undefined, language: Language): string[] {
  if (when && 'all' in when) return when.all.flatMap((part) => listChosenAnswers(section, part, language))
  if (!when || !('question' in when)) return []
  const other = section.questions[when.question]
  const options: AnswerOptions | undefined =
    other?.kind === 'choice' || other?.kind === 'choices'
      ? other.options
      : other?.kind === 'yesNoNotSure'
        ? yesNoNotSureOptions
        : undefined
  const chosen = options && when.is.map((key) => options[key]?.[language]).filter(Boolean)
  return chosen ? [quoteText(chosen.join(' / '), language)] : []
}
