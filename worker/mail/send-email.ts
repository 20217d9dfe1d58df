import type { Environment } from '../environment.ts'
import type { Message, MessageAttachment } from './message.ts'
import type { DeliveryAttempt } from './retry.ts'

/**
 * Makes one attempt to hand a message to the provider, and gives every failure as a value. It sends what the provider's SDK
 * sends and understands its answers alike (decision 66), without the twenty other things that the SDK can do.
 *
 * @param idempotencyKey Under one key the provider accepts a message once; at most 256 characters.
 */
export async function sendEmail(
  { api, key }: Environment['mail'],
  { attachments, ...message }: Message,
  { idempotencyKey, signal }: { readonly idempotencyKey: string; readonly signal?: AbortSignal },
): Promise<DeliveryAttempt> {
  try {
    const response = await fetch(`${api}/emails`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': idempotencyKey,
        // The provider refuses a request that does not say who makes it.
        'user-agent': 'evenhand',
      },
      body: JSON.stringify({ ...message, attachments: attachments?.map(writeAttachment) }),
      ...(signal && { signal }),
    })
    const body = await response.text()
    return response.ok
      ? { ok: true, providerId: (JSON.parse(body) as { id: string }).id }
      : readFailure(response, body)
  } catch {
    return { ok: false, name: UNNAMED_ERROR, status: null }
  }
}

const writeAttachment = ({ filename, content, contentType }: MessageAttachment) => ({
  filename,
  content,
  content_type: contentType,
})

function readFailure({ status, headers }: Response, body: string): DeliveryAttempt {
  const retryAfter = Number(headers.get('retry-after'))
  return {
    ok: false,
    ...readError(body, status),
    ...(retryAfter > 0 && { retryAfterSeconds: retryAfter }),
  }
}

/** Reads the error that the provider names, or that something between here and there answers in words of its own. */
function readError(body: string, status: number): { name: string; status: number | null } {
  try {
    const error: { name?: unknown; statusCode?: unknown } | null = JSON.parse(body)
    return {
      name: typeof error?.name === 'string' ? error.name : UNNAMED_ERROR,
      status: typeof error?.statusCode === 'number' ? error.statusCode : null,
    }
  } catch {
    return { name: UNNAMED_ERROR, status }
  }
}

const UNNAMED_ERROR = 'application_error'
