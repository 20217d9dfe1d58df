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

it('says that a list was cut only when it was', () => {
  expect(buildFileCountWording(200, true).en).toContain('The newest 200')
  expect(buildFileCountWording(200, false).en).toBe('200 files shown, newest first')
  expect(buildFileCountWording(0, false).fr).toContain('Aucun dossier')
})
