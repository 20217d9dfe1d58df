import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { listFilesNamedOnPage, listMissingFilesNamedOnPage } from './named-test-files.ts'

it('names only files that exist on the page about tests', () => {
  expect(listFilesNamedOnPage('docs/testing.md').length).toBeGreaterThan(40)
  expect(listMissingFilesNamedOnPage('docs/testing.md')).toEqual([])
})

it('names every file that runs only in the deep command', () => {
  const page = readFileSync('docs/testing.md', 'utf8')
  const deep = globSync(
    '{content,forms,site,desk,dev,worker,db,tests/browser,tests/support}/**/*.deep.test.ts',
  )
  expect(deep.length).toBeGreaterThan(0)
  expect(deep.filter((file) => !page.includes(file))).toEqual([])
})
