import { execFileSync } from 'node:child_process'
import { parseCommandLine } from '../command-line.ts'
import { type DeploymentName, deploymentNames } from '../deployment-config.ts'
import { exitWithMessage } from '../exit-with-message.ts'

// `npm run rollback-point -- --env production` prints how to go back to what ran before the newest deployment, on any computer:
// `npm run deploy` gives each version a message that says it, which Cloudflare stores with the version.

/** What ran before a deployment: the version, if there was one, and the database's Time Travel bookmark. */
export interface RollbackPoint {
  readonly version: string | undefined
  readonly bookmark: string
}

/** A version as wrangler lists it. */
interface ListedVersion {
  readonly id: string
  readonly metadata: { readonly created_on: string }
  readonly annotations?: { readonly 'workers/message'?: string }
}

const NO_VERSION = 'none'

/** Cloudflare cuts a message off after 100 bytes; an id and a bookmark are 96. The stop at its end shows that it is whole. */
export const writeVersionMessage = ({ version = NO_VERSION, bookmark }: RollbackPoint): string =>
  `${version} ${bookmark}.`

/** Finds the newest version whose message tells what ran before it. */
export function findNewestRollbackPoint(
  versions: readonly ListedVersion[],
): (RollbackPoint & { readonly listed: ListedVersion }) | undefined {
  const newestFirst = versions.toSorted((a, b) => b.metadata.created_on.localeCompare(a.metadata.created_on))
  for (const listed of newestFirst) {
    const [, version, bookmark] = /^(\S+) (\S+)\.$/.exec(listed.annotations?.['workers/message'] ?? '') ?? []
    if (version && bookmark)
      return { version: version === NO_VERSION ? undefined : version, bookmark, listed }
  }
  return undefined
}

/** The commands that go back, each with when it is right. */
export const describeRollback = ({ version, bookmark }: RollbackPoint, name: DeploymentName): string[] => [
  version
    ? `Go back to the version before: npx wrangler rollback ${version} --env ${name}`
    : 'There is no version before to go back to.',
  `The database of before, only if its content was damaged, since this undoes what was sent meanwhile, and what was erased: \
npx wrangler d1 time-travel restore DB --bookmark=${bookmark} --env ${name}`,
]

function main(): void {
  const { options } = parseCommandLine({
    usage: 'npm run rollback-point -- --env preview|production',
    options: { env: { type: 'string', choices: deploymentNames, isRequired: true } },
  })
  const versions = execFileSync('wrangler', ['versions', 'list', '--json', '--env', options.env], {
    stdio: ['inherit', 'pipe', 'pipe'],
  }).toString()
  const found = findNewestRollbackPoint(JSON.parse(versions) as ListedVersion[])
  if (!found)
    exitWithMessage(
      `None of the last versions of ${options.env} says what ran before it. docs/operations.md says how to find it by the time.`,
    )
  console.log(`${found.listed.id} was deployed at ${found.listed.metadata.created_on}.`)
  for (const line of describeRollback(found, options.env)) console.log(line)
}

if (import.meta.main) main()
