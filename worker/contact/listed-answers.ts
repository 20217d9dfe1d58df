import type { IntakeAnswers } from '../../content/forms/intake/index.ts'

/**
 * What the list of files tells of one parent’s answers: where the children live most of the time, and whether anything was
 * said of an interpreter, of what makes it easier to take part, and of arriving apart. What was not answered is left out.
 */
export interface ListedAnswers {
  readonly province?: NonNullable<IntakeAnswers['province']>
  readonly interpreter?: boolean
  readonly accessibility?: boolean
  readonly separateArrival?: boolean
}

/** Reads from an intake’s answers, or from those of a page that was added, what the list tells. */
export const getListedAnswers = ({
  province,
  interpreter,
  accessibility,
  separateArrival,
}: Partial<IntakeAnswers>): ListedAnswers => ({
  ...(province && { province }),
  ...(interpreter && { interpreter: true }),
  ...(accessibility && { accessibility: true }),
  // Whoever is not sure may need it.
  ...(separateArrival && { separateArrival: separateArrival !== 'no' }),
})

/** Formats what the list tells, always in five characters, so that the length of what is sealed tells nothing of it. */
export const formatListedAnswers = ({ province, ...needs }: ListedAnswers): string =>
  (province ? (CODE_BY_PROVINCE.get(province) ?? province) : NO_PROVINCE) +
  needNames.map((name) => (needs[name] === undefined ? '?' : needs[name] ? '+' : '-')).join('')

/** Parses what `formatListedAnswers` wrote. */
export function parseListedAnswers(text: string): ListedAnswers {
  const code = text.slice(0, NO_PROVINCE.length)
  const [province = code] = [...CODE_BY_PROVINCE].find(([, own]) => own === code) ?? []
  const needs = needNames.flatMap((name, index) => {
    const mark = text[NO_PROVINCE.length + index]
    return mark === '+' || mark === '-' ? [[name, mark === '+'] as const] : []
  })
  return {
    ...(code !== NO_PROVINCE && { province: province as ListedAnswers['province'] & string }),
    ...Object.fromEntries(needs),
  }
}

const needNames = ['interpreter', 'accessibility', 'separateArrival'] as const

/** Provinces have two letters; what else can be answered has two characters, too. */
const CODE_BY_PROVINCE: ReadonlyMap<string, string> = new Map([
  ['elsewhere', 'xx'],
  ['not-sure', '~~'],
])
const NO_PROVINCE = '--'
