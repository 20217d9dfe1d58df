import type { Wording } from '../forms/language.ts'

/** Days for which a draft is stored after its last save. */
export const DRAFT_DAYS = 28

/** Minutes for which a draft is stored after its last save on a device that somebody else uses too. */
export const SHARED_DRAFT_MINUTES = 30

/** Minutes for which “Your file” stays open in a browser after the last look at it. */
export const FILE_SESSION_MINUTES = 30

/** The confirmation page can be opened again from the same browser this long, “an hour” in its words. */
export const CONFIRMATION_MINUTES = 60

/** An invitation stays open in a browser this long after the last look at its page. */
export const INVITATION_SESSION_MINUTES = 30

/**
 * From pressing its button until the first page of the form is saved, which is when the draft itself knows its
 * invitation. A form is long to look at; whoever takes longer still opens a file of their own and loses nothing.
 */
export const STARTED_INVITATION_MINUTES = 120

export const DRAFT_DAYS_WORDING: Wording = { en: `${DRAFT_DAYS} days`, fr: `${DRAFT_DAYS} jours` }
export const SHARED_DRAFT_MINUTES_WORDING: Wording = {
  en: `${SHARED_DRAFT_MINUTES} minutes`,
  fr: `${SHARED_DRAFT_MINUTES} minutes`,
}
