import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { practice } from '../content/practice.ts'
import { type Services, startServices } from './services/index.ts'

interface PortalSettings {
  readonly port: number
  readonly servicesPort: number
  /** The folder of the local database and the sign-in key: `.wrangler/state`. */
  readonly stateFolder: string
  /** The configuration of a worker that wraps the portal's own, for benchmarks and the gallery. */
  readonly config?: string
  /** The deployment whose part of wrangler.toml counts, instead of the laptop's. */
  readonly deployment?: string
  /** The file of the worker's secrets, instead of the laptop's. A restart reads it again. */
  readonly secretsFile?: string
  /** The public key of Turnstile, instead of the one in wrangler.toml; empty is off. */
  readonly turnstileSiteKey?: string
  /** Receives what the worker and wrangler print. */
  readonly onOutput?: (text: string) => void
  /** Runs each step of the start, to tell how it goes. */
  readonly runStep?: RunStep
}

/** Runs a step and passes on what it gives. The title tells what is being done: “Applying the migrations”. */
export type RunStep = <Result>(title: string, run: () => Promise<Result>) => Promise<Result>

export interface Portal {
  readonly origin: string
  readonly services: Services
  /** Runs the scheduled work now, as the platform does every minute. */
  runScheduled(): Promise<void>
  /** Kills the worker's process at once, as a power cut does, and leaves the services running. */
  kill(): Promise<void>
  /** Starts the worker again after `kill`. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** Starts the outside services and the worker in wrangler's local runtime, after it applies the migrations. */
export async function startPortal(settings: PortalSettings): Promise<Portal> {
  const { port, servicesPort, stateFolder } = settings
  const origin = `http://localhost:${port}`
  const secrets = readSecrets(settings.secretsFile)
  const services = await startServices({
    port: servicesPort,
    portalOrigin: origin,
    audience: secrets.ACCESS_AUD ?? '',
    resendApiKey: secrets.RESEND_API_KEY ?? '',
    webhookSecret: secrets.RESEND_WEBHOOK_SECRET ?? '',
    turnstileSecret: secrets.TURNSTILE_SECRET_KEY ?? '',
    people: practice.coordinators.map(({ name, email, credentials }) => ({
      name,
      email,
      note: credentials.en,
    })),
    stateFolder,
  })
  let worker = await migrateAndStartWorker(settings, services).catch(async (error) => {
    await services.close()
    throw error
  })
  return {
    origin,
    services,
    runScheduled: async () => {
      const { ok, status } = await fetch(`${origin}/cdn-cgi/handler/scheduled`)
      if (!ok) throw new Error(`The scheduled work answered ${status}`)
    },
    kill: () => worker.stop('SIGKILL'),
    restart: async () => {
      worker = await startWorker(settings, services.origin)
    },
    close: async () => {
      await worker.stop('SIGTERM')
      await services.close()
    },
  }
}

async function migrateAndStartWorker(settings: PortalSettings, services: Services) {
  const { stateFolder, runStep = (_, run) => run() } = settings
  const migrate = ['d1', 'migrations', 'apply', 'evenhand', '--local', '--persist-to', stateFolder]
  await runStep('Applying the migrations', () => runWrangler(migrate, settings))
  return runStep('Starting the worker', () => startWorker(settings, services.origin))
}

async function startWorker(settings: PortalSettings, services: string) {
  const {
    port,
    stateFolder,
    config,
    deployment,
    secretsFile = SECRETS_FILE,
    turnstileSiteKey,
    onOutput,
  } = settings
  const vars = {
    PORTAL_ORIGIN: `http://localhost:${port}`,
    ACCESS_TEAM_DOMAIN: services,
    MAIL_API: services,
    TURNSTILE_ORIGIN: services,
    ...(turnstileSiteKey !== undefined && { TURNSTILE_SITE_KEY: turnstileSiteKey }),
  }
  const args = [
    'dev',
    ...listConfigArguments(settings),
    ...['--port', String(port), '--inspector-port', '0', '--local', '--persist-to', stateFolder],
    ...['--env-file', secretsFile, '--show-interactive-dev-session=false', '--log-level', 'log'],
    // The portal has an address of this machine, whatever domain is deployed to.
    ...(deployment ? ['--infer-origin-from-routes=false'] : []),
    ...Object.entries(vars).flatMap(([name, value]) => ['--var', `${name}:${value}`]),
  ]
  // Tests and benchmarks run the worker as it is deployed; on a laptop, a stack names functions.
  const child = spawnWrangler(args, config ? {} : { READABLE_WORKER: '1' })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-20_000)
      onOutput?.(text)
    })
  }
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const stop = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null) signalGroup(child, signal)
    await ended
  }
  try {
    await waitUntilHealthy(
      `http://localhost:${port}/healthz`,
      () => child.exitCode !== null,
      () => output,
    )
  } catch (error) {
    await stop('SIGKILL')
    throw error
  }
  return { stop }
}

/**
 * Starts wrangler in a process group of its own, which lets us stop it with the runtime it starts, and keeps Ctrl-C from
 * reaching it. It ends at the latest when this process exits.
 */
function spawnWrangler(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const child = spawn('wrangler', args, {
    cwd: PROJECT,
    env: { ...WRANGLER_ENVIRONMENT, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const kill = () => signalGroup(child, 'SIGKILL')
  process.once('exit', kill)
  // The runtime ends a moment after wrangler, so it is killed to be sure that none is left.
  child.once('exit', () => {
    kill()
    process.off('exit', kill)
  })
  return child
}

/** Signals a process and all it started. It is no error if they have ended already. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid) process.kill(-pid, signal)
  } catch {
    // ESRCH means that nobody is left in the group.
  }
}

/** Waits until the portal answers; rejects with wrangler's output when wrangler ends first or time runs out. */
async function waitUntilHealthy(url: string, hasEnded: () => boolean, output: () => string): Promise<void> {
  const deadline = Date.now() + START_SECONDS * 1000
  while (Date.now() < deadline && !hasEnded()) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`The portal did not start:\n${output()}`)
}

/** How long a busy machine may take. */
const START_SECONDS = 240

/** Names the configuration, and the part of it that counts. */
const listConfigArguments = ({ config, deployment }: PortalSettings): string[] => [
  ...(config ? ['--config', config] : []),
  ...(deployment ? ['--env', deployment] : []),
]

const PROJECT = join(import.meta.dirname, '..')
/** The secrets that dev/setup.mjs wrote. */
const SECRETS_FILE = join(PROJECT, '.dev.vars')

/** Runs a wrangler command to its end; rejects with its output when it fails. */
function runWrangler(args: readonly string[], settings: PortalSettings): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawnWrangler([...args, ...listConfigArguments(settings)])
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data) => {
        output += data
        settings.onOutput?.(String(data))
      })
    }
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`wrangler ${args[0]} failed:\n${output}`)),
    )
  })
}

/** Keeps wrangler from asking questions, reporting usage and looking anything up on the network. */
const WRANGLER_ENVIRONMENT = {
  ...process.env,
  CI: '1',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_SEND_METRICS: 'false',
  NO_COLOR: '1',
}

function readSecrets(path = SECRETS_FILE): Record<string, string> {
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
}

/** Rejects with the system's own error, `EADDRINUSE`, when the port is in use. */
export const assertPortFree = (port: number) =>
  new Promise<void>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(port, () => probe.close(() => resolve()))
  })

export const findFreePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
