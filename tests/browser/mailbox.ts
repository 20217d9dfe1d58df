import type { AcceptedMail } from '../../dev/services/index.ts'
import { portal } from './page-actions.ts'
import { waitForResult } from './wait-for.ts'

/** Fetches the mail in the mailbox, newest first. */
export async function fetchMailbox(): Promise<AcceptedMail[]> {
  return (await (await fetch(`${portal.services}/emails`)).json()) as AcceptedMail[]
}

/** Waits until the mailbox holds so many mails of a kind. Gives them, newest first. */
export const waitForMails = (
  description: string,
  isExpected: (mail: AcceptedMail) => boolean,
  count = 1,
): Promise<AcceptedMail[]> =>
  waitForResult(
    description,
    async () => {
      const mails = (await fetchMailbox()).filter(isExpected)
      return mails.length >= count ? mails : undefined
    },
    async () => {
      const mailbox = await fetchMailbox()
      const newest = mailbox.slice(0, 5).map(({ to, subject }) => `“${subject}” to ${to.join(', ')}`)
      return `(${count} of ${mailbox.filter(isExpected).length} there; the mailbox begins with ${newest.join('; ')})`
    },
  )
