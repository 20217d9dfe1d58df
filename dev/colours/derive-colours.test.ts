import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { siteColours } from '../../content/colours.ts'
import { practiceColours } from '../../content/practice.ts'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import { describeFaintColour, findFaintColours, measureContrast } from './contrast.ts'
import { deriveColours, findDarkerChoice } from './derive-colours.ts'

describe('the contrast of two colours', () => {
  // WCAG 2.2 gives 21 for black on white; the others are those of its working group’s examples.
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#777777', '#ffffff', 4.48],
    ['#767676', '#ffffff', 4.54],
  ])('is that of WCAG: %s on %s', (one, other, contrast) => {
    expect(measureContrast(one, other)).toBeCloseTo(contrast, 2)
    expect(measureContrast(other, one)).toBe(measureContrast(one, other))
  })
})

it('are enough in the settings', () => {
  expect(findFaintColours(practiceColours).map(describeFaintColour)).toEqual([])
})

it('names what is faint, where, and by how much', () => {
  const faint = { ...practiceColours, light: { ...practiceColours.light, pine: '#6fb3a7' } }
  const lines = findFaintColours(faint).map(describeFaintColour)
  expect(lines).toContain(
    'practiceColours, light: pine on paper has a contrast of 2.26, and needs at least 4.5',
  )
  expect(lines.every((line) => line.includes('light: pine') || line.includes('light: onPine'))).toBe(true)
})

describe('the colours of a practice', () => {
  const colour = fc
    .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
    .map((channels) => `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`)

  it('have the contrast they need, whatever was chosen, once what is too light is replaced as proposed', () => {
    fc.assert(
      fc.property(colour, colour, (main, accent) => {
        const darker = { main: findDarkerChoice({ main, accent }, 'main') ?? main, accent }
        const chosen = { ...darker, accent: findDarkerChoice(darker, 'accent') ?? accent }
        expect(findFaintColours(deriveColours(chosen)).map(describeFaintColour)).toEqual([])
      }),
      { numRuns: countPropertyRuns(60) },
    )
  })

  it('are the ones chosen, if these have the contrast', () => {
    const chosen = { main: '#2f4a7c', accent: '#a8552a' }
    expect(findDarkerChoice(chosen, 'main')).toBeUndefined()
    expect(findDarkerChoice(chosen, 'accent')).toBeUndefined()
    expect(deriveColours(chosen).light).toMatchObject({ pine: chosen.main, lantern: chosen.accent })
  })
})

it('gives e-mails and style sheets every colour as six digits', () => {
  for (const scheme of Object.values(siteColours))
    for (const [name, value] of Object.entries(scheme)) expect(value, name).toMatch(/^#[0-9a-f]{6}$/)
})
