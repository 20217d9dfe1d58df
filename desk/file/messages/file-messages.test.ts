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
  ['sent', null, 'bounced', 'bounced'],
  ['sent', null, 'complained', 'complained'],
  ['sent', null, 'undelivered', 'undelivered'],
  ['queued', null, null, 'queued'],
  ['queued', 'timeout', null, 'queued'],
  ['queued', 'unreadable', null, 'sealed'],
  ['sent', null, null, 'sent'],
  ['failed', 'ended', null, 'ended'],
  ['failed', 'not_safe', null, 'failed'],
] as const)('says what became of a message: %s, %s, %s', (outcome, lastError, emailProblem, shown) => {
  for (const language of languages) {
    const message = {
      id: 'one',
      isStored: false,
      kind: 'receipt',
      outcome,
      lastError,
      emailProblem,
      createdAt: 1,
    }
    const messages = [message]
    const html = renderAtDesk(
      createElement(FileMessagesPanel, { header: { reference, may } }),
      [[fileMessagesQuery(reference).queryKey, { messages }]],
      language,
    )
    for (const [name, wording] of Object.entries(messageOutcomeWording))
      expect(html.includes(`>${wording[language]}<`)).toBe(name === shown)
  }
})
