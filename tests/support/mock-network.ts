import { vi } from 'vitest'

/** What answers under an origin. */
export type Answering = (request: Request) => Response | Promise<Response>

let network = new Map<string, Answering>()

/** Puts something on the network of the tests until the mocks are restored. Nothing else can be reached. */
export function onNetwork(origin: string, answering: Answering): void {
  if (!vi.isMockFunction(globalThis.fetch)) {
    network = new Map()
    const here = network
    vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) =>
      untilAborted(
        new Promise((resolve) => {
          const request = new Request(input as RequestInfo, init as RequestInit)
          const answers = here.get(new URL(request.url).origin)
          if (!answers) throw new Error(`Nothing of the tests is at ${request.url}`)
          resolve(answers(request))
        }),
        init?.signal,
      ),
    )
  }
  network.set(origin, answering)
}

/** A real fetch gives up when its signal says so. */
const untilAborted = (answer: Promise<Response>, signal?: AbortSignal | null): Promise<Response> =>
  new Promise((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason))
    answer.then(resolve, reject)
  })
