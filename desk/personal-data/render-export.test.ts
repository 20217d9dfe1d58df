import { describe, expect, it } from 'vitest'
import { exportWording } from './export-wording.ts'
import type { PersonalData } from './queries.ts'
import { renderExportPage } from './render-export.ts'

const nothing: PersonalData = {
  ...{ reference: 'K7Q4-9MX2', side: 'initiating', exportedAt: 0, language: 'en', contactRules: null },
  names: { full: 'Ana <b>' },
  ...{ forms: [], authorisations: [], timeRequests: [], letters: [], appointments: [], contacts: [] },
  ...{ calls: [], messages: [], leftOut: { notes: 0, talks: 0 } },
}
const section = {
  slug: 'you',
  title: 'You',
  rows: [
    { question: 'name', label: 'Your name', lines: ['Ana', '</dd><script>'] },
    { question: 'left', label: 'Left empty', lines: [] },
  ],
}

describe('the page that is given to whoever asked', () => {
  it('has what they answered in their words, and runs nothing of it', () => {
    const page = renderExportPage(
      {
        ...nothing,
        forms: [{ page: 'intake', sentAt: 1, writtenBy: null, note: null, sections: [section] }],
      },
      'en',
    )
    expect(page).toContain(
      '<h3>You</h3><dl><dt>Your name</dt><dd>Ana\n&#60;/dd&#62;&#60;script&#62;</dd></dl>',
    )
    expect(page).not.toMatch(/<script|<b>|Left empty/)
    expect(page).toContain('lang="en-CA"')
  })

  it('has no heading for what there is none of', () => {
    expect(renderExportPage(nothing, 'fr').match(/<h\d/g)).toEqual(['<h1'])
  })

  it('says in French what was sent and done, and that there are notes', () => {
    const page = renderExportPage(
      {
        ...nothing,
        letters: [{ sentAt: 1, text: 'Bonjour' }],
        calls: [
          { attemptedAt: 1, channel: 'phone', outcome: 'no-answer' },
          { attemptedAt: 2, channel: 'phone', outcome: null },
        ],
        appointments: [
          {
            ...{ startsAt: 1, endsAt: 2, kind: 'individual', mode: 'video', cancelledAt: 5, outcome: null },
          },
        ],
        leftOut: { notes: 1, talks: 0 },
      },
      'fr',
    )
    for (const { fr } of [
      exportWording.letters,
      exportWording.contacts,
      exportWording.cancelled,
      exportWording.leftOut,
    ])
      expect(page).toContain(fr)
    expect(page).toContain('<p class="lines">Bonjour</p>')
  })
})
