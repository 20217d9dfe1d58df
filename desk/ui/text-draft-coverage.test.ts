import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const DESK = join(import.meta.dirname, '..')
const sourceByPath = new Map(
  globSync('**/*.tsx', { cwd: DESK }).map((path) => [path, readFileSync(join(DESK, path), 'utf8')]),
)

/** The fields in which nobody writes: numbers, a command that is looked for, and the line of an e-mail, pasted in. */
const exempt = [
  'availability/availability-limits.tsx',
  'command-menu/command-dialog.tsx',
  'record-check/record-check-page.tsx',
]

it('keeps what is typed in each free-text field of the desk in its tab', () => {
  const withFreeText = [...sourceByPath.keys()].filter(hasFreeText).toSorted()
  expect(withFreeText).toContain('file/screenings/screening-form.tsx')
  const without = withFreeText.filter((path) => !hasTextDraft(path))
  expect(without).toEqual(exempt)
})

it('finds a field whose form has no draft', () => {
  sourceByPath.set('some/note.tsx', '<textarea rows={4} />')
  sourceByPath.set('some/form.tsx', "import { Note } from './note.tsx'\n<Note />")
  expect(hasFreeText('some/note.tsx') && !hasTextDraft('some/note.tsx')).toBe(true)
  sourceByPath.set(
    'some/form.tsx',
    "import { Note } from './note.tsx'\nconst draft = useTextDraft('a', 'b', start)",
  )
  expect(hasTextDraft('some/note.tsx')).toBe(true)
})

/** Whether a component has a `textarea` or a `LongText`, or an `input` without a `type`, which takes any text. */
function hasFreeText(path: string): boolean {
  const source = sourceByPath.get(path) ?? ''
  const controls = source.match(/<(?:textarea|input|LongText)\b[\s\S]*?\/>/g) ?? []
  return controls.some((control) => !control.startsWith('<input') || !/\btype=/.test(control))
}

/** Whether a component has a draft of what is typed, or is a part of components that all have one. */
function hasTextDraft(path: string): boolean {
  if (/\buseTextDraft\(/.test(sourceByPath.get(path) ?? '')) return true
  const users = [...sourceByPath].filter(([user, source]) =>
    [...source.matchAll(/from '(\.[^']+)'/g)].some(([, from]) => join(dirname(user), from ?? '') === path),
  )
  return users.length > 0 && users.every(([user]) => hasTextDraft(user))
}
