import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { whatYouNeedSection } from '../../content/forms/intake/what-you-need.ts'
import { type Language, languages } from '../../forms/language.ts'

/** Words that would call a first session joint, or leave open whether it is. */
const jointFirstSession: Record<Language, RegExp> = {
  en: /(?:joint|kinds? of) first session|first session (?:can|could|may) be/i,
  fr: /première rencontre (?:conjointe|peut être)|formes? de première rencontre|quelle première rencontre/i,
}

const pages = join(import.meta.dirname, '../../content/pages')

const listPages = (language: Language) =>
  readdirSync(join(pages, language)).map((name) => readFileSync(join(pages, language, name), 'utf8'))

it.each(languages)('calls the first session individual on every page and in the form (%s)', (language) => {
  const form = JSON.stringify(whatYouNeedSection, (_, value) => value?.[language] ?? value)
  for (const text of [...listPages(language), form]) expect(text).not.toMatch(jointFirstSession[language])
})
