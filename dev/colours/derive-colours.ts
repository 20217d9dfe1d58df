import type { ColourName, PracticeColours } from '../../content/colours.ts'
import { findFaintPairsOf, parseChannels } from './contrast.ts'

/** The two colours that a practice chooses, as `#rrggbb`. */
export interface ChosenColours {
  /** Of links and buttons. */
  readonly main: string
  /** Of marks and edges, and pale behind what is pointed out. */
  readonly accent: string
}

/**
 * Derives a practice's colours, in light and in dark, from the two that it chose. Whatever was chosen, those in the dark and the
 * pale ones have the contrast they need; the two themselves may not, which `findFaintColours` tells.
 */
export function deriveColours(chosen: ChosenColours): PracticeColours {
  const corrected = Object.entries(CORRECTED).reduce<PracticeColours>(
    (colours, [scheme, corrections]) =>
      corrections.reduce(
        (each, { name, towards }) => correct(each, scheme as Scheme, name, towards),
        colours,
      ),
    mixColours(chosen),
  )
  return { ...corrected, light: { ...corrected.light, lit: corrected.light.glow } }
}

/** Finds the nearest colour, darker than the one chosen, that has the contrast it needs in light; undefined if it has it. */
export function findDarkerChoice(chosen: ChosenColours, which: keyof ChosenColours): string | undefined {
  const name = which === 'main' ? 'pine' : 'lantern'
  const isFaint = (colour: string) => isFaintIn(mixColours({ ...chosen, [which]: colour }), 'light', name)
  if (!isFaint(chosen[which])) return undefined
  return STEPS.map((share) => mix(chosen[which], BLACK, share)).find((colour) => !isFaint(colour))
}

/** The colours before those are corrected that are still faint. */
const mixColours = ({ main, accent }: ChosenColours): PracticeColours => ({
  light: {
    pine: main,
    pineDeep: mix(main, BLACK, 0.33),
    onPine: WHITE,
    lantern: accent,
    glow: mix(accent, WHITE, 0.68),
    lit: mix(accent, WHITE, 0.68),
    flame: accent,
    focusRing: mix(main, BLACK, 0.33),
  },
  dark: {
    pine: mix(main, WHITE, 0.5),
    pineDeep: mix(main, WHITE, 0.68),
    onPine: mix(main, BLACK, 0.7),
    lantern: mix(accent, WHITE, 0.35),
    glow: mix(accent, BLACK, 0.62),
    lit: mix(accent, WHITE, 0.35),
    flame: mix(accent, WHITE, 0.9),
    focusRing: mix(accent, WHITE, 0.55),
  },
})

type Scheme = keyof PracticeColours
type OwnColourName = keyof PracticeColours['light']

const [WHITE, BLACK] = ['#ffffff', '#000000']
/** Shares of white or black, from little to all. */
const STEPS = Array.from({ length: 50 }, (_, step) => (step + 1) / 50)

/** The derived colours that are made lighter or darker until they have the contrast they need. */
const CORRECTED: Readonly<
  Record<Scheme, readonly { readonly name: OwnColourName; readonly towards: string }[]>
> = {
  light: [{ name: 'glow', towards: WHITE }],
  dark: [
    { name: 'glow', towards: BLACK },
    { name: 'pine', towards: WHITE },
    { name: 'pineDeep', towards: WHITE },
    { name: 'onPine', towards: BLACK },
    { name: 'lantern', towards: WHITE },
    { name: 'focusRing', towards: WHITE },
  ],
}

function correct(
  colours: PracticeColours,
  scheme: Scheme,
  name: OwnColourName,
  towards: string,
): PracticeColours {
  const mixIn = (share: number) => ({
    ...colours,
    [scheme]: { ...colours[scheme], [name]: mix(colours[scheme][name], towards, share) },
  })
  const share = [0, ...STEPS].find((each) => !isFaintIn(mixIn(each), scheme, name))
  return share === undefined ? colours : mixIn(share)
}

const isFaintIn = (colours: PracticeColours, scheme: Scheme, name: ColourName): boolean =>
  findFaintPairsOf(colours, scheme, name).length > 0

/** Mixes a share of one colour into another, channel by channel. */
const mix = (colour: string, into: string, share: number): string => {
  const other = parseChannels(into)
  const channels = parseChannels(colour).map((channel, at) =>
    Math.round(channel + ((other[at] ?? channel) - channel) * share),
  )
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}
