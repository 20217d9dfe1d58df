import type { AuthorisationAnswers } from '../../content/forms/contact-authorisation/index.ts'
import type { ParentFile } from '../../db/parent-file.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Wording } from '../../forms/language.ts'
import type { FieldProblem } from '../../forms/parse.ts'
import type { Context } from '../http/context.ts'
import { fillPage } from '../http/fill-page.ts'
import { loadFileSession, redirectToFile, signOutAndRedirect } from '../session/file-session.ts'
import { hashSignedWordingForLanguage } from './authorisation-evidence.ts'
import { buildAuthorisePageSlotValues, canAuthorise } from './authorisation-filling.ts'
import { formatShownAuthorisationId } from './shown-authorisation.ts'

/** Shows the page on which a parent authorises the call, with the state of their current authorisation. */
export async function showAuthorisePage(c: Context): Promise<Response> {
  const session = await loadFileSession(c)
  if (!session) return signOutAndRedirect(c)
  return canAuthorise(session.own) ? respondWithAuthorisePage(c, session.own) : redirectToFile(c)
}

/** Renders the page that authorises the call. When the file cannot be read, the page has nothing about it. */
export async function respondWithAuthorisePage(
  c: Context,
  own: ParentFile | undefined,
  options: AuthorisePageOptions = {},
): Promise<Response> {
  const {
    fields = { authorisedDays: [DEFAULT_AUTHORISED_DAYS] },
    problems = [],
    notice,
    status = 200,
  } = options
  const { replaces = own ? formatShownAuthorisationId(own) : '' } = options
  const language = c.get('language')
  return fillPage(c, '/file/authorise/', {
    status,
    fields: {
      ...fields,
      [REPLACED_AUTHORISATION_FIELD]: [replaces],
      [WORDING_HASH_FIELD]: [await hashSignedWordingForLanguage(language)],
    },
    problems,
    ...(notice && { notice: notice[language] }),
    slots: buildAuthorisePageSlotValues(own, Date.now()),
  })
}

interface AuthorisePageOptions {
  readonly fields?: FormFields
  /** The authorisation that the page supersedes, if the page was shown before; otherwise the current one. */
  readonly replaces?: string
  readonly problems?: readonly FieldProblem[]
  readonly notice?: Wording
  readonly status?: 200 | 400 | 409 | 410 | 422 | 500
}

/** The days for which an authorisation is in force, unless its parent chooses otherwise. */
const DEFAULT_AUTHORISED_DAYS: NonNullable<AuthorisationAnswers['authorisedDays']> = '60'

/**
 * The hidden field that names the authorisation to supersede, so that no press replaces one that its page did not show.
 */
export const REPLACED_AUTHORISATION_FIELD = 'replaces'

/** The hidden field with the hash of the wording on the page, so that nobody signs words they did not see. */
export const WORDING_HASH_FIELD = 'wording'
