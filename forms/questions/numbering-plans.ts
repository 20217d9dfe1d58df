import type { MetadataJson } from 'libphonenumber-js/core/es6'
import { numberingPlanRows } from './numbering-plan-rows.ts'

let metadata: MetadataJson | undefined

/** Builds once what the library reads to parse a number and write it for calls from abroad. */
export const getNumberingPlans = (): MetadataJson => {
  metadata ??= buildMetadata()
  return metadata
}

/**
 * A number typed without + is read as one of Canada. All other plans stand by calling code, where the library looks for those
 * of no country: which of the countries that share a code a number belongs to is nowhere told.
 */
function buildMetadata(): MetadataJson {
  const plans = new Map(
    numberingPlanRows
      .trim()
      .split('\n')
      .map((row) => [row.slice(0, row.indexOf(';')), readPlan(row)]),
  )
  const { 1: northAmerica = [], ...others } = Object.fromEntries(plans)
  return {
    version: 4,
    country_calling_codes: { 1: ['CA'] },
    countries: { CA: northAmerica },
    nonGeographic: others,
  }
}

type NumberingPlan = MetadataJson['nonGeographic'][string]

/** Reads a row into the list that the library expects, described in its METADATA.md. */
function readPlan(row: string): NumberingPlan {
  const [code = '', lengths = '', prefix, replacement, wholeNumber, formats] = row.split(';')
  return [
    code,
    CALL_ABROAD_PREFIX,
    wholeNumber,
    [...lengths].map((length) => Number.parseInt(length, 36)),
    formats ? formats.split('/').map(readFormat) : [],
    undefined,
    undefined,
    prefix,
    replacement,
  ] as unknown as NumberingPlan
}

/** What somebody in North America dials for a call abroad. */
const CALL_ABROAD_PREFIX = '011'

function readFormat(written: string) {
  const [groups = '', leadingDigits] = written.split(':')
  const lengths = groups.split(' ')
  return [
    lengths.map((length) => `(.{${length}})`).join(''),
    lengths.map((_, index) => `$${index + 1}`).join(' '),
    leadingDigits ? [leadingDigits] : [],
  ]
}
