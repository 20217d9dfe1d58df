import type { SenderConnection } from '../../db/code-attempts.ts'
import type { ReachedBound } from '../../db/intake.ts'
import type { Answers, Form } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Language, Wording } from '../../forms/language.ts'
import { parseAnswersSoFar, type ShownSection } from '../../forms/parse.ts'
import type { Province } from '../../forms/provinces.ts'
import type { ContactRules } from '../contact/contact-rules.ts'
import type { Environment } from '../environment.ts'
import type { Context } from '../http/context.ts'
import type { SendingFacts } from '../log-events.ts'
import type { ReadCookieDraft } from './draft-cookie.ts'
import type { DraftInput, DraftRow } from './sealed-draft.ts'

/** A form that is saved, resumed, checked and sent: its declaration, and the functions that differ by form. */
export interface RegisteredForm<F extends Form = Form> {
  readonly form: F
  /**
   * Set when invitations lead to this form. Its draft then begins with the invitation that is open in this browser;
   * sending or deleting it closes that invitation here.
   */
  readonly beginsWithInvitation?: true
  /** The form of somebody who goes on without an invitation, where this one needs it. It has the same pages. */
  readonly withoutInvitation?: RegisteredForm
  /**
   * Loads the pages with which a draft begins that both parents share: what the other one lets be seen. They count as typed by
   * the parent who begins, and may be changed.
   */
  loadSharedPages?(env: Environment, invitationId: string): Promise<readonly DraftInput[]>
  /** Where a parent says how they may be reached. A resume code is e-mailed only to the address they call safe there. */
  readonly contact?: {
    /**
     * The sections that tell whether the address is safe: the parent's own, and what they give for the other parent. A
     * queued e-mail does not leave once one of them was saved again.
     */
    readonly sections: readonly F['sections'][number]['slug'][]
    /** Reads from unfinished answers how the parent may be reached. */
    readRules(answers: Partial<Answers<F>>): ContactRules
    /** Offers an e-mail; asked only while there is an address to which one may be sent. */
    readonly mailQuestion: string
  }
  /** Reads a draft and the practice's capacity in one database call. Without it, only the draft is read. */
  loadDraftAndCapacity?(
    env: Environment,
    draftId: string,
    now: number,
  ): Promise<{ readonly sections: readonly DraftRow[]; readonly capacity: Capacity<F> }>
  /** Reads a draft and everything that sending it needs, in one database call. */
  loadToSend(
    env: Environment,
    draftId: string,
    now: number,
    sender: SenderConnection,
  ): Promise<DraftToSend<F>>
  /** Shows the page after sending; undefined when this draft was not sent after `since`, in milliseconds. */
  showConfirmation(c: Context, draft: ReadCookieDraft, since: number): Promise<Response | undefined>
}

/** Why a complete form is not taken now: a bound that everybody has, or one of those who did not show who they are. */
export type NotTakenReason = ReachedBound | 'unproven'

/** The sentence about the practice's room in each of its provinces. */
export type RoomByProvince = Readonly<Partial<Record<Province, Wording>>>

/** Whether the practice has room for the family that sends the form. */
export interface Capacity<F extends Form = Form> {
  /** Shown on the first page; undefined for a family that takes no place of its own. */
  readonly roomByProvince: RoomByProvince | undefined
  /** Whether a family with these answers would wait. The check says so. */
  isWaiting(answers: Partial<Answers<F>>, language: Language): boolean
}

/** A draft with what was read for sending it. */
export interface DraftToSend<F extends Form = Form> {
  readonly sections: readonly (DraftRow & { readonly revision: number })[]
  /** Whether it was sent before. */
  readonly isSent: boolean
  readonly capacity?: Capacity<F>
  /** The bound that keeps the form from being sent now, however complete it is. */
  readonly reachedBound?: NotTakenReason | undefined
  /**
   * Writes the form and deletes its draft in one transaction, and returns what the log may say. Returns undefined when
   * another request was faster, which sent the form or saved a section since it was read; the caller reads again then.
   */
  record(form: FormToSend<F>): Promise<SendingFacts | undefined>
}

/** A complete form, with the draft it was made from. */
export interface FormToSend<F extends Form = Form> {
  readonly answers: Answers<F>
  readonly asked: readonly ShownSection[]
  /** The language in which the form was sent. */
  readonly language: Language
  readonly now: number
  readonly draft: { readonly id: string; readonly revision: number; readonly token: string }
}

/** How the parent may be reached, according to an unfinished form. */
export const getContactRulesSoFar = (
  { form, contact }: RegisteredForm,
  fields: FormFields,
): ContactRules | undefined => contact?.readRules(parseAnswersSoFar(form, fields).answers)
