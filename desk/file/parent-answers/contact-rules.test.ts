import { createElement } from 'react'
import { expect, it } from 'vitest'
import { renderAtDesk } from '../../app/render-at-desk.fixture.tsx'
import { ContactRulesList } from './contact-rules.tsx'

const answerAbout = (lines: readonly string[]) => [
  {
    ...{ slug: 'safety', title: 'Safety' },
    rows: [
      { question: 'noContactOrder', label: 'An order?', lines: [...lines] },
      { question: 'phoneSafe', label: 'Safe?', lines: ['Yes'] },
    ],
  },
]

const renderRules = (lines: readonly string[], orderToldOn: string | undefined, language: 'en' | 'fr') =>
  renderAtDesk(
    createElement(ContactRulesList, { sections: answerAbout(lines), additions: [], orderToldOn }),
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
