import { allLanguagePathPrefixes } from '../../forms/language.ts'
import { type DeploymentConfig, getPortalHost, getSetting } from '../deployment-config.ts'
import type { AskApi } from './outside-api.ts'

interface AccountFindings {
  readonly faults: readonly string[]
  /** What the operator should recognise: `Account “Practice”, Workers Paid`. */
  readonly account?: string
}

/** Finds what Cloudflare must hold before a deployment: the account, its paid plan, the database and the guard of the desk. */
export async function findAccountFaults(
  config: DeploymentConfig,
  askCloudflare: AskApi,
): Promise<AccountFindings> {
  const path = `/accounts/${config.account_id}`
  const account = await askCloudflare<{ name: string }>(path)
  if (!account.ok)
    return {
      faults: [
        `Cloudflare: the token opens no such account (${account.status}). Set CLOUDFLARE_API_TOKEN to one that may read \
the account, its billing, D1 and Access, and edit Workers and D1.`,
      ],
    }
  const plan = await findPlan(path, askCloudflare)
  const faults = [
    ...('fault' in plan ? [plan.fault] : []),
    ...(await findDatabaseFaults(path, config, askCloudflare)),
    ...(await findAccessFaults(path, config, askCloudflare)),
  ]
  return 'fault' in plan ? { faults } : { faults, account: `Account “${account.result.name}”, ${plan.name}` }
}

/** The free plan has 10 ms of processor time a request and a tenth of the rows a day: docs/scale.md. */
async function findPlan(path: string, askCloudflare: AskApi): Promise<{ name: string } | { fault: string }> {
  const plans = await askCloudflare<{ rate_plan?: { id?: string; public_name?: string } }[]>(
    `${path}/subscriptions`,
  )
  if (!plans.ok)
    return { fault: `Cloudflare: the plan cannot be read (${plans.status}). Let the token read billing.` }
  const paid = plans.result.find(({ rate_plan }) => /workers.*(paid|enterprise)/i.test(rate_plan?.id ?? ''))
  return paid
    ? { name: paid.rate_plan?.public_name ?? 'Workers Paid' }
    : { fault: 'Cloudflare: the account has no paid Workers plan, which the portal needs.' }
}

async function findDatabaseFaults(
  path: string,
  config: DeploymentConfig,
  askCloudflare: AskApi,
): Promise<string[]> {
  const [database] = config.d1_databases
  const found = await askCloudflare<{ name: string }>(`${path}/d1/database/${database?.database_id}`)
  if (!found.ok) return [`database_id: the account has no such database (${found.status})`]
  return found.result.name === database?.database_name
    ? []
    : [`database_id: it is that of “${found.result.name}”, not of “${database?.database_name}”`]
}

interface AccessApplication {
  readonly name: string
  readonly aud: string
  readonly self_hosted_domains?: readonly string[]
  readonly destinations?: readonly { readonly type?: string; readonly uri?: string }[]
}

/** One Access application guards the desk in every language, and its audience is the one that the worker asks for. */
async function findAccessFaults(
  path: string,
  config: DeploymentConfig,
  askCloudflare: AskApi,
): Promise<string[]> {
  const applications = await askCloudflare<AccessApplication[]>(`${path}/access/apps`)
  if (!applications.ok) return [`Access: the applications cannot be read (${applications.status})`]
  const guarded = allLanguagePathPrefixes.map((prefix) => `${getPortalHost(config)}${prefix}/desk`)
  const guards = (application: AccessApplication, place: string) =>
    listGuardedPlaces(application).includes(place)
  const guarding = applications.result.filter((application) =>
    guarded.some((place) => guards(application, place)),
  )
  const [application] = guarding
  if (!application) return [`Access: no application guards ${guarded.join(' and ')}`]
  if (guarding.length > 1)
    return [
      `Access: ${guarding.length} applications guard the desk; one must guard ${guarded.join(' and ')}, since the worker knows one audience`,
    ]
  return [
    ...guarded
      .filter((place) => !guards(application, place))
      .map((place) => `Access: “${application.name}” does not guard ${place}`),
    ...(application.aud === getSetting(config, 'ACCESS_AUD')
      ? []
      : [`ACCESS_AUD: it is not that of “${application.name}”, which is ${application.aud}`]),
  ]
}

/** The places that an application guards, without the star and slash at their ends. */
const listGuardedPlaces = ({ destinations, self_hosted_domains = [] }: AccessApplication): string[] =>
  [
    ...self_hosted_domains,
    ...(destinations ?? []).flatMap(({ type = 'public', uri }) => (type === 'public' && uri ? [uri] : [])),
  ].map((place) => place.replace(/\/?\*?$/, ''))
