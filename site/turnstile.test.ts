import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readBuiltHtml } from '../dev/built-site.ts'
import { languages, localisePath } from '../forms/language.ts'
import { describeOtherCompanies, isTurnstileOn } from './turnstile.ts'

const settings = readFileSync('wrangler.toml', 'utf8')

it.each([
  ['TURNSTILE_SITE_KEY = ""', false],
  ['', false],
  ['# TURNSTILE_SITE_KEY = "0x4AAA"', false],
  ['TURNSTILE_SITE_KEY = "0x4AAA"', true],
])('is on with a public key alone: %s', (line, isOn) => {
  expect(isTurnstileOn(`[vars]\n${line}\n`)).toBe(isOn)
})

it('is off in the example practice', () => {
  expect(settings).toContain('\nTURNSTILE_SITE_KEY = ""\n')
})

it.each(languages)('is named on the pages about privacy only when it is on, in %s', (language) => {
  expect(describeOtherCompanies('TURNSTILE_SITE_KEY = "0x4AAA"')[language]).toContain('Turnstile')
  expect(describeOtherCompanies('')[language]).not.toContain('Turnstile')
  for (const path of ['/privacy/', '/safe-online/']) {
    const html = readBuiltHtml(localisePath(language, path))
    expect(html).toContain(describeOtherCompanies(settings)[language])
    expect(html).not.toContain('Turnstile')
  }
})
