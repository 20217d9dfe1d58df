import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashBuildInputs, listBuildInputs } from './build-if-changed.ts'
import { listImports } from './list-imports.ts'
import { listSourceFiles } from './list-source-files.ts'

describe('the fingerprint of what a build reads', () => {
  let project: string
  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'build-inputs-'))
    for (const path of [...listBuildInputs(), 'worker/index.ts', 'site/size-budget.test.ts'])
      cpSync(path, join(project, path), { recursive: true })
  })
  afterAll(() => rmSync(project, { recursive: true }))

  it.each([
    ['a setting of the practice', 'content/practice.ts'],
    ['a sentence of a page', 'content/pages/fr/fees.md'],
    ['a style', 'site/styles/_identity.scss'],
    ['a picture', 'site/public/lantern.svg'],
    ['a page of the desk', 'desk/app/pages.tsx'],
    ['the origin of the portal', 'wrangler.toml'],
    ['a package', 'package-lock.json'],
  ])('changes with %s', (_, path) => {
    expect(whenAppendedTo(path)).not.toBe(hashBuildInputs(project))
  })

  it.each([
    ['a test', 'site/size-budget.test.ts'],
    ['the worker, whose code no page holds', 'worker/index.ts'],
  ])('does not change with %s', (_, path) => {
    expect(whenAppendedTo(path)).toBe(hashBuildInputs(project))
  })

  /** The fingerprint while a file has a character more. */
  function whenAppendedTo(path: string): string {
    const file = join(project, path)
    const before = readFileSync(file)
    writeFileSync(file, `${before}\n`)
    try {
      return hashBuildInputs(project)
    } finally {
      writeFileSync(file, before)
    }
  }
})

it('covers every file that the pages and the build import', () => {
  const covered = new Set(listBuildInputs())
  const entries = ['dev/build.ts', 'site/astro.config.ts', ...listSourceFiles('site/**/*.{ts,astro}')]
  const reached = followImports(entries.filter((file) => !file.endsWith('.test.ts')))
  expect([...reached].filter((file) => !covered.has(file))).toEqual([])
  // The way from a page over the desk to the content that the desk shows.
  expect(reached).toContain('desk/app/main.tsx')
  expect(reached).toContain('content/practice.ts')
})

/** Lists the project’s own files that are imported, directly or by others. Imports of types alone leave no trace. */
function followImports(entries: readonly string[]): Set<string> {
  const sources = new Set(listSourceFiles('{content,db,desk,dev,forms,site,worker}/**/*.{ts,tsx,astro}'))
  const reached = new Set<string>()
  const follow = (file: string) => {
    if (reached.has(file) || !sources.has(file)) return
    reached.add(file)
    for (const { target, typesOnly } of listImports(file, readFileSync(file, 'utf8')))
      if (!typesOnly) follow(target)
  }
  entries.forEach(follow)
  return reached
}
