import { afterEach, describe, expect, it, vi } from 'vitest'
import { deskClient, fileClient, parseResponseOrThrowApiError } from './api-client.ts'
import { ApiError } from './api-failure.ts'

const requests: { address: string; init: RequestInit }[] = []

/** Lets every request be answered so, and notes what was asked. */
const answerWith = (build: () => Response) =>
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    requests.push({ address, init })
    return build()
  })

afterEach(() => {
  requests.length = 0
  vi.unstubAllGlobals()
})

describe('asking the worker', () => {
  it('asks at the address of the route, with what stands in it and behind it', async () => {
    answerWith(() => Response.json({ mayCall: true }))
    const param = { reference: 'F11E-F11E' }
    expect(
      await parseResponseOrThrowApiError(
        fileClient['call-gate'].$get({ param, query: { authorisation: 'a b' } }),
      ),
    ).toEqual({ mayCall: true })
    expect(requests).toEqual([
      {
        address: '/desk/api/files/F11E-F11E/call-gate?authorisation=a+b',
        init: { method: 'GET', headers: { 'X-Requested-With': 'XMLHttpRequest' }, body: undefined },
      },
    ])
  })

  it('asks without a query when there is nothing in it', async () => {
    answerWith(() => Response.json({ entries: [] }))
    await fileClient['contact-log'].$get({ param: { reference: 'F11E-F11E' }, query: {} })
    expect(requests.map(({ address }) => address)).toEqual(['/desk/api/files/F11E-F11E/contact-log'])
  })

  it('fills in each of several parts of an address, and sends what it has as JSON', async () => {
    answerWith(() => new Response(null, { status: 204 }))
    const json = { fromDay: '2027-03-01', untilDay: '2027-03-20', standIn: null }
    const route = deskClient.absences[':coordinatorId'][':id']
    expect(
      await parseResponseOrThrowApiError(route.$put({ param: { coordinatorId: 'camille', id: 'x1' }, json })),
    ).toBeUndefined()
    expect(requests).toEqual([
      {
        address: '/desk/api/absences/camille/x1',
        init: {
          method: 'PUT',
          headers: { 'X-Requested-With': 'XMLHttpRequest', 'Content-Type': 'application/json' },
          body: JSON.stringify(json),
        },
      },
    ])
  })
})

describe('an answer without a value', () => {
  const ask = () => parseResponseOrThrowApiError(deskClient.me.$get()).catch((error: unknown) => error)

  it.each<[string, () => Response, object]>([
    [
      'is the failure that the worker wrote',
      () => Response.json({ code: 'stale' }, { status: 409 }),
      { code: 'stale' },
    ],
    [
      'keeps all that the worker wrote of a failure',
      () => Response.json({ code: 'invalid', paths: ['lastDay'] }, { status: 400 }),
      { code: 'invalid', paths: ['lastDay'] },
    ],
    [
      'is an expired sign-in when Access answers',
      () => new Response('Sign in', { status: 401 }),
      { code: 'signed_out' },
    ],
    [
      'is what the worker says of a 401',
      () => Response.json({ code: 'not_permitted' }, { status: 401 }),
      { code: 'not_permitted' },
    ],
    [
      'is no connection when a page of a fault comes',
      () => new Response('Fault', { status: 500 }),
      { code: 'unreachable' },
    ],
    [
      'is no connection when another page comes in its place',
      () => new Response('<html>'),
      { code: 'unreachable' },
    ],
    [
      'is no connection when JSON says nothing of it',
      () => Response.json({}, { status: 503 }),
      { code: 'unreachable' },
    ],
    ['is no connection when nothing comes', () => Response.error(), { code: 'unreachable' }],
  ])('%s', async (_, build, failure) => {
    answerWith(build)
    expect(await ask()).toEqual(new ApiError(failure as ApiError['failure']))
    expect(((await ask()) as ApiError).failure).toEqual(failure)
  })

  it('is no connection when the request fails', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    expect(((await ask()) as ApiError).failure).toEqual({ code: 'unreachable' })
  })
})
