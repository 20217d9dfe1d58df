import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findAccountFaults } from './find-account-faults.ts'
import { findMailFaults } from './find-mail-faults.ts'
import { createCloudflareApi, createResendApi } from './outside-api.ts'
import {
  ACCOUNT_ID,
  AUDIENCE,
  CLOUDFLARE_TOKEN,
  createReadyConfig,
  createReadyServices,
  DATABASE_ID,
  HOST,
  type OutsideServicesState,
  RESEND_KEY,
  startOutsideServices,
} from './outside-services.fixture.ts'

let state: OutsideServicesState
let services: Awaited<ReturnType<typeof startOutsideServices>>
beforeAll(async () => {
  state = createReadyServices()
  services = await startOutsideServices(state)
})
beforeEach(() => {
  Object.assign(state, createReadyServices())
})
afterAll(() => services.close())

/** An Access application in front of these places. */
const buildApplication = (uris: readonly string[], aud = AUDIENCE) => ({
  name: 'Desk',
  aud,
  destinations: uris.map((uri) => ({ type: 'public', uri })),
})
const desk = `${HOST}/desk*`
const frenchDesk = `${HOST}/fr/desk*`

describe('what the account holds', () => {
  const find = (token = CLOUDFLARE_TOKEN, origin = services.origin) =>
    findAccountFaults(createReadyConfig(), createCloudflareApi(origin, token))

  it('is named when it is all there', async () => {
    expect(await find()).toEqual({ faults: [], account: 'Account “Juniper Hill”, Workers Paid' })
  })

  it.each<[string, Partial<OutsideServicesState>, string]>([
    [
      'the free plan',
      { subscriptions: [{ rate_plan: { id: 'free', public_name: 'Free' } }] },
      'no paid Workers plan',
    ],
    [
      'a plan that the token may not read',
      { failing: { [`/accounts/${ACCOUNT_ID}/subscriptions`]: 403 } },
      'Let the token read billing',
    ],
    ['no such database', { databases: {} }, 'no such database (404)'],
    ['a database of another name', { databases: { [DATABASE_ID]: 'evenhand-preview' } }, 'evenhand-preview'],
    ['no application in front of the desk', { applications: [] }, 'no application guards'],
    [
      'an application in front of the English desk alone',
      { applications: [buildApplication([desk])] },
      `does not guard ${HOST}/fr/desk`,
    ],
    [
      'an application a language',
      { applications: [buildApplication([desk]), buildApplication([frenchDesk])] },
      '2 applications guard the desk',
    ],
    [
      'another audience',
      { applications: [buildApplication([desk, frenchDesk], 'ef'.repeat(32))] },
      'ACCESS_AUD',
    ],
    [
      'applications that the token may not read',
      { failing: { [`/accounts/${ACCOUNT_ID}/access/apps`]: 403 } },
      'cannot be read (403)',
    ],
  ])('is refused with %s', async (_, change, fault) => {
    Object.assign(state, change)
    expect((await find()).faults).toEqual([expect.stringContaining(fault)])
  })

  it('knows an application of the older shape by its domains', async () => {
    state.applications = [
      { name: 'Desk', aud: AUDIENCE, self_hosted_domains: [`${HOST}/desk`, `${HOST}/fr/desk/*`] },
    ]
    expect((await find()).faults).toEqual([])
  })

  it('says so when nobody is signed in, and when there is no answer', async () => {
    expect((await find('another token')).faults).toEqual([expect.stringContaining('(403)')])
    expect((await find('', 'http://127.0.0.1:9')).faults).toEqual([expect.stringContaining('(no answer)')])
  })
})

describe('the domains that send', () => {
  const senders = ['Juniper Hill <intake@juniper-hill.ca>', 'office@JH-office.ca']
  const find = (key = RESEND_KEY) => findMailFaults(senders, createResendApi(services.origin, key))
  const [first, second] = createReadyServices().domains as [
    OutsideServicesState['domains'][number],
    OutsideServicesState['domains'][number],
  ]

  it('are taken when they are verified and follow nobody', async () => {
    expect(await find()).toEqual([])
  })

  it.each<[string, Partial<OutsideServicesState>, string]>([
    ['one is not there', { domains: [first] }, 'jh-office.ca is not among the domains'],
    ['one is not verified', { domains: [{ ...first, status: 'not_started' }, second] }, 'is not started'],
    [
      'links are followed',
      { domains: [first, { ...second, click_tracking: true }] },
      'turn click tracking off',
    ],
    [
      'opening is followed',
      { domains: [first, { ...second, open_tracking: true }] },
      'turn open tracking off',
    ],
    ['one cannot be read', { failing: { '/domains/d1': 500 } }, 'cannot be read (500)'],
  ])('are refused when %s', async (_, change, fault) => {
    Object.assign(state, change)
    expect(await find()).toEqual([expect.stringContaining(fault)])
  })

  it('are read with a key that may, since the portal’s own only sends', async () => {
    expect(await find('re_sending')).toEqual([expect.stringContaining('RESEND_FULL_ACCESS_KEY')])
  })
})
