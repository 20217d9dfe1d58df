import { beforeAll, describe, expect, it } from 'vitest'
import { languages, localisePath } from '../../forms/language.ts'
import { changesNothing } from '../../tests/support/database-rows.ts'
import { expectErrorPage } from '../../tests/support/expect-error-page.ts'
import { createVisitor, prepareDatabase } from '../../tests/support/test-portal.ts'
import { newPathByMovedPath } from './moved-paths.ts'

beforeAll(prepareDatabase)

const everyMove = Object.entries(newPathByMovedPath).flatMap(([from, to]) =>
  languages.map((language) => [localisePath(language, from), localisePath(language, to)] as const),
)

describe('the old address of a page that moved', () => {
  it.each(everyMove)('%s leads to %s for good, whoever asks, and changes nothing', async (from, to) => {
    for (const method of ['GET', 'HEAD']) {
      const answer = await changesNothing(() =>
        createVisitor().request(from, { method, headers: { 'Sec-Fetch-Site': 'cross-site' } }),
      )
      expect([answer.status, answer.headers.get('Location')]).toEqual([301, to])
      expect(answer.headers.getSetCookie()).toEqual([])
    }
  })

  it.each(everyMove)('%s leads to %s without its last slash too', async (from, to) => {
    const visitor = createVisitor()
    const answer = await visitor.get(from.slice(0, -1))
    expect([answer.status, new URL(answer.headers.get('Location') ?? '').pathname]).toEqual([301, from])
    expect((await visitor.get(to)).status).toBeLessThan(400)
  })

  it.each(everyMove)('%s takes no post', async (from) => {
    const answer = await changesNothing(() => createVisitor().post(from, { code: ['x'] }))
    await expectErrorPage(answer, 404, from.startsWith('/fr/') ? 'fr' : 'en')
  })
})
