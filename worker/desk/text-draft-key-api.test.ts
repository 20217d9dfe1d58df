import { describe, expect, it } from 'vitest'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createCountingD1, type Visitor } from '../../tests/support/test-portal.ts'

setUpPortal()

const readKey = async (visitor: Visitor, tab: string) => {
  const answer = await visitor.get(`/desk/api/text-draft-key?tab=${tab}`)
  return ((await answer.json()) as { key: string }).key
}

describe('the key for what was typed in a tab', () => {
  it('is the same for whoever signs in again, and another one for another tab or person', async () => {
    const { team, camille, jules } = await createDeskTeam()
    const key = await readKey(camille, 'one')
    expect(key).toMatch(/^[\w-]{43}$/)
    const again = await team.createVisitor('camille@lantern-street.example.com')
    expect(await readKey(again, 'one')).toBe(key)
    expect(await readKey(camille, 'two')).not.toBe(key)
    expect(await readKey(jules, 'one')).not.toBe(key)
  })

  it('is stored nowhere', async () => {
    const { team } = await createDeskTeam()
    const { DB, calls } = createCountingD1()
    const visitor = await team.createVisitor('camille@lantern-street.example.com', { DB })
    const answer = await visitor.get('/desk/api/text-draft-key?tab=one')
    expect(answer.headers.get('Cache-Control')).toContain('no-store')
    expect(calls).toEqual([])
  })
})
