import { createElement } from 'react'
import { expect, it } from 'vitest'
import { renderAtDesk } from '../../app/render-at-desk.fixture.tsx'
import type { AddedPage } from '../queries.ts'
import { AdditionList } from './addition-list.tsx'
import { additionsWording } from './wording.ts'

const version = (id: string, facts: Partial<AddedPage> = {}): AddedPage => ({
  ...{ id, side: 'initiating', page: 'documents', addedAt: 1, writtenBy: null, note: null, sections: [] },
  ...{ isAboutSafety: false, replacesContactRules: false },
  ...facts,
})
const robin = { id: 'robin-ashdown', name: 'Robin Ashdown' }
const byRobin = version('said', { writtenBy: robin, note: 'They have a plan.' })

it('shows a coordinator’s words apart from the parent’s, and earlier versions folded', () => {
  const additions = [byRobin, version('first', { note: 'Earlier' })]
  const shown = renderAtDesk(createElement(AdditionList, { additions, level: 2 }))
  expect(shown).toContain(`${additionsWording.byCoordinator.en} Robin Ashdown`)
  expect(shown).toContain('added__version--said')
  const [newest = '', earlier = ''] = shown.split('<details>')
  expect([newest.includes('They have a plan.'), newest.includes('Earlier')]).toEqual([true, false])
  expect(earlier).toContain(additionsWording.byParent.en)
})

it('says that what was added about safety stays closed, until it was opened', () => {
  const additions = [version('safety', { page: 'safety-more', isAboutSafety: true })]
  expect(renderAtDesk(createElement(AdditionList, { additions, level: 2 }))).toContain(
    additionsWording.aboutSafety.en,
  )
  expect(renderAtDesk(createElement(AdditionList, { additions, level: 2, isOpened: true }))).not.toContain(
    additionsWording.aboutSafety.en,
  )
})
