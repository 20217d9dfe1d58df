import * as z from 'zod/mini'
import type { FormFields } from '../../forms/form-fields.ts'
import type { TurnstileSettings } from '../environment.ts'
import type { Context } from '../http/context.ts'
import { allowOriginInPolicy } from '../http/security-headers.ts'
import { getErrorLogFields, log } from '../log.ts'
import { sha256Hex } from '../privacy/sha256.ts'
import { renderTurnstileHtml } from './turnstile-html.ts'

/** The field that Turnstile’s script adds to the form that it stands in. */
export const TURNSTILE_FIELD = 'cf-turnstile-response'

/** What the token says that the widget on our page asked for. */
const TURNSTILE_ACTION = 'send'

/** The longest token that Turnstile gives. */
const MAX_TOKEN_CHARACTERS = 2048

/** The wait for Turnstile’s answer. A parent waits for it too. */
const VERIFY_SECONDS = 3

/**
 * Whether the sender of a form could have shown that they are a person, and did not: the page had no token, as without
 * JavaScript, or one that Turnstile refuses. While Turnstile is off, or cannot be asked, nobody could have, and this is
 * false: a form is never lost because Turnstile fails.
 */
export async function isSenderUnproven(c: Context, fields: FormFields, draftId: string): Promise<boolean> {
  const { turnstile, portalOrigin } = c.get('env')
  if (!turnstile) return false
  const [token = '', ...more] = fields[TURNSTILE_FIELD] ?? []
  if (token === '' || token.length > MAX_TOKEN_CHARACTERS || more.length > 0) return true
  const verified = await verifyToken(c, turnstile, token, draftId)
  if (!verified) return false
  const { success, action, hostname } = verified
  return !(success && action === TURNSTILE_ACTION && hostname === new URL(portalOrigin).hostname)
}

const verificationSchema = z.object({
  success: z.boolean(),
  hostname: z.optional(z.string()),
  action: z.optional(z.string()),
  'error-codes': z._default(z.array(z.string()), []),
})

/**
 * Asks Turnstile about a token (developers.cloudflare.com/turnstile/get-started/server-side-validation). A token can be
 * used once; two presses of the same button have one idempotency key, so that both are answered alike. Gives undefined,
 * and logs why, when Turnstile is slow or fails, or says that our secret is wrong.
 */
async function verifyToken(
  c: Context,
  { origin, secret }: TurnstileSettings,
  token: string,
  draftId: string,
) {
  try {
    const answer = await fetch(`${origin}/turnstile/v0/siteverify`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ secret, response: token, idempotency_key: await toUuid(`${draftId} ${token}`) }),
      signal: AbortSignal.timeout(VERIFY_SECONDS * 1000),
    })
    const verified = verificationSchema.parse(await answer.json())
    const fault = verified['error-codes'].find((code) => FAULTS_OF_OURS_OR_THEIRS.includes(code))
    if (!fault) return verified
    log('turnstile_unavailable', { request: c.get('requestId'), error: fault, at: '' })
  } catch (error) {
    log('turnstile_unavailable', { request: c.get('requestId'), ...getErrorLogFields(error) })
  }
  return undefined
}

const FAULTS_OF_OURS_OR_THEIRS: readonly string[] = [
  'internal-error',
  'missing-input-secret',
  'invalid-input-secret',
]

/** Gives the same UUID for the same text. */
const toUuid = async (text: string): Promise<string> =>
  (await sha256Hex(text)).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5')

/** The widget for the page that sends a form; undefined while Turnstile is off. */
export const buildTurnstileSlot = (c: Context): { readonly html: string } | undefined => {
  const { turnstile } = c.get('env')
  return turnstile && { html: renderTurnstileHtml(turnstile, TURNSTILE_ACTION, c.get('language')) }
}

/** Lets a page load the widget, if Turnstile is on. */
export async function allowTurnstile(c: Context, filling: Promise<Response>): Promise<Response> {
  const page = await filling
  const { turnstile } = c.get('env')
  const policy = page.headers.get('Content-Security-Policy')
  if (!turnstile || !policy) return page
  const allowed = new Response(page.body, page)
  allowed.headers.set('Content-Security-Policy', allowOriginInPolicy(policy, turnstile.origin))
  return allowed
}
