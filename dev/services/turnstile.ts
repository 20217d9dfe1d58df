import { type Context, Hono } from 'hono'
import { html, raw } from 'hono/html'
import type { createFaultsWithRoutes } from './faults.ts'

/** Tokens are valid for so long, and once (developers.cloudflare.com/turnstile/get-started/server-side-validation). */
const TOKEN_SECONDS = 300

/** A token that a widget was given. */
interface Token {
  readonly issuedAt: number
  readonly hostname: string
  readonly action: string
  /** The idempotency key with which it was verified first; empty when there was none. */
  usedWith?: string
}

/**
 * Serves Cloudflare Turnstile: the widget’s script, the frame that gives it a token, and the verification of tokens. Every
 * visitor counts as a person. A fault for `turnstile` strikes a verification.
 */
export function createTurnstile(
  { turnstileSecret }: { readonly turnstileSecret: string },
  faults: ReturnType<typeof createFaultsWithRoutes>['faults'],
) {
  const tokens = new Map<string, Token>()
  const routes = new Hono()

  routes.get('/turnstile/v0/api.js', (c) => c.body(WIDGET_SCRIPT, 200, { 'content-type': 'text/javascript' }))

  routes.get('/turnstile/v0/widget', (c) => {
    const { hostname = '', action = '' } = c.req.query()
    const token = `look-alike.${crypto.randomUUID()}`
    tokens.set(token, { issuedAt: Date.now(), hostname, action })
    return c.html(html`<!doctype html><html lang="en"><head><title>Turnstile</title></head><body>
      <script>parent.postMessage({ turnstileToken: '${raw(token)}' }, '*')</script></body></html>`)
  })

  routes.post('/turnstile/v0/siteverify', async (c) => {
    const fault = faults.strike('turnstile')
    await new Promise((resolve) => setTimeout(resolve, fault?.latencyMs ?? 0))
    if (fault?.status) return c.text('A fault was asked for.', fault.status as 500)
    const asked = await readFields(c)
    if (!asked) return refuse(c, 'bad-request')
    if (!asked.secret) return refuse(c, 'missing-input-secret')
    if (asked.secret !== turnstileSecret) return refuse(c, 'invalid-input-secret')
    if (!asked.response) return refuse(c, 'missing-input-response')
    const token = tokens.get(asked.response)
    if (!token) return refuse(c, 'invalid-input-response')
    const key = asked.idempotency_key ?? ''
    const isOld = Date.now() - token.issuedAt > TOKEN_SECONDS * 1000
    const isUsed = token.usedWith !== undefined && (key === '' || token.usedWith !== key)
    if (isOld || isUsed) return refuse(c, 'timeout-or-duplicate')
    token.usedWith = key
    const { hostname, action, issuedAt } = token
    return c.json({
      success: true,
      challenge_ts: new Date(issuedAt).toISOString(),
      hostname,
      'error-codes': [],
      action,
      cdata: '',
    })
  })
  return routes
}

const refuse = (c: Context, code: string) => c.json({ success: false, 'error-codes': [code] })

/** Reads the fields of a verification, which may come as JSON or as a form; undefined when it is neither. */
async function readFields(c: Context): Promise<Record<string, string> | undefined> {
  try {
    const isJson = c.req.header('content-type')?.startsWith('application/json')
    const fields: unknown = isJson ? await c.req.json() : await c.req.parseBody()
    return typeof fields === 'object' && fields !== null ? (fields as Record<string, string>) : undefined
  } catch {
    return undefined
  }
}

/** Fills in each widget of the page as the real script does: a frame of its own, and a field with the token. */
const WIDGET_SCRIPT = `
for (const widget of document.querySelectorAll('.cf-turnstile[data-sitekey]')) {
  const origin = new URL(document.currentScript?.src ?? document.querySelector('script[src*="/turnstile/v0/"]').src).origin
  const field = Object.assign(document.createElement('input'), { type: 'hidden', name: 'cf-turnstile-response' })
  const frame = Object.assign(document.createElement('iframe'), { title: 'Turnstile', width: 0, height: 0, tabIndex: -1 })
  frame.style.display = 'none'
  const query = new URLSearchParams({ hostname: location.hostname, action: widget.dataset.action ?? '' })
  frame.src = origin + '/turnstile/v0/widget?' + query
  addEventListener('message', (event) => {
    if (event.origin === origin && event.source === frame.contentWindow) field.value = event.data.turnstileToken
  })
  widget.append(field, frame)
}
`
