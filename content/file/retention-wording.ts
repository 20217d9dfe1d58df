import { buildWording, getLocaleTag, type Language, type Wording } from '../../forms/language.ts'
import { provinceNamesByAbbreviation } from '../../forms/provinces.ts'
import type { RetentionRule } from '../practice.ts'

/** Says for how long closed files are stored by these rules, to follow “We keep it”. */
export const describeRetentionRules = (rules: readonly RetentionRule[]): Wording =>
  buildWording((language) => {
    const said = rules.map((rule) => describeRule(rule, language))
    const listed = new Intl.ListFormat(getLocaleTag(language), { type: 'conjunction' }).format(said)
    return said.length === 1 ? listed : listed + longestCounts[language]
  })

const longestCounts: Wording = { en: ', whichever is longest', fr: ', selon le plus long de ces délais' }

function describeRule({ from, age, years, provinces }: RetentionRule, language: Language): string {
  const families = provinces.map((province) => provinceNamesByAbbreviation[province][language])
  const either = new Intl.ListFormat(getLocaleTag(language), { type: 'disjunction' }).format(families)
  return (
    ruleWordings[from][language](years, age) +
    (families.length > 0 ? familiesIn[language](either, families.join(', ')) : '')
  )
}

const ruleWordings: Record<
  RetentionRule['from'],
  Record<Language, (years: number, age: number) => string>
> = {
  closing: {
    en: (years) => `for ${years}\u00a0${years === 1 ? 'year' : 'years'} after it’s closed`,
    fr: (years) => `${years}\u00a0${years === 1 ? 'an' : 'ans'} après sa fermeture`,
  },
  birthday: {
    en: (years, age) => `until the youngest child turns ${age + years}`,
    fr: (years, age) => `jusqu’aux ${age + years}\u00a0ans du plus jeune enfant`,
  },
  decision: {
    en: (years) => `for ${years}\u00a0${years === 1 ? 'year' : 'years'} after a decision we made`,
    fr: (years) => `${years}\u00a0${years === 1 ? 'an' : 'ans'} après une décision que nous avons rendue`,
  },
}

/** Names whose families, given the provinces in a sentence and one beside another. */
const familiesIn: Record<Language, (either: string, each: string) => string> = {
  en: (either) => ` for a family in ${either}`,
  fr: (_, each) => ` pour une famille (${each})`,
}
