import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('names only files that exist on the page about tests', () => {
  const page = readFileSync('docs/testing.md', 'utf8')
  const files = [...page.matchAll(/`([\w./-]+\.ts)`/g)].map(([, file = '']) => file)
  expect(files.length).toBeGreaterThan(40)
  expect(files.filter((file) => !existsSync(file))).toEqual([])
})

it('names every file that runs only in the deep command', () => {
  const page = readFileSync('docs/testing.md', 'utf8')
  const deep = globSync(
    '{content,forms,site,desk,dev,worker,db,tests/browser,tests/support}/**/*.deep.test.ts',
  )
  expect(deep.length).toBeGreaterThan(0)
  expect(deep.filter((file) => !page.includes(file))).toEqual([])
})
