import type { AuthorisationAnswers } from '../../content/forms/contact-authorisation/index.ts'
import type { ParentFile } from '../../db/parent-file.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Wording } from '../../forms/language.ts'
import type { FieldProblem } from '../../forms/parse.ts'
import type { Context } from '../http/context.ts'
import { fillPage } from '../http/fill-page.ts'
import { loadFileSession, redirectToFile, signOutAndRedirect } from '../session/file-session.ts'
import { hashCallWording } from './authorisation-evidence.ts'
import { buildAuthorisePageSlots, canAuthorise } from './authorisation-filling.ts'
import { formatShownAuthorisation } from './shown-authorisation.ts'

/** The page on which a parent authorises the call, with what is in force already. */
export async function showAuthorisePage(c: Context): Promise<Response> {
  const session = await loadFileSession(c)
  if (!session) return signOutAndRedirect(c)
  return canAuthorise(session.own) ? renderAuthorisePage(c, session.own) : redirectToFile(c)
}

/** The page that authorises; without what is known of the file, when that cannot be read. */
export async function renderAuthorisePage(
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
  const { replaces = own ? formatShownAuthorisation(own) : '' } = options
  const language = c.get('language')
  return fillPage(c, '/file/authorise/', {
    status,
    fields: {
      ...fields,
      [REPLACES_FIELD]: [replaces],
      [WORDING_HASH_FIELD]: [await hashCallWording(language)],
    },
    problems,
    ...(notice && { notice: notice[language] }),
    slots: buildAuthorisePageSlots(own, Date.now()),
  })
}

interface AuthorisePageOptions {
  readonly fields?: FormFields
  /** What the page takes the place of; what is current now, unless it was shown before. */
  readonly replaces?: string
  readonly problems?: readonly FieldProblem[]
  readonly notice?: Wording
  readonly status?: 200 | 400 | 409 | 410 | 422 | 500
}

/** How long an authorisation is in force unless its parent chooses otherwise. */
const DEFAULT_AUTHORISED_DAYS: NonNullable<AuthorisationAnswers['authorisedDays']> = '60'

/** The hidden field that names the authorisation this one supersedes, so that no press replaces what it did not see. */
export const REPLACES_FIELD = 'replaces'

/** The hidden field with the hash of the wording the page was shown with: nobody signs words that they did not see. */
export const WORDING_HASH_FIELD = 'wording'
