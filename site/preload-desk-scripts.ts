import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { DESK_PATH } from '../content/desk-addresses.ts'
import { languages, localisePath } from '../forms/language.ts'

/** The page of the gallery with which the benchmarks compare the desk gets the same. */
const PAGES = [DESK_PATH, '/specimen/blank-react/']
/** What the desk opens with, and would otherwise ask for once the rest has come. */
const FIRST_PAGE = /\/today-page\.[^/]+\.js$/

/**
 * Names in the desk’s page each script that its first one imports, and the one of the page Today, so that a browser asks for them
 * all at once rather than one after the other.
 */
export const preloadDeskScripts: AstroIntegration = {
  name: 'preload-desk-scripts',
  hooks: {
    'astro:build:done': ({ dir }) => {
      const readBuilt = (path: string) => readFileSync(fileURLToPath(new URL(`.${path}`, dir)), 'utf8')
      for (const path of PAGES.flatMap((page) => languages.map((language) => localisePath(language, page)))) {
        const file = fileURLToPath(new URL(`.${path}index.html`, dir))
        if (!existsSync(file)) continue
        const html = readFileSync(file, 'utf8')
        const entry = /<script type="module" src="([^"]+)">/.exec(html)?.[1]
        if (!entry) throw new Error(`${file} has no script`)
        const links = listScriptsToPreload(entry, readBuilt).map(
          (script) => `<link rel="modulepreload" href="${script}">`,
        )
        writeFileSync(file, html.replace('</head>', `${links.join('')}</head>`))
      }
    },
  },
}

/** Lists the addresses of what a script imports at its start, however far, and of the first page of the desk with its own. */
export function listScriptsToPreload(entry: string, readScript: (path: string) => string): string[] {
  const found = new Set<string>([entry])
  const follow = (script: string) => {
    const code = readScript(script)
    const imported = [...code.matchAll(/(?:from|import)\s*(["'`])(\.[^"'`]+\.js)\1/g)]
    const later = [...code.matchAll(/import\((["'`])(\.[^"'`]+\.js)\1\)/g)]
    const addressOf = ([, , path = '']: RegExpExecArray) => new URL(path, `file://${script}`).pathname
    for (const next of [
      ...imported.map(addressOf),
      ...later.map(addressOf).filter((address) => FIRST_PAGE.test(address)),
    ]) {
      if (found.has(next)) continue
      found.add(next)
      follow(next)
    }
  }
  follow(entry)
  return [...found].slice(1)
}
