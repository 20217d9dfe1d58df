import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'

const dist = join(import.meta.dirname, '..', 'dist')

/** Every file of the built site, by its address. */
export const builtFiles = (): string[] =>
  readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(dist, join(entry.parentPath, entry.name))}`)

/** The addresses of every built page: `/`, `/fr/privacy/`. Those only the gallery has are left out. */
export const builtPages = (): string[] =>
  builtFiles()
    .filter((path) => path.endsWith('/index.html') && !path.includes('/specimen/'))
    .map((path) => path.replace(/index\.html$/, ''))

/** Pages the worker never touches: no section of a form, no desk, no error page. */
export const staticPages = (): string[] =>
  builtPages().filter((path) => !/^(\/fr)?\/(intake\/.+|desk\/|errors\/)/.test(path))

export { dist }
