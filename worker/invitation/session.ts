import type { Context } from '../http/context.ts'
import { openCookie } from '../http/session-cookie.ts'

/** An invitation as it is open in a browser. */
export interface Invited {
  /** The invitation's row. */
  readonly id: string
  /** Its button to begin was pressed: the next draft of this browser is begun with it. */
  readonly started: boolean
}

/** The cookie holds the invitation's row, never its code. */
const cookie = openCookie('invited')

/** How long an invitation stays open after the last look at its page. */
const OPEN_MINUTES = 30

/**
 * From pressing the button until the first page of the form is saved, which is when the draft itself knows its
 * invitation. A form is long to look at; whoever takes longer still opens a file of their own and loses nothing.
 */
const STARTED_MINUTES = 120

const STARTED = '.started'

export const keepInvited = (c: Context, { id, started }: Invited): Promise<void> =>
  cookie.keep(c, started ? id + STARTED : id, started ? STARTED_MINUTES : OPEN_MINUTES)

/** The invitation open in this browser, if one is. */
export async function invitedHere(c: Context): Promise<Invited | undefined> {
  const value = await cookie.read(c)
  return value === undefined
    ? undefined
    : { id: value.replace(STARTED, ''), started: value.endsWith(STARTED) }
}

/** Nothing of an invitation stays in this browser. */
export const leaveInvitation = (c: Context): void => cookie.drop(c)
