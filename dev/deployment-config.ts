import { type Unstable_Config, unstable_readConfig } from 'wrangler'

/** The deployments of a practice, as wrangler.toml names them: `[env.preview]`, `[env.production]`. */
export const deploymentNames = ['preview', 'production'] as const
export type DeploymentName = (typeof deploymentNames)[number]

/** What wrangler.toml says of one deployment, or of the laptop when no name is given. */
export type DeploymentConfig = Pick<
  Unstable_Config,
  | 'account_id'
  | 'compatibility_date'
  | 'routes'
  | 'workers_dev'
  | 'preview_urls'
  | 'vars'
  | 'd1_databases'
  | 'ratelimits'
  | 'observability'
  | 'logpush'
  | 'tail_consumers'
  | 'streaming_tail_consumers'
>

/** Reads wrangler.toml as wrangler does. Exits with wrangler's own words when it is malformed. */
export const readDeploymentConfig = (name?: DeploymentName): DeploymentConfig =>
  unstable_readConfig({ config: 'wrangler.toml', env: name ?? '' }, { hideWarnings: true })

/** A public setting of a deployment; empty when it has none. */
export const getSetting = ({ vars }: DeploymentConfig, name: string): string => String(vars[name] ?? '')

/** The host of the portal's own address: `lantern-street.example.com`. */
export const getPortalHost = (config: DeploymentConfig): string =>
  URL.parse(getSetting(config, 'PORTAL_ORIGIN'))?.host ?? ''
