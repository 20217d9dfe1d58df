import { composePrintedLetter } from '../../content/mail/printed-letter.ts'
import { practice } from '../../content/practice.ts'
import { findHeldMessagesToReport, queueHeldMessagesReport } from '../../db/bounded-messages.ts'
import type { Environment } from '../environment.ts'
import { log } from '../log.ts'
import { createMessagesToAdministrators } from './coordinator-messages.ts'

/**
 * Tells the administrators, once an hour at most, that messages are held because the practice’s limit was reached. The
 * limit does not hold this message.
 */
export async function reportHeldMessages(env: Environment, now: number): Promise<void> {
  const counts = await findHeldMessagesToReport(env.db, now, practice.unreadIntakes)
  if (!counts) return
  const messages = await createMessagesToAdministrators(env, 'messages-held', now, (letters, language) =>
    composePrintedLetter(letters.heldMessages[language], { ...counts, portalOrigin: env.portalOrigin }),
  )
  if (await queueHeldMessagesReport(env.db, messages, now)) log('messages_held', counts)
}
