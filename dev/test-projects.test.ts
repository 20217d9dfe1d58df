import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { planAllTestFiles, planTestFiles } from './test-projects.ts'

describe('a test file', () => {
  const sources: Readonly<Record<string, string>> = {
    'db/rows.test.ts': "import { bindings } from '../tests/support/portal.ts'",
    'tests/support/portal.ts': "import { env } from 'cloudflare:workers'",
    'worker/types.test.ts': "import type { Bindings } from '../tests/support/portal.ts'",
    'worker/fill.test.ts': "import {\n  fill,\n} from './fill.ts'",
    // Written apart, so that this file itself runs in Node.
    'worker/fill.ts': ['export const fill = () => new', 'HTMLRewriter()'].join(' '),
    'worker/later.test.ts': "const { fill } = await import('./fill.ts')",
    'worker/circle.test.ts': "import './circle.test.ts'",
    'worker/names.deep.test.ts': "import { name } from './names.ts'",
    'forms/dates.test.ts': "import { countPropertyRuns } from '../tests/support/property-runs.ts'",
    'forms/tables.test.ts': "import { chooseCases } from '../tests/support/explored-cases.ts'",
  }
  const plan = (file: string) => planTestFiles([file], (path) => sources[path])[0]

  it.each(['db/rows.test.ts', 'worker/fill.test.ts', 'worker/later.test.ts'])(
    'runs in the Workers runtime when it imports what only that has: %s',
    (file) => {
      expect(plan(file)).toEqual({ file, runtime: 'worker', isQuick: true, isDeep: false })
    },
  )

  it.each(['worker/types.test.ts', 'worker/circle.test.ts'])(
    'runs in Node when it imports nothing of the runtime, or types alone: %s',
    (file) => {
      expect(plan(file)).toEqual({ file, runtime: 'unit', isQuick: true, isDeep: false })
    },
  )

  it('runs only in the deep command when its name says so, and in both when it tests properties or a table that explores', () => {
    expect(plan('worker/names.deep.test.ts')).toMatchObject({ isQuick: false, isDeep: true })
    for (const file of ['forms/dates.test.ts', 'forms/tables.test.ts'])
      expect(plan(file)).toMatchObject({ isQuick: true, isDeep: true })
  })
})

describe('the project’s test files', () => {
  it('each run in one of the commands', () => {
    const planned = planAllTestFiles()
    expect(planned.filter(({ isQuick, isDeep }) => !isQuick && !isDeep)).toEqual([])
    const elsewhere = /^tests\/(browser|third-language)\//
    const all = globSync('**/*.test.{ts,tsx}', { exclude: ['**/node_modules', '.wrangler', 'dist'] })
    expect(planned.map(({ file }) => file)).toEqual(all.filter((file) => !elsewhere.test(file)).toSorted())
  })

  it('say with one function how many runs a property makes', () => {
    const uncounted = globSync('{content,forms,site,desk,dev,worker,db}/**/*.test.ts').filter((file) => {
      const source = readFileSync(file, 'utf8')
      const [properties, counted] = [/\bfc\.assert\(/g, /countPropertyRuns\(\d|\bPROPERTY_RUNS,$/gm].map(
        (pattern) => source.match(pattern)?.length ?? 0,
      )
      return file !== 'dev/test-projects.test.ts' && (properties ?? 0) > (counted ?? 0)
    })
    expect(uncounted).toEqual([])
  })

  it('leave every time limit to vitest.config.ts', () => {
    const files = globSync('{content,forms,site,desk,dev,worker,db,tests}/**/*.test.{ts,tsx}', {
      exclude: ['**/node_modules'],
    })
    const limited = files.filter((file) => TIME_LIMIT.test(readFileSync(file, 'utf8')))
    expect(limited).toEqual([])
  })

  it.each([
    ["it('ends', { time" + 'out: 60_000 }, () => {', true],
    ["it('ends', () => {\n  run()\n}, 60_000)", true],
    ['  await expect.poll(read, { time' + 'out: 5 }).toBe(1)', true],
    ['vi.setConfig({ testTime' + 'out: 5 })', true],
    ["it('ends', () => {\n  run()\n})", false],
    ["{ name: 'time" + "out', count: 1 }", false],
  ])('counts as a time limit, or not: %j', (source, isLimit) => {
    expect(TIME_LIMIT.test(source)).toBe(isLimit)
  })
})

/** An option that limits the time, or a number as the last argument of a test or hook. */
const TIME_LIMIT = /\b(timeout|(test|hook)Timeout): ?(?!LONGEST_WAIT_MS)[\w(]|^\s*\}, [\d_]+\)$/m
