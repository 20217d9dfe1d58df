import { expect, it } from 'vitest'
import { createVisitor, TEST_ORIGIN } from '../../tests/support/test-portal.ts'

/** Asks for a path at this origin. */
const requestAt = (origin: string, path: string, init?: RequestInit) =>
  createVisitor().request(path, { ...init, origin })

it.each([
  ['GET', 'https://evenhand.someone.workers.dev', '/desk/api/files'],
  ['GET', 'http://lantern-street.example.com', '/intake/start/?then=check'],
  ['GET', 'https://lantern-street.example.com.example.net', '/file/'],
  ['HEAD', 'https://lantern-street.example.com:8443', '/fr/intake/you/'],
  ['POST', 'https://www.lantern-street.example.com', '/file/stop/'],
  ['GET', 'https://203.0.113.9', '/no/such/page/'],
])('leads %s of %s to the portal’s own host', async (method, origin, path) => {
  const answer = await requestAt(origin, path, { method })
  expect([answer.status, answer.headers.get('Location')]).toEqual([308, `${TEST_ORIGIN}${path}`])
  expect(answer.headers.getSetCookie()).toEqual([])
})

it('answers at the portal’s own host, and for its health at every host', async () => {
  expect((await requestAt(TEST_ORIGIN, '/receipt/')).status).toBe(200)
  expect((await requestAt('https://evenhand.someone.workers.dev', '/healthz')).status).not.toBe(308)
})

it('never leads away from the portal, whatever the path says', async () => {
  const answer = await requestAt('https://other.example.net', '//evil.example.net/%2F..//desk/')
  expect(new URL(answer.headers.get('Location') ?? '').origin).toBe(TEST_ORIGIN)
})
