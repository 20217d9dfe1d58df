import { sentPageWording } from '../../content/intake/page-wording.ts'
import { buildPrefixedSlotValues } from '../../content/slots-for.ts'
import { findConfirmationFactsOfDraft } from '../../db/intake.ts'
import type { CookieDraft } from '../forms/draft-cookie.ts'
import type { Context } from '../http/context.ts'
import { fillPage } from '../http/fill-page.ts'
import { deriveAccessCode } from '../privacy/code.ts'

/**
 * Shows the confirmation of a sent intake: the reference, the private code and what comes next. Gives undefined when
 * the draft was not sent after `since`, in milliseconds.
 */
export async function showIntakeConfirmation(
  c: Context,
  { id, token }: CookieDraft,
  since: number,
): Promise<Response | undefined> {
  const { db, draftSecret } = c.get('env')
  const sent = await findConfirmationFactsOfDraft(db, id, since)
  if (!sent) return undefined
  const code = await deriveAccessCode(draftSecret, token)
  return fillPage(c, '/intake/sent/', {
    slots: {
      reference: sent.reference ?? '',
      code,
      waiting: sent.status === 'waiting',
      received: (sent.status ?? 'received') === 'received',
      // Depends on the ranking, that is on whether a coordinator has room, and not on related files.
      'offer-booking': sent.status === 'received',
      'offer-call': canOfferCall(sent),
      ...buildPrefixedSlotValues('receipt-', sentPageWording.receipt, (outcome) => outcome === sent.receipt),
    },
    fields: { code: [code] },
  })
}

/**
 * Whether the page offers to authorise the call: to a parent who applies alone and was not invited. It depends on their
 * own answers only.
 */
const canOfferCall = ({
  route,
  invitationAcceptedAt,
}: NonNullable<Awaited<ReturnType<typeof findConfirmationFactsOfDraft>>>): boolean =>
  route === 'one-parent' && invitationAcceptedAt === null
