import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseCommandLine } from '../../dev/command-line.ts'
import { addMadeUpLanguage } from './add-language.ts'

// `npm run test:language`: a copy of the project with a made-up language added in the three places where one is added
// must pass the type checks and the tests that hold for any list of languages, build, and take an intake in it.
const ROOT = join(import.meta.dirname, '..', '..')
const TYPE_CHECK = ['node_modules/typescript-7/bin/tsc', '--singleThreaded', '-p']
const VITEST = 'node_modules/vitest/vitest.mjs'

/** Hold for any list of languages. */
const GENERAL_TESTS = [
  'forms/language.test.ts',
  'desk/app/wording.test.ts',
  'dev/worker-paths.test.ts',
  'site/markup.test.ts',
  'site/search-metadata.test.ts',
]

/** Neither sources nor what a copy needs. */
const NOT_COPIED = ['.git', '.astro', '.wrangler', 'dist', 'screenshots']
const PACKAGES = ['node_modules', 'tests/node_modules']

const STEPS: readonly (readonly [title: string, ...command: string[]])[] = [
  // Two scripts write what follows from the list and can derive nothing itself.
  ['writes the addresses that wake the worker', 'dev/worker-paths.ts'],
  ['marks the pages as translated', 'dev/mark-translated.ts'],
  ['checks the types of all but the worker', ...TYPE_CHECK, '.'],
  ['checks the types of the worker', ...TYPE_CHECK, 'worker'],
  ['builds the site', 'dev/build.ts'],
  ['checks what the pages say', 'dev/content/check.ts'],
  ['passes the tests that hold for any language', VITEST, 'run', '--project', 'unit', ...GENERAL_TESTS],
  ['serves it and takes an intake in it', VITEST, 'run', '--project', 'language'],
]

parseCommandLine({ usage: 'npm run test:language' })
const project = mkdtempSync(join(tmpdir(), 'third-language-'))
let passed = 0
let failed = 0
try {
  copyProject()
  addMadeUpLanguage(project)
  for (const [title, ...command] of STEPS) {
    const { ok, output } = await runNode(command)
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${title}`)
    if (ok) passed++
    else {
      failed++
      console.log(output)
    }
  }
} finally {
  rmSync(project, { recursive: true, force: true })
}
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

/** Copies the sources and this machine’s secrets, and links the packages. */
function copyProject(): void {
  const notCopied = [...NOT_COPIED, ...PACKAGES].map((folder) => join(ROOT, folder))
  cpSync(ROOT, project, { recursive: true, filter: (path) => !notCopied.includes(path) })
  for (const folder of PACKAGES) symlinkSync(join(ROOT, folder), join(project, folder))
}

function runNode(command: readonly string[]): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, {
      cwd: project,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => {
        output += data
      })
    child.on('exit', (code) => resolve({ ok: code === 0, output }))
  })
}
