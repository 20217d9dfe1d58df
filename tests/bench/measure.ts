/** One figure and what it should be. */
export interface Measure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly goal: number
  readonly better: 'lower' | 'higher'
  /** Where it was measured, when it is the worst of several pages. */
  readonly page?: string
}

export const isGoalMet = ({ value, goal, better }: Measure): boolean =>
  better === 'lower' ? value <= goal : value >= goal

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

export const roundToThousandths = (value: number): number => Math.round(value * 1000) / 1000
