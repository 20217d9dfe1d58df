import { writeFileSync } from 'node:fs'
import metadata from 'libphonenumber-js/min/metadata'
import { parseCommandLine } from './command-line.ts'

// `npm run numbering-plans` writes what phone numbers need of the library's metadata; run it when that package changes.
const FILE = 'forms/questions/numbering-plan-rows.ts'

/**
 * Writes the module of numbering plans: a row for each country calling code, without what no number that is typed or read
 * back depends on. The reader of the rows is `forms/questions/numbering-plans.ts`.
 */
export function writeNumberingPlanRows(): string {
  // A code that several countries share has the plan of the first, which the library reads for all of them.
  const shared = Object.entries(metadata.country_calling_codes).map(
    ([code, [country = '']]) => [code, plansByCountry[country]] as const,
  )
  const rows = [...shared, ...Object.entries(plansOfNoCountry)].map(([code, plan]) => {
    if (!plan) throw new Error(`No numbering plan for +${code}`)
    return writeRow(code, plan)
  })
  return [
    '// Written by `npm run numbering-plans` from the metadata of libphonenumber-js.',
    '',
    '/**',
    ' * A row for each country calling code: code; possible lengths in base 36; prefix within the country; its replacement;',
    ' * whole numbers. “.” is any digit.',
    ' */',
    `export const numberingPlanRows = \``,
    ...rows,
    '`',
    '',
  ].join('\n')
}

/** A plan as the library stores it, described in its METADATA.md. Indexes 5 to 8 hold the national prefix. */
type StoredPlan = readonly unknown[]
const plansByCountry: Readonly<Record<string, StoredPlan>> = metadata.countries
const plansOfNoCountry: Readonly<Record<string, StoredPlan>> = metadata.nonGeographic

function writeRow(code: string, plan: StoredPlan): string {
  const [, , wholeNumber, lengths, , prefix, , prefixToParse, replacement] = plan
  const inland = String(prefixToParse || prefix || '')
  const fields = [
    code,
    (lengths as number[]).map((length) => length.toString(36)).join(''),
    inland,
    String(replacement || ''),
    needsWholeNumber(code, inland, String(wholeNumber)) ? withoutNamelessGroups(String(wholeNumber)) : '',
  ].map((field) => field.replaceAll('\\d', '.'))
  if (fields.some((field) => /[;\\`]|\$\{/.test(field))) throw new Error(`Strange row: ${fields}`)
  return fields.join(';')
}

/**
 * The library asks what a whole number looks like where a prefix within the country may also begin one: `8 800 …` in
 * Russia. And it asks of North America, whose code people type without +.
 */
const needsWholeNumber = (code: string, prefix: string, wholeNumber: string): boolean =>
  code === '1' ||
  (prefix !== '' && listFirstDigits(prefix).some((digit) => listFirstDigits(wholeNumber).includes(digit)))

/** The digits with which a pattern may begin, and perhaps some more: those behind any bracket or bar. */
const listFirstDigits = (pattern: string): string[] =>
  pattern
    .replace(/\((?:\?:)?/g, '')
    .split('|')
    .flatMap((rest) => {
      const [, digit = '\\d', mayBeMissing] = /^(\[[^\]]*\]|\\d|\d)(\?|\{0)?/.exec(rest) ?? []
      return [...'0123456789'].filter((each) => mayBeMissing || new RegExp(digit).test(each))
    })

const withoutNamelessGroups = (pattern: string): string => pattern.replaceAll('(?:', '(')

if (import.meta.main) {
  parseCommandLine({ usage: 'npm run numbering-plans' })
  writeFileSync(FILE, writeNumberingPlanRows())
}
