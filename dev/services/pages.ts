import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { AcceptedMail } from './accepted-mail.ts'
import type { SignInPerson } from './settings.ts'

interface PortalLinks {
  readonly portalOrigin: string
  readonly audience: string
}

type Markup = HtmlEscapedString | Promise<HtmlEscapedString>

/**
 * Headers that let the HTML of a mail run no script and fetch nothing. `form-action` names the portal because browsers
 * apply it to the redirect after a form as well.
 */
export const buildPageResponseHeaders = ({ portalOrigin }: PortalLinks): Record<string, string> => ({
  'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self' ${portalOrigin}; base-uri 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
})

/** Renders all mail, each folded: its text, its HTML in a sandboxed frame, its attachments to download. */
export const renderMailboxPage = (links: PortalLinks, mails: readonly AcceptedMail[]): Markup =>
  renderPage(
    links,
    'Mailbox',
    html`<p class="notice">This is this laptop’s stand-in for the mail provider. The mail below was accepted here and went no further: nobody received it.</p>
  ${mails.length > 0 ? mails.map(renderMail) : html`<p>No mail yet.</p>`}`,
  )

const renderMail = ({
  id,
  from,
  to,
  subject,
  text,
  html: letter,
  headers,
  attachments,
  receivedAt,
}: AcceptedMail) =>
  html`<details>
  <summary>${subject} <small>to ${to.join(', ')}, ${new Date(receivedAt).toLocaleString('en-CA')}</small></summary>
  <ul><li>From: ${from}</li>${Object.entries(headers).map(([name, value]) => html`<li>${name}: ${value}</li>`)}
  ${attachments.map(
    ({ filename, content }) =>
      html`<li><a href="data:application/octet-stream;base64,${content}" download="${filename}">${filename}</a></li>`,
  )}</ul>
  <form method="post" action="/emails/${id}/events">
    <button type="submit" name="type" value="email.bounced">The address takes no e-mail</button>
    <button type="submit" name="type" value="email.complained">Its reader marks it as unwanted</button>
  </form>
  <div class="notice letter">${linkAddresses(text)}</div>
  ${letter && html`<iframe sandbox loading="lazy" title="The mail’s HTML" srcdoc="${letter}"></iframe>`}
</details>`

const linkAddresses = (text: string) =>
  text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]’”])/)
    .map((part, index) => (index % 2 === 1 ? html`<a href="${part}">${part}</a>` : part))

/** Renders the page to choose a person: each is a button that posts their e-mail address to the page's own address. */
export const renderSignInPage = (links: PortalLinks, people: readonly SignInPerson[]): Markup =>
  renderPage(
    links,
    'Who are you?',
    html`<p class="notice">This is this laptop’s stand-in for Cloudflare Access. No password is asked for; the desk checks the token it gives as it would the real one.</p>
  <form method="post">${people.map(
    ({ name, email, note }) =>
      html`<button type="submit" name="email" value="${email}"><strong>${name}</strong> ${email}<br>${note}</button>`,
  )}</form>`,
  )

export const renderNoticePage = (links: PortalLinks, message: string): Markup =>
  renderPage(links, message, html`<p>The link above leads to signing in at the desk.</p>`)

function renderPage({ portalOrigin, audience }: PortalLinks, title: string, body: Markup): Markup {
  const query = new URLSearchParams({ kid: audience, redirect_url: '/desk/' })
  const signInPath = `/cdn-cgi/access/login/${new URL(portalOrigin).host}?${query}`
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title}: outside services</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>${raw(STYLE)}</style>
</head>
<body>
<header><nav aria-label="Outside services">
  <a href="/">Mailbox</a> <a href="${portalOrigin}/">Portal</a> <a href="${signInPath}">Sign in to the desk</a>
</nav></header>
<main><h1>${title}</h1>${body}</main>
</body>
</html>`
}

const STYLE = `
:root { color-scheme: light dark }
body { max-width: 44rem; margin: 0 auto; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
nav { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem }
.notice { padding: .75rem 1rem; border-left: 4px solid GrayText }
.letter { white-space: pre-wrap }
details { padding: .75rem 0; border-top: 1px solid GrayText }
iframe { width: 100%; height: 30rem; border: 1px solid GrayText; background: #fff; color-scheme: light }
button { display: block; width: 100%; margin: .75rem 0; padding: .75rem 1rem; font: inherit; text-align: left; cursor: pointer }
`
