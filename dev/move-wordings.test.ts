import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import {
  collectMovedWordings,
  moveWordings,
  writeDeclaredWordings,
  writeMovedWordings,
} from './move-wordings.ts'

const move = (source: string, firstIndex = 0) => moveWordings('words.ts', source, firstIndex)?.code

it('moves each wording that is written out, and leaves what is composed or more than a wording', () => {
  const moved = move(
    [
      "const a = { en: 'Yes', fr: 'Oui' } as const satisfies Wording",
      "const b = ask({ label: { fr: `Non`, en: `No` }, required: { en: a.en, fr: 'Oui' } })",
      "const c = { en: 'Own', fr: 'Seul', hint: { en: 'Only you', fr: 'Vous seul' } }",
      "const d = { en: { en: 'English', fr: 'Anglais' }, fr: a }",
      "const e = [{ en: 'No French' }, { [en]: 'Computed', fr: 'Calculé' }, { en: 1, fr: 2 }]",
    ].join('\n'),
    7,
  )

  expect(moved?.split('\n').slice(1)).toEqual([
    'const a = movedWordings[7] as const satisfies Wording',
    "const b = ask({ label: movedWordings[8], required: { en: a.en, fr: 'Oui' } })",
    "const c = { en: 'Own', fr: 'Seul', hint: movedWordings[9] }",
    'const d = { en: movedWordings[10], fr: a }',
    "const e = [{ en: 'No French' }, { [en]: 'Computed', fr: 'Calculé' }, { en: 1, fr: 2 }]",
  ])
})

it('leaves what only pages show, which the worker leaves out', () => {
  expect(move("const hint = showOnPages({ en: 'Hint', fr: 'Indice' })")).toBeUndefined()
  expect(move("ask(showOnPages([{ en: 'Hint', fr: 'Indice' }]), { en: 'Yes', fr: 'Oui' })")).toMatch(
    /showOnPages\(\[\{ en: 'Hint', fr: 'Indice' \}\]\), movedWordings\[0\]\)$/,
  )
})

it('numbers the wordings of a file as the site holds them', () => {
  const moved = collectMovedWordings()
  const file = 'content/forms/intake/safety.ts'
  const code = moveWordings(file, readFileSync(file, 'utf8'), moved.firstIndexByFile.get(file) ?? -1)?.code
  const [, title = ''] = /title: movedWordings\[(\d+)\]/.exec(code ?? '') ?? []
  expect(moved.wordings[Number(title)]?.en).toBe('What’s happening, and safety')
  expect(readFileSync('dist/moved-wordings.json', 'utf8')).toBe(writeMovedWordings(moved))
  expect(readFileSync('dist/declared-wordings.js', 'utf8')).toBe(writeDeclaredWordings(moved))
})
