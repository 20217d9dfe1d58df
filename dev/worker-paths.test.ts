import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { languageRoots } from '../forms/language.ts'
import { replaceWorkerPaths } from './worker-paths.ts'

const toml = readFileSync('wrangler.toml', 'utf8')

it('finds in wrangler.toml exactly the addresses that wake the worker', () => {
  expect(replaceWorkerPaths(toml)).toBe(toml)
})

it('writes them back where one is missing or strange, in every language', () => {
  for (const root of languageRoots) {
    const path = `  "${root}/file/*",\n`
    expect(toml).toContain(path)
    expect(replaceWorkerPaths(toml.replace(path, ''))).toBe(toml)
  }
  expect(replaceWorkerPaths(toml.replace('"/healthz"', '"/elsewhere/*"'))).toBe(toml)
})
