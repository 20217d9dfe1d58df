import { Resend } from 'resend'
import { composeKeyAlertMessage } from '../../content/mail/key-alert-message.ts'
import { practice } from '../../content/practice.ts'
import { DAY_MS } from '../../content/time/units.ts'
import type { RingKeyRow } from '../../db/ring-keys.ts'
import { defaultLanguage } from '../../forms/language.ts'
import type { Environment } from '../environment.ts'
import { checkKeysAndRecordNew, type KeyFaults, KeysUnusableError } from '../privacy/check-keys.ts'
import { administrators } from './coordinator-messages.ts'

/** Checks the keys. When one is missing or wrong, e-mails the administrators and throws. */
export async function checkKeysOrAlert(env: Environment, now: number): Promise<RingKeyRow[]> {
  try {
    return await checkKeysAndRecordNew(env, now)
  } catch (error) {
    if (error instanceof KeysUnusableError) await sendKeyAlerts(env, error.faults, now)
    throw error
  }
}

/**
 * E-mails each administrator once a day about the same keys. It bypasses the outbox, which seals under the ring, and
 * relies on the provider to recognise the idempotency key of a message that it has accepted.
 */
async function sendKeyAlerts(env: Environment, { missing, wrong }: KeyFaults, now: number): Promise<void> {
  const kids = [...missing, ...wrong].toSorted()
  const resend = new Resend(env.mail.key, { baseUrl: env.mail.api })
  const sending = administrators.map(({ id, email, languages: [language = defaultLanguage] }) => {
    const content = composeKeyAlertMessage({ kids, portalOrigin: env.portalOrigin }, language)
    const idempotencyKey = ['keys', Math.floor(now / DAY_MS), id, ...kids]
      .join('/')
      .slice(0, MAX_KEY_CHARACTERS)
    return resend.emails.send({ from: practice.mailFrom, to: email, ...content }, { idempotencyKey })
  })
  await Promise.allSettled(sending)
}

/** The longest idempotency key that the provider takes. */
const MAX_KEY_CHARACTERS = 256
