import { globSync, readFileSync } from 'node:fs'
import { createElement } from 'react'
import { expect, it } from 'vitest'
import { renderAtDesk } from '../app/render-at-desk.fixture.tsx'
import { LongText } from './long-text.tsx'

const render = (value: string, language: 'en' | 'fr') =>
  renderAtDesk(
    createElement(LongText, { label: 'Note', max: 10, rows: 2, value, onChange: () => undefined }),
    [],
    language,
  )

it('keeps a text that is too long, and says how long it may be, as the worker counts', () => {
  expect(render(' 😀😀😀😀😀😀😀😀😀😀 ', 'en')).not.toContain('data-too-long')
  const inEnglish = render('Elf letters', 'en')
  expect(inEnglish).toContain('>Elf letters</textarea>')
  expect(inEnglish).toContain('data-too-long="true"')
  expect(inEnglish).toContain('aria-invalid="true"')
  expect(inEnglish).toContain('Shorten this to 10 characters or fewer. It has 11 now')
  expect(render('Elf letters', 'fr')).toContain(
    'Raccourcissez ce texte à 10 caractères au plus. Il en compte maintenant 11',
  )
})

it('is the field of every long text of the desk, so that none is cut', () => {
  const writing = globSync('desk/**/*.tsx').filter((file) => readFileSync(file, 'utf8').includes('<textarea'))
  // The worker checks the pages of the intake and the line of a record, and says what is too long there.
  expect(writing.sort()).toEqual([
    'desk/file/added-answers/part-control.tsx',
    'desk/record-check/record-check-page.tsx',
    'desk/ui/long-text.tsx',
  ])
  for (const file of writing)
    expect(readFileSync(file, 'utf8').match(/<textarea[^>]*maxLength/), file).toBeNull()
})
