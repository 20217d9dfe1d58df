import {
  authoriseSection,
  contactAuthorisationForm,
} from '../../content/forms/contact-authorisation/index.ts'
import type { ParentFile } from '../../db/parent-file.ts'
import { listRevealedQuestions } from '../../forms/form.ts'
import type { Context } from '../http/context.ts'
import { fillPage, type PostedFilling } from '../http/fill-page.ts'
import { loadFileSession, redirectToFile, signOutAndRedirect } from '../session/file-session.ts'
import { hashSignedWordingForLanguage } from './authorisation-evidence.ts'
import { buildAuthorisePageSlotValues, canAuthorise } from './authorisation-filling.ts'
import { formatReplacedAuthorisation } from './shown-authorisation.ts'

export async function showAuthorisePage(c: Context): Promise<Response> {
  const session = await loadFileSession(c)
  if (!session) return signOutAndRedirect(c)
  return (await canAuthorise(c.get('env'), session.own))
    ? respondWithAuthorisePage(c, session.own)
    : redirectToFile(c)
}

/** Renders the page that authorises the call. When the file cannot be read, the page has nothing about it. */
export async function respondWithAuthorisePage(
  c: Context,
  own: ParentFile | undefined,
  {
    replaces = own ? formatReplacedAuthorisation(own) : '',
    wordingShown,
    ...posted
  }: AuthorisePageOptions = {},
): Promise<Response> {
  const { fields = {} } = posted
  const wordingHash = wordingShown ?? (await hashSignedWordingForLanguage(c.get('env'), c.get('language')))
  return fillPage(c, '/file/authorise/', {
    ...posted,
    fields: {
      ...fields,
      [REPLACED_AUTHORISATION_FIELD]: [replaces],
      [WORDING_HASH_FIELD]: [wordingHash],
    },
    revealedQuestions: listRevealedQuestions(contactAuthorisationForm, authoriseSection, fields),
    slots: { ...buildAuthorisePageSlotValues(own, Date.now()), 'wording-hash': wordingHash },
  })
}

type AuthorisePageOptions = PostedFilling & {
  /** The authorisation that the page supersedes, if the page was shown before; otherwise the current one. */
  readonly replaces?: string
  /** The hash of the wording that the parent was shown, when the page comes back only to be posted again. */
  readonly wordingShown?: string
}

/**
 * The hidden field that names the authorisation to supersede, so that no press replaces one that its page did not show.
 */
export const REPLACED_AUTHORISATION_FIELD = 'replaces'

/** The hidden field with the hash of the wording on the page, so that nobody signs words they did not see. */
export const WORDING_HASH_FIELD = 'wording'
