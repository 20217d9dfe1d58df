import type { TraceItem } from '@cloudflare/workers-types'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { createParentWithDraft, declarationFields } from '../../tests/support/intake-drafts.ts'
import { mockMailProvider, refuseDelivery } from '../../tests/support/mock-mail-provider.ts'
import { createVisitor, prepareDatabase } from '../../tests/support/test-portal.ts'
import { filterTrace } from './filter-trace.ts'

beforeEach(async () => {
  await prepareDatabase()
  mockMailProvider(refuseDelivery(422, 'validation_error'))
})
afterEach(() => {
  vi.restoreAllMocks()
})

it('keeps every field of the lines that the portal writes', async () => {
  const logs = captureConsole()
  const parent = await createParentWithDraft()
  await parent.post('/intake/you/', { legalName: [''] })
  await parent.post('/intake/send/', declarationFields)
  const visitor = createVisitor()
  for (const path of ['/calendar/kX3v.ics', '/desk/files/KANA-R100/', '/healthz', '/kanari/', '/file/'])
    await visitor.get(path)
  await visitor.post('/code/', { code: ['KANA-R100'] })

  const lines = logs.lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  const traced = logs.lines.map((line) => ({ level: 'log', timestamp: 5, message: [line] }))
  const trace = { logs: traced, exceptions: [], outcome: 'ok', truncated: false } as never as TraceItem
  const stored = filterTrace(trace)
  // Places in a test's own modules have other names than in the bundle.
  expect(stored.map(({ at: _, loggedAt: __, ...line }) => line)).toEqual(
    lines.map(({ at: _, ...line }) => line),
  )
  expect(new Set(lines.map(({ event }) => event)).size).toBeGreaterThan(4)
})
