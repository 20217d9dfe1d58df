import { expect, it } from 'vitest'
import type { FinishedStep, TestFileReport } from './steps.ts'
import { renderSummary } from './summary.ts'

const passed = { fullName: 'dates are read', status: 'passed', failureMessages: [] } as const
const failed = {
  fullName: 'dates are written back',
  status: 'failed',
  failureMessages: ['AssertionError: expected 3 to be 4\n    at dates.test.ts:5', 'a second message'],
} as const

const file = (name: string, seconds: number, more: Partial<TestFileReport> = {}): TestFileReport => ({
  name: `${process.cwd()}/${name}`,
  startTime: 0,
  endTime: seconds * 1000,
  message: '',
  assertionResults: [passed],
  ...more,
})
const step = (name: string, more: Partial<FinishedStep> = {}): FinishedStep => ({
  name,
  ok: true,
  seconds: 1,
  output: '',
  testFiles: [],
  ...more,
})

it('counts tests, and a step without tests as one', () => {
  const steps = [step('lint'), step('test:unit', { testFiles: [file('forms/date.test.ts', 1)] })]
  expect(renderSummary(steps, 61_000)).toContain('2 steps in 61 s')
  expect(renderSummary(steps, 61_000)).toMatch(/\n2 passed, 0 failed$/)
})

it('lists the time of each step and the ten slowest files, the slowest first', () => {
  const testFiles = Array.from({ length: 12 }, (_, index) => file(`forms/${index}.test.ts`, index))
  const summary = renderSummary([step('test:unit', { seconds: 7.25, testFiles })], 8000)
  expect(summary).toContain('    7.3 s  test:unit\n')
  expect(summary).toContain('Slowest test files\n   11.0 s  forms/11.test.ts\n   10.0 s  forms/10.test.ts\n')
  expect(summary).toContain('forms/2.test.ts')
  expect(summary).not.toContain('forms/1.test.ts')
})

it('ends with the file, name and reason of each failed test', () => {
  const testFiles = [file('forms/date.test.ts', 1, { assertionResults: [passed, failed] })]
  const summary = renderSummary([step('test:unit', { ok: false, testFiles })], 1000)
  expect(summary).toMatch(/1 passed, 1 failed\n\nFAILED test:unit {2}forms\/date\.test\.ts\n/)
  expect(summary.split('\n').slice(-2)).toEqual([
    '       dates are written back',
    '       AssertionError: expected 3 to be 4',
  ])
})

it.each([
  [
    'what a browser waited for',
    "TimeoutError: locator.waitFor: Timeout 500ms exceeded.\nCall log:\n\u001b[2m  - waiting for locator('#code-error') to be visible\u001b[22m\n\n    at page.ts:5:3",
    [
      'TimeoutError: locator.waitFor: Timeout 500ms exceeded.',
      'Call log:',
      "  - waiting for locator('#code-error') to be visible",
    ],
  ],
  [
    'the seed and the counterexample of a property',
    'Error: Property failed after 1 tests\n{ seed: -189, path: "0:0", endOnFailure: true }\nCounterexample: ["",0]\nShrunk 2 time(s)\n\nHint: Enable verbose mode\n    at buildError (fast-check.js:2469:16)',
    [
      'Error: Property failed after 1 tests',
      '{ seed: -189, path: "0:0", endOnFailure: true }',
      'Counterexample: ["",0]',
      'Shrunk 2 time(s)',
      'Hint: Enable verbose mode',
    ],
  ],
  [
    'the beginning of what is long',
    `Error: ${'x'.repeat(5000)}\n${'line\n'.repeat(50)}    at a.ts:1:1`,
    [`${`Error: ${'x'.repeat(5000)}`.slice(0, 600)} …`, ...Array.from({ length: 11 }, () => 'line')],
  ],
])('repeats %s, and no line of the stack', (_, message, lines) => {
  const assertionResults = [{ ...failed, failureMessages: [message] }]
  const testFiles = [file('forms/date.test.ts', 1, { assertionResults })]
  const summary = renderSummary([step('test:unit', { ok: false, testFiles })], 1000)
  expect(summary.split('\n').slice(-lines.length - 1)).toEqual(
    ['dates are written back', ...lines].map((line) => `       ${line}`),
  )
})

it('repeats the whole list that was compared', () => {
  const found = ['label: #legalName', 'color-contrast: .govuk-button, .govuk-link, .govuk-hint']
  const compare = () => expect(found).toEqual([])
  expect(compare).toThrow(`[ ${found.map((each) => `'${each}'`).join(', ')} ]`)
})

it('tells of a file that could not be read as a test', () => {
  const testFiles = [
    file('forms/date.test.ts', 0, { message: 'Cannot find ./dates.ts', assertionResults: [] }),
  ]
  const summary = renderSummary([step('test:unit', { ok: false, testFiles })], 1000)
  expect(summary.split('\n').slice(-3)).toEqual([
    'FAILED test:unit  forms/date.test.ts',
    '       outside of a test',
    '       Cannot find ./dates.ts',
  ])
})

it('ends with the last lines of a check that failed, or of tests that failed outside of all files', () => {
  const output = `${Array.from({ length: 40 }, (_, index) => `line ${index}`).join('\n\n')}\n\n`
  const steps = [
    step('lint', { ok: false, output }),
    step('test:unit', { ok: false, output: 'Error: out of memory', testFiles: [file('a.test.ts', 1)] }),
  ]
  const summary = renderSummary(steps, 1000)
  expect(summary).toContain('FAILED lint\n       line 25\n')
  expect(summary).toMatch(/line 39\n\nFAILED test:unit\n {7}Error: out of memory$/)
  expect(summary).toContain('1 passed, 2 failed')
})
