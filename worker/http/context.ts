import type { Context as HonoContext } from 'hono'
import type { RequestIdVariables } from 'hono/request-id'
import type { Coordinator } from '../../content/practice.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Language } from '../../forms/language.ts'
import type { FieldProblem } from '../../forms/parse.ts'
import type { Bindings, Environment } from '../environment.ts'

interface Variables extends RequestIdVariables {
  env: Environment
  /** The language that the request's address is in. */
  language: Language
  /** The path of the request in English: `/intake/you/`. */
  path: string
  /** Set when the answer needs “Your file”, which is open in this browser no more. */
  isFileClosed?: true
  /** The hash of the code that was entered on a page whose session had ended, and opens the file again. */
  reopenedFile?: string
  /** What a page of a form says and was typed on it about the invitation that its draft begins with. */
  invitationFields?: FormFields
  /** Set when that invitation is open in this browser no more, so that the page asks for its code. */
  isInvitationClosed?: true
  /** Set when saving this page begins a request of one's own, unless the parent enters the code of an invitation. */
  isUninvited?: true
  /** The fields of the posted form, when its page may come back at its own address. */
  returnableFields?: readonly string[]
  /** Set when a page is shown as it came back from a post before. */
  isReturned?: true
  /** What the check of a form shows after an attempt to send it. */
  returnedCheck?: unknown
  /** What is wrong with a code entered on a page whose session had ended. */
  codeProblems?: readonly FieldProblem[]
  /** The coordinator who is signed in; set under /desk only. */
  coordinator: Coordinator
}

export type AppEnv = { Bindings: Bindings; Variables: Variables }
export type Context = HonoContext<AppEnv>
