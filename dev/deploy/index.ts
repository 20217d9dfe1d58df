import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { crisisLines, practice, practiceColours, retentionSources } from '../../content/practice.ts'
import { secretNames } from '../../worker/environment.ts'
import { describeFaintColour, findFaintColours } from '../colours/contrast.ts'
import { parseCommandLine } from '../command-line.ts'
import { deploymentNames, getSetting, readDeploymentConfig } from '../deployment-config.ts'
import { exitWithMessage } from '../exit-with-message.ts'
import { findSettingFaults } from '../find-setting-faults.ts'
import { createDatabaseQuery } from '../query-database.ts'
import { readRingFile } from '../ring-file.ts'
import { findAccountFaults } from './find-account-faults.ts'
import { findConfigFaults } from './find-config-faults.ts'
import { describeFilesLeftBehind, findCoordinatorFaults } from './find-coordinator-faults.ts'
import { findExampleSettings } from './find-example-settings.ts'
import { findMailFaults } from './find-mail-faults.ts'
import { findSmokeFaultsThatStay, SMOKE_PAUSE_MS } from './find-smoke-faults.ts'
import { findStoredFaults } from './find-stored-faults.ts'
import { createCloudflareApi, createResendApi } from './outside-api.ts'
import { describeRollback, type RollbackPoint, writeVersionMessage } from './rollback-point.ts'
import { writeTailConfig } from './write-tail-config.ts'

// `npm run deploy -- --env preview` or `production` lists everything that keeps it from deploying, at once, and deploys
// nothing then. Otherwise it finds how to go back, applies the migrations, which suit the version that still runs
// too, deploys with a message that says how, and asks the portal what a visitor would. docs/operations.md says how to prepare and how to go back.
const { options } = parseCommandLine({
  usage: 'npm run deploy -- --env preview|production [--ring ring.json]',
  options: {
    env: { type: 'string', choices: deploymentNames, isRequired: true },
    ring: { type: 'string' },
  },
})
const name = options.env
const ring = options.ring === undefined ? undefined : readRingFile(options.ring)
const config = readDeploymentConfig(name)
const origin = getSetting(config, 'PORTAL_ORIGIN')
const runWrangler = (...command: string[]) =>
  execFileSync('wrangler', [...command, '--env', name], { stdio: ['inherit', 'pipe', 'pipe'] }).toString()

const queryDatabase = createDatabaseQuery({ deployment: name })

await refuseWithFaults()
const rollbackPoint = readRollbackPoint()
await deploy().catch((error: unknown) =>
  exitWithRollback([`${name} was not deployed, or in part:`, `  - ${(error as Error).message}`]),
)
await proveDeployment()

