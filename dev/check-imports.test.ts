import { globSync } from 'node:fs'
import { expect, it } from 'vitest'
import { findWrongImports, WORKER_IMPORT_ORDER } from './check-imports.ts'

const check = (files: Readonly<Record<string, string>>) => findWrongImports(new Map(Object.entries(files)))

it('lets imports be that lead down', () => {
  expect(
    check({
      'forms/form.ts': "import * as z from 'zod/mini'",
      'content/practice.ts': "import type { Form } from '../forms/form.ts'",
      'worker/http/page.ts': "import { log } from '../log.ts'",
      'worker/log.ts': '',
      'worker/intake/send.ts':
        "import { page } from '../http/page.ts'\nimport { practice } from '../../content/practice.ts'",
      'site/pages/index.astro':
        "---\nimport { practice } from '../../content/practice.ts'\n---\n<p>{practice}</p>",
    }),
  ).toEqual([])
})

it.each([
  [
    'between two rooms',
    { 'content/practice.ts': "import { send } from '../worker/send.ts'" },
    'content/practice.ts',
  ],
  [
    'of a package that content may not use',
    { 'content/practice.ts': "import { Hono } from 'hono'" },
    'zod’s mini build alone',
  ],
  ['of an .astro file', { 'site/a.astro': "---\nimport { x } from '../worker/x.ts'\n---\n" }, 'site/a.astro'],
  [
    'of a script named in markup',
    { 'site/a.astro': '<script src="../worker/x.ts"></script>' },
    'site/a.astro',
  ],
  [
    'made while running',
    { 'db/a.ts': "const x = await import('../worker/x.ts')" },
    'db/a.ts imports worker/x.ts',
  ],
  ['by a pure file', { 'worker/mail/retry.ts': "import { Hono } from 'hono'" }, 'pure part'],
])('finds a wrong import %s', (_, files: Readonly<Record<string, string>>, found) => {
  expect(check(files)).toEqual([expect.stringContaining(found)])
})

it('finds an import from a folder of the worker to one above it, of types too', () => {
  const files = {
    'worker/http/page.ts': "import type { Form } from '../forms/form.ts'",
    'worker/forms/form.ts': '',
  }
  expect(check(files)).toEqual([
    'worker/http/page.ts imports worker/forms/form.ts: worker/forms stands above worker/http',
  ])
})

it('lets a test of the worker drive what stands above', () => {
  const files = { 'worker/http/page.test.ts': "import '../forms/form.ts'", 'worker/forms/form.ts': '' }
  expect(check(files)).toEqual([])
})

it('asks a place in the order for every new folder of the worker', () => {
  const files = { 'worker/payments/pay.ts': "import '../log.ts'", 'worker/log.ts': '' }
  expect(check(files)).toEqual(['worker/payments has no place in WORKER_ORDER'])
})

it('finds a circle of files, of types too, wherever they lie', () => {
  const files = {
    'desk/ui/a.tsx': "import type { B } from './b.tsx'",
    'desk/ui/b.tsx': "import { c } from './c.ts'",
    'desk/ui/c.ts': "export { a } from './a.tsx'",
    'desk/ui/d.ts': "import './a.tsx'",
  }
  expect(check(files)).toContain(
    'Files import one another: desk/ui/a.tsx → desk/ui/b.tsx → desk/ui/c.ts → desk/ui/a.tsx',
  )
})

it('finds two circles that share no file', () => {
  const circle = (one: string, other: string) => ({
    [`content/${one}.ts`]: `import './${other}.ts'`,
    [`content/${other}.ts`]: `import './${one}.ts'`,
  })
  const found = check({ ...circle('a', 'b'), ...circle('c', 'd') })
  expect(found.filter((line) => line.startsWith('Files'))).toHaveLength(2)
})

it('finds folders that lead back to one another though no files do, at any depth', () => {
  const files = {
    'worker/booking/pages/a.ts': "import '../reserve/b.ts'",
    'worker/booking/reserve/b.ts': '',
    'worker/booking/reserve/c.ts': "import '../pages/d.ts'",
    'worker/booking/pages/d.ts': '',
  }
  expect(check(files)).toEqual(['In worker/booking/ imports lead back: pages → reserve → pages'])
})

it('finds a file beside a folder that leads back to it', () => {
  const files = {
    'content/practice.ts': "import './booking/hours.ts'",
    'content/booking/hours.ts': '',
    'content/booking/words.ts': "import '../practice.ts'",
  }
  expect(check(files)).toEqual(['In content/ imports lead back: practice.ts → booking → practice.ts'])
})

it('lets tests import back, which nobody imports', () => {
  const files = {
    'content/mail/a.ts': "import '../forms/b.ts'",
    'content/forms/b.ts': '',
    'content/forms/b.test.ts': "import '../mail/a.ts'",
  }
  expect(check(files)).toEqual([])
})

it('orders what there is of the worker, and nothing else', () => {
  const children = globSync('worker/*').map((path) => path.replace('worker/', ''))
  const ordered = children.filter((child) => !/\.(json|test\.ts)$/.test(child))
  expect(ordered.toSorted()).toEqual(WORKER_IMPORT_ORDER.toSorted())
})
