import { writeFileSync } from 'node:fs'
import metadata from 'libphonenumber-js/min/metadata'

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
    ' * whole numbers; formats. A format is the lengths of its groups and what its numbers begin with. “.” is any digit.',
    ' */',
    `export const numberingPlanRows = \``,
    ...rows,
    '`',
    '',
  ].join('\n')
}

/** A plan as the library stores it, described in its METADATA.md. Index 4 holds formats, 5 to 8 the national prefix. */
type StoredPlan = readonly unknown[]
type StoredFormat = readonly [
  pattern: string,
  format: string,
  leadingDigits?: readonly string[],
  prefixRule?: unknown,
  prefixIsOptional?: unknown,
  internationalFormat?: string,
]
const plansByCountry: Readonly<Record<string, StoredPlan>> = metadata.countries
const plansOfNoCountry: Readonly<Record<string, StoredPlan>> = metadata.nonGeographic

function writeRow(code: string, plan: StoredPlan): string {
  const [, , wholeNumber, lengths, formats, prefix, , prefixToParse, replacement] = plan
  const inland = String(prefixToParse || prefix || '')
  const fields = [
    code,
    (lengths as number[]).map((length) => length.toString(36)).join(''),
    inland,
    String(replacement || ''),
    needsWholeNumber(code, inland, String(wholeNumber)) ? withoutNamelessGroups(String(wholeNumber)) : '',
    // North American numbers are written another way.
    code === '1' ? '' : ((formats || []) as StoredFormat[]).map(writeFormat).filter(isShort).join('/'),
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

/** Writes a format, of which the library uses the last and longest of its patterns for leading digits. */
function writeFormat([pattern, inland, leadingDigits = [], , , abroad]: StoredFormat): string {
  const format = toInternational(abroad || inland)
  const groups = [...pattern.matchAll(/\(\\d(?:\{([\d,]+)\})?\)/g)]
  const inOrder = groups.map((_, index) => `$${index + 1}`).join(' ')
  if (groups.map(([group]) => group).join('') !== pattern || format !== inOrder) {
    throw new Error(`A format that the rows cannot hold: ${pattern} ${format}`)
  }
  const lengths = groups.map(([, length = '1']) => length).join(' ')
  const leading = (leadingDigits || []).at(-1)
  return leading ? `${lengths}:${withoutNamelessGroups(leading)}` : lengths
}

/**
 * Formats whose numbers take long to tell from others weigh half of all rows and only place spaces. Numbers without a format
 * are shown in groups of three.
 */
const isShort = (written: string): boolean => (written.split(':')[1] ?? '').length <= MAX_LEADING_LENGTH
const MAX_LEADING_LENGTH = 12

const toInternational = (format: string): string => format.replace(/[^\w$]+/g, ' ').trim()
const withoutNamelessGroups = (pattern: string): string => pattern.replaceAll('(?:', '(')

if (import.meta.main) writeFileSync(FILE, writeNumberingPlanRows())
