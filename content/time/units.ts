/**
 * A day of 24 hours, in milliseconds. It stands here, in `content/`, because the database, the worker, the desk and the
 * tests all count in it, and `content/` is the lowest folder that all of them may import from.
 */
export const DAY_MS = 86_400_000
