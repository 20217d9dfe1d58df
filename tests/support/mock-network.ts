import { vi } from 'vitest'

/** What answers under an origin. */
export type RequestHandler = (request: Request) => Response | Promise<Response>

let handlersByOrigin = new Map<string, RequestHandler>()

/** Puts something on the network of the tests until the mocks are restored. Nothing else can be reached. */
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

/** A real fetch gives up when its signal says so. */
const rejectWhenAborted = (answer: Promise<Response>, signal?: AbortSignal | null): Promise<Response> =>
  new Promise((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason))
    answer.then(resolve, reject)
  })
