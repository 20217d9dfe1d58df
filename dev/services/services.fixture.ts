import { Resend } from 'resend'
import { onTestFinished } from 'vitest'
import { type ServicesSettings, startServices } from './index.ts'

export const EXAMPLE_SETTINGS: ServicesSettings = {
  port: 0,
  portalOrigin: 'http://localhost:8787',
  audience: 'desk-audience-tag',
  resendApiKey: 're_example',
  people: [{ name: 'Ana Ruiz', email: 'ana@practice.example', note: 'Coordinator and administrator' }],
}

export const EXAMPLE_MAIL = {
  from: 'Evenhand <intake@practice.example>',
  to: 'robin@family.example',
  subject: 'Your intake has arrived',
  text: 'Thank you.\n\nWhat happens next: http://localhost:8787/your-file/abc?a=1&b=2.',
}

/** Services of the example practice that close when the test ends, with a client of each kind. */
export async function startExampleServices(changes: Partial<ServicesSettings> = {}) {
  const services = await startServices({ ...EXAMPLE_SETTINGS, ...changes })
  onTestFinished(services.close)
  const resend = new Resend(EXAMPLE_SETTINGS.resendApiKey, { baseUrl: services.origin })
  const at = (path: string, init: RequestInit = {}) =>
    fetch(`${services.origin}${path}`, { redirect: 'manual', ...init })
  const setFault = (fault: object) => at('/faults', { method: 'POST', body: JSON.stringify(fault) })
  /** Posts a body as it is, where the SDK's types would refuse to. */
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    at('/emails', {
      method: 'POST',
      headers: { authorization: `Bearer ${EXAMPLE_SETTINGS.resendApiKey}`, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return { ...services, resend, at, post, setFault }
}
