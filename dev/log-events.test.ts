import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('logs every event that is declared', () => {
  const declared =
    /interface LogEvents \{\n(.*?)\n\}/s.exec(readFileSync('worker/log-events.ts', 'utf8'))?.[1] ?? ''
  const names = [...declared.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name)
  const code = globSync('worker/**/*.ts').filter((file) => !file.endsWith('.test.ts'))
  const logged = code.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\blog\(\s*'(\w+)'/g)].map(([, name]) => name),
  )
  expect(names.length).toBeGreaterThan(20)
  expect(new Set(logged)).toEqual(new Set(names))
})
