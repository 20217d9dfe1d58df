import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { languagePathPrefixes } from '../forms/language.ts'
import { replaceWorkerPathsInToml } from './worker-paths.ts'

const toml = readFileSync('wrangler.toml', 'utf8')

it('finds in wrangler.toml exactly the addresses that wake the worker', () => {
  expect(replaceWorkerPathsInToml(toml)).toBe(toml)
})

it('writes them back where one is missing or strange, in every language', () => {
  for (const root of languagePathPrefixes) {
    const path = `  "${root}/file/*",\n`
    expect(toml).toContain(path)
    expect(replaceWorkerPathsInToml(toml.replace(path, ''))).toBe(toml)
  }
  expect(replaceWorkerPathsInToml(toml.replace('"/healthz"', '"/elsewhere/*"'))).toBe(toml)
})
