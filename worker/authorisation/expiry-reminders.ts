import { endingMail } from '../../content/mail/parent-messages.ts'
import { practice } from '../../content/practice.ts'
import { localDay } from '../../content/time/local-time.ts'
import { endingBefore, remind } from '../../db/authorisations.ts'
import type { Environment } from '../environment.ts'
import { errorFields, log } from '../http/log.ts'
import { contactRules, zoneIn } from '../intake/contact-rules.ts'
import { queuedMail } from '../mail/message.ts'

/** How long before the end of their word a parent is told. */
export const REMIND_DAYS = 7

/**
 * Tells parents whose word ends within a week, once, and only at an address they called safe. Who gave none is not
 * told: the desk shows that it ends, and a coordinator calls as the contact rules say. One that fails is tried again
 * with the next run and keeps no other waiting.
 */
export async function remindOfEndings(env: Environment, now: number): Promise<void> {
  for (const ending of await endingBefore(env.db, now, now + REMIND_DAYS * 86_400_000)) {
    await remindOf(env, ending, now).catch((error: unknown) =>
      log('reminder_fault', { authorisation: ending.id, ...errorFields(error) }),
    )
  }
}

type Ending = Awaited<ReturnType<typeof endingBefore>>[number]

async function remindOf(env: Environment, ending: Ending, now: number): Promise<void> {
  const mail = await endingMailOf(env, ending, now)
  const event = {
    fileId: ending.fileId,
    actor: 'system',
    action: 'authorisation_ending',
    detail: { mailed: mail !== undefined },
    happenedAt: now,
  } as const
  await remind(env.db, event, ending.id, mail)
}

async function endingMailOf(
  env: Environment,
  { parentId, fileId, contact, language, expiresAt }: Ending,
  now: number,
) {
  const rules = await contactRules(env, parentId, contact)
  if (rules?.email === undefined) return undefined
  const lastDay = localDay(expiresAt, zoneIn(rules), language)
  const mail = endingMail({ subject: rules.mailSubject, lastDay, portalOrigin: env.portalOrigin }, language)
  const from = practice.discreetMailFrom
  const about = { fileId, kind: 'authorisation-ending', parentId }
  return queuedMail(env.keys, about, { from, to: rules.email, ...mail }, now)
}
