import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const DESK = join(import.meta.dirname, '..')

it('offers to undo only what tells nobody and grants nothing (decision 145)', () => {
  const countByPath = globSync('**/*.tsx', { cwd: DESK }).flatMap((path) => {
    const source = readFileSync(join(DESK, path), 'utf8')
    const declared = source.match(/^ {4}undo: /gm) ?? []
    return source.includes('useAction({') && declared.length > 0 ? [[path, declared.length]] : []
  })
  expect(Object.fromEntries(countByPath)).toEqual({
    'appointments/attendance-notes.tsx': 1,
    // One that was added, and one that was removed.
    'availability/absences-panel.tsx': 2,
    'file/appointments/time-request.tsx': 1,
    // One that was added, and one that is done.
    'today/reminders.tsx': 2,
  })
})
