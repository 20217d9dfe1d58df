import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { configDefaults, defineConfig, type TestProjectConfiguration } from 'vitest/config'

/** A test that hangs fails after this. No test comes near it, even while other programs use every core. */
const TEST_TIMEOUT_MS = 120_000
const BROWSER_TIMEOUT_MS = 300_000

/**
 * Three kinds of tests: `unit` runs in Node, `worker` in the Workers runtime with a real D1, `browser` in a browser
 * against the whole portal. Each has two projects: `npm test` runs the files named `*.test.ts`, `npm run test:deep`
 * those named `*.deep.test.ts`, which explore and take longer. `language` runs in a copy of the project that has one
 * language more (`npm run test:language`).
 */
export default defineConfig({
  test: {
    projects: [
      ...[false, true].flatMap((deep) => [unitProject(deep), workerProject(deep), browserProject(deep)]),
      {
        test: { name: 'language', include: ['tests/third-language/*.test.ts'], testTimeout: TEST_TIMEOUT_MS },
      },
    ],
  },
})

function unitProject(deep: boolean): TestProjectConfiguration {
  return {
    test: {
      ...nameAndFiles('unit', deep, ['content', 'forms', 'site', 'desk', 'dev']),
      isolate: false,
      testTimeout: TEST_TIMEOUT_MS,
      hookTimeout: TEST_TIMEOUT_MS,
    },
  }
}

function workerProject(deep: boolean): TestProjectConfiguration {
  return {
    plugins: [
      cloudflareTest(async () => ({
        wrangler: { configPath: './wrangler.toml' },
        miniflare: {
          bindings: { ...testSecrets, MIGRATIONS: await readD1Migrations('db/migrations') },
        },
      })),
    ],
    test: {
      ...nameAndFiles('worker', deep, ['worker', 'db', 'tests/support']),
      // One runtime for all files, each of which empties the database first: starting one a file takes longer
      // than all the tests together.
      isolate: false,
      maxWorkers: 1,
      testTimeout: TEST_TIMEOUT_MS,
      hookTimeout: TEST_TIMEOUT_MS,
    },
  }
}

function browserProject(deep: boolean): TestProjectConfiguration {
  return {
    test: {
      ...nameAndFiles('browser', deep, ['tests/browser']),
      // One portal and one browser for all journeys, on two cores, in one process.
      fileParallelism: false,
      isolate: false,
      globalSetup: './tests/browser/global-setup.ts',
      testTimeout: BROWSER_TIMEOUT_MS,
      hookTimeout: BROWSER_TIMEOUT_MS,
    },
  }
}

/** The name of a project, and the tests in its folders: all that are deep, or all others. */
function nameAndFiles(name: string, deep: boolean, folders: readonly string[]) {
  const matching = (ending: string) => folders.map((folder) => `${folder}/**/*${ending}`)
  return deep
    ? { name: `${name}-deep`, include: matching('.deep.test.ts') }
    : {
        name,
        include: matching('.test.ts'),
        exclude: [...configDefaults.exclude, ...matching('.deep.test.ts')],
      }
}

/** Secrets of the tests' own, of the right shape and known to nobody's data. */
const testSecrets = {
  ACCESS_AUD: 'audience-of-the-tests',
  ACCESS_TEAM_DOMAIN: 'https://team.example.com',
  RESEND_API_KEY: 're_tests',
  DRAFT_SECRET: 'A'.repeat(43),
  INDEX_SECRET: `${'B'.repeat(42)}A`,
  KEY_RING: JSON.stringify(
    Object.fromEntries(
      ['answers', 'safety', 'otherContact', 'mail'].map((purpose, index) => [
        purpose,
        [{ kty: 'oct', kid: `${purpose}-test`, k: `${String(index).repeat(42)}A` }],
      ]),
    ),
  ),
}
