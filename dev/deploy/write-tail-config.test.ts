import { expect, it } from 'vitest'
import { unstable_readConfig } from 'wrangler'
import { readDeploymentConfig } from '../deployment-config.ts'
import { createReadyConfig } from './outside-services.fixture.ts'
import { writeTailConfig } from './write-tail-config.ts'

it('gives the Tail Worker the name that the portal hands its log to, and lets it store lines alone', () => {
  const portal = createReadyConfig()
  const tail = unstable_readConfig({ config: writeTailConfig(portal) }, { hideWarnings: true })
  expect(tail.name).toBe(portal.tail_consumers?.[0]?.service)
  expect(tail.account_id).toBe(portal.account_id)
  expect(tail.main).toMatch(/worker\/tail\/index\.ts$/)
  expect(tail.observability).toEqual({ enabled: true, logs: { enabled: true, invocation_logs: false } })
  expect([tail.workers_dev, tail.preview_urls, tail.routes ?? []]).toEqual([false, false, []])
  expect([tail.d1_databases, tail.vars, tail.tail_consumers ?? []]).toEqual([[], {}, []])
})

it('gives each deployment a Tail Worker of its own', () => {
  const [preview, production] = (['preview', 'production'] as const).map((name) =>
    writeTailConfig(readDeploymentConfig(name)),
  )
  expect(preview).not.toBe(production)
})

it('refuses a deployment without one', () => {
  expect(() => writeTailConfig({ ...createReadyConfig(), tail_consumers: [] })).toThrow('no Tail Worker')
})
