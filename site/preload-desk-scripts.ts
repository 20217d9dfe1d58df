import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { deskAddresses } from '../content/desk-addresses.ts'
import { languages, localisePath } from '../forms/language.ts'

/**
 * A page with React, and the script of a page of the desk that it opens with, which it would otherwise ask for once the
 * rest has come.
 */
interface OpeningPage {
  readonly path: string
  readonly opensWith?: RegExp
}

/** The desk’s built page, which the worker serves at every address of the desk but that of the list of files. */
const BUILT_PAGE: OpeningPage = { path: deskAddresses.today, opensWith: /\/today-page\.[^/]+\.js$/ }
/** The same page for the list of files. */
const FILES_PAGE: OpeningPage = { path: deskAddresses.files, opensWith: /\/files-page\.[^/]+\.js$/ }
/** The page of the gallery with which the benchmarks compare the desk. Its scripts are named ahead too. */
const BLANK_PAGE: OpeningPage = { path: '/specimen/blank-react/' }

/**
 * Names in the desk’s page each script that its first one imports, and the one of the list that it opens with, so that a
 * browser asks for them all at once rather than one after the other. The list of files has a copy of the page for that.
 */
export const preloadDeskScripts: AstroIntegration = {
  name: 'preload-desk-scripts',
  hooks: {
    'astro:build:done': ({ dir }) => {
      const toFile = (path: string) => fileURLToPath(new URL(`.${path}`, dir))
      const readBuilt = (path: string) => readFileSync(toFile(path), 'utf8')
      for (const language of languages) {
        const pathOf = ({ path }: OpeningPage) => `${localisePath(language, path)}index.html`
        const writeFrom = (built: OpeningPage, pages: readonly OpeningPage[]) => {
          if (!existsSync(toFile(pathOf(built)))) return
          const html = readBuilt(pathOf(built))
          for (const page of pages) {
            mkdirSync(dirname(toFile(pathOf(page))), { recursive: true })
            writeFileSync(toFile(pathOf(page)), nameScriptsAhead(html, page, readBuilt))
          }
        }
        writeFrom(BUILT_PAGE, [BUILT_PAGE, FILES_PAGE])
        writeFrom(BLANK_PAGE, [BLANK_PAGE])
      }
    },
  },
}

function nameScriptsAhead(html: string, { path, opensWith }: OpeningPage, readScript: ReadScript): string {
  const entry = /<script type="module" src="([^"]+)">/.exec(html)?.[1]
  if (!entry) throw new Error(`${path} has no script`)
  const links = listScriptsToPreload(entry, readScript, opensWith).map(
    (script) => `<link rel="modulepreload" href="${script}">`,
  )
  return html.replace('</head>', `${links.join('')}</head>`)
}

type ReadScript = (path: string) => string

/** Lists the addresses of what a script imports at its start, however far, and of what it opens with, with its own. */
export function listScriptsToPreload(entry: string, readScript: ReadScript, opensWith?: RegExp): string[] {
  const found = new Set<string>([entry])
  const follow = (script: string) => {
    const code = readScript(script)
    const imported = [...code.matchAll(/(?:from|import)\s*(["'`])(\.[^"'`]+\.js)\1/g)]
    const later = [...code.matchAll(/import\((["'`])(\.[^"'`]+\.js)\1\)/g)]
    const addressOf = ([, , path = '']: RegExpExecArray) => new URL(path, `file://${script}`).pathname
    for (const next of [
      ...imported.map(addressOf),
      ...later.map(addressOf).filter((address) => opensWith?.test(address)),
    ]) {
      if (found.has(next)) continue
      found.add(next)
      follow(next)
    }
  }
  follow(entry)
  return [...found].slice(1)
}
