import type { DeploymentConfig } from '../deployment-config.ts'
import { BackupRefusal } from './refusal.ts'
import { openRemoteDatabase, type RemoteDatabase } from './remote-database.ts'

/** Opens the database of a deployment with the token of CLOUDFLARE_API_TOKEN. */
export async function openDeployedDatabase(config: DeploymentConfig): Promise<RemoteDatabase> {
  const [database] = config.d1_databases
  const token = process.env.CLOUDFLARE_API_TOKEN
  if (!config.account_id || !database?.database_id)
    throw new BackupRefusal('wrangler.toml names no account or no database for it.')
  if (!token) throw new BackupRefusal('Set CLOUDFLARE_API_TOKEN to a token that may read D1.')
  return openRemoteDatabase({
    origin: process.env.CLOUDFLARE_API_BASE_URL ?? 'https://api.cloudflare.com/client/v4',
    token,
    accountId: config.account_id,
    databaseId: database.database_id,
  })
}
