import { expect, it } from 'vitest'
import * as agenda from '../appointments/wording.ts'
import * as hours from '../availability/wording.ts'
import * as calling from '../file/calling/wording.ts'
import * as said from './wording.ts'

/** Every wording of the desk, those about a file or a person too. */
function wordings(value: unknown): { en: string; fr: string }[] {
  if (typeof value === 'function') return wordings(value.length === 1 ? value('K7Q4-9MX2') : value(2, true))
  if (typeof value !== 'object' || value === null) return []
  if ('en' in value && 'fr' in value) return [value as { en: string; fr: string }]
  const { link: _, ...parts } = value as Record<string, unknown>
  return Object.values(parts).flatMap(wordings)
}

const all = [said, calling, agenda, hours].flatMap(wordings)

it('says everything in both languages', () => {
  expect(all.length).toBeGreaterThan(100)
  for (const { en, fr } of all) expect(Math.min(en.length, fr.length), `${en} / ${fr}`).toBeGreaterThan(0)
})

it('writes French as it is set in Canada: no-break spaces, curly apostrophes', () => {
  const faults = /\s[;!?]|(?<!\u00a0):(?=\s|$)|«(?!\u00a0)|(?<!\u00a0)»|\p{Letter}'\p{Letter}|[“”]/u
  expect(all.map(({ fr }) => fr).filter((fr) => faults.test(fr))).toEqual([])
})

it('says that a list was cut only when it was', () => {
  expect(said.filesShown(200, true).en).toContain('The newest 200')
  expect(said.filesShown(200, false).en).toBe('200 files shown, newest first')
  expect(said.filesShown(0, false).fr).toContain('Aucun dossier')
})
