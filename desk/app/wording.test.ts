import { globSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { languages, type Wording } from '../../forms/language.ts'
import { buildFileCountWording } from '../files/wording.ts'

const deskFolder = join(import.meta.dirname, '..')

/** Collects every wording of the desk, including those that a function makes for a file or a person. */
function collectWordings(value: unknown): Wording[] {
  if (typeof value === 'function')
    return collectWordings(value.length === 1 ? value('K7Q4-9MX2') : value(2, true))
  if (typeof value !== 'object' || value === null) return []
  if ('en' in value && 'fr' in value) return [value as Wording]
  const { to: _, ...parts } = value as Record<string, unknown>
  return Object.values(parts).flatMap(collectWordings)
}

const wordingFiles = globSync('**/*wording.ts', { cwd: deskFolder })
const allWordings = (await Promise.all(wordingFiles.map((file) => import(join(deskFolder, file))))).flatMap(
  (module) => Object.values(module).flatMap(collectWordings),
)

it('says everything in every language', () => {
  expect(wordingFiles.length).toBeGreaterThan(15)
  expect(allWordings.length).toBeGreaterThan(300)
  for (const wording of allWordings)
    for (const language of languages)
      expect(wording[language].length, `${wording.en} in ${language}`).toBeGreaterThan(0)
})

it('writes French as it is set in Canada: no-break spaces, curly apostrophes', () => {
  const faults = /\s[;!?]|(?<!\u00a0):(?=\s|$)|«(?!\u00a0)|(?<!\u00a0)»|\p{Letter}'\p{Letter}|[“”]/u
  expect(allWordings.map(({ fr }) => fr).filter((fr) => faults.test(fr))).toEqual([])
})

it('says of a list how much of it is shown, and when it is empty', () => {
  expect(buildFileCountWording(31, 31).en).toBe('31 open files')
  expect(buildFileCountWording(4, 31).en).toBe('4 of 31 open files')
  expect(buildFileCountWording(0, 31).en).toBe('No file fits this.')
  expect(buildFileCountWording(0, 0).fr).toContain('Aucun dossier ouvert')
})
