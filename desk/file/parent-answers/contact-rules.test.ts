import { createElement } from 'react'
import { expect, it } from 'vitest'
import { renderAtDesk } from '../../app/render-at-desk.fixture.tsx'
import { ApiError } from '../../client/api-failure.ts'
import { answersReadingQuery, contactHoldsQuery, type FileHeader } from '../queries.ts'
import { ContactRulesList } from './contact-rules.tsx'
import { ParentAnswersPanel } from './parent-answers.tsx'
import { buildOrderNotCheckedWording } from './wording.ts'

const answerAbout = (lines: readonly string[]) => [
  {
    ...{ slug: 'safety', title: 'Safety' },
    rows: [
      { question: 'noContactOrder', label: 'An order?', lines: [...lines] },
      { question: 'phoneSafe', label: 'Safe?', lines: ['Yes'] },
    ],
  },
]

const renderRules = (lines: readonly string[], day: string | undefined, language: 'en' | 'fr') =>
  renderAtDesk(
    createElement(ContactRulesList, {
      ...{ sections: answerAbout(lines), additions: [], orderToldSince: { day } },
    }),
    [],
    language,
  )

it('never denies an order that was told of since, and says when', () => {
  expect(renderRules(['No'], undefined, 'en')).toContain('>No<')
  expect(renderRules(['No'], 'November 30, 2026', 'en')).toContain(
    '>No at first. An order was told of on November 30, 2026.<',
  )
  expect(renderRules(['Non'], '30 novembre 2026', 'fr')).toContain(
    '>Non au départ. Une ordonnance a été signalée le 30 novembre 2026.<',
  )
  expect(renderRules([], 'November 30, 2026', 'en')).toContain('>An order was told of on November 30, 2026.<')
})

it('denies no order before the holds are loaded, nor when they can’t be', () => {
  const header = {
    ...{ reference: 'K7Q4-9MX2', mergedInto: null, people: null, participants: ['initiating'] },
    may: {},
  } as unknown as FileHeader
  const answers = {
    parents: [{ side: 'initiating', sections: answerAbout(['No']), sealedParts: {} }],
    ...{ additions: [], routes: [], contactability: [] },
  }
  const render = (...holds: unknown[]) =>
    renderAtDesk(createElement(ParentAnswersPanel, { header, side: 'initiating' }), [
      [answersReadingQuery(header.reference, 'en').queryKey, answers],
      ...holds.map((value) => [contactHoldsQuery(header.reference).queryKey, value] as const),
    ])
  expect(render({ contactHolds: [] })).toContain('>No<')
  expect(render()).not.toContain('No')
  const failed = render(new ApiError({ code: 'unreachable' }))
  expect(failed).toContain(`>${buildOrderNotCheckedWording('No').en}<`)
  expect(failed).not.toContain('>No<')
})
