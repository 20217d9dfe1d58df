import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ACCOUNT_ID, AUDIENCE, DATABASE_ID, HOST } from './outside-services.fixture.ts'

const PROJECT = join(import.meta.dirname, '../..')
const COPIED = [
  'content',
  'db',
  'desk',
  'dev',
  'forms',
  'site',
  'worker',
  'biome.json',
  'package.json',
  'tsconfig.json',
  'wrangler.toml',
]

type Replacement = readonly [example: RegExp, own: string]

/** What a practice of its own writes over the example in content/practice.ts. */
const OWN_SETTINGS: readonly Replacement[] = [
  [/Lantern Street/g, 'Juniper Hill'],
  [/ls-office\.example\.com/g, 'jh-office.ca'],
  [/lantern-street\.example\.com/g, 'juniper-hill.ca'],
  [/416 555 0100/g, '604 736 2211'],
  [/\+14165550100/g, '+16047362211'],
  [/robin-ashdown/g, 'noor-haddad'],
  [/camille-verdier/g, 'alix-fontaine'],
  [/jules-hartwell/g, 'sam-okoye'],
  [/checkedOn: '[\d-]+'/g, `checkedOn: '${new Date().toISOString().slice(0, 10)}'`],
]

const OWN_DEPLOYMENT: readonly Replacement[] = [
  [/^account_id = .*$/m, `account_id = "${ACCOUNT_ID}"`],
  [/^database_id = .*$/m, `database_id = "${DATABASE_ID}"`],
  [/lantern-street\.example\.com/g, HOST],
  [/https:\/\/lantern-street\./g, 'https://juniper-hill.'],
  [/^ACCESS_AUD = .*$/m, `ACCESS_AUD = "${AUDIENCE}"`],
]

/** Copies the project, without what was built, and gives its folder. */
export function copyProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'evenhand-practice-'))
  for (const name of COPIED) cpSync(join(PROJECT, name), join(folder, name), { recursive: true })
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

/** Copies the project as a practice of its own has it, ready to deploy, and gives its folder. */
export function copyAsOwnPractice(): string {
  const folder = copyProject()
  rewrite(join(folder, 'content/practice.ts'), (text) => replaceAll(text, OWN_SETTINGS))
  enterOwnDeployment(folder)
  return folder
}

/** Enters what a practice writes over the example in wrangler.toml, in the part about production. */
export const enterOwnDeployment = (folder: string): void =>
  rewrite(join(folder, 'wrangler.toml'), (text) => {
    const [before, production] = text.split('[env.production]') as [string, string]
    return `${before}[env.production]${replaceAll(production, OWN_DEPLOYMENT)}`
  })

const rewrite = (path: string, change: (text: string) => string) =>
  writeFileSync(path, change(readFileSync(path, 'utf8')))

/** Replaces each; throws when the example no longer has it. */
const replaceAll = (text: string, replacements: readonly Replacement[]): string =>
  replacements.reduce((changed, [example, own]) => {
    if (changed.search(example) < 0) throw new Error(`The example has nothing like ${example}`)
    return changed.replace(example, own)
  }, text)
