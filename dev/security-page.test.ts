import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { listFilesNamedOnPage, listMissingFilesNamedOnPage } from './named-test-files.ts'

const PAGE = 'docs/security.md'

it('names only files that exist on the page about security', () => {
  expect(listFilesNamedOnPage(PAGE).length).toBeGreaterThan(30)
  expect(listMissingFilesNamedOnPage(PAGE)).toEqual([])
})

it('names a test for each requirement of the standard that it lists', () => {
  const rows = readFileSync(PAGE, 'utf8').match(/^\| V\d+\.\d+\.\d+ .*$/gm) ?? []
  expect(rows.length).toBeGreaterThan(20)
  expect(rows.filter((row) => !/`[\w./-]+\.ts`/.test(row))).toEqual([])
})

it('keeps the platform from storing whole addresses of requests', () => {
  const settings = readFileSync('wrangler.toml', 'utf8')
  expect(settings.match(/^\[observability.*\]\n.*$/gm)).toEqual(['[observability]\nenabled = false'])
  expect(settings).not.toContain('logpush')
  expect(settings.match(/^tail_consumers = .*$/gm)).toEqual([
    'tail_consumers = [{ service = "evenhand-log-preview" }]',
    'tail_consumers = [{ service = "evenhand-log-production" }]',
  ])
})
