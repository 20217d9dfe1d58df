import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig, type TestProjectConfiguration } from 'vitest/config'
import { planAllTestFiles, planBrowserTestFiles } from './dev/test-projects.ts'

const testFiles = planAllTestFiles()

/** A test that hangs fails after this. No test comes near it, even while other programs use every core. */
const timeLimits = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 60_000 } } }
/** Many times the runs take many times as long. */
const deepTimeLimits = { ...timeLimits, testTimeout: 1_200_000, hookTimeout: 1_200_000 }
const browserTimeLimits = { ...timeLimits, testTimeout: 300_000, hookTimeout: 300_000 }

/**
 * Three kinds of tests: `unit` runs in Node, `worker` in the Workers runtime with a real D1, `browser` in a browser
 * against the whole portal. Each has two projects: `npm test` runs `unit`, `worker` and `browser`; `npm run test:deep`
 * runs `unit-deep`, `worker-deep` and `browser-deep`, which are the files named `*.deep.test.ts`, and again the files
 * with property tests, with many times the runs, and those with tables that explore, with every case. `language` runs
 * in a copy of the project that has one language more.
 * dev/test-projects.ts says which file belongs where.
 */
export default defineConfig({
  test: {
    // A failure shows the whole of what was compared, not `[ …(2) ]`.
    chaiConfig: { truncateThreshold: 0 },
    projects: [
      ...[false, true].flatMap((deep) => [unitProject(deep), workerProject(deep), browserProject(deep)]),
      { test: { name: 'language', include: ['tests/third-language/*.test.ts'], ...timeLimits } },
    ],
  },
})

function unitProject(deep: boolean): TestProjectConfiguration {
  return {
    test: {
      ...listPlannedFiles('unit', deep),
      isolate: false,
      ...(deep ? deepTimeLimits : timeLimits),
    },
  }
}

function workerProject(deep: boolean): TestProjectConfiguration {
  return {
    plugins: [
      cloudflareTest(async () => ({
        // The sources: what wrangler serves is bundled first.
        main: './worker/index.ts',
        wrangler: { configPath: './wrangler.toml' },
        miniflare: {
          bindings: { ...testSecrets, MIGRATIONS: await readD1Migrations('db/migrations') },
          r2Buckets: ['DOCUMENTS'],
        },
      })),
    ],
    test: {
      ...listPlannedFiles('worker', deep),
      // One runtime for all files, each of which empties the database first: starting one a file takes longer
      // than all the tests together.
      isolate: false,
      maxWorkers: 1,
      setupFiles: './tests/support/quiet-worker-log.ts',
      ...(deep ? deepTimeLimits : timeLimits),
    },
  }
}

function browserProject(deep: boolean): TestProjectConfiguration {
  return {
    test: {
      name: deep ? 'browser-deep' : 'browser',
      include: planBrowserTestFiles()
        .filter(({ isQuick, isDeep }) => (deep ? isDeep : isQuick))
        .map(({ file }) => file),
      provide: { isDeep: deep },
      // One portal and one browser for all journeys, on two cores, in one process.
      fileParallelism: false,
      isolate: false,
      globalSetup: './tests/browser/global-setup.ts',
      setupFiles: './tests/browser/let-hour-pass.ts',
      ...browserTimeLimits,
    },
  }
}

/** The name and files of a project, and what it provides. */
function listPlannedFiles(runtime: 'unit' | 'worker', deep: boolean) {
  return {
    name: deep ? `${runtime}-deep` : runtime,
    include: testFiles
      .filter((planned) => planned.runtime === runtime && (deep ? planned.isDeep : planned.isQuick))
      .map(({ file }) => file),
    provide: { isDeep: deep },
  }
}

/** Secrets of the tests' own, of the right shape and known to nobody's data. */
const testSecrets = {
  ACCESS_AUD: 'audience-of-the-tests',
  ACCESS_TEAM_DOMAIN: 'https://team.example.com',
  RESEND_API_KEY: 're_tests',
  RESEND_WEBHOOK_SECRET: 'whsec_dGVzdHMgb2YgdGhlIHdlYmhvb2tz',
  KEY_RING: JSON.stringify(
    Object.fromEntries(
      ['answers', 'safety', 'otherContact', 'mail', 'draft', 'index', 'audit'].map((purpose, index) => [
        purpose,
        [{ kty: 'oct', kid: `${purpose}-test`, k: `${String(index).repeat(42)}A` }],
      ]),
    ),
  ),
}
