import { execFileSync } from 'node:child_process'
import { exitWithUsage } from './command-line.ts'
import { type DeploymentName, deploymentNames } from './deployment-config.ts'
import { exitWithMessage } from './exit-with-message.ts'

/** Runs a query in the practice’s database and gives its rows. */
export type QueryDatabase = <Row>(sql: string) => Row[]

/** The options by which a command is told whose database it asks: a deployment’s, or else the laptop’s. */
export const databaseOptions = {
  remote: { type: 'boolean' },
  env: { type: 'string', choices: deploymentNames },
  'persist-to': { type: 'string' },
} as const

export const DATABASE_USAGE = '[--remote --env preview|production]'

/** Finds which database the options of a command name. `--env` and `--remote` go together, so that nobody reads the laptop’s answer as a deployment’s. */
export function readDatabasePlace(
  options: {
    readonly remote: boolean
    readonly env: DeploymentName | undefined
    readonly 'persist-to': string | undefined
  },
  usage: string,
): DatabasePlace {
  if (options.remote !== (options.env !== undefined))
    exitWithUsage(`Option '--${options.remote ? 'env' : 'remote'}' is missing`, usage)
  return { deployment: options.env, stateFolder: options['persist-to'] }
}

interface DatabasePlace {
  /** The deployment whose database is asked; the laptop’s when none is named. */
  readonly deployment?: DeploymentName | undefined
  /** The folder of the laptop’s database, if it is another one than wrangler’s. */
  readonly stateFolder?: string | undefined
}

/** Queries a database. `DB` is its binding, which is the same in every deployment. */
export function createDatabaseQuery({ deployment, stateFolder }: DatabasePlace): QueryDatabase {
  const place = deployment
    ? ['--remote', '--env', deployment]
    : ['--local', ...(stateFolder ? ['--persist-to', stateFolder] : [])]
  return <Row>(sql: string): Row[] => {
    const command = ['d1', 'execute', 'DB', ...place, '--json', '--command', sql.replace(/\s+/g, ' ')]
    try {
      const output = execFileSync('wrangler', command, { stdio: ['inherit', 'pipe', 'inherit'] }).toString()
      return (JSON.parse(output) as [{ results: Row[] }])[0].results
    } catch (error) {
      throw new UnansweredQuery(readReason(error))
    }
  }
}

/** A database that was asked and gave no rows, with what wrangler says of it. */
class UnansweredQuery extends Error {}

function readReason(error: unknown): string {
  const said = /"text": "(.*)"/.exec(String((error as { stdout?: Buffer }).stdout))?.[1]
  return `The database could not be asked: ${said ?? (error as Error).message.split('\n')[0]}`
}

/** Runs a command, and ends it with one line when the database could not be asked. */
export async function runWithDatabase(command: () => unknown): Promise<void> {
  try {
    await command()
  } catch (error) {
    if (!(error instanceof UnansweredQuery)) throw error
    exitWithMessage(error.message)
  }
}
