import { contactAuthorisationForm } from '../../content/forms/contact-authorisation/index.ts'
import { buildParentAuditEvent } from '../../db/audit.ts'
import {
  type AuthorisationGrant,
  grantAuthorisation,
  hasAuthorisationWithIdempotencyKey,
} from '../../db/authorisations.ts'
import { parseForm } from '../../forms/parse.ts'
import type { Environment } from '../environment.ts'
import { loadFormVersion } from '../forms/form-version.ts'
import { createLeadRoutedFileNewsMessages } from '../mail/coordinator-messages.ts'
import { hashCodeWithEachKey } from '../privacy/code.ts'
import { buildAuthorisationRow, type SigningRequest } from './authorisation-evidence.ts'
import { parseReplacedAuthorisation } from './shown-authorisation.ts'
import { getAuthorisationState } from './state.ts'

/**
 * Stores a signed authorisation. Gives `repeated` when the same form was posted before, and `stale` when the
 * authorisation changed since the page was shown.
 */
export async function recordSignedAuthorisation(
  env: Environment,
  signing: SigningRequest,
): Promise<'granted' | 'repeated' | 'stale'> {
  const { own, fields, replaces, now } = signing
  const reading = parseForm(contactAuthorisationForm, fields)
  if (!reading.ok) throw new Error('An authorisation is signed only without mistakes')
  const postingKeys = await computeIdempotencyKeys(env, signing)
  const [postingKey = ''] = postingKeys
  const { answers, asked } = reading
  const needsContactHold = answers.orderNow !== 'no'
  const [row, formVersion, mail] = await Promise.all([
    buildAuthorisationRow(env, signing, answers, asked, postingKey),
    loadFormVersion(env, contactAuthorisationForm),
    createLeadRoutedFileNewsMessages(
      env,
      own,
      needsContactHold || own.hasContactHold ? 'authorised-on-hold' : 'authorised',
      now,
    ),
  ])
  const contactHold = needsContactHold
    ? {
        id: crypto.randomUUID(),
        parentId: own.parentId,
        reportedIn: 'contact-authorisation' as const,
        reportedAt: now,
      }
    : undefined
  const grant: AuthorisationGrant = {
    row,
    formVersion,
    replaces: parseReplacedAuthorisation(replaces),
    contactHold,
    mail,
  }
  const state = getAuthorisationState(own.authorisation, own.hasContactHold, now)
  const event = buildParentAuditEvent(own, 'authorisation_granted', now, {
    days: Number(answers.authorisedDays),
    version: row.wordingVersion ?? 0,
    contactHold: needsContactHold,
    renewed: state === 'in-force' || state === 'on-hold',
  })
  if (await grantAuthorisation(env.db, event, grant)) return 'granted'
  return (await hasAuthorisationWithIdempotencyKey(env.db, postingKeys)) ? 'repeated' : 'stale'
}

/**
 * Computes the idempotency key of a posted form under each key of the ring: the same parent, the same fields and the same
 * row to supersede give the same keys. The first is for a new row.
 */
const computeIdempotencyKeys = ({ keys }: Environment, { own, fields, replaces }: SigningRequest) =>
  hashCodeWithEachKey(
    keys.draft,
    'authorisation',
    JSON.stringify([own.parentId, replaces, Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1))]),
  )
