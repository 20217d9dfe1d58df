import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** What the worker calls of the mail SDK: it sends, and verifies webhooks. */
const USED_RESOURCES = ['emails', 'webhooks']

/**
 * Writes the mail SDK’s own module without the resources that the portal never calls, which are 5 kB of the worker after
 * gzip. The SDK creates them all as it is constructed, so the bundler cannot leave them out by itself; it can once those
 * lines are gone. Nothing else changes. Throws when the SDK’s module is not the one this was written for.
 */
export function writeTrimmedMailSdk(): string {
  const source = readFileSync(fileURLToPath(import.meta.resolve('resend')), 'utf8')
  const created = [...source.matchAll(CREATED_RESOURCE)].map(([, name = '']) => name)
  if (created.length < 10 || !USED_RESOURCES.every((name) => created.includes(name)))
    throw new Error('The mail SDK creates its resources in another way than dev/trim-mail-sdk.ts knows')
  return `// resend-node, MIT License, with the resources that this portal calls.\n${source
    .replaceAll(CREATED_RESOURCE, (line, name) => (USED_RESOURCES.includes(name) ? line : ''))
    .replaceAll(CREATED_PART, '')}`
}

/** A part of a resource, as the resource creates it: of e-mails, those that were received, and what was attached. */
const CREATED_PART = /^\t\tthis\.(?:attachments|receiving) = new [\w$]+\(resend\);\n/gm

/** A resource as the SDK’s constructor creates it, or names it a second time. */
const CREATED_RESOURCE = /^\t\tthis\.(\w+) = (?:new [\w$]+\(this\)|this\.segments);\n/gm
