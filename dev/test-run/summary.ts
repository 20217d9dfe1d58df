import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { FinishedStep, TestFileReport } from './steps.ts'

const SLOWEST_FILES = 10
/** How much of the output of a failed check is repeated. */
const LAST_LINES = 15
/** How much of an error is repeated: Playwright names what it waited for in its third line, fast-check a seed in its second. */
const REASON_LINES = 12
const LONGEST_REASON_LINE = 600

/** Prints the time of each step, the slowest files, and last each failure with its file and reason. */
export function printSummary(steps: readonly FinishedStep[], milliseconds: number): void {
  console.log(renderSummary(steps, milliseconds))
}

/** The summary as text. A step that reports no test counts as one test. */
export function renderSummary(steps: readonly FinishedStep[], milliseconds: number): string {
  const files = steps.flatMap(({ testFiles }) => testFiles)
  const tests = files.flatMap(({ assertionResults }) => assertionResults)
  const checks = steps.filter(({ testFiles }) => testFiles.length === 0)
  const passed =
    tests.filter(({ status }) => status === 'passed').length + checks.filter(({ ok }) => ok).length
  const failures = steps.flatMap(listFailures)
  return [
    '',
    `${steps.length} steps in ${Math.round(milliseconds / 1000)} s`,
    ...steps.map(({ name, seconds }) => `${formatSeconds(seconds)}  ${name}`),
    '',
    'Slowest test files',
    ...listSlowest(files).map((file) => `${formatSeconds(secondsOf(file))}  ${pathOf(file)}`),
    '',
    `${passed} passed, ${failures.length} failed`,
    ...failures.flatMap((failure) => ['', failure]),
  ].join('\n')
}

/** Each failed test as its file, name and reason; of a step that failed otherwise, the last lines it printed. */
function listFailures(step: FinishedStep): string[] {
  if (step.ok) return []
  const failures = step.testFiles.flatMap((file) => listFailuresInFile(step.name, file))
  if (failures.length > 0) return failures
  const lines = stripVTControlCharacters(step.output)
    .split('\n')
    .filter((line) => line.trim() !== '')
  return [`FAILED ${step.name}\n${indent(lines.slice(-LAST_LINES).join('\n'))}`]
}

function listFailuresInFile(step: string, file: TestFileReport): string[] {
  const failed = file.assertionResults.filter(({ status }) => status === 'failed')
  const found = failed.map(({ fullName, failureMessages }) => [fullName, failureMessages?.[0] ?? ''] as const)
  const outside =
    file.message !== '' && failed.length === 0 ? [['outside of a test', file.message] as const] : []
  return [...found, ...outside].map(
    ([name, message]) => `FAILED ${step}  ${pathOf(file)}\n${indent(`${name}\n${takeReason(message)}`)}`,
  )
}

/** The message of an error, without the stack. */
function takeReason(error: string): string {
  const [message = ''] = stripVTControlCharacters(error).split(/^ {4}at /m)
  const lines = message.split('\n').filter((line) => line.trim() !== '')
  return lines.length === 0
    ? 'no reason given'
    : lines
        .slice(0, REASON_LINES)
        .map((line) => (line.length > LONGEST_REASON_LINE ? `${line.slice(0, LONGEST_REASON_LINE)} …` : line))
        .join('\n')
}

const listSlowest = (files: readonly TestFileReport[]): TestFileReport[] =>
  files.toSorted((a, b) => secondsOf(b) - secondsOf(a)).slice(0, SLOWEST_FILES)

const secondsOf = ({ startTime, endTime }: TestFileReport): number => (endTime - startTime) / 1000

const pathOf = ({ name }: TestFileReport): string => relative(process.cwd(), name)

const formatSeconds = (seconds: number): string => `${seconds.toFixed(1).padStart(7)} s`

const indent = (text: string): string => text.replaceAll(/^/gm, '       ')
