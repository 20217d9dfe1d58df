import {
  type DeploymentConfig,
  type DeploymentName,
  deploymentNames,
  getPortalHost,
  getSetting,
} from '../deployment-config.ts'

/** The configurations that are compared: the laptop's and that of every deployment. */
export interface AllConfigs {
  readonly laptop: DeploymentConfig
  readonly deployments: Readonly<Record<DeploymentName, DeploymentConfig>>
}

/** Finds what wrangler.toml must say before a deployment, each fault in a line that says how to mend it. */
export function findConfigFaults(name: DeploymentName, { laptop, deployments }: AllConfigs): string[] {
  const config = deployments[name]
  const others = deploymentNames.filter((other) => other !== name).map((other) => deployments[other])
  const host = getPortalHost(config)
  const [database] = config.d1_databases
  const hasOwnDomain = config.routes?.some(
    (route) => typeof route === 'object' && route.pattern === host && route.custom_domain === true,
  )
  const namespaces = config.ratelimits.map(({ namespace_id }) => namespace_id)
  const takenNamespaces = [laptop, ...others].flatMap(({ ratelimits }) =>
    ratelimits.map(({ namespace_id }) => namespace_id),
  )
  return [
    ...(isPlaceholder(config.account_id) ? ['account_id: name the account (npx wrangler whoami)'] : []),
    ...(isPlaceholder(database?.database_id)
      ? [`database_id: create a database (npx wrangler d1 create ${database?.database_name ?? 'evenhand'})`]
      : []),
    ...(!isPlaceholder(database?.database_id) &&
    others.some((other) => other.d1_databases[0]?.database_id === database?.database_id)
      ? ['database_id: the other deployment has the same database; each needs its own']
      : []),
    ...(/^https:\/\/[^/]+$/.test(getSetting(config, 'PORTAL_ORIGIN')) && !isExampleHost(host)
      ? []
      : ['PORTAL_ORIGIN: enter the portal’s own address, https:// and its host, not the example’s']),
    ...(hasOwnDomain
      ? []
      : [`routes: give the pattern of PORTAL_ORIGIN, ${host}, with custom_domain = true`]),
    ...(config.workers_dev === false
      ? []
      : ['workers_dev: set it to false, since Access guards only the domain']),
    ...(config.preview_urls === false
      ? []
      : ['preview_urls: set it to false, since Access guards only the domain']),
    ...findLogFaults(config),
    ...(/^https:\/\/[a-z0-9-]+\.cloudflareaccess\.com$/.test(getSetting(config, 'ACCESS_TEAM_DOMAIN')) &&
    !getSetting(config, 'ACCESS_TEAM_DOMAIN').includes('lantern-street')
      ? []
      : ['ACCESS_TEAM_DOMAIN: enter your team’s, https://TEAM.cloudflareaccess.com']),
    ...(/^[0-9a-f]{64}$/.test(getSetting(config, 'ACCESS_AUD'))
      ? []
      : ['ACCESS_AUD: enter the audience tag of the Access application, 64 letters and digits']),
    ...(getSetting(config, 'MAIL_API') === 'https://api.resend.com'
      ? []
      : ['MAIL_API: enter https://api.resend.com']),
    ...listMissingNames(laptop, config).map(
      (missing) => `${missing}: the deployment lacks it, the laptop has it`,
    ),
    ...(new Set(namespaces).size < namespaces.length ||
    namespaces.some((namespace) => takenNamespaces.includes(namespace))
      ? ['ratelimits: give each limit a namespace_id that no other limit of the account has']
      : []),
  ]
}

/** Finds what would let the platform store addresses of requests, or leave the portal without a log. */
function findLogFaults(config: DeploymentConfig): string[] {
  const {
    observability,
    logpush,
    tail_consumers: consumers = [],
    streaming_tail_consumers: streaming,
  } = config
  const isStored =
    observability?.enabled || observability?.logs?.enabled || observability?.traces?.enabled || logpush
  return [
    ...(isStored
      ? [
          'observability: turn it off, with its logs and traces and logpush; the platform would store addresses',
        ]
      : []),
    ...(consumers.length === 1 && !streaming?.length
      ? []
      : ['tail_consumers: name the Tail Worker of the deployment (worker/tail), and nothing else']),
  ]
}

/** An id of zeros, as the example has it. */
const isPlaceholder = (id: string | undefined): boolean => id === undefined || /^[0-]*$/.test(id)

/** A host that RFC 2606 reserves, or none. */
export const isExampleHost = (host: string): boolean =>
  host === '' || /(^|\.)(example(\.(com|net|org))?|test|invalid|localhost)(:\d+)?$/.test(host)

/** The settings and bindings of the laptop that a deployment does not have: wrangler hands none of them down. */
function listMissingNames(laptop: DeploymentConfig, config: DeploymentConfig): string[] {
  const namesOf = ({ vars, d1_databases, ratelimits }: DeploymentConfig) => [
    ...Object.keys(vars),
    ...d1_databases.map(({ binding }) => binding),
    ...ratelimits.map(({ name }) => name),
  ]
  const own = new Set(namesOf(config))
  return namesOf(laptop).filter((name) => !own.has(name))
}
