import { useDeferredValue } from 'react'

/** About as many rows of a list as a screen shows. */
export const ROWS_DRAWN_FIRST = 8

/** Whether a list is drawn to its end: at first its first rows alone, so that they stand as soon as they can, then all of it. */
export const useIsDrawnWhole = (): boolean => useDeferredValue(true, false)
