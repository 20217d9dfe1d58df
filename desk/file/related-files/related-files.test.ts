import { createElement } from 'react'
import { expect, it } from 'vitest'
import { type Language, languages } from '../../../forms/language.ts'
import { renderAtDesk } from '../../app/render-at-desk.fixture.tsx'
import type { FileHeader, RelatedFileFacts } from '../queries.ts'
import { relatedFilesQuery } from '../queries.ts'
import { RelatedFilesPanel } from './related-files.tsx'
import { conflictReviewWording, relatedFilesWording } from './wording.ts'

const header = {
  reference: 'K7Q4-9MX2',
  stage: 'open',
  locked: false,
  may: { content: true },
} as unknown as FileHeader

const related = (reference: string, acceptedAt: number | null): RelatedFileFacts => ({
  ...{ reference, acceptedAt, createdAt: 1, stage: 'new', relation: 'parent', kinds: ['email'] },
  ...{ lead: null, isSameWriter: false, blockedBy: null, mayRead: false, mayMerge: false },
})

const render = (relatedFiles: readonly RelatedFileFacts[], language: Language = 'en') =>
  renderAtDesk(
    createElement(RelatedFilesPanel, { header }),
    [[relatedFilesQuery(header.reference).queryKey, { relatedFiles, callsShutBy: null }]],
    language,
  )

it.each(languages)(
  'shows matches from files that nobody accepted apart, below the others, in %s',
  (language) => {
    const shown = render([related('NEWR-0001', null), related('READ-0002', 5)], language)
    const apart = shown.indexOf(relatedFilesWording.unaccepted[language])
    expect(shown.indexOf('READ-0002')).toBeLessThan(apart)
    expect(shown.indexOf('NEWR-0001')).toBeGreaterThan(apart)
    expect(shown).toContain(relatedFilesWording.unacceptedMeans[language])
    expect(shown).toContain('<h3 class="reference">READ-0002</h3>')
    expect(shown).toContain('<h4 class="reference">NEWR-0001</h4>')
  },
)

it('says nothing of files that nobody accepted when there are none, and asks for no review because of some', () => {
  expect(render([related('READ-0002', 5)])).not.toContain(relatedFilesWording.unaccepted.en)
  const shown = render([related('NEWR-0001', null)])
  for (const words of [conflictReviewWording.lockedUntilReviewed.en, conflictReviewWording.repeatReview.en])
    expect(shown).not.toContain(words)
})
