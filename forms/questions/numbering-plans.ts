import type { MetadataJson } from 'libphonenumber-js/core/es6'
import { numberingPlanRows } from './numbering-plan-rows.ts'

let metadata: MetadataJson | undefined

/** Builds once what the library reads to parse a number. */
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
  const [code = '', lengths = '', prefix, replacement, wholeNumber] = row.split(';')
  return [
    code,
    CALL_ABROAD_PREFIX,
    wholeNumber,
    [...lengths].map((length) => Number.parseInt(length, 36)),
    NO_FORMATS,
    undefined,
    undefined,
    prefix,
    replacement,
  ] as unknown as NumberingPlan
}

/** Numbers of other countries are written in groups of three. */
const NO_FORMATS: [] = []

/** What somebody in North America dials for a call abroad. */
const CALL_ABROAD_PREFIX = '011'
