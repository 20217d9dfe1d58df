import { ownNumberProblemWording } from '../../content/file/problem-wording.ts'
import {
  authoriseSection,
  contactAuthorisationForm,
} from '../../content/forms/contact-authorisation/index.ts'
import { loadParentFile, type ParentFile } from '../../db/parent-file.ts'
import { repeatAfterFault } from '../../db/retry.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { type FieldProblem, parseForm } from '../../forms/parse.ts'
import { listOwnPhones, unsealContactRules } from '../contact/contact-rules.ts'
import type { Context } from '../http/context.ts'
import { authorisationNotices } from '../http/notices.ts'
import type { ReadForm } from '../http/read-form.ts'
import { listExpectedFieldNames, parsePostedSection, pickExpectedFields } from '../http/read-section.ts'
import { redirectTo } from '../http/redirect.ts'
import { HTTP_STATUS_BY_FAULT, isFault, tryOrLog } from '../http/try-or-log.ts'
import { log } from '../log.ts'
import { drainOutbox } from '../mail/drain.ts'
import { normalisePhone } from '../privacy/normalise.ts'
import { loadFileSession, redirectToFile, signOutAndRedirect } from '../session/file-session.ts'
import { WordsUnavailableError } from '../site/load-declared-text.ts'
import { hashSignedWordingForLanguage } from './authorisation-evidence.ts'
import { canAuthorise } from './authorisation-filling.ts'
import {
  REPLACED_AUTHORISATION_FIELD,
  respondWithAuthorisePage,
  WORDING_HASH_FIELD,
} from './authorise-page.ts'
import { recordSignedAuthorisation } from './grant.ts'
import { isEndedByParent } from './shown-authorisation.ts'
import { readSigningCircumstances } from './signing-circumstances.ts'

/** The names of the fields that the page posts. */
export const AUTHORISE_PAGE_FIELDS: readonly string[] = [
  REPLACED_AUTHORISATION_FIELD,
  WORDING_HASH_FIELD,
  ...listExpectedFieldNames(authoriseSection),
]

/**
 * Stores the authorisation that a parent signed, with its evidence. Otherwise it shows the page again with everything
 * typed, and with what prevents it.
 */
export async function postAuthorisation(
  c: Context,
  { fields: posted, damaged }: ReadForm,
): Promise<Response> {
  const {
    [REPLACED_AUTHORISATION_FIELD]: [replaces = ''] = [],
    [WORDING_HASH_FIELD]: [wording = ''] = [],
    ...fields
  } = posted
  const typed = { fields, replaces, wordingShown: wording }
  const current = await tryToHashWording(c)
  if (current === undefined) return renderNotSaved(c, undefined, typed, 503)
  const session = await tryOrLog(c, loadFileSession(c))
  if (isFault(session)) return renderNotSaved(c, undefined, typed, HTTP_STATUS_BY_FAULT[session])
  if (!session) return renderSignedOutMeanwhile(c, { fields, replaces })
  if (!(await canAuthorise(c.get('env'), session.own))) return redirectToFile(c)
  return validateAndSign(c, session, { fields, replaces, isWordingCurrent: wording === current, damaged })
}

/** Hashes the wording that is signed now; undefined when the words cannot be loaded. */
const tryToHashWording = (c: Context): Promise<string | undefined> =>
  hashSignedWordingForLanguage(c.get('env'), c.get('language')).catch((error: unknown) => {
    if (!(error instanceof WordsUnavailableError)) throw error
    return undefined
  })

/** Shows the page with everything typed after a fault of the service. Pressing again posts the same form. */
const renderNotSaved = (
  c: Context,
  own: ParentFile | undefined,
  typed: { fields: FormFields; replaces: string; wordingShown?: string },
  status: 500 | 503,
) => respondWithAuthorisePage(c, own, { ...typed, notice: authorisationNotices.notSigned, status })

/**
 * Shows the page with everything typed when the session ended meanwhile. The parent can sign once the file is open in
 * the browser again.
 */
