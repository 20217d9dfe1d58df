import type { practice } from '../content/practice.ts'

type Settings = typeof practice

/**
 * The least and the most that a number of the settings may be. Two is the least of those that pages tell in the plural.
 */
const rangeByNumber = {
  answersWithinDays: [2, 30],
  changeWorkingDays: [1, 30],
  holdMinutes: [2, 60],
  reminderHours: [2, 336],
  attempts: [2, 20],
  invitationDays: [2, 365],
} as const satisfies { readonly [Name in keyof Settings]?: Range }

const rangeByRetentionNumber = {
  // Browsers store a cookie for 400 days at most.
  draftDays: [2, 400],
  untakenFileMonths: [1, 240],
  messageMonths: [1, 240],
  // A week lets a privacy officer who is away for some days hold a file back before it is erased.
  previewDays: [7, 365],
} as const satisfies { readonly [Name in keyof Settings['retention']]?: Range }

type Range = readonly [least: number, most: number]

/** The longest term that a rule may set, in years: far more than any law asks, and well within what a date can be. */
const MAX_RULE_YEARS = 100

/** Finds the settings of which pages would say something false, or by which data would be erased too soon or never. */
export function findSettingFaults(settings: Settings): string[] {
  return [
    ...findOutOfRange('', settings, rangeByNumber),
    ...findOutOfRange('retention.', settings.retention, rangeByRetentionNumber),
    ...settings.retention.closedFiles.flatMap(({ from, age, years }, index) => {
      const where = `retention.closedFiles, rule ${index + 1}`
      if (from !== 'birthday' && age > 0) return [`${where}: only a rule from a birthday has an age`]
      const [counted, least] = from === 'birthday' ? [age + years, 2] : [years, 1]
      return counted < least || counted > MAX_RULE_YEARS
        ? [`${where}: enter from ${least} to ${MAX_RULE_YEARS} years, not ${counted}`]
        : []
    }),
  ]
}

const findOutOfRange = <Name extends string>(
  prefix: string,
  settings: Readonly<Record<NoInfer<Name>, number>>,
  ranges: Readonly<Record<Name, Range>>,
): string[] =>
  (Object.entries(ranges) as [Name, Range][]).flatMap(([name, [least, most]]) =>
    settings[name] < least || settings[name] > most
      ? [`${prefix}${name}: enter a number from ${least} to ${most}, not ${settings[name]}`]
      : [],
  )
