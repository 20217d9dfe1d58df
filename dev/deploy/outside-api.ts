/** What an outside service answered: its result, or the status with which it refused. */
export type ApiAnswer<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly status: number | 'no answer' }

/** Asks an outside service for something, by path. Never throws, and never changes anything. */
export type AskApi = <Result>(path: string) => Promise<ApiAnswer<Result>>

/** Asks Cloudflare's API (https://developers.cloudflare.com/api/), which wraps every answer in `result`. */
export const createCloudflareApi =
  (origin: string, token: string): AskApi =>
  async <Result>(path: string): Promise<ApiAnswer<Result>> => {
    const answer = await ask<{ result: Result }>(`${origin}${path}`, token)
    return answer.ok ? { ok: true, result: answer.result.result } : answer
  }

/** Asks Resend's API (https://resend.com/docs/api-reference/) with a key that may do more than send. */
export const createResendApi =
  (origin: string, key: string): AskApi =>
  <Result>(path: string) =>
    ask<Result>(`${origin}${path}`, key)

async function ask<Result>(url: string, token: string): Promise<ApiAnswer<Result>> {
  try {
    const response = await fetch(url, { headers: { Authorization: `Bearer ${token}` } })
    if (!response.ok) return { ok: false, status: response.status }
    return { ok: true, result: (await response.json()) as Result }
  } catch {
    return { ok: false, status: 'no answer' }
  }
}
