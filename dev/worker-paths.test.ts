import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { allLanguagePathPrefixes } from '../forms/language.ts'
import { newPathByMovedPath } from '../worker/http/moved-paths.ts'
import { listWorkerPaths } from '../worker/http/worker-paths.ts'
import { replaceWorkerPathsInToml } from './worker-paths.ts'

const toml = readFileSync('wrangler.toml', 'utf8')

it('finds in wrangler.toml exactly the addresses that wake the worker', () => {
  expect(replaceWorkerPathsInToml(toml)).toBe(toml)
})

it('writes them back where one is missing or strange, in every language', () => {
  for (const root of allLanguagePathPrefixes) {
    const path = `  "${root}/file/*",\n`
    expect(toml).toContain(path)
    expect(replaceWorkerPathsInToml(toml.replace(path, ''))).toBe(toml)
  }
  expect(replaceWorkerPathsInToml(toml.replace('"/healthz"', '"/elsewhere/*"'))).toBe(toml)
})

it('wakes the worker at every address that moved, with the final slash and without it, in every language', () => {
  const wakesWorker = (address: string) =>
    listWorkerPaths().some((path) =>
      path.endsWith('/*') ? address.startsWith(path.slice(0, -1)) : address === path,
    )
  for (const root of allLanguagePathPrefixes) {
    for (const path of Object.keys(newPathByMovedPath)) {
      const address = `${root}${path}`
      expect(wakesWorker(address), address).toBe(true)
      // The site serves what is built: `/file/yours` wakes the worker because it is below `/file/`.
      expect(wakesWorker(address.slice(0, -1)), `${address} without its slash`).toBe(true)
    }
  }
})
