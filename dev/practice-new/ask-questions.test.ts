import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import { createEmptyAnswers, listSettingQuestions } from './answers.ts'
import { readAnswersFile, writeAnswersFile } from './answers-file.ts'
import { askQuestions } from './ask-questions.ts'
import answersOfJuniperHill from './juniper-hill.fixture.json' with { type: 'json' }
import type { EnteredAnswers } from './questions.ts'

const folder = mkdtempSync(join(tmpdir(), 'evenhand-answers-'))
afterAll(() => rmSync(folder, { recursive: true }))

const wholeAnswers = () => structuredClone(answersOfJuniperHill) as EnteredAnswers
/** What somebody enters who gives all those answers, line by line. */
const wholeLines = listSettingQuestions(wholeAnswers()).map(({ entry, key }) => entry[key] ?? '')

/** Enters lines in one run of the command, which begins with what the file holds. */
async function enter(file: string, lines: readonly string[]) {
  const printed: string[] = []
  const isComplete = await askQuestions(readAnswersFile(file), {
    input: Readable.from(lines.map((line) => `${line}\n`)),
    print: (line) => printed.push(line),
    today: '2026-12-01',
    store: (answers) => writeAnswersFile(file, answers),
  })
  return { isComplete, printed: printed.join('\n') }
}

describe('the answers', () => {
  it('are those that were entered', async () => {
    const file = join(folder, 'whole.json')
    expect((await enter(file, wholeLines)).isComplete).toBe(true)
    expect(readAnswersFile(file)).toEqual(wholeAnswers())
  })

  it('are all there, wherever the command was interrupted, and none is asked twice', async () => {
    for (let cut = 0; cut <= wholeLines.length; cut += 1) {
      const file = join(folder, `cut-${cut}.json`)
      const before = await enter(file, wholeLines.slice(0, cut))
      expect(before.isComplete, `${cut}`).toBe(cut === wholeLines.length)
      expect((await enter(file, wholeLines.slice(cut))).isComplete, `${cut}`).toBe(true)
      expect(readAnswersFile(file), `${cut}`).toEqual(wholeAnswers())
    }
  })

  it('are asked again with the reason, when one cannot be taken', async () => {
    const file = join(folder, 'again.json')
    const { printed } = await enter(file, ['Lantern Street', 'Juniper Hill', 'Cascadia', 'BC'])
    expect(printed).toContain('That is the example’s name. Enter your own.')
    expect(printed).toContain('“Cascadia” is no province.')
    expect(readAnswersFile(file).practice).toEqual({ name: 'Juniper Hill', provinces: 'BC' })
  })

  it('can be taken back, one after the other', async () => {
    const file = join(folder, 'back.json')
    await enter(file, ['Juniper Hll', 'BC', 'back', 'back', 'Juniper Hill', 'ON'])
    expect(readAnswersFile(file).practice).toEqual({ name: 'Juniper Hill', provinces: 'ON' })
  })

  it('may wait, and are asked for in the next run', async () => {
    const file = join(folder, 'later.json')
    await enter(file, ['', 'BC'])
    const { printed } = await enter(file, ['Juniper Hill'])
    expect(printed.trim().startsWith('The name of the practice')).toBe(true)
    expect(readAnswersFile(file).practice).toMatchObject({ name: 'Juniper Hill', provinces: 'BC' })
  })

  it('that somebody changed in the file, and that cannot be taken, are asked for', async () => {
    const file = join(folder, 'changed.json')
    const answers = wholeAnswers()
    answers.practice.phone = '604 555 0142'
    writeAnswersFile(file, answers)
    const { printed, isComplete } = await enter(file, ['604 736 2211'])
    expect(printed).toContain('“604 555 0142” cannot be taken.')
    expect(isComplete).toBe(true)
  })
})

it('says what is wrong with a file that holds something else', () => {
  const file = join(folder, 'other.json')
  writeAnswersFile(file, { ...createEmptyAnswers(), practice: { hourlyFee: 250 as never } })
  expect(() => readAnswersFile(file)).toThrow(/practice, hourlyFee/)
})
