import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { letterColours } from '../content/mail/letter-html.ts'

it('writes mail in the colours of the site, in light and in dark', () => {
  const tokens = readFileSync('site/styles/tokens.scss', 'utf8')
  const names = {
    paper: '--paper',
    ink: '--ink',
    soft: '--ink-soft',
    pine: '--pine',
    onPine: '--on-pine',
    lantern: '--lantern',
  }
  for (const [scheme, given] of Object.entries(letterColours)) {
    const mixin = tokens.slice(tokens.indexOf(`@mixin ${scheme}`))
    for (const [colour, token] of Object.entries(names)) {
      const [, value] = new RegExp(`${token}: (#[0-9a-f]+);`).exec(mixin) ?? []
      expect(given[colour as keyof typeof names], `${colour} in the ${scheme}`).toBe(value)
    }
  }
})
