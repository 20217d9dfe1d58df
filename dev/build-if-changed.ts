import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { buildSite } from './build.ts'
import { listSourceFiles } from './list-source-files.ts'

/** Everything that building the site reads, as a test proves of the imports; packages stand under their lock file. */
const BUILD_INPUTS = [
  '{content,forms,site,desk}/**/*',
  'worker/http/security-headers.ts',
  'dev/{build,built-site,command-line,end-on-outside-fault,exit-with-message}.ts',
  'dev/{find-setting-faults,move-wordings,trim-mail-sdk}.ts',
  'package-lock.json',
  'tsconfig.json',
  'wrangler.toml',
]

/** What the last build read and wrote, as hashes. */
const BUILD_RECORD = '.astro/build-record.json'

/** Builds the site, unless what the build reads is as it was and dist/ as the build left it. */
export async function buildSiteIfChanged(): Promise<void> {
  const inputs = hashBuildInputs()
  if (existsSync(BUILD_RECORD) && readFileSync(BUILD_RECORD, 'utf8') === formatRecord(inputs)) return
  await buildSite()
  mkdirSync(dirname(BUILD_RECORD), { recursive: true })
  writeFileSync(BUILD_RECORD, formatRecord(inputs))
}

/** Lists the files that building the site reads, as paths from the root of the project. Tests are left out. */
export const listBuildInputs = (root = '.'): string[] =>
  BUILD_INPUTS.flatMap((pattern) => listSourceFiles(pattern, root)).filter(
    (path) => !/\.test\.tsx?$/.test(path),
  )

/** A hash of all that building the site reads, with the version of Node that builds it. */
export const hashBuildInputs = (root = '.'): string => hashFiles(root, listBuildInputs(root), process.version)

const formatRecord = (inputs: string): string =>
  JSON.stringify({ inputs, outputs: hashFiles('.', listSourceFiles('dist/**/*')) })

function hashFiles(root: string, paths: readonly string[], start = ''): string {
  const hash = createHash('sha256').update(start)
  for (const path of paths.toSorted()) {
    if (!statSync(join(root, path)).isFile()) continue
    const content = readFileSync(join(root, path))
    hash.update(`\0${path}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}
