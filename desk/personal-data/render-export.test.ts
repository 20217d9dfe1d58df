import { describe, expect, it } from 'vitest'
import type { PersonalData } from './queries.ts'
import { renderExportPage } from './render-export.ts'

const nothing: PersonalData = {
  ...{ reference: 'K7Q4-9MX2', side: 'initiating', exportedAt: 0, language: 'fr' },
  title: 'Ce que nous détenons à votre sujet',
  names: { full: 'Ana <b>' },
  parts: [],
  leftOut: { title: 'Ce qui n’y est pas', lines: ['Des notes <b>.'], ask: 'Appelez le 416 555 0100.' },
}
const item = { at: null, facts: [], text: null, sections: [] }
const section = {
  slug: 'you',
  title: 'Vous',
  rows: [
    { question: 'name', label: 'Votre nom', lines: ['Ana', '</dd><script>'] },
    { question: 'left', label: 'Laissé vide', lines: [] },
  ],
}

describe('the page that is given to whoever asked', () => {
  it('has what they answered in their words, and runs nothing of it', () => {
    const page = renderExportPage({
      ...nothing,
      parts: [{ title: 'Envoyé', items: [{ ...item, sections: [section] }] }],
    })
    expect(page).toContain(
      '<h3>Vous</h3><dl><dt>Votre nom</dt><dd>Ana\n&#60;/dd&#62;&#60;script&#62;</dd></dl>',
    )
    expect(page).not.toMatch(/<script|<b>|Laissé vide/)
    expect(page).toContain('lang="fr-CA"')
  })

  it('has no heading for what there is none of', () => {
    expect(renderExportPage(nothing).match(/<h\d/g)).toEqual(['<h1', '<h2'])
  })

  it('tells when each thing was, what it was and what was written', () => {
    const page = renderExportPage({
      ...nothing,
      parts: [
        { title: 'Nos lettres', items: [{ ...item, at: '2026-12-01T15:00:00.000Z', text: 'Bonjour <b>' }] },
        { title: 'Contacts', items: [{ ...item, facts: ['Téléphone', 'Pas de réponse'] }] },
      ],
    })
    expect(page).toMatch(
      /<h2>Nos lettres<\/h2><p>1 déc. 2026, [^<]*<\/p><p class="lines">Bonjour &#60;b&#62;<\/p>/,
    )
    expect(page).toContain('<h2>Contacts</h2><p>Téléphone · Pas de réponse</p>')
  })

  it('ends with what is left out, and whom to ask', () => {
    expect(renderExportPage(nothing)).toContain(
      '<h2>Ce qui n’y est pas</h2><ul><li>Des notes &#60;b&#62;.</li></ul>\n<p>Appelez le 416 555 0100.</p>',
    )
  })
})
