import type { Wording } from '../forms/language.ts'

/** The practice keeps an unfinished form this long after the last save. */
export const DRAFT_DAYS = 28

/** On a device somebody else uses too, an unfinished form is gone this long after the last save. */
export const SHARED_DRAFT_MINUTES = 30

/** “Your file” stays open in a browser this long after the last look at it. */
export const FILE_SESSION_MINUTES = 30

export const DRAFT_DAYS_WORDING: Wording = { en: `${DRAFT_DAYS} days`, fr: `${DRAFT_DAYS} jours` }
export const SHARED_DRAFT_MINUTES_WORDING: Wording = {
  en: `${SHARED_DRAFT_MINUTES} minutes`,
  fr: `${SHARED_DRAFT_MINUTES} minutes`,
}
