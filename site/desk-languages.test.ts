import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { DESK_PATH } from '../content/desk-addresses.ts'
import { stepGroups } from '../content/today/next-steps.ts'
import { callSheetWording } from '../desk/file/calling/call-sheet-wording.ts'
import { fileMessagesWording } from '../desk/file/messages/wording.ts'
import { todayWording } from '../desk/today/wording.ts'
import { builtSiteFolder, listFirstGroupMatches, listPageScripts } from '../dev/built-site.ts'
import { type Language, languages, localisePath, type Wording } from '../forms/language.ts'
import { SHOWN_IN_ANOTHER_LANGUAGE } from './split-desk-languages.ts'

/** Words of the first page, of a page that is loaded later, and of the content that the desk shares with the worker. */
const wordings = [todayWording, fileMessagesWording, stepGroups].flatMap((group) =>
  Object.values<Wording>(group),
)

const scriptsOf = (language: Language) => listPageScripts(localisePath(language, DESK_PATH))
const codeOf = (language: Language) =>
  scriptsOf(language)
    .map((script) => readFileSync(join(builtSiteFolder, script), 'utf8'))
    .join('\n')

it.each(languages)('loads the desk’s words in the language of the page, and in no other: %s', (language) => {
  const code = codeOf(language)
  // A short word may be part of a name in the code.
  const said = wordings.filter(({ en, fr }) => [en, fr].every((one) => /^[^\u00a0`"'\\\n]{12,}$/.test(one)))
  expect(said.length).toBeGreaterThan(15)
  for (const wording of said)
    for (const one of languages) expect(code.includes(wording[one]), wording[one]).toBe(one === language)
})

it('keeps every language of what a page shows in another language than its own', () => {
  const showing = globSync('desk/**/*.tsx').filter(
    (file) =>
      !/test|fixture|desk-providers/.test(file) &&
      /import .*\bLanguageProvider\b/.test(readFileSync(file, 'utf8')),
  )
  expect(showing).toContain('desk/file/calling/printable-sheet.tsx')
  const spoken = showing.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)]
      .map(([, path = '']) => join(dirname(file), path))
      .filter((path) => /\ben:/.test(readFileSync(path, 'utf8'))),
  )
  expect(spoken).toContain('content/authorisation/call-attempts.ts')
  for (const file of spoken) expect(SHOWN_IN_ANOTHER_LANGUAGE).toContain(file)
  for (const language of languages)
    for (const { en, fr } of [callSheetWording.neverTitle, callSheetWording.callScript]) {
      expect(codeOf(language)).toContain(en)
      expect(codeOf(language)).toContain(fr)
    }
})

it.each(languages)(
  'leads only to scripts that there are, and leaves nothing for the build to fill in: %s',
  (language) => {
    const code = codeOf(language)
    expect(code).not.toMatch(/__VITE_[A-Z]+__/)
    const ahead = listFirstGroupMatches(code, /"(_astro\/[^"]+\.js)"/g)
    expect(ahead.length).toBeGreaterThan(5)
    for (const script of ahead) expect(scriptsOf(language)).toContain(`/${script}`)
  },
)

it('shares what holds no words between the languages', () => {
  const [first, ...others] = languages.map((language) => new Set(scriptsOf(language)))
  const shared = [...(first ?? [])].filter((script) => others.every((scripts) => scripts.has(script)))
  const differing = [...(first ?? [])].filter((script) => !shared.includes(script))
  expect(
    shared.some((script) => readFileSync(join(builtSiteFolder, script), 'utf8').includes('createRoot')),
  ).toBe(true)
  for (const script of differing) expect(script).toMatch(/^\/_astro\/[a-z]{2}\//)
})
