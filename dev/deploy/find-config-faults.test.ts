import { describe, expect, it } from 'vitest'
import { type DeploymentConfig, readDeploymentConfig } from '../deployment-config.ts'
import { findConfigFaults } from './find-config-faults.ts'
import { createReadyConfig, HOST } from './outside-services.fixture.ts'

const laptop = readDeploymentConfig()

describe('the configuration', () => {
  const findFaults = (config: DeploymentConfig) =>
    findConfigFaults('production', {
      laptop,
      deployments: { production: config, preview: readDeploymentConfig('preview') },
    })

  it('is refused as the example has it, each value with its line', () => {
    const faults = findFaults(readDeploymentConfig('production'))
    for (const setting of ['account_id', 'database_id', 'PORTAL_ORIGIN', 'ACCESS_TEAM_DOMAIN', 'ACCESS_AUD'])
      expect(
        faults.filter((fault) => fault.startsWith(`${setting}: `)),
        setting,
      ).not.toEqual([])
  })

  it('of a practice that is ready has no fault', () => {
    expect(findFaults(createReadyConfig())).toEqual([])
  })

  it.each<[string, Partial<DeploymentConfig>, string]>([
    ['an account of zeros', { account_id: '0'.repeat(32) }, 'account_id'],
    ['no account', { account_id: undefined }, 'account_id'],
    [
      'a database of zeros',
      { d1_databases: [{ binding: 'DB', database_id: '00000000-0000-0000-0000-000000000000' }] },
      'database_id',
    ],
    ['no domain', { routes: undefined }, 'routes'],
    [
      'a domain of another address',
      { routes: [{ pattern: 'other.juniper-hill.ca', custom_domain: true }] },
      'routes',
    ],
    [
      'a pattern that is no domain of its own',
      { routes: [{ pattern: HOST, zone_name: 'juniper-hill.ca' }] },
      'routes',
    ],
    ['an address on workers.dev', { workers_dev: true }, 'workers_dev'],
    ['addresses of previews', { preview_urls: true }, 'preview_urls'],
    ['stored log lines', { observability: { enabled: true } }, 'observability'],
    ['stored log lines alone', { observability: { logs: { enabled: true } } }, 'observability'],
    [
      'invocation logs',
      { observability: { logs: { enabled: true, invocation_logs: true } } },
      'observability',
    ],
    ['traces', { observability: { traces: { enabled: true } } }, 'observability'],
    ['a Logpush job', { logpush: true }, 'observability'],
    ['no Tail Worker', { tail_consumers: [] }, 'tail_consumers'],
    [
      'a second reader of the log',
      { tail_consumers: [{ service: 'evenhand-log-production' }, { service: 'other' }] },
      'tail_consumers',
    ],
    ['a streaming reader of the log', { streaming_tail_consumers: [{ service: 'other' }] }, 'tail_consumers'],
    ['the laptop’s limits', { ratelimits: laptop.ratelimits }, 'ratelimits'],
    [
      'one limit less than the laptop',
      { ratelimits: createReadyConfig().ratelimits.slice(1) },
      'LIMIT_REQUESTS',
    ],
  ])('is refused with %s', (_, change, setting) => {
    const faults = findFaults({ ...createReadyConfig(), ...change })
    expect(faults.map((fault) => fault.split(':')[0])).toEqual([setting])
  })

  it.each([
    ['PORTAL_ORIGIN', 'http://portal.juniper-hill.ca'],
    ['PORTAL_ORIGIN', 'https://lantern-street.example.com'],
    ['ACCESS_TEAM_DOMAIN', 'https://lantern-street.cloudflareaccess.com'],
    ['ACCESS_TEAM_DOMAIN', 'https://juniper-hill.ca'],
    ['ACCESS_AUD', 'audience'],
    ['MAIL_API', 'http://localhost:8788'],
  ])('is refused with %s = %s', (name, value) => {
    const config = createReadyConfig()
    config.vars[name] = value
    expect(findFaults(config).filter((fault) => fault.startsWith(`${name}: `))).toHaveLength(1)
  })

  it('is refused with the database of the other deployment', () => {
    const preview = { ...readDeploymentConfig('preview'), d1_databases: createReadyConfig().d1_databases }
    expect(
      findConfigFaults('production', { laptop, deployments: { production: createReadyConfig(), preview } }),
    ).toEqual([expect.stringContaining('each needs its own')])
  })
})
