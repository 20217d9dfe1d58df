/** One figure and what it should be. */
export interface Measure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly goal: number
  readonly better: 'lower' | 'higher'
  /** Where it was measured, when it is the worst of several pages. */
  readonly page?: string
  /** The middle half of the runs whose median is the value, and their number; absent when the value was counted. */
  readonly spread?: Spread
}

/** The lower and upper quartile of some runs, and how many runs there were. */
interface Spread {
  readonly from: number
  readonly to: number
  readonly runs: number
}

export const isGoalMet = ({ value, goal, better }: Measure): boolean =>
  better === 'lower' ? value <= goal : value >= goal

/** Gives the median of some runs as the value of a measure, with their spread. */
export const summariseRuns = (runs: readonly number[]): Pick<Measure, 'value' | 'spread'> => ({
  value: roundToThousandths(median(runs)),
  spread: {
    from: roundToThousandths(getQuantile(runs, 0.25)),
    to: roundToThousandths(getQuantile(runs, 0.75)),
    runs: runs.length,
  },
})

/**
 * Measures two actions in pairs and gives the ratio of the first to the second in each pair. Either comes first as
 * often, so that a slow second of the machine hits both, and neither is always the one after the other.
 */
export async function measureRatiosInPairs(
  pairs: number,
  measureOne: (pair: number) => Promise<number>,
  measureOther: (pair: number) => Promise<number>,
): Promise<number[]> {
  const ratios: number[] = []
  for (let pair = 0; pair < pairs; pair++) {
    if (pair % 2) {
      const other = await measureOther(pair)
      ratios.push((await measureOne(pair)) / other)
    } else ratios.push((await measureOne(pair)) / (await measureOther(pair)))
  }
  return ratios
}

export const median = (values: readonly number[]): number => getQuantile(values, 0.5)

/** Gives a quantile between 0 and 1, interpolated between the two nearest values; NaN when there are none. */
function getQuantile(values: readonly number[], quantile: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  const position = (sorted.length - 1) * quantile
  const [below, above] = [
    sorted[Math.floor(position)] ?? Number.NaN,
    sorted[Math.ceil(position)] ?? Number.NaN,
  ]
  return below + (above - below) * (position % 1)
}

export const roundToThousandths = (value: number): number => Math.round(value * 1000) / 1000
