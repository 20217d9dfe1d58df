import type { Wording } from '../forms/language.ts'

/** Days for which a draft is stored after its last save. */
export const DRAFT_DAYS = 28

/** Minutes for which a draft is stored after its last save on a device that somebody else uses too. */
export const SHARED_DRAFT_MINUTES = 30

/** Minutes for which “Your file” stays open in a browser after the last look at it. */
export const FILE_SESSION_MINUTES = 30

export const DRAFT_DAYS_WORDING: Wording = { en: `${DRAFT_DAYS} days`, fr: `${DRAFT_DAYS} jours` }
export const SHARED_DRAFT_MINUTES_WORDING: Wording = {
  en: `${SHARED_DRAFT_MINUTES} minutes`,
  fr: `${SHARED_DRAFT_MINUTES} minutes`,
}
