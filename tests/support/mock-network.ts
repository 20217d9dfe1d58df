import { vi } from 'vitest'

/** Answers the requests to an origin. */
export type RequestHandler = (request: Request) => Response | Promise<Response>

let handlersByOrigin = new Map<string, RequestHandler>()

/** Answers requests to an origin until the mocks are restored. Requests to any other origin fail. */
export function mockOrigin(origin: string, handler: RequestHandler): void {
  if (!vi.isMockFunction(globalThis.fetch)) {
    handlersByOrigin = new Map()
    const currentHandlers = handlersByOrigin
    vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) =>
      rejectWhenAborted(
        new Promise((resolve) => {
          const request = new Request(input as RequestInfo, init as RequestInit)
          const handlerOfOrigin = currentHandlers.get(new URL(request.url).origin)
          if (!handlerOfOrigin) throw new Error(`Nothing of the tests is at ${request.url}`)
          resolve(handlerOfOrigin(request))
        }),
        init?.signal,
      ),
    )
  }
  handlersByOrigin.set(origin, handler)
}

/** Rejects when the signal aborts, as a real fetch does. */
const rejectWhenAborted = (answer: Promise<Response>, signal?: AbortSignal | null): Promise<Response> =>
  new Promise((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason))
    answer.then(resolve, reject)
  })
