import { inject } from 'vitest'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Whether `npm run test:deep` runs the tests; vitest.config.ts says so for each project. */
    isDeep: boolean
  }
}

/** How many times the runs of `npm test` a property test makes in `npm run test:deep`. */
const DEEP_FACTOR = 10

/**
 * Counts the runs of a property test: `quick` in `npm test`, many times as many in `npm run test:deep`. A file that
 * imports this runs in both.
 *
 * @example fc.assert(property, { numRuns: countPropertyRuns(500) })
 */
export const countPropertyRuns = (quick: number, deep = DEEP_FACTOR * quick): number =>
  inject('isDeep') ? deep : quick
