import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const declared =
  /interface LogEvents \{\n(.*?)\n\}/s.exec(readFileSync('worker/log-events.ts', 'utf8'))?.[1] ?? ''
const names = [...declared.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name)

/** The lines that the Tail Worker writes by itself. */
const OF_THE_TAIL_WORKER = ['exception', 'run_ended', 'lines_dropped']

it('tells in docs/operations.md what each event means, once', () => {
  const page = readFileSync('docs/operations.md', 'utf8')
  const listed = [
    ...page.slice(page.indexOf('## Reading the log')).matchAll(/^\| (`[a-z_`, ]+`) \|/gm),
  ].flatMap(([, events = '']) => events.match(/[a-z_]+/g) ?? [])
  expect(listed.toSorted()).toEqual([...names, ...OF_THE_TAIL_WORKER].toSorted())
})

it('logs every event that is declared', () => {
  const code = globSync('worker/**/*.ts').filter((file) => !file.endsWith('.test.ts'))
  const logged = code.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\blog\(\s*'(\w+)'/g)].map(([, name]) => name),
  )
  expect(names.length).toBeGreaterThan(20)
  expect(new Set(logged)).toEqual(new Set(names))
})
