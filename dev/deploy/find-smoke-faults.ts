import { allLanguagePathPrefixes } from '../../forms/language.ts'

/** A new version can take some seconds until it answers everywhere: half a minute in all. */
const SMOKE_ATTEMPTS = 7
export const SMOKE_PAUSE_MS = 5000

interface SmokeContext {
  readonly teamDomain: string
  /** Waits between two attempts. */
  readonly waitBetween: () => Promise<unknown>
}

/**
 * Asks the deployed portal what a visitor would, and finds what does not answer as it should. Asks again as long as something
 * does not, a limited number of times, and gives the faults of the last. Writes nothing.
 */
export async function findSmokeFaultsThatStay(origin: string, context: SmokeContext): Promise<string[]> {
  for (let attempt = 1; ; attempt++) {
    const faults = await findSmokeFaults(origin, context)
    if (faults.length === 0 || attempt === SMOKE_ATTEMPTS) return faults
    await context.waitBetween()
  }
}

async function findSmokeFaults(origin: string, { teamDomain }: SmokeContext): Promise<string[]> {
  const faults = await Promise.all([
    expectAnswer(origin, '/healthz', (answer) => answer.status === 200),
    expectAnswer(origin, '/', (answer) => answer.status === 200 && hasSafeHeaders(answer)),
    expectAnswer(
      origin,
      '/intake/start/',
      (answer) =>
        answer.status === 200 && hasSafeHeaders(answer) && answer.headers.get('Cache-Control') === 'no-store',
    ),
    // Without a session, Access leads to its own sign-in, before the worker is asked.
    ...allLanguagePathPrefixes.map((prefix) =>
      expectAnswer(origin, `${prefix}/desk/`, ({ headers }) =>
        (headers.get('Location') ?? '').startsWith(teamDomain),
      ),
    ),
  ])
  return faults.flat()
}

const hasSafeHeaders = ({ headers }: Response): boolean =>
  (headers.get('Content-Security-Policy') ?? '').includes("frame-ancestors 'none'") &&
  (headers.get('Strict-Transport-Security') ?? '').includes('includeSubDomains')

async function expectAnswer(
  origin: string,
  path: string,
  isAsExpected: (answer: Response) => boolean,
): Promise<string[]> {
  try {
    const answer = await fetch(`${origin}${path}`, { redirect: 'manual' })
    return isAsExpected(answer) ? [] : [`${path} answers ${answer.status}, and not as it should`]
  } catch {
    return [`${path} does not answer`]
  }
}
