import { execFileSync } from 'node:child_process'
import { exitWithMessage } from './exit-with-message.ts'

/** Runs a query in the practice’s database and gives its rows. */
export type QueryDatabase = <Row>(sql: string) => Row[]

/**
 * Queries a deployed database with the options `--remote --env production`, else the laptop’s. Further options are
 * wrangler’s own. `DB` is the database’s binding, which is the same in every deployment. Exits when a deployment isn’t named.
 */
export function createDatabaseQuery(options: readonly string[]): QueryDatabase {
  if (options.includes('--remote') && !options.includes('--env'))
    exitWithMessage('Name whose database it is: --remote --env preview (or production)')
  const place = options.includes('--remote') ? options : ['--local', ...options]
  return <Row>(sql: string): Row[] => {
    const command = ['d1', 'execute', 'DB', ...place, '--json', '--command', sql.replace(/\s+/g, ' ')]
    const output = execFileSync('wrangler', command, { stdio: ['inherit', 'pipe', 'inherit'] }).toString()
    return (JSON.parse(output) as [{ results: Row[] }])[0].results
  }
}
