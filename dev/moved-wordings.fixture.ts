// What a worker has of a section and of its wordings, for the test beside.
export { safetySection } from '../content/forms/intake/safety.ts'
export { loadMovedWordings, movedWordings } from '../worker/site/moved-wordings.ts'
