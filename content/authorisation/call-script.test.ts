import { expect, it } from 'vitest'
import { languages } from '../../forms/language.ts'
import { authoriseSection } from '../forms/contact-authorisation/index.ts'
import { startSection } from '../forms/intake/start.ts'
import { practice } from '../practice.ts'
import {
  authorisePageLeadWordingByRoute,
  callExplanationWordingForParent,
  callScript,
  callSummaryWording,
  listCallScriptLines,
  listSignedWordingLines,
  neverSaidWording,
  voicemailWording,
} from './call-script.ts'

async function sha256(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

// Parents authorised exactly these words. When a sentence changes, raise `callScript.version` and write its hash here.
it.each([
  ['en', '34a7c2b706396e0640f9d95e86f5b7d9d572b80a2e67630e1755b38910ef9f16'],
  ['fr', '1aa9671f2516e411e00414c71794239997ff81f8f189e06ca30560a4737200a6'],
] as const)('holds the words of its version (%s)', async (language, hash) => {
  expect(callScript.version).toBe(8)
  expect(await sha256(listSignedWordingLines(language).join('\n'))).toBe(hash)
})

it('says the parts of the call in order, each in its own words', () => {
  expect(callScript.parts.map(({ id }) => id)).toEqual([
    'opening',
    'who',
    'why',
    'gains',
    'invitation',
    'choice',
    'not-said',
    'code',
    'close',
  ])
  for (const language of languages)
    expect(new Set(listCallScriptLines(language)).size).toBe(listCallScriptLines(language).length)
})

it('leaves nothing to fill in but the names of the two who speak, said in the first sentence', () => {
  for (const language of languages) {
    const text = [...listCallScriptLines(language), voicemailWording[language]].join('\n')
    const gaps = new Set(text.match(/\[[^\]]*\]/g))
    expect(gaps.size).toBe(2)
    for (const gap of gaps) expect(listCallScriptLines(language)[1]).toContain(gap)
    expect(text).not.toMatch(/undefined|\{|\}|\$/)
  }
})

it('says who calls only after asking whether it is a good moment', () => {
  for (const language of languages) {
    const text = listCallScriptLines(language).join('\n')
    const opening = callScript.parts[0]?.lines.map((line) => line[language]).join('\n') ?? ''
    expect(opening).not.toContain(practice.name)
    expect(opening).not.toMatch(/parent|child|enfant|coordinat/i)
    expect(text).toContain(practice.name)
  }
})

it('says nothing in a message that tells who calls or why', () => {
  for (const language of languages) {
    const message = voicemailWording[language]
    expect(message).toContain(practice.phone.reach)
    expect(message).not.toMatch(/parent|child|enfant|coordinat|lantern|code/i)
    expect(
      callExplanationWordingForParent.flatMap(({ lines }) => lines.map((line) => line[language])).join('\n'),
    ).toContain(message)
  }
})

it('promises at most the attempts and the days that the practice set', () => {
  const said = callSummaryWording
  expect(said.some(({ en }) => en.includes(`at most ${practice.attempts} times`))).toBe(true)
  expect(said.some(({ fr }) => fr.includes(`au plus ${practice.attempts} fois`))).toBe(true)
  for (const language of languages)
    expect(listCallScriptLines(language).join(' ')).toContain(` ${practice.invitationDays} `)
})

it('sums the call up in five lines, which name the days that the form offers', () => {
  const days = Object.keys(authoriseSection.questions.authorisedDays.options)
  expect(callSummaryWording).toHaveLength(5)
  const ends = callSummaryWording[3]
  expect(ends?.en).toContain(`${days[0]}, ${days[1]} or ${days[2]} days`)
  expect(ends?.fr).toContain(`${days[0]}, ${days[1]} ou ${days[2]} jours`)
})

it('explains itself to a parent who came by any route, and says each time that nobody calls without it', () => {
  expect(Object.keys(authorisePageLeadWordingByRoute).sort()).toEqual(
    Object.keys(startSection.questions.route.options).sort(),
  )
  for (const { en, fr } of Object.values(authorisePageLeadWordingByRoute)) {
    expect(en).toMatch(/obody will call .*unless you allow it here/)
    expect(fr).toMatch(/Personne n’appellera .*si vous ne le permettez pas ici/)
  }
})

it('gives as authorised all that the page shows: summary, explanations, both calls with its own language first, and the form', () => {
  for (const language of languages) {
    const text = listSignedWordingLines(language)
    const own = text.indexOf(listCallScriptLines(language)[0] ?? '')
    const other = text.indexOf(listCallScriptLines(language === 'en' ? 'fr' : 'en')[0] ?? '')
    expect(own).toBeGreaterThan(0)
    expect(other).toBe(own + listCallScriptLines(language).length)
    const shown = [
      ...Object.values(authorisePageLeadWordingByRoute),
      ...callSummaryWording,
      ...[...callExplanationWordingForParent, neverSaidWording].flatMap(({ title, lines }) => [
        title,
        ...lines,
      ]),
      ...Object.values(authoriseSection.questions).map(({ label }) => label),
      ...Object.values(authoriseSection.questions.understood.options),
      ...(authoriseSection.notes?.flatMap(({ lines }) => lines) ?? []),
    ]
    for (const wording of shown) expect(text).toContain(wording[language])
    expect(text.every((line) => typeof line === 'string' && line === line.trim() && line !== '')).toBe(true)
  }
})
