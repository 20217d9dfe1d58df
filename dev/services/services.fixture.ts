import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Resend } from 'resend'
import { onTestFinished } from 'vitest'
import { type AcceptedMail, startServices } from './index.ts'
import type { ServicesSettings } from './settings.ts'

export const SETTINGS = {
  port: 0,
  portalOrigin: 'http://localhost:8787',
  audience: 'desk-audience-tag',
  resendApiKey: 're_example',
  webhookSecret: 'whsec_dGVzdHMgb2YgdGhlIHdlYmhvb2tz',
  turnstileSecret: 'turnstile-secret',
  people: [{ name: 'Ana Ruiz', email: 'ana@practice.example', note: 'Coordinator and administrator' }],
}

export const MAIL = {
  from: 'Evenhand <intake@practice.example>',
  to: 'robin@family.example',
  subject: 'Your intake has arrived',
  text: 'Thank you.\n\nWhat happens next: http://localhost:8787/file/abc?a=1&b=2.',
}
export const KEY = { idempotencyKey: 'receipt/1' }

export const LOGIN = '/cdn-cgi/access/login/localhost:8787'
export const SIGN_IN = `${LOGIN}?kid=${SETTINGS.audience}&redirect_url=/desk/`

/** Starts services that close when the test ends, with the SDK and what tests ask of the mailbox. */
export async function start(changes: Partial<ServicesSettings> = {}) {
  const services = await startServices({ ...SETTINGS, stateFolder: makeTemporaryFolder(), ...changes })
  onTestFinished(services.close)
  const { emails } = new Resend(SETTINGS.resendApiKey, { baseUrl: services.origin })
  const at = (path: string, init: RequestInit = {}) =>
    fetch(`${services.origin}${path}`, { redirect: 'manual', ...init })
  return {
    ...services,
    at,
    send: emails.send.bind(emails),
    /** Posts a body that the SDK's types would refuse. */
    post: (body: unknown, init: RequestInit = {}) =>
      at('/emails', {
        method: 'POST',
        headers: { authorization: `Bearer ${SETTINGS.resendApiKey}` },
        body: typeof body === 'string' ? body : JSON.stringify(body),
        ...init,
      }),
    mailbox: async () => (await (await at('/emails')).json()) as AcceptedMail[],
    setFault: (fault: object) => at('/faults', { method: 'POST', body: JSON.stringify(fault) }),
    faults: async () => (await at('/faults')).json(),
  }
}

/** Makes a folder that is removed when the test ends. */
export function makeTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'evenhand-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}
