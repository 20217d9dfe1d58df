import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const DESK = join(import.meta.dirname, '..')

it('offers to undo only what tells nobody and grants nothing (decision 145)', () => {
  const countByPath = globSync('**/*.{ts,tsx}', { cwd: DESK }).flatMap((path) => {
    const declared = countUndoOffers(readFileSync(join(DESK, path), 'utf8'))
    return declared > 0 && !path.endsWith('.test.ts') ? [[path, declared]] : []
  })
  expect(Object.fromEntries(countByPath)).toEqual({
    'appointments/attendance-notes.tsx': 1,
    // One that was added or changed, and one that was removed.
    'availability/absences-panel.tsx': 2,
    'file/appointments/time-request.tsx': 1,
    // One that was added, and one that is done.
    'today/reminders.tsx': 2,
  })
})

it('finds an offer however it is written', () => {
  const offers = ['undo: () => remove(id),', 'undo(json) {', 'undo,', 'async undo() {', "'undo': remove,"]
  for (const offer of offers)
    for (const indent of ['  ', '        '])
      expect(countUndoOffers(`useAction<Note>({\n${indent}submit,\n${indent}${offer}\n})`), offer).toBe(1)
  expect(countUndoOffers('useAction({ submit, undo: remove })')).toBe(1)
  expect(countUndoOffers('submit: undo.submit,\nreadonly undo?: OfferedUndo\nannouncement?.undo')).toBe(0)
})

/** Counts the properties `undo` that calls of `useAction` are given. */
function countUndoOffers(source: string): number {
  const [, ...calls] = source.split(/(?<!function )\buseAction(?:<[^(]*>)?\(\{/)
  return calls.flatMap((call) => {
    const options = takeUntilClosed(call)
    return options.match(/(?:^|[,\n{]|\basync)\s*['"]?undo['"]?\s*(?:[:(,]|$)/g) ?? []
  }).length
}

/** Takes what stands before the brace that closes an object. */
function takeUntilClosed(text: string): string {
  let depth = 1
  for (const [index, character] of [...text].entries()) {
    depth += Number(character === '{') - Number(character === '}')
    if (depth === 0) return [...text].slice(0, index).join('')
  }
  return text
}
