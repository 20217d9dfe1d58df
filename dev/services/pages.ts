import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { AcceptedMail, MailAttachment } from './mailbox.ts'
import type { SignInPerson } from './people.ts'
import { PAGE_STYLE } from './style.ts'

/** Where the pages lead: the portal's origin, and the path of the desk's sign-in. */
export type PortalLinks = { portal: string; signIn: string }

type Markup = HtmlEscapedString | Promise<HtmlEscapedString>

/**
 * Lets a mail's HTML run no script and fetch nothing. `form-action` names the portal because browsers hold
 * the redirect after a form to it too.
 */
export function buildPageHeaders({ portal }: PortalLinks): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    'img-src data:',
    `form-action 'self' ${portal}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  }
}

export function renderMailboxPage(links: PortalLinks, mails: AcceptedMail[]): Markup {
  const list = html`<ol class="mails" reversed>${mails.map(
    (mail) => html`<li>
    <a href="/mail/${mail.id}">${mail.subject}</a>
    <p>To ${mail.to.join(', ')}, ${renderTime(mail.receivedAt)}</p>
  </li>`,
  )}</ol>`
  return renderPage(
    links,
    'Mailbox',
    html`<h1>Mailbox</h1>
  <p class="notice">This is this laptop’s stand-in for the mail provider. The mail below was accepted here and went no further: nobody received it.</p>
  ${mails.length > 0 ? list : html`<p>No mail yet.</p>`}`,
  )
}

export function renderMailPage(links: PortalLinks, mail: AcceptedMail): Markup {
  return renderPage(
    links,
    mail.subject,
    html`<p><a href="/">All mail</a></p>
  <h1>${mail.subject}</h1>
  ${renderMailFields(mail)}
  ${mail.text === null ? '' : html`<h2>Plain text</h2><div class="letter">${renderLinkedText(mail.text)}</div>`}
  ${mail.html === null ? '' : html`<h2>HTML</h2><iframe sandbox title="The mail’s HTML" srcdoc="${mail.html}"></iframe>`}
  ${mail.attachments.length === 0 ? '' : html`<h2>Attachments</h2><ul>${mail.attachments.map((file, index) => renderAttachment(mail, file, index + 1))}</ul>`}`,
  )
}

/** Each person is a button that posts their address to the page's own address. */
export function renderSignInPage(links: PortalLinks, people: SignInPerson[]): Markup {
  return renderPage(
    links,
    'Sign in',
    html`<h1>Who are you?</h1>
  <p class="notice">This is this laptop’s stand-in for Cloudflare Access. No password is asked for; the desk checks the token it gives as it would the real one.</p>
  <form method="post"><ul class="people">${people.map(
    ({ name, email, note }) => html`<li>
    <button type="submit" name="email" value="${email}"><strong>${name}</strong><span>${email}</span><span>${note}</span></button>
  </li>`,
  )}</ul></form>`,
  )
}

export function renderSignedOutPage(links: PortalLinks): Markup {
  return renderPage(
    links,
    'Signed out',
    html`<h1>You are signed out</h1><p><a href="${links.signIn}">Sign in again</a></p>`,
  )
}

/** Says what was not found or not accepted, and what to do about it. */
export function renderMissingPage(links: PortalLinks, title: string, advice: string): Markup {
  return renderPage(links, title, html`<h1>${title}</h1><p>${advice}</p>`)
}

function renderPage({ portal, signIn }: PortalLinks, title: string, body: Markup): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title}: outside services</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>${raw(PAGE_STYLE)}</style>
</head>
<body>
<header><nav aria-label="Outside services"><ul>
  <li><a href="/">Mailbox</a></li>
  <li><a href="${portal}/">Portal</a></li>
  <li><a href="${signIn}">Sign in to the desk</a></li>
</ul></nav></header>
<main>${body}</main>
</body>
</html>`
}

function renderMailFields({
  from,
  to,
  cc,
  bcc,
  replyTo,
  receivedAt,
  headers,
  tags,
  idempotencyKey,
}: AcceptedMail): Markup {
  const rows: [string, string | Markup][] = [
    ['From', from],
    ['To', to.join(', ')],
    ['Cc', cc.join(', ')],
    ['Bcc', bcc.join(', ')],
    ['Reply to', replyTo.join(', ')],
    ['Received', renderTime(receivedAt)],
    ...Object.entries(headers),
    ['Tags', tags.map(({ name, value }) => `${name}: ${value}`).join(', ')],
    ['Idempotency key', idempotencyKey ?? ''],
  ]
  const filled = rows.filter(([, value]) => value !== '')
  return html`<dl>${filled.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`
}

function renderAttachment(
  mail: AcceptedMail,
  { filename, contentType, size }: MailAttachment,
  position: number,
): Markup {
  const address = `/mail/${mail.id}/attachments/${position}`
  return html`<li><a href="${address}" download="${filename}">${filename}</a> (${contentType}, ${size} bytes)</li>`
}

function renderLinkedText(text: string): (string | Markup)[] {
  return text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]’”])/)
    .map((part, index) => (index % 2 === 1 ? html`<a href="${part}">${part}</a>` : part))
}

function renderTime(iso: string): Markup {
  const shown = new Date(iso).toLocaleString('en-CA', { dateStyle: 'medium', timeStyle: 'medium' })
  return html`<time datetime="${iso}">${shown}</time>`
}
