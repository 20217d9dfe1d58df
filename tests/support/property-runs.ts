import { inject } from 'vitest'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Multiplies the runs of every property test; vitest.config.ts sets it for each project. */
    propertyRunFactor: number
  }
}

/**
 * Counts the runs of a property test: `quick` in `npm test`, many times as many in `npm run test:deep`. A file that
 * imports this runs in both.
 *
 * @example fc.assert(property, { numRuns: countPropertyRuns(500) })
 */
export const countPropertyRuns = (quick: number): number => quick * inject('propertyRunFactor')