function renderSignedOutMeanwhile(
  c: Context,
  { fields, replaces }: { fields: FormFields; replaces: string },
) {
  const typed = pickExpectedFields(authoriseSection, fields)
  if (Object.keys(typed).length === 0) return signOutAndRedirect(c)
  return respondWithAuthorisePage(c, undefined, {
    fields: typed,
    replaces,
    notice: authorisationNotices.fileClosed,
    status: 410,
  })
}

interface PostedAuthorisation {
  readonly fields: FormFields
  readonly replaces: string
  readonly isWordingCurrent: boolean
  readonly damaged: boolean
}

async function validateAndSign(
  c: Context,
  { accessCodeHash, own }: { accessCodeHash: string; own: ParentFile },
  { fields, replaces, isWordingCurrent, damaged }: PostedAuthorisation,
): Promise<Response> {
  const page = { form: contactAuthorisationForm.id, section: authoriseSection }
  const reading = parsePostedSection(c, page, { fields, damaged })
  const typed = { fields: reading.fields, replaces }
  if (!reading.ok)
    return reading.reason === 'to_mend'
      ? respondWithAuthorisePage(c, own, { ...typed, problems: reading.problems, status: 422 })
      : respondWithAuthorisePage(c, own, {
          ...typed,
          notice: authorisationNotices.notAsExpected,
          status: 400,
        })
  const rules = await unsealContactRules(c.get('env'), own.parentId, own.sealedContactRules)
  const problems = listOwnNumberProblems(reading.fields, listOwnPhones(rules))
  if (problems.length > 0) return respondWithAuthorisePage(c, own, { ...typed, problems, status: 422 })
  if (!isWordingCurrent) {
    log('wording_changed', { request: c.get('requestId') })
    return respondWithAuthorisePage(c, own, {
      ...typed,
      notice: authorisationNotices.wordingChanged,
      status: 409,
    })
  }
  const signing = {
    own,
    ...typed,
    language: c.get('language'),
    circumstances: readSigningCircumstances(c),
    now: Date.now(),
  }
  const outcome = await tryOrLog(
    c,
    repeatAfterFault(() => recordSignedAuthorisation(c.get('env'), signing)),
  )
  if (isFault(outcome)) return renderNotSaved(c, own, typed, HTTP_STATUS_BY_FAULT[outcome])
  log('authorisation_signed', { request: c.get('requestId'), outcome })
  if (outcome === 'stale') return renderStaleAuthorisation(c, accessCodeHash, reading.fields)
  if (outcome === 'granted') c.executionCtx.waitUntil(drainOutbox(c.get('env'), Date.now))
  return redirectTo(c, '/file/receipt/')
}

/** The problem with a number for the other parent that is on the parent’s own side. Only their own answers are compared. */
function listOwnNumberProblems(fields: FormFields, ownPhones: readonly string[]): FieldProblem[] {
  const reading = parseForm(contactAuthorisationForm, fields)
  const number = reading.ok ? reading.answers.otherPhoneNow : undefined
  const isOwn = number !== undefined && ownPhones.includes(normalisePhone(number))
  const field = 'otherPhoneNow'
  return isOwn
    ? [
        {
          section: authoriseSection.slug,
          question: field,
          field,
          label: authoriseSection.questions[field].label,
          wording: ownNumberProblemWording,
        },
      ]
    : []
}

/** Tells the parent that another authorisation was granted or ended meanwhile. Pressing again supersedes that one. */
async function renderStaleAuthorisation(c: Context, accessCodeHash: string, fields: FormFields) {
  const current = await loadParentFile(c.get('env').db, accessCodeHash, Date.now())
  if (!current || !(await canAuthorise(c.get('env'), current))) return redirectToFile(c)
  const wasEnded = current.authorisation && isEndedByParent(current.authorisation)
  const notice = authorisationNotices[wasEnded ? 'stoppedMeanwhile' : 'alreadyAuthorised']
  return respondWithAuthorisePage(c, current, { fields, notice, status: 409 })
}
