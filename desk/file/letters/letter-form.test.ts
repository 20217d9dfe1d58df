import { createElement } from 'react'
import { expect, it } from 'vitest'
import { renderAtDesk } from '../../app/render-at-desk.fixture.tsx'
import type { FileHeader } from '../queries.ts'
import { LetterForm } from './letter-form.tsx'
import type { LetterReader } from './queries.ts'
import { lettersWording } from './wording.ts'

it('chooses no letter by itself, since none is true of every file', () => {
  const reader = {
    ...{ side: 'initiating', language: 'en', refusalReason: null, hasSafeAddress: true, newestLetter: null },
    texts: { declined: 'No', waitlisted: 'Later', 'checking-in': 'It’s been a while' },
  } as const satisfies LetterReader
  const header = { reference: 'K7Q4-9MX2', people: null } as FileHeader
  const onDone = () => undefined
  const props = { header, readers: [reader], onClose: onDone, onSaved: onDone, onLogCall: undefined }
  const shown = renderAtDesk(createElement(LetterForm, props))
  expect(shown).toContain(lettersWording.template.en)
  expect(shown).not.toMatch(/checked="" value="(declined|waitlisted|checking-in)"/)
  expect(shown).not.toContain('It’s been a while')
  expect(shown).not.toContain(lettersWording.send.en)
})
