/**
 * An hour, and a day of 24 hours, in milliseconds. They stand here, in `content/`, because the database, the worker, the
 * desk and the tests all count in them, and `content/` is the lowest folder that all of them may import from.
 */
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000
