import type { Wording } from '../forms/language.ts'
import { practice } from './practice.ts'

/** Days for which a draft is stored after its last save. */
export const DRAFT_DAYS = practice.retention.draftDays

/** What the name of a draft's cookie ends with where a script reads only that the draft is there (decision 152). */
export const DRAFT_OPEN_COOKIE_SUFFIX = '-open'

/** Minutes for which a draft is stored after its last save on a device that somebody else uses too. */
export const SHARED_DEVICE_DRAFT_MINUTES = 30

/** Minutes for which “Your file” stays open in a browser after the last look at it. */
export const FILE_SESSION_MINUTES = 30

/**
 * Days after which an access code ends that nobody used since the practice made newer keys: while it is there, the older
 * key cannot leave the ring. A coordinator gives the parent another.
 */
export const UNUSED_ACCESS_CODE_DAYS = 365

/** Minutes after sending for which the confirmation page shows the access code; on a shared device it shows it once. */
export const ACCESS_CODE_SHOWN_MINUTES = 10

/** Minutes for which the confirmation page can be opened again in the same browser. Its words say “an hour”. */
export const CONFIRMATION_PAGE_MINUTES = 60

/** Minutes for which a page that came back with something to mend can be reloaded as it is. */
export const RETURNED_PAGE_MINUTES = 10

/** Minutes for which an invitation stays open in a browser after the last look at its page. */
export const INVITATION_SESSION_MINUTES = 30

/**
 * Minutes from pressing the button of an invitation until the first page of the form must be saved, for the draft to
 * learn which invitation it belongs to. A parent who takes longer is asked for the code again.
 */
export const INVITATION_TO_FIRST_SAVE_MINUTES = 120

export const DRAFT_DAYS_WORDING: Wording = { en: `${DRAFT_DAYS} days`, fr: `${DRAFT_DAYS} jours` }
export const SHARED_DEVICE_DRAFT_MINUTES_WORDING: Wording = {
  en: `${SHARED_DEVICE_DRAFT_MINUTES} minutes`,
  fr: `${SHARED_DEVICE_DRAFT_MINUTES} minutes`,
}
export const INVITATION_TO_FIRST_SAVE_WORDING: Wording = {
  en: `${INVITATION_TO_FIRST_SAVE_MINUTES / 60} hours`,
  fr: `${INVITATION_TO_FIRST_SAVE_MINUTES / 60} heures`,
}
