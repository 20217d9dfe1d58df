import type { Answers, Form } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Language, Wording } from '../../forms/language.ts'
import { parseAnswersSoFar, type ShownSection } from '../../forms/parse.ts'
import type { Province } from '../../forms/provinces.ts'
import type { ContactRules } from '../contact/contact-rules.ts'
import type { Environment } from '../environment.ts'
import type { Context } from '../http/context.ts'
import type { SendingFacts } from '../log-events.ts'
import type { CookieDraft } from './draft-cookie.ts'
import type { DraftRow } from './sealed-draft.ts'

/** A form that is saved, resumed, checked and sent: its declaration, and what only this form knows. */
export interface RegisteredForm<F extends Form = Form> {
  readonly form: F
  /** Set where invitations lead to it: its draft begins with the one that is open in this browser. */
  readonly beginsWithInvitation?: true
  /** How the parent may be reached, as far as they have said: a resume code is e-mailed to that address alone. */
  contactRules?(answers: Partial<Answers<F>>): ContactRules
  /** Reads a draft together with whether there is room, in one call; the draft alone where nothing is said of that. */
  loadDraftAndCapacity?(
    env: Environment,
    draftId: string,
    now: number,
  ): Promise<{ readonly sections: readonly DraftRow[]; readonly capacity: Capacity<F> }>
  /** Reads a draft together with everything that sending it needs, in one call. */
  loadToSend(env: Environment, draftId: string, now: number): Promise<DraftToSend<F>>
  /** The page after sending; nothing when this draft was not sent since then. */
  showConfirmation(c: Context, draft: CookieDraft, since: number): Promise<Response | undefined>
}

/** What a parent is told of the room there is in each province of the practice. */
export type RoomByProvince = Readonly<Partial<Record<Province, Wording>>>

/** Whether the practice has room for whoever sends the form. */
export interface Capacity<F extends Form = Form> {
  /** Said on the first page. */
  readonly roomByProvince: RoomByProvince
  /** Whether these answers would wait, which the check says. */
  isWaiting(answers: Partial<Answers<F>>, language: Language): boolean
}

/** A draft as it was read for sending. */
export interface DraftToSend<F extends Form = Form> {
  readonly sections: readonly (DraftRow & { readonly revision: number })[]
  /** It was sent before. */
  readonly isSent: boolean
  readonly capacity?: Capacity<F>
  /**
   * Writes the form and deletes its draft, all of it or nothing, and gives what the log may say. Nothing when another
   * request was faster: it was sent already, or saved into since it was read. Then read again.
   */
  record(form: FormToSend<F>): Promise<SendingFacts | undefined>
}

/** A form that is complete, with the draft it was made from. */
export interface FormToSend<F extends Form = Form> {
  readonly answers: Answers<F>
  readonly asked: readonly ShownSection[]
  /** The language it was sent in. */
  readonly language: Language
  readonly now: number
  readonly draft: { readonly id: string; readonly revision: number; readonly token: string }
}

/** How the parent may be reached, as far as an unfinished form says. */
export const contactRulesSoFar = (
  { form, contactRules }: RegisteredForm,
  fields: FormFields,
): ContactRules | undefined => contactRules?.(parseAnswersSoFar(form, fields).answers)
