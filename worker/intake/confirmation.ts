import { sentPageWording } from '../../content/intake/page-wording.ts'
import { slotsFor } from '../../content/slots-for.ts'
import { findSubmissionOfDraft } from '../../db/intake.ts'
import type { CookieDraft } from '../forms/draft-cookie.ts'
import type { Context } from '../http/context.ts'
import { fillPage } from '../http/fill-page.ts'
import { deriveFileCode } from '../privacy/code.ts'

/** What a parent reads once the intake is with the practice: the reference, the private code and what comes next. */
export async function showIntakeConfirmation(
  c: Context,
  { id, token }: CookieDraft,
  since: number,
): Promise<Response | undefined> {
  const { db, draftSecret } = c.get('env')
  const sent = await findSubmissionOfDraft(db, id, since)
  if (!sent) return undefined
  const code = await deriveFileCode(draftSecret, token)
  return fillPage(c, '/intake/sent/', {
    slots: {
      reference: sent.reference ?? '',
      code,
      waiting: sent.status === 'waiting',
      received: (sent.status ?? 'received') === 'received',
      // Whether somebody has room for them: it depends on the ranking, and not on related files.
      'offer-booking': sent.status === 'received',
      'offer-call': canOfferCall(sent),
      ...slotsFor('receipt-', sentPageWording.receipt, (outcome) => outcome === sent.receipt),
    },
    fields: { code: [code] },
  })
}

/** Whoever came alone reads at once that they may authorise the call; it depends on their own answers only. */
const canOfferCall = ({
  route,
  invitationAcceptedAt,
}: NonNullable<Awaited<ReturnType<typeof findSubmissionOfDraft>>>): boolean =>
  route === 'one-parent' && invitationAcceptedAt === null
