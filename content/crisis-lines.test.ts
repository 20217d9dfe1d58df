import { expect, it } from 'vitest'
import { getLanguageNameWithinLine, languages } from '../forms/language.ts'
import { listCrisisLines } from './crisis-lines.ts'
import { crisisLines, practice } from './practice.ts'

it.each(languages)(
  'lists every line once, the emergency number first, then those that answer in %s',
  (language) => {
    const lines = listCrisisLines(language)
    expect(lines[0]?.reach).toBe('911')
    expect(new Set(lines)).toEqual(new Set(crisisLines))
    expect(lines).toHaveLength(crisisLines.length)
    const answersReader = lines.map((line) => line.languages.includes(language))
    expect(answersReader).toEqual([...answersReader].sort((a, b) => Number(b) - Number(a)))
    expect(answersReader).toContain(false)
  },
)

it.each(languages)('says of each line that answers in one language which one, in %s', (language) => {
  for (const { name, note, languages: answered } of crisisLines)
    if (answered.length < languages.length)
      for (const one of answered)
        expect(note[language], name[language]).toContain(getLanguageNameWithinLine(one, language))
})

it('has a line for men in every province it works in', () => {
  for (const province of practice.provinces) {
    const forMen = crisisLines.filter(
      ({ provinces, note }) => provinces.includes(province) && /\bmen\b/.test(note.en),
    )
    expect(forMen, province).not.toEqual([])
  }
})
