import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { createEmptyAnswers } from './answers.ts'
import type { EnteredAnswers } from './questions.ts'

const entrySchema = z.record(z.string(), z.string())
const answersSchema = z.strictObject({
  practice: z._default(entrySchema, {}),
  coordinators: z._default(z.array(entrySchema), []),
  checkedLines: z._default(entrySchema, {}),
  addedLines: z._default(z.array(entrySchema), []),
})

/** Reads the answers of a file; none if there is no file. Throws a sentence if it holds anything else. */
export function readAnswersFile(path: string): EnteredAnswers {
  if (!existsSync(path)) return createEmptyAnswers()
  const parsed = answersSchema.safeParse(parseJson(path))
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path: at, message }) => `  - ${at.join(', ')}: ${message}`)
  throw new Error(
    `${path} holds something else than answers, each a text in quotation marks:\n${faults.join('\n')}`,
  )
}

function parseJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Error(`${path} cannot be read as JSON: ${(error as Error).message}`)
  }
}

/** Writes the answers at once, so that whatever ends the command leaves the file whole. */
export function writeAnswersFile(path: string, answers: EnteredAnswers): void {
  const isEmpty = (entry: Readonly<Record<string, string>>) => Object.keys(entry).length === 0
  const written = {
    ...answers,
    coordinators: answers.coordinators.filter((entry) => !isEmpty(entry)),
    addedLines: answers.addedLines.filter((entry) => !isEmpty(entry)),
  }
  writeFileSync(`${path}.new`, `${JSON.stringify(written, null, 2)}\n`)
  renameSync(`${path}.new`, path)
}
