import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { type MetadataJson, parsePhoneNumberFromString } from 'libphonenumber-js/core/es6'
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' }
import wholeMetadata from 'libphonenumber-js/min/metadata'
import { expect, it } from 'vitest'
import { getNumberingPlans } from '../forms/questions/numbering-plans.ts'
import { formatPhone } from '../forms/questions/phone.ts'
import { countPropertyRuns } from '../tests/support/property-runs.ts'
import { writeNumberingPlanRows } from './numbering-plans.ts'

const whole = wholeMetadata as unknown as MetadataJson
const callingCodes = [...Object.keys(whole.country_calling_codes), ...Object.keys(whole.nonGeographic)]
const codeByCountry = new Map(
  Object.entries(whole.country_calling_codes).flatMap(([code, countries]) =>
    countries.map((country) => [country as string, code] as const),
  ),
)

it('finds the rows as the installed library’s metadata gives them', () => {
  expect(readFileSync('forms/questions/numbering-plan-rows.ts', 'utf8')).toBe(writeNumberingPlanRows())
})

/** What the portal reads of a number with the given metadata. Of North America it wants ten digits. */
function readWith(metadata: MetadataJson, typed: string) {
  const number = parsePhoneNumberFromString(typed, { defaultCountry: 'CA', extract: false }, metadata)
  if (!number?.isPossible() || /^\+1\d{0,9}$/.test(number.number)) return undefined
  return { number: number.number, ext: number.ext }
}

/** Bonaire and Tristan da Cunha share a code with a country whose numbers may have a digit more; either length passes. */
const SHORTER_AT_A_NEIGHBOUR = /^\+(599 ?[347]|290 ?8)/

it.each(Object.entries(examples))('reads a number of %s as the whole metadata does', (country, national) => {
  const code = codeByCountry.get(country)
  for (const typed of [
    `+${code}${national}`,
    `011 ${code} ${national}`,
    `+${code} (0)${national} ext. 12`,
    `+${code} 8${national}`,
    `+${code}${national}0`,
    `+${code}${national.slice(1)}`,
  ]) {
    if (SHORTER_AT_A_NEIGHBOUR.test(typed)) continue
    expect(readWith(getNumberingPlans(), typed), typed).toEqual(readWith(whole, typed))
  }
  expect(readWith(getNumberingPlans(), `+${code}${national}`)).toMatchObject({
    number: `+${code}${national}`,
  })
})

it('shows a number of every country behind its code, with all of its digits, in groups of two to four', () => {
  for (const [country, national] of Object.entries(examples)) {
    const code = codeByCountry.get(country)
    const { en: shown } = formatPhone(`+${code}${national}`)
    expect(shown.replace(/[^+\d]/g, '')).toBe(`+${code}${national}`.replace(/^\+1/, ''))
    if (code !== '1') expect(shown).toMatch(new RegExp(`^\\+${code}(\u00a0\\d{2,4})+$`))
  }
})

it('reads any digits behind any calling code as the whole metadata does', () => {
  const digits = fc.stringMatching(/^\d{3,16}$/)
  fc.assert(
    fc.property(fc.constantFrom(...callingCodes), digits, (code, national) => {
      fc.pre(!SHORTER_AT_A_NEIGHBOUR.test(`+${code}${national}`))
      expect(readWith(getNumberingPlans(), `+${code}${national}`)).toEqual(
        readWith(whole, `+${code}${national}`),
      )
    }),
    { numRuns: countPropertyRuns(5000) },
  )
})

it('reads any digits without a calling code as the whole metadata does', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^(1|011|01|310|)\d{3,13}$/), (typed) => {
      fc.pre(!SHORTER_AT_A_NEIGHBOUR.test(typed.replace(/^011/, '+')))
      expect(readWith(getNumberingPlans(), typed)).toEqual(readWith(whole, typed))
    }),
    { numRuns: countPropertyRuns(5000) },
  )
})
