import { createElement } from 'react'
import { expect, it } from 'vitest'
import { languages } from '../../../forms/language.ts'
import { renderAtDesk } from '../../app/render-at-desk.fixture.tsx'
import { type FileHeader, fileMessagesQuery } from '../queries.ts'
import { FileMessagesPanel } from './file-messages.tsx'
import { messageOutcomeWording } from './wording.ts'

const reference = 'K7Q4-9MX2'
const may = { resendMessages: true, dropMessages: true } as FileHeader['may']

it.each([
  ['queued', null, 'queued'],
  ['queued', 'timeout', 'queued'],
  ['queued', 'unreadable', 'sealed'],
  ['sent', null, 'sent'],
  ['failed', 'ended', 'ended'],
  ['failed', 'not_safe', 'failed'],
] as const)('says what became of a message: %s, %s', (outcome, lastError, shown) => {
  for (const language of languages) {
    const messages = [{ id: 'one', isStored: false, kind: 'receipt', outcome, lastError, createdAt: 1 }]
    const html = renderAtDesk(
      createElement(FileMessagesPanel, { header: { reference, may } }),
      [[fileMessagesQuery(reference).queryKey, { messages }]],
      language,
    )
    for (const [name, wording] of Object.entries(messageOutcomeWording))
      expect(html.includes(`>${wording[language]}<`)).toBe(name === shown)
  }
})
