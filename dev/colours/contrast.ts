import {
  buildSiteColours,
  type ColourName,
  type ColourScheme,
  type PracticeColours,
} from '../../content/colours.ts'

/** What is drawn in one colour on others, and the least contrast that it needs there. */
interface ContrastRule {
  readonly drawn: ColourName
  readonly on: readonly ColourName[]
  readonly least: number
}

/** WCAG 2.2, 1.4.3: text. */
const TEXT_CONTRAST = 4.5
/** WCAG 2.2, 1.4.11: the edges of controls, focus and what a drawing tells. */
const EDGE_CONTRAST = 3

const GROUNDS = ['paper', 'surface', 'well', 'raised'] as const
const contrastRules: readonly ContrastRule[] = [
  { drawn: 'pine', on: GROUNDS, least: TEXT_CONTRAST },
  { drawn: 'pineDeep', on: [...GROUNDS, 'glow'], least: TEXT_CONTRAST },
  { drawn: 'onPine', on: ['pine', 'pineDeep'], least: TEXT_CONTRAST },
  { drawn: 'ink', on: ['glow'], least: TEXT_CONTRAST },
  { drawn: 'inkSoft', on: ['glow'], least: TEXT_CONTRAST },
  { drawn: 'brick', on: ['glow'], least: TEXT_CONTRAST },
  { drawn: 'focusRing', on: [...GROUNDS, 'glow'], least: TEXT_CONTRAST },
  { drawn: 'lantern', on: ['paper', 'surface'], least: EDGE_CONTRAST },
]

/** A colour that can hardly be told from what it stands on. */
export interface FaintColour {
  readonly scheme: ColourScheme
  readonly drawn: ColourName
  readonly on: ColourName
  readonly contrast: number
  readonly least: number
}

/** Finds each colour of a practice that has less contrast than text, or an edge, needs. */
export const findFaintColours = (own: PracticeColours): FaintColour[] =>
  (['light', 'dark'] as const).flatMap((scheme) => findFaintPairs(own, scheme, () => true))

/** Finds the pairs in which one colour of a scheme takes part. */
export const findFaintPairsOf = (
  own: PracticeColours,
  scheme: ColourScheme,
  name: ColourName,
): FaintColour[] => findFaintPairs(own, scheme, (drawn, ground) => drawn === name || ground === name)

function findFaintPairs(
  own: PracticeColours,
  scheme: ColourScheme,
  concerns: (drawn: ColourName, ground: ColourName) => boolean,
): FaintColour[] {
  const colours = buildSiteColours(own)[scheme]
  return contrastRules.flatMap(({ drawn, on, least }) =>
    on.flatMap((ground) => {
      if (!concerns(drawn, ground)) return []
      const contrast = measureContrast(colours[drawn], colours[ground])
      return contrast < least ? [{ scheme, drawn, on: ground, contrast, least }] : []
    }),
  )
}

/** `practiceColours, light: pine on well has a contrast of 2.91, of at least 4.5`. */
export const describeFaintColour = ({ scheme, drawn, on, contrast, least }: FaintColour): string =>
  `practiceColours, ${scheme}: ${drawn} on ${on} has a contrast of ${contrast.toFixed(2)}, and needs at least ${least}`

/** The contrast of two colours, from 1 to 21. Source: WCAG 2.2, “contrast ratio”. */
export function measureContrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [one, other].map(measureLuminance).toSorted((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

/** Source: WCAG 2.2, “relative luminance”. */
function measureLuminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = parseChannels(colour).map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The red, green and blue of `#rrggbb`, from 0 to 255. */
export const parseChannels = (colour: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
