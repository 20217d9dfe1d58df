import { prefixCode } from '../../content/code-prefixes.ts'
import { fileStatusCases, receiptMailCases } from '../../content/file/page-cases.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { joiningForm } from '../../content/forms/joining/index.ts'
import { ACCESS_CODE_SHOWN_MINUTES } from '../../content/retention.ts'
import { buildPrefixedSlotValues } from '../../content/slots-for.ts'
import { findConfirmationFactsOfDraft } from '../../db/intake.ts'
import { unsealContactRules } from '../contact/contact-rules.ts'
import { pickFileStatusCase } from '../contact/contactability.ts'
import { isUnserved } from '../contact/display-name.ts'
import { endShownCode, type ReadCookieDraft } from '../forms/draft-cookie.ts'
import type { Context } from '../http/context.ts'
import { fillPage } from '../http/fill-page.ts'
import { deriveAccessCodeWithHash } from '../privacy/code.ts'

/** Shows the confirmation of a sent intake, with the offer to authorise the call to the other parent. */
export async function showIntakeConfirmation(
  ...[c, draft, since]: ConfirmationArguments
): Promise<Response | undefined> {
  const said = await loadConfirmation(c, intakeForm.id, draft, since)
  return (
    said &&
    fillPage(c, '/intake/sent/', {
      slots: {
        ...said.slots,
        'offer-call': said.offersNext && canOfferCall(said.sent),
        'offer-code': said.offersNext && canOfferJoiningCode(said.sent),
      },
      fields: said.fields,
    })
  )
}

/** Shows the confirmation of the form with which a parent joined a file. */
export async function showJoiningConfirmation(
  ...[c, draft, since]: ConfirmationArguments
): Promise<Response | undefined> {
  const said = await loadConfirmation(c, joiningForm.id, draft, since)
  return said && fillPage(c, '/joining/sent/', { slots: said.slots, fields: said.fields })
}

type ConfirmationArguments = [c: Context, draft: ReadCookieDraft, since: number]

/**
 * Loads what a confirmation shows: the reference, the private code and what comes next. Gives undefined when the draft
 * was not sent after `since`, in milliseconds.
 */
async function loadConfirmation(c: Context, form: string, draft: ReadCookieDraft, since: number) {
  const { db, keys } = c.get('env')
  const sent = await findConfirmationFactsOfDraft(db, draft.id, since)
  if (!sent) return undefined
  const derived = canShowCode(draft, sent.sentAt)
    ? await deriveAccessCodeWithHash(keys.draft, draft.token, sent.accessCodeHash)
    : undefined
  const code = derived && prefixCode('file', derived)
  const showsCode = code !== undefined
  // HEAD shows nothing, so it does not count as having shown the code.
  if (showsCode && draft.shared && c.req.method === 'GET') await endShownCode(c, form, draft)
  const rules = await unsealContactRules(c.get('env'), sent.parentId, sent.sealedContactRules)
  const hasNoReceipt = sent.receipt !== null && sent.receipt !== 'sending'
  const shownStatus = pickFileStatusCase(sent.status, rules)
  const isOutside = await isUnserved(keys, sent)
  return {
    sent,
    /** Whether the page offers anything beside the code, which its buttons post. */
    offersNext: showsCode && !isOutside,
    slots: {
      reference: sent.reference ?? '',
      code,
      'code-shown': showsCode,
      'code-use': showsCode,
      'code-once': showsCode && draft.shared,
      'code-minutes': showsCode && !draft.shared,
      'code-gone': !showsCode,
      ...buildPrefixedSlotValues('', fileStatusCases, (status) => status === shownStatus),
      // Nobody can be chosen to talk with this family.
      next: sent.status !== 'closed' && !isOutside,
      'write-down-both': hasNoReceipt && showsCode,
      'write-down-reference': hasNoReceipt && !showsCode,
      'urgent-waits': sent.status === 'waiting' && sent.urgency === 'soon',
      'outside-provinces': isOutside,
      // Depends on the ranking, that is on whether a coordinator has room, and not on related files.
      'offer-booking': showsCode && sent.status === 'received' && sent.bookingCoordinatorId !== null,
      ...buildPrefixedSlotValues('receipt-', receiptMailCases, (outcome) => outcome === sent.receipt),
    },
    fields: code ? { code: [code] } : {},
  }
}

/**
 * Whether the page still shows the access code, which its buttons post: for ten minutes after sending, and on a shared
 * device only once.
 */
const canShowCode = ({ hasShownCode }: ReadCookieDraft, sentAt: number): boolean =>
  !hasShownCode && Date.now() < sentAt + ACCESS_CODE_SHOWN_MINUTES * 60_000

/**
 * Whether the page offers to authorise the call: to a parent who applies alone and was not invited. It depends on their
 * own answers only.
 */
const canOfferCall = ({ route, invitationAcceptedAt }: ConfirmationFacts): boolean =>
  route === 'one-parent' && invitationAcceptedAt === null

/** Whether the page offers a code for the other parent: to one who comes by consent, with no order in doubt. */
const canOfferJoiningCode = ({ route, invitationAcceptedAt, hasContactHold }: ConfirmationFacts): boolean =>
  route === 'consent' && invitationAcceptedAt === null && hasContactHold === 0

type ConfirmationFacts = NonNullable<Awaited<ReturnType<typeof findConfirmationFactsOfDraft>>>
