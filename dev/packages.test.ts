import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** The folders with packages of their own. */
const PACKAGE_FOLDERS = ['.', 'tests', 'tests/bench/peers']

describe.each(PACKAGE_FOLDERS)('the packages of %s', (folder) => {
  const { allowScripts = {}, dependencies, devDependencies } = readJson<Manifest>(folder, 'package.json')
  const { packages } = readJson<LockFile>(folder, 'package-lock.json')

  it('run an install script only if it is listed', () => {
    const withScript = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript)
    const names = new Set(withScript.map(([path]) => path.split('node_modules/').at(-1)))
    expect([...names].sort()).toEqual(Object.keys(allowScripts).sort())
  })

  it('are pinned to exact versions', () => {
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      expect(version, name).toMatch(/^(npm:\S+@)?\d+\.\d+\.\d+(-beta)?$/)
  })
})

it('leaves what only browser tests and benchmarks need out of what `npm start` installs', () => {
  const own = Object.keys(readJson<Manifest>('tests', 'package.json').devDependencies ?? {})
  const { packages } = readJson<LockFile>('.', 'package-lock.json')
  expect(own).toContain('lighthouse')
  expect(own.filter((name) => `node_modules/${name}` in packages)).toEqual([])
})

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly allowScripts?: Readonly<Record<string, boolean>>
}

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>>
}

function readJson<Content>(folder: string, name: string): Content {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'))
}
