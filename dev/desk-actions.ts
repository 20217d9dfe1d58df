import { practice } from '../content/practice.ts'
import { defaultLanguage } from '../forms/language.ts'
import { type FetchVisitor, postForm } from './send-example-form.ts'
import type { Portal } from './start-portal.ts'

/** Asks the desk’s API about one file, as one coordinator; with `json`, by a post. Gives the answer, if it has one. */
export type RequestDeskApi = (path: string, json?: object) => Promise<unknown>

/** Opens the desk as the lead of a file; undefined while nobody leads it. Throws when a request is refused. */
export async function openDeskAsLead(portal: Portal, reference: string): Promise<RequestDeskApi | undefined> {
  const requestAs =
    (email: string): RequestDeskApi =>
    async (path, json) => {
      const cookie = `CF_Authorization=${await portal.services.issueToken(email)}`
      const answer = await fetch(`${portal.origin}/desk/api/files/${reference}${path}`, {
        headers: { Cookie: cookie, Origin: portal.origin, 'Content-Type': 'application/json' },
        ...(json && { method: 'POST', body: JSON.stringify(json) }),
      })
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
      return answer.status === 204 ? undefined : answer.json()
    }
  const administrator = practice.coordinators.find((one) => one.administrator)
  const header = await requestAs(administrator?.email ?? '')('/header')
  const { lead } = header as { readonly lead: { readonly id: string } | null }
  const email = practice.coordinators.find(({ id }) => id === lead?.id)?.email
  return email === undefined ? undefined : requestAs(email)
}

/** Opens the safety answers, and notes that a talk alone found that the parent can go ahead. */
export async function screenInitiatingParent(desk: RequestDeskApi): Promise<void> {
  await desk('/readings/safety-answers', { language: defaultLanguage, reason: 'screening' })
  await desk('/screenings', {
    side: 'initiating',
    talk: { heldAt: Date.now() - 60_000, mode: 'phone' },
    finding: 'go-ahead',
    note: '',
    seen: null,
    amends: false,
  })
}

/** Records a call to the other parent. Gives the authorisation under which it was made. */
export async function recordCall(
  desk: RequestDeskApi,
  outcome: 'interested' | 'no-answer',
  nextStep: 'invite' | 'call-again',
): Promise<string> {
  const { calls } = (await desk('/calls')) as {
    readonly calls: { readonly latest: { readonly id: string } }[]
  }
  const authorisation = calls[0]?.latest.id ?? ''
  const call = { id: crypto.randomUUID(), authorisation, attemptedAt: Date.now(), channel: 'phone' }
  await desk('/call-attempts', { ...call, outcome, nextStep })
  return authorisation
}

/** Opens “Your file” of a visitor who sent an intake, with the access code from the confirmation page. */
export async function openYourFile(
  sent: FetchVisitor,
): Promise<{ readonly file: FetchVisitor; readonly reference: string }> {
  const page = await fetch(`${sent.origin}/intake/sent/`, {
    headers: { ...sent.headers, Cookie: sent.cookie },
  })
  const html = await page.text()
  const slot = (name: string) => new RegExp(`data-slot="${name}"[^>]*>([^<]+)<`).exec(html)?.[1] ?? ''
  const file: FetchVisitor = { ...sent, cookie: '' }
  await postForm(file, '/file/', { code: [slot('code')] })
  return { file, reference: slot('reference') }
}