/** Ends the command with every fault, if there is one. */
async function refuseWithFaults(): Promise<void> {
  const askCloudflare = createCloudflareApi(
    process.env.CLOUDFLARE_API_BASE_URL ?? 'https://api.cloudflare.com/client/v4',
    process.env.CLOUDFLARE_API_TOKEN ?? '',
  )
  const askResend = createResendApi(
    process.env.RESEND_BASE_URL ?? 'https://api.resend.com',
    process.env.RESEND_FULL_ACCESS_KEY ?? '',
  )
  const today = new Date().toISOString().slice(0, 10)
  const configFaults = findConfigFaults(name, {
    laptop: readDeploymentConfig(),
    deployments: { preview: readDeploymentConfig('preview'), production: readDeploymentConfig('production') },
  })
  const { account, faults: accountFaults } = await findAccountFaults(config, askCloudflare)
  const faults = [
    ...configFaults,
    ...accountFaults,
    ...findExampleSettings({ ...practice, crisisLines, retentionSources }, today),
    ...findSettingFaults(practice),
    ...findFaintColours(practiceColours).map(describeFaintColour),
    ...findCoordinatorFaults(practice, today),
    ...(await findMailFaults([practice.mailFrom, practice.discreetMailFrom], askResend)),
    ...(options.ring && !existsSync(options.ring) ? [`--ring: there is no file ${options.ring}`] : []),
    ...findSecretFaults(),
    // Without the account and the database there is nothing to ask.
    ...(configFaults.length + accountFaults.length > 0
      ? []
      : await listStoredFaults().catch(describeFailure)),
  ]
  if (faults.length > 0)
    exitWithMessage(
      `Nothing was deployed. Before ${name} can be:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    )
  const leftBehind = describeFilesLeftBehind(queryDatabase, practice)
  if (leftBehind.length > 0)
    console.log(
      `Give these files to somebody, on the desk’s page Today:\n${leftBehind.map((line) => `  - ${line}`).join('\n')}`,
    )
  console.log(`${account}. Deploying ${name} to ${origin}.`)
}

function findSecretFaults(): string[] {
  const listed = tryWrangler('secret', 'list', '--format', 'json')
  if (listed === undefined)
    return ['secrets: they cannot be listed; sign in, or set them first (npx wrangler secret put)']
  const present = new Set((JSON.parse(listed) as { name: string }[]).map((secret) => secret.name))
  const needed = getSetting(config, 'TURNSTILE_SITE_KEY')
    ? [...secretNames, 'TURNSTILE_SECRET_KEY']
    : secretNames
  return needed
    .filter((secret) => !present.has(secret))
    .map((secret) => `${secret}: it is not set (npx wrangler secret put ${secret} --env ${name})`)
}

/** What wrangler prints; undefined when it refuses. */
function tryWrangler(...command: string[]): string | undefined {
  try {
    return runWrangler(...command)
  } catch {
    return undefined
  }
}

/** A database that cannot be asked is a fault like any other. */
function describeFailure(error: unknown): string[] {
  return [`D1: ${(error as Error).message}`]
}

async function listStoredFaults(): Promise<string[]> {
  const pending = runWrangler('d1', 'migrations', 'list', 'DB', '--remote')
  return findStoredFaults({
    query: queryDatabase,
    ring,
    laptopRing: readRingFile(),
    askHealth: () => askHealth(),
    practice,
    pendingMigrations: [...new Set(pending.match(/\d{4}_\w+\.sql/g))],
  })
}

/** Finds the version and the database's bookmark of before, from which Time Travel goes back within 30 days. */
function readRollbackPoint(): RollbackPoint {
  const { bookmark } = JSON.parse(runWrangler('d1', 'time-travel', 'info', 'DB', '--json')) as {
    bookmark: string
  }
  const status = tryWrangler('deployments', 'status', '--json')
  const version = status
    ? (JSON.parse(status) as { versions: { version_id: string }[] }).versions[0]?.version_id
    : undefined
  return { bookmark, version }
}

async function deploy(): Promise<void> {
  // Loads what builds the site only now, since most refusals come before.
  const { buildSite } = await import('../build.ts')
  await buildSite()
  console.log(runWrangler('d1', 'migrations', 'apply', 'DB', '--remote'))
  // The platform takes no portal whose Tail Worker it does not have.
  console.log(execFileSync('wrangler', ['deploy', '--config', writeTailConfig(config)]).toString())
  console.log(runWrangler('deploy', '--message', writeVersionMessage(rollbackPoint)))
}

/** Asks the portal what a visitor would, and says exactly how to go back if it does not answer as it should. */
async function proveDeployment(): Promise<void> {
  const faults = await findSmokeFaultsThatStay(origin, {
    teamDomain: getSetting(config, 'ACCESS_TEAM_DOMAIN'),
    waitBetween: () => new Promise((resolve) => setTimeout(resolve, SMOKE_PAUSE_MS)),
  })
  if (faults.length === 0) return console.log(`${origin} answers as it should.`)
  exitWithRollback([
    `${name} was deployed and does not answer as it should:`,
    ...faults.map((fault) => `  - ${fault}`),
  ])
}

/** Ends the command with what went wrong, and says exactly how to go back. */
function exitWithRollback(lines: readonly string[]): never {
  exitWithMessage([...lines, ...describeRollback(rollbackPoint, name)].join('\n'))
}

/** The status with which the portal answers for its health; a text when it does not answer. */
async function askHealth(): Promise<number | string> {
  return fetch(`${origin}/healthz`).then(
    ({ status }) => status,
    () => 'nothing',
  )
}
